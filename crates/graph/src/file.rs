//! A workflow as a file for people to keep and share: JSON with a format number, stable from save to save.
//! Reads only its own formats; what is wrong with a file is said in words.

use crate::document::Document;
use crate::limits;
use crate::secrets;
use crate::value::AssetRef;
use gesso_words::{Language, Words};
use serde::{Deserialize, Serialize};
use std::error::Error;
use std::fmt;

/// The format this build writes, and the newest it reads.
/// 1 had no subgraphs, modes and bends, 2 no lists of numbers and of files; both are read as what they are, documents
/// without them.
pub const FILE_FORMAT: u32 = 3;

/// A workflow with its name.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
pub struct WorkflowFile {
    /// [`FILE_FORMAT`]; its name in the file is what tells that this is a workflow.
    #[serde(rename = "gesso_workflow")]
    pub format: u32,
    /// The workflow's name.
    pub name: String,
    /// The document.
    pub document: Document,
    /// What a picture that carries the file was made of.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub made: Option<Made>,
}

/// What a picture was made of that carries its workflow.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
pub struct Made {
    /// The version of the workflow that was run: how many steps its history had.
    pub version: u64,
    /// The files that were read for the picture, by the hashes of their bytes, each once.
    pub inputs: Vec<AssetRef>,
}

/// Why a text is not taken as a workflow.
#[derive(Debug, Clone, PartialEq)]
pub enum FileError {
    /// Over [`limits::FILE_BYTES`].
    TooLarge {
        /// The limit in bytes.
        most: usize,
    },
    /// Not JSON.
    NotJson {
        /// Counted from 1.
        line: usize,
        /// Counted from 1.
        column: usize,
    },
    /// JSON of something else.
    NotAWorkflow,
    /// Written by a newer Gesso.
    Newer {
        /// The file's format.
        format: u64,
        /// The newest this build reads.
        known: u32,
    },
    /// The document breaks a rule.
    Broken {
        /// Which rule, where.
        reason: String,
    },
}

impl FileError {
    /// What is wrong with the file and what to do, in words for people.
    pub fn describe(&self, words: &'static Words) -> String {
        match self {
            Self::TooLarge { most } => {
                words.with("file-too-large", &[("most", &(most / (1024 * 1024)))])
            }
            Self::NotJson { line, column } => {
                words.with("file-not-json", &[("line", line), ("column", column)])
            }
            Self::NotAWorkflow => words.text("file-not-workflow").to_owned(),
            Self::Newer { format, known } => {
                words.with("file-newer", &[("format", format), ("known", known)])
            }
            Self::Broken { reason } => words.with("file-damaged", &[("reason", reason)]),
        }
    }
}

/// In English, for logs and programs.
impl fmt::Display for FileError {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(&self.describe(Words::of(Language::English)))
    }
}

impl Error for FileError {}

impl WorkflowFile {
    /// A file of the current format.
    pub fn new(name: impl Into<String>, document: Document) -> Self {
        Self {
            format: FILE_FORMAT,
            name: name.into(),
            document,
            made: None,
        }
    }

    /// The text of the file: indented, in a stable order, ending with a line break.
    pub fn to_json(&self) -> String {
        let mut text = serde_json::to_string_pretty(self)
            .expect("a document has only text keys and finite numbers");
        text.push('\n');
        text
    }

    /// The text of the file to give away: as [`Self::to_json`], without what looks like a key or a password in any of its texts.
    pub fn to_shared_json(&self) -> String {
        let mut value =
            serde_json::to_value(self).expect("a document has only text keys and finite numbers");
        if !secrets::take_out(&mut value) {
            return self.to_json();
        }
        let mut text = serde_json::to_string_pretty(&value).expect("a value is written");
        text.push('\n');
        text
    }

    /// Reads the text of a file.
    ///
    /// # Errors
    /// A [`FileError`] when it is too large, not JSON, not a workflow, of a newer format, or breaks a rule.
    pub fn from_json(text: &str) -> Result<Self, FileError> {
        if text.len() > limits::FILE_BYTES {
            return Err(FileError::TooLarge {
                most: limits::FILE_BYTES,
            });
        }
        let marked: Marked =
            serde_json::from_str(text).map_err(|error| match error.classify() {
                serde_json::error::Category::Data => FileError::NotAWorkflow,
                _ => FileError::NotJson {
                    line: error.line(),
                    column: error.column(),
                },
            })?;
        let Some(format) = marked.gesso_workflow.filter(|&format| format > 0) else {
            return Err(FileError::NotAWorkflow);
        };
        if format > u64::from(FILE_FORMAT) {
            return Err(FileError::Newer {
                format,
                known: FILE_FORMAT,
            });
        }
        let file: Self = serde_json::from_str(text).map_err(|error| FileError::Broken {
            reason: error.to_string(),
        })?;
        Ok(Self {
            format: FILE_FORMAT,
            ..file
        })
    }
}

/// Reads over a text for the mark alone; everything else is passed over.
#[derive(Deserialize)]
struct Marked {
    gesso_workflow: Option<u64>,
}
