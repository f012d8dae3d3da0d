//! Keys that a person has changed: no two actions ever have the same, and everything can be had back.

use gesso_app::editor::action::shortcuts;
use gesso_app::editor::keymap::Keymap;
use proptest::prelude::*;
use std::collections::BTreeSet;

const UNDO: &[&str] = &["Ctrl+Z"];

fn assert_no_key_is_there_twice(keymap: &Keymap) {
    let mut seen = BTreeSet::new();
    for (id, _, defaults) in shortcuts() {
        for keys in keymap.keys(id, defaults) {
            assert!(seen.insert(keys.to_owned()), "{keys} of {id} is taken");
        }
    }
}

#[test]
fn keys_are_the_defaults_until_they_are_changed() {
    let mut keymap = Keymap::default();
    assert_eq!(keymap.keys("undo", UNDO), UNDO);
    assert!(keymap.give("undo", "Alt+Z"));
    assert_eq!(keymap.keys("undo", UNDO), ["Alt+Z"]);
    assert_eq!(keymap.holder("Ctrl+Z"), None);
    assert_eq!(keymap.holder("Alt+Z"), Some("undo"));
    keymap.reset("undo");
    assert!(keymap.is_default());
}

#[test]
fn keys_that_are_taken_over_leave_who_had_them() {
    let mut keymap = Keymap::default();
    assert!(keymap.give("tidy", "Ctrl+D"));
    assert_eq!(keymap.holder("Ctrl+D"), Some("tidy"));
    assert_eq!(
        keymap.keys("duplicate", &["Ctrl+D", "Shift+D"]),
        ["Shift+D"]
    );
    keymap.reset("duplicate");
    assert_eq!(keymap.holder("Ctrl+D"), Some("duplicate"));
    assert_no_key_is_there_twice(&keymap);
}

#[test]
fn the_browsers_own_keys_are_neither_given_nor_taken() {
    let mut keymap = Keymap::default();
    assert!(!keymap.give("tidy", "Ctrl+C"));
    assert!(!keymap.give("copy", "Alt+C"));
    assert!(keymap.is_default());
}

#[test]
fn what_is_stored_comes_back_and_damage_counts_as_nothing() {
    let mut keymap = Keymap::default();
    keymap.give("undo", "F9");
    keymap.clear("redo");
    assert_eq!(Keymap::from_text(&keymap.to_text()), keymap);
    assert!(Keymap::from_text("{\"undo\": 3}").is_default());
}

proptest! {
    #[test]
    fn no_two_actions_ever_have_the_same_keys(steps in prop::collection::vec((0usize..200, 0usize..200, 0u8..3), 0..40)) {
        let ids: Vec<&str> = shortcuts().map(|(id, ..)| id).collect();
        let chords: Vec<&str> = shortcuts().flat_map(|(_, _, keys)| keys.iter().copied()).chain(["F9", "Alt+Q"]).collect();
        let mut keymap = Keymap::default();
        for (action, chord, what) in steps {
            let id = ids[action % ids.len()];
            match what {
                0 => keymap.clear(id),
                1 => keymap.reset(id),
                _ => { keymap.give(id, chords[chord % chords.len()]); }
            }
            assert_no_key_is_there_twice(&keymap);
        }
        for id in ids {
            keymap.reset(id);
        }
        prop_assert!(keymap.is_default());
    }
}
