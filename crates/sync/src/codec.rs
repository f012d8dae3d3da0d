//! Messages as text: one JSON value each. Whatever arrives, reading gives a message or says why not; it never panics.

use crate::limits;
use crate::message::{ClientMessage, ServerMessage};

/// Why a text is not a message.
#[derive(Debug, Clone, PartialEq, Eq, thiserror::Error)]
pub enum MessageError {
    /// Over [`limits::MESSAGE_BYTES`].
    #[error(
        "The message has {bytes} bytes; at most {most} are taken. Make the change in smaller steps."
    )]
    TooLarge {
        /// Its size.
        bytes: usize,
        /// The limit.
        most: usize,
    },
    /// Not JSON, or no message of this version.
    #[error("The message is not understood: {reason}. Reload the page.")]
    NotUnderstood {
        /// What the parser says.
        reason: String,
    },
}

impl ClientMessage {
    /// The text to send.
    pub fn to_text(&self) -> String {
        serde_json::to_string(self).expect("messages have only text keys and finite numbers")
    }

    /// Reads what a client sent.
    ///
    /// # Errors
    /// A [`MessageError`] when the text is too large or is no message.
    pub fn from_text(text: &str) -> Result<Self, MessageError> {
        if text.len() > limits::MESSAGE_BYTES {
            return Err(MessageError::TooLarge {
                bytes: text.len(),
                most: limits::MESSAGE_BYTES,
            });
        }
        read(text)
    }
}

impl ServerMessage {
    /// The text to send.
    pub fn to_text(&self) -> String {
        serde_json::to_string(self).expect("messages have only text keys and finite numbers")
    }

    /// Reads what the server sent.
    ///
    /// # Errors
    /// A [`MessageError`] when the text is no message.
    pub fn from_text(text: &str) -> Result<Self, MessageError> {
        read(text)
    }
}

fn read<T: serde::de::DeserializeOwned>(text: &str) -> Result<T, MessageError> {
    serde_json::from_str(text).map_err(|error| MessageError::NotUnderstood {
        reason: error.to_string(),
    })
}
