//! Subtitles: read, set and written.
#![cfg(feature = "run")]
#![expect(clippy::unwrap_used, reason = "tests")]

use gesso_graph::{Name, Value};
use gesso_media::native::embedded_fonts;
use gesso_nodes::subtitles::{
    Cue, LATEST, Layout, Spoken, SubtitlesError, Timing, read, set, srt, time, vtt,
};
use gesso_nodes::{Call, Data, NodeError, Outputs, Run, catalogue, subtitles_make};
use proptest::prelude::*;
use std::sync::Arc;

const TIMING: Timing = Timing {
    offset: 0,
    pace: 10.0,
    gap: 100,
    stay: (1000, 7000),
};
const LAYOUT: Layout = Layout {
    chars: 42,
    lines: 2,
};
const MOST: usize = 1000;

fn cue(start: u64, end: u64, text: &str) -> Cue {
    Cue {
        start,
        end,
        text: text.into(),
    }
}

fn made(text: &str) -> Vec<Cue> {
    set(&read(text).unwrap(), &TIMING, &LAYOUT, MOST).unwrap()
}

#[test]
fn times_are_read_as_people_and_files_write_them() {
    for (text, expected) in [
        ("00:01:02,500", Some(62_500)),
        ("1:02.5", Some(62_500)),
        (" 62.5 ", Some(62_500)),
        ("62", Some(62_000)),
        ("0.1239", Some(123)),
        ("99:59:59.999", Some(LATEST)),
        ("100:00:00", None),
        ("1:2:3:4", None),
        ("-1", None),
        ("", None),
        (":5", None),
        ("5.x", None),
        ("99999999999999999999", None),
        ("١", None),
    ] {
        assert_eq!(time(text), expected, "{text}");
    }
}

#[test]
fn plain_lines_stay_as_long_as_they_take_to_read() {
    let cues = made("Hi.\n\n  Thirty characters all of them.  \n");
    assert_eq!(
        cues,
        [
            cue(0, 1000, "Hi."),
            cue(1100, 4100, "Thirty characters all of them."),
        ]
    );
}

#[test]
fn srt_keeps_its_times_and_loses_its_styles() {
    let text = "\u{feff}1\r\n00:00:01,000 --> 00:00:02,500\r\n<i>Hello</i>\r\nthere, 2 < 3\r\n\r\n2\r\n00:00:03,000 --> 00:00:04,000\r\n7\r\n";
    assert_eq!(
        made(text),
        [cue(1000, 2500, "Hello there, 2 < 3"), cue(3000, 4000, "7"),]
    );
}

#[test]
fn webvtt_is_read_without_its_comments_and_places() {
    let text = "WEBVTT - a film\n\nNOTE nobody sees\nthis\n\nSTYLE\n::cue { color: red }\n\nintro\n00:01.000 --> 00:02.000 line:0 align:start\n<v Anna>Tea &amp; &lt;cake&gt;, &amp;lt;\n";
    assert_eq!(made(text), [cue(1000, 2000, "Tea & <cake>, &lt;")]);
    assert_eq!(made("WEBVTT\n"), []);
}

#[test]
fn lines_are_short_and_of_about_one_length() {
    let long = "It was the best of times, it was the worst of times";
    assert_eq!(
        &*made(long)[0].text,
        "It was the best of times,\nit was the worst of times"
    );
    let narrow = Layout { chars: 5, lines: 1 };
    let texts = |text: &str| -> Vec<Arc<str>> {
        let cues = set(&read(text).unwrap(), &TIMING, &narrow, MOST).unwrap();
        cues.into_iter().map(|cue| cue.text).collect()
    };
    assert_eq!(
        texts("unbelievable"),
        ["unbel".into(), "ievab".into(), "le".into()]
    );
    // Two columns each, and no spaces where a line breaks.
    assert_eq!(
        texts("日本語字幕"),
        ["日本".into(), "語字".into(), "幕".into()]
    );
    assert_eq!(texts("a\u{a0}b c"), ["a\u{a0}b c".into()]);
}

#[test]
fn parts_share_the_time_of_the_whole() {
    let short = Layout {
        chars: 10,
        lines: 1,
    };
    let text = "00:00:00,000 --> 00:00:03,000\nfour words are here";
    let cues = set(&read(text).unwrap(), &TIMING, &short, MOST).unwrap();
    assert_eq!(
        cues,
        [cue(0, 1666, "four words"), cue(1666, 3000, "are here")]
    );
}

#[test]
fn everything_can_be_moved() {
    let moved = |offset| {
        let timing = Timing { offset, ..TIMING };
        set(&read("One\nTwo").unwrap(), &timing, &LAYOUT, MOST)
    };
    assert_eq!(
        moved(500),
        Ok(vec![cue(500, 1500, "One"), cue(1600, 2600, "Two")])
    );
    assert_eq!(
        moved(-500),
        Ok(vec![cue(0, 500, "One"), cue(600, 1600, "Two")])
    );
    assert_eq!(moved(-1000), Ok(vec![cue(100, 1100, "Two")]));
    assert_eq!(moved(LATEST as i64), Err(SubtitlesError::TooLate(1)));
}

#[test]
fn what_is_wrong_is_said_with_its_place() {
    let wrong = |text: &str| {
        let spoken = read(text).map(|spoken| set(&spoken, &TIMING, &LAYOUT, 2));
        let error = spoken.and_then(|cues| cues).unwrap_err();
        error.to_string()
    };
    assert_eq!(
        wrong("1\n00:00:01,000 --> 00:00:02,000\nA\n\n2\n00:00:0x,000 --> 00:00:04,000\nB"),
        "The times in line 6 can't be read. Write them as 00:01:02,500 --> 00:01:04,000."
    );
    assert_eq!(
        wrong("00:00:02,000 --> 00:00:01,000\nA"),
        "Subtitle 1 ends before it begins. Change its times."
    );
    assert_eq!(
        wrong("A\nB\nC"),
        "There would be more than 2 subtitles. Allow longer lines, or split the text."
    );
    // Arrows are words where they are no times.
    assert_eq!(&*made("step 1 --> step 2")[0].text, "step 1 --> step 2");
}

fn run(inputs: &[(&str, Data)], params: &[(&str, Value)]) -> Result<(Call, Outputs), NodeError> {
    let Run::Kernel(kernel) = catalogue().spec(subtitles_make::ID).unwrap().run else {
        panic!("it is a kernel");
    };
    let own = |(name, data): &(&str, Data)| (Name::from(*name), data.clone());
    let set = |(name, value): &(&str, Value)| (Name::from(*name), value.clone());
    let call = Call {
        scale: 1.0,
        inputs: inputs.iter().map(own).collect(),
        params: params.iter().map(set).collect(),
        fonts: embedded_fonts(),
    };
    let outputs = kernel(&call)?;
    Ok((call, outputs))
}

fn json(text: &str) -> [(&'static str, Data); 1] {
    [("rows", Data::Text(text.into()))]
}

#[test]
fn rows_give_words_with_or_without_times() {
    let rows = r#"[{"Start": 1, "end": "0:02.5", "Text": "One"}, {"text": "Two", "duration": 2}, "Three"]"#;
    let (call, outputs) = run(&json(rows), &[("format", Value::Choice("vtt".into()))]).unwrap();
    let written = subtitles_make::written(&call, &outputs).unwrap();
    assert_eq!(
        written.text,
        "WEBVTT\n\n00:00:01.000 --> 00:00:02.500\nOne\n\n00:00:02.600 --> 00:00:04.600\nTwo\n\n00:00:04.700 --> 00:00:05.700\nThree\n\n"
    );
    assert_eq!((written.ending, written.media_type), ("vtt", "text/vtt"));
    assert_eq!(outputs["count"].number(), Some(3.0));
    assert_eq!(outputs["duration"].number(), Some(5.7));
    let wrong = |rows: &str| run(&json(rows), &[]).err().unwrap().to_string();
    assert_eq!(
        wrong(r#"[{"text": "a"}, {"words": "b"}]"#),
        "Row 2 has no text. Call the column of the words “text”."
    );
    assert_eq!(
        wrong(r#"[{"text": "a", "end": "soon"}]"#),
        "The end of row 1 is no time. Write seconds, or 0:01:02.500."
    );
}

#[test]
fn nothing_gives_no_subtitles() {
    let (call, outputs) = run(&[], &[("text", Value::Text("\n \n".into()))]).unwrap();
    assert_eq!(outputs["count"].number(), Some(0.0));
    assert_eq!(subtitles_make::written(&call, &outputs).unwrap().text, "");
}

fn any_words() -> impl Strategy<Value = String> {
    "[a-zA-Z0-9äß日本字&;. -]{0,120}"
}

proptest! {
    /// What is written and read again is the same, in both formats.
    #[test]
    fn files_are_read_as_they_were_written(
        texts in proptest::collection::vec((0_u64..1_000_000, 1_u64..10_000, any_words()), 0..12),
        chars in 4_usize..60,
        lines in 1_usize..4,
    ) {
        let spoken: Vec<Spoken> = texts
            .into_iter()
            .map(|(start, takes, text)| Spoken { start: Some(start), end: Some(start + takes), text, ..Spoken::default() })
            .collect();
        let layout = Layout { chars, lines };
        let cues = set(&spoken, &TIMING, &layout, 10_000).unwrap();
        for cue in &cues {
            prop_assert!(cue.end > cue.start);
            let rows: Vec<&str> = cue.text.lines().collect();
            prop_assert!((1..=lines).contains(&rows.len()), "{rows:?}");
            prop_assert!(rows.iter().all(|row| row.chars().count() <= chars), "{rows:?}");
        }
        // No words are lost and none are made up.
        let letters = |text: &str| text.chars().filter(|sign| !sign.is_whitespace()).collect::<String>();
        let mut before: Vec<char> = spoken.iter().flat_map(|one| letters(&one.text).chars().collect::<Vec<_>>()).collect();
        let mut after: Vec<char> = cues.iter().flat_map(|cue| letters(&cue.text).chars().collect::<Vec<_>>()).collect();
        before.sort_unstable();
        after.sort_unstable();
        prop_assert_eq!(before, after);
        let again = |text: &str| {
            let read = read(text).unwrap();
            let cues = read.into_iter().map(|one| cue(one.start.unwrap(), one.end.unwrap(), &one.text));
            cues.collect::<Vec<_>>()
        };
        prop_assert_eq!(again(&vtt(&cues)), cues.clone());
        if !cues.is_empty() {
            prop_assert_eq!(again(&srt(&cues)), cues);
        }
    }

    /// Any text gives subtitles or says what is wrong with it, and what is written of it can be read.
    #[test]
    fn any_text_is_read_or_refused(text in "(?s).{0,200}|([0-9:,. \\->\n<&WEBVTT]{0,12}\n?){0,20}") {
        if let Ok(spoken) = read(&text)
            && let Ok(cues) = set(&spoken, &TIMING, &Layout { chars: 7, lines: 2 }, 10_000)
        {
            prop_assert!(read(&vtt(&cues)).is_ok());
            prop_assert!(read(&srt(&cues)).is_ok());
        }
    }
}
