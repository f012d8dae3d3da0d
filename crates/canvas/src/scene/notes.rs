//! The texts of notes, laid out when somebody looks and kept while they stay as they are.

use super::Scene;
use crate::prose::{Guess, Measure, Prose};
use gesso_graph::NoteId;
use std::cell::RefCell;
use std::collections::BTreeMap;
use std::rc::Rc;
use std::sync::Arc;

/// What is kept of notes.
pub(super) struct Notes {
    measure: Box<dyn Measure>,
    laid: RefCell<BTreeMap<NoteId, Laid>>,
}

/// A text in a width, laid out.
struct Laid {
    text: Arc<str>,
    width: f64,
    prose: Rc<Prose>,
}

impl Default for Notes {
    fn default() -> Self {
        Self {
            measure: Box::new(Guess),
            laid: RefCell::default(),
        }
    }
}

impl Scene {
    /// Another way to know how wide letters are; every text is laid out anew.
    pub(crate) fn set_measure(&mut self, measure: Box<dyn Measure>) {
        self.notes = Notes {
            measure,
            laid: RefCell::default(),
        };
    }

    /// The text of a note in a width.
    pub(crate) fn prose(&self, id: NoteId, width: f64) -> Option<Rc<Prose>> {
        let note = self.document.notes().get(&id)?;
        let mut laid = self.notes.laid.borrow_mut();
        if let Some(known) = laid.get(&id)
            && known.width == width
            && known.text == note.text
        {
            return Some(known.prose.clone());
        }
        let prose = Rc::new(Prose::new(&note.text, width, &*self.notes.measure));
        let text = note.text.clone();
        let new = Laid {
            text,
            width,
            prose: prose.clone(),
        };
        laid.insert(id, new);
        Some(prose)
    }

    /// What is gone needs no place any more.
    pub(super) fn forget_note(&mut self, id: NoteId) {
        self.notes.laid.get_mut().remove(&id);
    }
}
