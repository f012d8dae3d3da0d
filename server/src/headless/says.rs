//! What `gesso run` says: a bar on a terminal, lines on what is none, or every event as a line of JSON on stdout.

use super::Ended;
use gesso_graph::{Document, NodeId, run_title};
use gesso_nodes::catalogue;
use gesso_sync::{Items, RunEvent, StepState};
use serde::Serialize;
use std::collections::BTreeMap;
use std::io::Write as _;
use std::path::Path;

/// How wide the bar is, in letters.
const BAR: usize = 24;

/// Says what happens in a run of a document.
pub(super) struct Says<'a> {
    document: &'a Document,
    json: bool,
    terminal: bool,
    /// How far every step is.
    steps: BTreeMap<NodeId, f32>,
    /// Whether a node that ends the workflow can't do its work.
    misses: bool,
    /// Whether a bar stands in the last line.
    drawn: bool,
}

/// What is said beside the events of the engine.
#[derive(Serialize)]
#[serde(rename_all = "snake_case", tag = "what")]
enum Also<'a> {
    File {
        node: NodeId,
        path: &'a str,
        bytes: u64,
    },
    End {
        ended: &'static str,
        files: usize,
    },
    Error {
        message: &'a str,
    },
}

/// The order can't be carried out, or no further.
pub(super) fn error(json: bool, message: &str) {
    if json {
        line(&Also::Error { message });
    }
    crate::cli::complain(message);
}

impl<'a> Says<'a> {
    pub(super) fn new(document: &'a Document, json: bool, terminal: bool) -> Self {
        Self {
            document,
            json,
            terminal,
            steps: BTreeMap::new(),
            misses: false,
            drawn: false,
        }
    }

    /// Something happened in the run.
    pub(super) fn event(&mut self, event: &RunEvent) {
        if self.json {
            line(event);
        }
        let RunEvent::Step {
            node,
            state,
            result,
            ..
        } = event
        else {
            return;
        };
        let part = match state {
            StepState::Queued => 0.0,
            StepState::Running { progress } => *progress,
            _ => 1.0,
        };
        self.steps.insert(*node, part);
        match state {
            StepState::Failed { message } | StepState::Blocked { message } => {
                self.misses |= self.ends(*node);
                let items = result.as_ref().and_then(|result| result.items.as_ref());
                let message = items.map_or_else(|| message.to_string(), all_wrong);
                let title = self.title(*node);
                // What failed often says itself where.
                let named = format!("{title}: ");
                let rest = message.strip_prefix(&named).unwrap_or(&message);
                self.words(&format!("{named}{rest}"));
            }
            StepState::Running { .. } => self.bar(&self.title(*node)),
            _ => self.bar(""),
        }
    }

    /// Whether something could not be done that was asked for. A run counts as done all the same when what is wrong was known before.
    pub(super) fn misses(&self) -> bool {
        self.misses
    }

    /// Whether a node ends the workflow, or is not known.
    fn ends(&self, node: NodeId) -> bool {
        let kind = self.document.nodes().get(&node).map(|node| &node.kind);
        let spec = kind.and_then(|kind| catalogue().spec(kind));
        spec.is_none_or(|spec| spec.schema.sink)
    }

    /// A file was written.
    pub(super) fn file(&mut self, node: NodeId, path: &Path, bytes: u64) {
        let path = path.display().to_string();
        if self.json {
            let path = &path;
            line(&Also::File { node, path, bytes });
        } else {
            self.clear();
            // Paths on stdout, so that they can be handed on.
            let _ = writeln!(std::io::stdout(), "{path}");
        }
    }

    /// The run has ended.
    pub(super) fn end(&mut self, ended: Ended, files: usize) {
        let (word, said) = match ended {
            Ended::Done => ("done", "Done"),
            Ended::Failed => ("failed", "Failed"),
            Ended::Partly => ("partly_failed", "Partly failed"),
            Ended::Cancelled => ("cancelled", "Cancelled"),
        };
        if self.json {
            line(&Also::End { ended: word, files });
        }
        self.words(&match files {
            1 => format!("{said}, 1 file written."),
            files => format!("{said}, {files} files written."),
        });
    }

    fn title(&self, node: NodeId) -> String {
        run_title(self.document, catalogue(), node).unwrap_or_default()
    }

    /// A sentence on a line of its own.
    fn words(&mut self, words: &str) {
        self.clear();
        let _ = writeln!(std::io::stderr(), "{words}");
    }

    fn bar(&mut self, at: &str) {
        if !self.terminal {
            return;
        }
        let count = self.steps.len().max(1) as f32;
        let part = self.steps.values().sum::<f32>() / count;
        let _ = write!(std::io::stderr(), "\r\x1b[2K{}", bar(part, at));
        let _ = std::io::stderr().flush();
        self.drawn = true;
    }

    fn clear(&mut self) {
        if std::mem::take(&mut self.drawn) {
            let _ = write!(std::io::stderr(), "\r\x1b[2K");
        }
    }
}

/// Every item that failed, on a line of its own.
fn all_wrong(items: &Items) -> String {
    let mut said = format!("{} of {} failed:", items.failed, items.of);
    for item in &items.each {
        if let Some(reason) = &item.error {
            said += &format!("\n  {}: {reason}", item.name);
        }
    }
    said
}

/// How far the whole is, and at what.
fn bar(part: f32, at: &str) -> String {
    let full = (part * BAR as f32) as usize;
    let bar: String = (0..BAR)
        .map(|at| if at < full { '█' } else { '░' })
        .collect();
    let at: String = at.chars().take(40).collect();
    format!("{bar} {:3.0} %  {at}", part * 100.0)
}

/// One line of JSON on stdout. Who reads it may be gone; the run goes on.
fn line(what: &impl Serialize) {
    let text = serde_json::to_string(what).unwrap_or_default();
    let _ = writeln!(std::io::stdout(), "{text}");
}

#[cfg(test)]
mod tests {
    use super::{BAR, bar};

    #[test]
    fn the_bar_grows_and_never_leaves_its_line() {
        let full = |bar: &str| bar.chars().filter(|sign| *sign == '█').count();
        assert_eq!(full(&bar(0.0, "Blur")), 0);
        assert_eq!(full(&bar(0.5, "Blur")), BAR / 2);
        assert_eq!(full(&bar(1.0, "")), BAR);
        assert!(bar(0.5, "Blur").ends_with(" 50 %  Blur"));
        assert!(bar(0.5, &"ä".repeat(500)).chars().count() < 80);
    }
}
