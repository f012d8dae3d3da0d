//! Messages between page and server.
#![no_main]

use libfuzzer_sys::fuzz_target;

fuzz_target!(init: gesso_fuzz::panics_may_be_caught(), |data: &[u8]| {
    let _ = gesso_sync::ServerMessage::from_bytes(data);
    if let Ok(text) = std::str::from_utf8(data) {
        let _ = gesso_sync::ServerMessage::from_text(text);
        if let Ok(message) = gesso_sync::ClientMessage::from_text(text) {
            let again = gesso_sync::ClientMessage::from_text(&message.to_text());
            assert!(again.is_ok());
        }
    }
});
