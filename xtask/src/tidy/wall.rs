//! The walls between the crates: who may depend on whom, and which words may stand where.
//! Manifests are read line by line; that suffices for the plain ones in this workspace.

use super::{Fault, File};

/// What a crate may see.
struct Room {
    folder: &'static str,
    /// The crates of the house it may depend on.
    house: &'static [&'static str],
    /// Pure: no async, clock, randomness, file system, sockets or browser.
    pure: bool,
    /// Outside crates it may never depend on, besides what `pure` forbids.
    never: &'static [&'static str],
}

const ROOMS: [Room; 11] = [
    Room {
        folder: "crates/words/",
        house: &[],
        pure: true,
        never: &[],
    },
    Room {
        folder: "crates/graph/",
        house: &["gesso-words"],
        pure: true,
        never: &[],
    },
    Room {
        folder: "crates/sync/",
        house: &["gesso-graph", "gesso-words"],
        pure: true,
        never: &[],
    },
    Room {
        folder: "crates/media/",
        house: &["gesso-words"],
        pure: true,
        never: &[],
    },
    Room {
        folder: "crates/nodes/",
        house: &["gesso-graph", "gesso-media", "gesso-words"],
        pure: true,
        never: &[],
    },
    Room {
        folder: "crates/canvas/",
        house: &["gesso-graph", "gesso-words"],
        pure: true,
        never: &[],
    },
    Room {
        folder: "crates/canvas-web/",
        house: &["gesso-canvas", "gesso-graph"],
        pure: false,
        never: &["leptos", "sqlx", "axum", "tokio"],
    },
    Room {
        folder: "crates/engine/",
        house: &["gesso-graph", "gesso-media", "gesso-nodes", "gesso-sync"],
        pure: false,
        never: &["axum", "sqlx", "leptos", "web-sys"],
    },
    Room {
        folder: "crates/preview/",
        house: &["gesso-graph", "gesso-media", "gesso-nodes", "gesso-sync"],
        pure: false,
        never: &["leptos", "sqlx", "axum", "tokio", "web-sys"],
    },
    Room {
        folder: "app/",
        house: &[
            "gesso-canvas",
            "gesso-canvas-web",
            "gesso-graph",
            "gesso-nodes",
            "gesso-sync",
            "gesso-words",
        ],
        pure: false,
        never: &["sqlx", "tokio"],
    },
    Room {
        folder: "server/",
        house: &[
            "gesso-app",
            "gesso-engine",
            "gesso-graph",
            "gesso-media",
            "gesso-nodes",
            "gesso-sync",
            "gesso-words",
        ],
        pure: false,
        never: &["web-sys"],
    },
];

const NEVER_IN_PURE: [&str; 17] = [
    "async-trait",
    "axum",
    "chrono",
    "futures",
    "getrandom",
    "gloo-net",
    "gloo-timers",
    "js-sys",
    "leptos",
    "rand",
    "reqwest",
    "sqlx",
    "tokio",
    "uuid",
    "wasm-bindgen",
    "wasm-bindgen-futures",
    "web-sys",
];

/// Rooms in which nothing has a serial form.
const NEVER_SERIAL: [&str; 4] = [
    "crates/canvas/src/",
    "crates/canvas-web/src/",
    "crates/media/src/",
    "crates/nodes/src/",
];

const NEVER_SAID_IN_PURE: [&str; 11] = [
    "async fn",
    ".await",
    "std::fs",
    "std::net",
    "std::process",
    "std::env",
    "SystemTime",
    "Instant::now",
    "web_sys",
    "thread::sleep",
    "HashMap::new",
];

pub(super) fn check(file: &File) -> Vec<Fault> {
    let mut faults = Vec::new();
    if let Some(room) = ROOMS.iter().find(|room| file.path.starts_with(room.folder)) {
        if file.path == format!("{}Cargo.toml", room.folder) {
            faults.extend(dependencies(room, file));
        }
        if room.pure && is_source(file) && !file.path.starts_with("crates/media/src/native") {
            faults.extend(said(file, &NEVER_SAID_IN_PURE, "a pure crate knows no async, clock, randomness, files or browser: take it as an argument"));
        }
    }
    if is_source(file) {
        faults.extend(places(file));
    }
    faults
}

/// What stands only in one place of the house.
fn places(file: &File) -> Vec<Fault> {
    let path = file.path.as_str();
    let mut faults = Vec::new();
    let in_app = path.starts_with("app/src/");
    if in_app && !path.starts_with("app/src/browser") {
        faults.extend(said(
            file,
            &["web_sys", "js_sys"],
            "web-sys stands only in crates/canvas-web and app/src/browser/",
        ));
    }
    if path.starts_with("server/src/") && !path.starts_with("server/src/store") {
        faults.extend(said(
            file,
            &["sqlx::"],
            "SQL stands only in server/src/store/",
        ));
    }
    if NEVER_SERIAL.iter().any(|room| path.starts_with(room)) {
        faults.extend(said(
            file,
            &["Serialize", "Deserialize"],
            "view state, pixels and declarations have no serial form: what is stored or sent stands in graph, sync and app/src/api",
        ));
    }
    if in_app {
        faults.extend(said(
            file,
            &[" style=", "innerHTML", "inner_html"],
            "the Content-Security-Policy and safety forbid it: use a class",
        ));
        faults.extend(said(
            file,
            &[" onclick=\"", " onload=\"", " onerror=\""],
            "no inline handlers: use on:click",
        ));
    }
    faults
}

/// The parts of a crate that end up in what people run.
fn is_source(file: &File) -> bool {
    file.kind() == "rs" && file.path.contains("/src/")
}

/// Whether a line has the word whole: `.await` is not in `.awaited`.
fn says(line: &str, word: &str) -> bool {
    let ends_in_letter = word.ends_with(char::is_alphanumeric);
    line.match_indices(word).any(|(at, _)| {
        !ends_in_letter || !line[at + word.len()..].starts_with(char::is_alphanumeric)
    })
}

fn said(file: &File, words: &[&str], message: &str) -> Vec<Fault> {
    let code = file
        .lines()
        .filter(|(_, line)| !line.trim_start().starts_with("//"));
    code.filter_map(|(number, line)| {
        let word = words.iter().find(|word| says(line, word))?;
        Some(Fault::new(
            file,
            number,
            format!("`{}`: {message}", word.trim()),
        ))
    })
    .collect()
}

/// Dependencies that a crate may not have. What only its tests use is its own affair.
fn dependencies(room: &Room, file: &File) -> Vec<Fault> {
    let mut faults = Vec::new();
    let mut inside = false;
    for (number, line) in file.lines() {
        if line.starts_with('[') && line.contains("dependencies.") {
            faults.push(Fault::new(
                file,
                number,
                "write dependencies as one line each: tables of their own are not looked into",
            ));
        }
        if let Some(section) = line.strip_prefix('[') {
            inside = section.ends_with("dependencies]") && !section.contains("dev-");
            continue;
        }
        let name = line.split(['.', '=', ' ']).next().unwrap_or_default();
        if !inside || name.is_empty() || name.starts_with('#') {
            continue;
        }
        let stranger = name.starts_with("gesso-") && !room.house.contains(&name);
        let banned = room.never.contains(&name) || room.pure && NEVER_IN_PURE.contains(&name);
        if stranger || banned {
            let message = format!(
                "{} may not depend on {name} (ARCHITECTURE.md, nevers)",
                room.folder.trim_end_matches('/')
            );
            faults.push(Fault::new(file, number, message));
        }
    }
    faults
}
