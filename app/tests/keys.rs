//! Key chords: what is written in the list of actions is what is heard from a keyboard, on any layout.

use gesso_app::editor::action::{Where, shortcuts};
use gesso_app::editor::keys::{Chord, Pressed, written};
use std::collections::BTreeSet;

/// `Ctrl+Shift+Z` pressed on a keyboard that makes `key` of the key at `code`.
fn press(modifiers: &str, key: &str, code: &str) -> Pressed {
    let has = |name: &str| modifiers.split('+').any(|part| part == name);
    Pressed {
        key: key.into(),
        code: code.into(),
        ctrl: has("Ctrl"),
        shift: has("Shift"),
        alt: has("Alt"),
    }
}

#[test]
fn a_chord_is_heard_with_exactly_its_modifiers() {
    let undo = Chord::read("Ctrl+Z");
    assert!(undo.is(&press("Ctrl", "z", "KeyZ")));
    assert!(!undo.is(&press("Ctrl+Shift", "Z", "KeyZ")));
    assert!(!undo.is(&press("", "z", "KeyZ")));
    assert!(Chord::read("Ctrl+Shift+Z").is(&press("Ctrl+Shift", "Z", "KeyZ")));
}

#[test]
fn a_letter_is_heard_where_the_layout_puts_it() {
    // On a French keyboard, Z is where W is on an American one.
    assert!(Chord::read("Ctrl+Z").is(&press("Ctrl", "z", "KeyW")));
}

#[test]
fn alt_may_make_another_sign_of_a_letter() {
    // A Mac makes ß of Alt+S.
    assert!(Chord::read("Alt+S").is(&press("Alt", "ß", "KeyS")));
}

#[test]
fn shift_may_make_another_sign_of_a_digit() {
    assert!(Chord::read("Shift+1").is(&press("Shift", "!", "Digit1")));
    assert!(!Chord::read("Shift+1").is(&press("", "1", "Digit1")));
}

#[test]
fn a_sign_is_heard_however_the_layout_makes_it() {
    assert!(Chord::read("?").is(&press("Shift", "?", "Slash")));
    assert!(Chord::read("?").is(&press("", "?", "Slash")));
    assert!(Chord::read("Ctrl++").is(&press("Ctrl", "=", "Equal")));
    assert!(!Chord::read("?").is(&press("Ctrl", "?", "Slash")));
}

#[test]
fn named_keys_are_heard_by_their_name() {
    assert!(Chord::read("Shift+ArrowLeft").is(&press("Shift", "ArrowLeft", "ArrowLeft")));
    assert!(!Chord::read("ArrowLeft").is(&press("Shift", "ArrowLeft", "ArrowLeft")));
}

#[test]
fn caps_are_shown_as_they_are_on_keyboards() {
    assert_eq!(Chord::read("Ctrl+Shift+Z").caps(), ["Ctrl", "Shift", "Z"]);
    assert_eq!(Chord::read("Alt+ArrowLeft").caps(), ["Alt", "←"]);
    assert_eq!(Chord::read("Ctrl++").caps(), ["Ctrl", "+"]);
}

#[test]
fn no_two_actions_have_the_same_id() {
    let mut ids = BTreeSet::new();
    for (id, ..) in shortcuts() {
        assert!(ids.insert(id), "{id} is there twice");
    }
}

#[test]
fn no_two_actions_have_the_same_keys() {
    let mut keys = BTreeSet::new();
    for (id, _, chords) in shortcuts() {
        for chord in chords {
            assert!(keys.insert(*chord), "{chord} of {id} is taken");
        }
    }
}

#[test]
fn what_is_heard_while_typing_never_types() {
    for (id, place, chords) in shortcuts() {
        let is_function_key = |chord: &str| {
            let number = chord
                .strip_prefix("Shift+")
                .unwrap_or(chord)
                .strip_prefix('F');
            number.is_some_and(|number| number.parse::<u8>().is_ok())
        };
        let types = |chord: &&str| {
            !chord.contains("Ctrl+") && !chord.contains("Alt+") && !is_function_key(chord)
        };
        assert!(
            place != Where::Anywhere || !chords.iter().any(types),
            "{id} takes a letter away from a field"
        );
    }
}

#[test]
fn what_is_pressed_is_written_so_that_it_is_heard_again() {
    let check = |pressed: Pressed, expected: &str| {
        let chord = written(&pressed).expect("keys with a name");
        assert_eq!(chord, expected);
        assert!(Chord::read(&chord).is(&pressed), "{chord}");
    };
    check(press("Ctrl+Shift", "Z", "KeyZ"), "Ctrl+Shift+Z");
    check(press("", "z", "KeyW"), "Z");
    check(press("Alt", "ß", "KeyS"), "Alt+S");
    check(press("Shift", "!", "Digit1"), "Shift+1");
    check(press("Shift", "?", "Slash"), "?");
    check(press("Ctrl", "ArrowLeft", "ArrowLeft"), "Ctrl+ArrowLeft");
    check(press("Ctrl", "+", "Equal"), "Ctrl++");
    assert_eq!(written(&press("Ctrl", "Control", "ControlLeft")), None);
    assert_eq!(written(&press("", " ", "Space")), None);
}
