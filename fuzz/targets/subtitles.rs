//! Subtitles in any of their forms, read, set and written.
#![no_main]

use gesso_graph::Value;
use gesso_nodes::Data;
use libfuzzer_sys::fuzz_target;

fuzz_target!(init: gesso_fuzz::panics_may_be_caught(), |text: &str| {
    let narrow = ("chars", Value::Int(4));
    gesso_fuzz::node("subtitles.make", &[], &[("text", Value::Text(text.into())), narrow]);
    gesso_fuzz::node("subtitles.make", &[("rows", Data::Text(text.into()))], &[]);
    if let Ok(spoken) = gesso_nodes::subtitles::read(text) {
        let timing = gesso_nodes::subtitles::Timing { offset: -500, pace: 17.0, gap: 100, stay: (1000, 7000) };
        let layout = gesso_nodes::subtitles::Layout { chars: 20, lines: 2 };
        if let Ok(cues) = gesso_nodes::subtitles::set(&spoken, &timing, &layout, 10_000) {
            for written in [gesso_nodes::subtitles::srt(&cues), gesso_nodes::subtitles::vtt(&cues)] {
                assert!(gesso_nodes::subtitles::read(&written).is_ok(), "{written}");
            }
        }
    }
});
