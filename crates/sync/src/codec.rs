//! Messages as frames of a websocket: one JSON value each, as text, and a `Welcome` packed (LZ4, after four bytes with the
//! length unpacked). Whatever arrives, reading gives a message or says why not; it never panics.

use crate::limits;
use crate::message::{ClientMessage, ServerMessage, Welcome};

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
    /// Not packed as it should be, not JSON, or no message of this version.
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

/// What the server sends.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Frame {
    /// A frame of text.
    Text(String),
    /// A frame of bytes.
    Bytes(Vec<u8>),
}

impl ServerMessage {
    /// The frame to send. A `Welcome` costs the document.
    pub fn to_frame(&self) -> Frame {
        const WRITABLE: &str = "messages have only text keys and finite numbers";
        match self {
            Self::Welcome(welcome) => {
                let json = serde_json::to_vec(welcome).expect(WRITABLE);
                Frame::Bytes(lz4_flex::compress_prepend_size(&json))
            }
            _ => Frame::Text(serde_json::to_string(self).expect(WRITABLE)),
        }
    }

    /// Reads a frame of text from the server.
    ///
    /// # Errors
    /// A [`MessageError`] when the text is no message.
    pub fn from_text(text: &str) -> Result<Self, MessageError> {
        read(text)
    }

    /// Reads a frame of bytes from the server.
    ///
    /// # Errors
    /// A [`MessageError`] when the bytes are no `Welcome`.
    pub fn from_bytes(bytes: &[u8]) -> Result<Self, MessageError> {
        let damaged = |error: lz4_flex::block::DecompressError| MessageError::NotUnderstood {
            reason: error.to_string(),
        };
        let (length, packed) = lz4_flex::block::uncompressed_size(bytes).map_err(damaged)?;
        if length > limits::WELCOME_BYTES {
            return Err(MessageError::TooLarge {
                bytes: length,
                most: limits::WELCOME_BYTES,
            });
        }
        let json = lz4_flex::decompress(packed, length).map_err(damaged)?;
        let welcome = serde_json::from_slice::<Welcome>(&json).map_err(not_understood)?;
        Ok(Self::Welcome(Box::new(welcome)))
    }
}

fn read<T: serde::de::DeserializeOwned>(text: &str) -> Result<T, MessageError> {
    serde_json::from_str(text).map_err(not_understood)
}

fn not_understood(error: serde_json::Error) -> MessageError {
    MessageError::NotUnderstood {
        reason: error.to_string(),
    }
}
