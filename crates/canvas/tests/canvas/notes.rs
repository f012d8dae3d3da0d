//! Notes as they are read, on the canvas.

use crate::desk::Desk;
use gesso_canvas::{Camera, Effect, Face, Measure, Op};
use gesso_graph::{Command, NoteId};

fn noted(text: &str, size: &str) -> Desk {
    let mut desk = Desk::new(&format!("note1@0,0,{size}"));
    desk.colleague(Command::SetNoteText {
        id: NoteId(1),
        text: text.into(),
    });
    desk
}

fn spans(desk: &Desk) -> Vec<(String, (f32, f32), f32, Face)> {
    let span = |op| match op {
        Op::Span {
            text,
            at,
            size,
            face,
            ..
        } => Some((text.to_string(), at, size, face)),
        _ => None,
    };
    desk.editor
        .display()
        .ops
        .into_iter()
        .filter_map(span)
        .collect()
}

fn words(desk: &Desk) -> Vec<String> {
    spans(desk).into_iter().map(|(text, ..)| text).collect()
}

/// C33
#[test]
fn headings_stress_lists_and_code_look_as_they_are_meant() {
    let desk = noted(
        "# Look\n\nKeep *it* **quiet** and `flat`.\n\n- one\n- two",
        "300×300",
    );
    let spans = spans(&desk);
    let face = |word: &str| {
        let (_, _, size, face) = spans.iter().find(|(text, ..)| text == word).unwrap();
        (*size, *face)
    };
    let (heading, bold) = face("Look");
    let (running, plain) = face("Keep");
    assert!(heading > running && bold.weight > plain.weight);
    assert!(face("it").1.italic && !plain.italic);
    assert!(face("quiet").1.weight > plain.weight);
    assert!(face("flat").1.mono);
    let at = |word: &str| spans.iter().find(|(text, ..)| text == word).unwrap().1;
    assert_eq!(spans.iter().filter(|(text, ..)| text == "•").count(), 2);
    assert!(at("one").0 > at("Keep").0 && at("two").1 > at("one").1);
}

/// C33
#[test]
fn words_go_on_in_the_next_line_and_what_does_not_fit_is_left_out() {
    let long = "word ".repeat(60);
    let desk = noted(&long, "200×100");
    let spans = spans(&desk);
    assert!(spans.len() > 1 && spans.len() < 6, "{spans:?}");
    for (text, at, size, _) in &spans {
        assert!(at.1 + size / 2.0 <= 100.0, "{text}");
        // Letters are guessed to be half as wide as they are high.
        assert!(
            at.0 + text.chars().count() as f32 * size * 0.52 <= 200.0,
            "{text}"
        );
    }
    let wide = noted(&long, "400×400");
    assert!(
        words(&wide)
            .iter()
            .any(|line| line.len() > spans[0].0.len())
    );
}

/// C33
#[test]
fn a_word_that_is_too_long_for_a_line_is_broken() {
    let desk = noted(&"x".repeat(200), "150×400");
    let lines = words(&desk);
    assert!(lines.len() > 4);
    assert_eq!(lines.concat().len(), 200);
}

/// C33
#[test]
fn from_afar_bars_stand_for_words_and_a_heading_is_read_longer() {
    let mut desk = noted("# Look\n\nKeep it quiet", "300×300");
    let zoom = |desk: &mut Desk, zoom: f64| {
        desk.editor.set_camera(Camera {
            x: 0.0,
            y: 0.0,
            zoom,
        });
        words(desk)
    };
    assert_eq!(zoom(&mut desk, 0.6), ["Look", "Keep it quiet"]);
    assert_eq!(zoom(&mut desk, 0.3), ["Look"]);
    assert_eq!(zoom(&mut desk, 0.1), [""; 0]);
}

/// C33
#[test]
fn a_click_on_a_link_follows_it_and_a_drag_moves_the_note() {
    let mut desk = noted("[the film](/w/film) and more", "300×100");
    let effects = desk.does("click 20,22");
    assert!(
        effects.contains(&Effect::FollowLink("/w/film".into())),
        "{effects:?}"
    );
    let effects = desk.does("wait 600; click 20,60");
    assert!(
        !effects
            .iter()
            .any(|effect| matches!(effect, Effect::FollowLink(_)))
    );
    let effects = desk.does("wait 600; down 20,22; move 60,80; up");
    assert!(
        !effects
            .iter()
            .any(|effect| matches!(effect, Effect::FollowLink(_)))
    );
    assert_eq!(desk.document.notes()[&NoteId(1)].position.y, 58.0);
}

/// C33
#[test]
fn a_finger_and_a_pen_follow_links_as_well() {
    for device in [gesso_canvas::Device::Touch, gesso_canvas::Device::Pen] {
        let mut desk = noted("[site](https://example.org/)", "300×100");
        desk.device(device);
        let effects = desk.does("click 20,22");
        let address = "https://example.org/".into();
        assert!(
            effects.contains(&Effect::FollowLink(address)),
            "{effects:?}"
        );
    }
}

/// Letters that are all as wide as they are high.
struct Square;

impl Measure for Square {
    fn width(&self, text: &str, _: Face) -> f64 {
        text.chars().count() as f64
    }
}

#[test]
fn lines_are_as_long_as_the_letters_are_wide() {
    let mut desk = noted("one two three four five six seven eight", "200×200");
    let before = words(&desk).len();
    desk.editor.set_measure(Box::new(Square));
    assert!(words(&desk).len() > before);
}
