//! Messages between page and server, and edits as the browser keeps them.
#![no_main]

use gesso_sync::{ClientMessage, Person, Replica, ServerMessage};
use libfuzzer_sys::fuzz_target;

fuzz_target!(init: gesso_fuzz::panics_may_be_caught(), |data: &[u8]| {
    let _ = ServerMessage::from_bytes(data);
    if let Ok(text) = std::str::from_utf8(data) {
        let _ = ServerMessage::from_text(text);
        if let Ok(message) = ClientMessage::from_text(text) {
            let again = ClientMessage::from_text(&message.to_text());
            assert!(again.is_ok());
        }
        if let Ok(replica) = Replica::from_saved(Person("ann".into()), 1, text) {
            assert!(Replica::from_saved(Person("ann".into()), 1, &replica.to_saved()).is_ok());
        }
    }
});
