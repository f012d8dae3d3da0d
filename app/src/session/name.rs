//! What the person in this browser is called by others. Kept in the browser; everybody who is here is told, and it goes with
//! every edit into the history.

use crate::browser::storage;
use crate::session::Session;
use crate::words::text;
use gesso_sync::{NameError, PersonName};

const NAME_KEY: &str = "gesso.name";

/// The name that is kept; what is none, as from a damaged store, is not followed.
pub(crate) fn kept() -> Option<PersonName> {
    PersonName::new(&storage::get(NAME_KEY)?).ok()
}

impl Session {
    /// Gives the person another name for what they do from now on; nothing typed takes it away.
    ///
    /// # Errors
    /// [`NameError`] when it is no name; then the one before stays.
    pub fn call_me(self, typed: &str) -> Result<(), NameError> {
        let name = match typed.trim() {
            "" => None,
            typed => Some(PersonName::new(typed)?),
        };
        let is_kept = match &name {
            Some(name) => storage::set(NAME_KEY, name.as_str()),
            None => storage::remove(NAME_KEY),
        };
        if !is_kept {
            self.warn(text("name-not-kept"));
        }
        if let Some(line) = self.line() {
            line.call(name);
        }
        Ok(())
    }
}
