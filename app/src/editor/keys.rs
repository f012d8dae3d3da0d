//! Key chords as people write them ("Ctrl+Shift+Z"): read, matched against what was pressed, and shown.
//! Ctrl also stands for the Mac's Command. Pure: what was pressed comes as plain data.

use crate::words::text;

/// What a keyboard event says.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Pressed {
    /// `KeyboardEvent.key`: what the layout makes of it.
    pub key: String,
    /// `KeyboardEvent.code`: where it is on the keyboard.
    pub code: String,
    /// Control, or Command on a Mac.
    pub ctrl: bool,
    /// Shift.
    pub shift: bool,
    /// Alt, or Option on a Mac.
    pub alt: bool,
}

/// A key with its modifiers.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Chord<'a> {
    key: &'a str,
    ctrl: bool,
    shift: bool,
    alt: bool,
}

impl<'a> Chord<'a> {
    /// Reads `Ctrl+Shift+Z`. The last part is the key; the order of the others does not matter.
    pub fn read(text: &'a str) -> Self {
        // A plus sign can itself be the key: "Ctrl++".
        let (modifiers, key) = match text.strip_suffix("++") {
            Some(before) => (before, "+"),
            None => text.rsplit_once('+').unwrap_or(("", text)),
        };
        let has = |name: &str| modifiers.split('+').any(|part| part == name);
        Self {
            key,
            ctrl: has("Ctrl"),
            shift: has("Shift"),
            alt: has("Alt"),
        }
    }

    /// Whether this chord was pressed.
    pub fn is(self, pressed: &Pressed) -> bool {
        if self.ctrl != pressed.ctrl || self.alt != pressed.alt {
            return false;
        }
        // A sign such as "?" may need Shift on one layout and not on another: only the sign counts.
        if is_sign(self.key) {
            return pressed.key == self.key || (self.key == "+" && pressed.key == "=");
        }
        self.shift == pressed.shift && self.names(pressed)
    }

    fn names(self, pressed: &Pressed) -> bool {
        let mut signs = self.key.chars();
        let (Some(sign), None) = (signs.next(), signs.next()) else {
            return pressed.key == self.key;
        };
        // Shift and Alt change what the layout makes of a digit or letter, so the place on the keyboard counts then.
        if sign.is_ascii_digit() {
            return pressed
                .code
                .strip_prefix("Digit")
                .is_some_and(|digit| digit == self.key);
        }
        let by_place = pressed.alt
            && pressed
                .code
                .strip_prefix("Key")
                .is_some_and(|letter| letter == self.key);
        by_place || pressed.key.eq_ignore_ascii_case(self.key)
    }

    /// The parts as they are shown on key caps.
    pub fn caps(self) -> Vec<&'a str> {
        let named = match self.key {
            "ArrowLeft" => "←",
            "ArrowRight" => "→",
            "ArrowUp" => "↑",
            "ArrowDown" => "↓",
            "Escape" => "Esc",
            key => key,
        };
        [
            (self.ctrl, "Ctrl"),
            (self.alt, "Alt"),
            (self.shift, "Shift"),
            (true, named),
        ]
        .into_iter()
        .filter_map(|(shown, cap)| shown.then_some(cap))
        .collect()
    }
}

/// What stands on a key cap of the reader's keyboard.
pub(crate) fn cap(key: &str) -> &str {
    match key {
        "Ctrl" => text("cap-ctrl"),
        "Alt" => text("cap-alt"),
        "Shift" => text("cap-shift"),
        "Delete" => text("cap-delete"),
        "Backspace" => text("cap-backspace"),
        "Enter" => text("cap-enter"),
        key => key,
    }
}

/// What was pressed, as chords are written; `None` for modifiers alone and keys that nobody can name.
pub fn written(pressed: &Pressed) -> Option<String> {
    let unnamed = [
        "Control",
        "Shift",
        "Alt",
        "AltGraph",
        "Meta",
        "CapsLock",
        "Dead",
        "Process",
        "Unidentified",
        " ",
    ];
    if unnamed.contains(&pressed.key.as_str()) {
        return None;
    }
    let by_place = |prefix: &str| {
        pressed
            .code
            .strip_prefix(prefix)
            .filter(|key| key.len() == 1)
    };
    let digit = by_place("Digit");
    let letter = by_place("Key").filter(|_| pressed.alt);
    let key = digit.or(letter).unwrap_or(&pressed.key);
    let key = match key.chars().count() {
        1 => key.to_uppercase(),
        _ => key.to_owned(),
    };
    let shift = pressed.shift && !is_sign(&key);
    let parts = [
        (pressed.ctrl, "Ctrl"),
        (pressed.alt, "Alt"),
        (shift, "Shift"),
    ];
    let mut text = String::new();
    for (_, name) in parts.into_iter().filter(|(held, _)| *held) {
        text.push_str(name);
        text.push('+');
    }
    text.push_str(&key);
    Some(text)
}

fn is_sign(key: &str) -> bool {
    let mut signs = key.chars();
    matches!((signs.next(), signs.next()), (Some(sign), None) if !sign.is_alphanumeric())
}
