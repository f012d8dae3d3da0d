//! One person's undo and redo stacks in one tab. They follow the transactions' roles, so that reading the log of a
//! workflow rebuilds them.

use crate::limits;
use crate::message::{Role, TxId};
use crate::reversal::Reversal;
use std::collections::VecDeque;

/// One thing that can be taken back, or brought back.
#[derive(Debug, Clone)]
pub(crate) struct Step {
    pub(crate) tx: TxId,
    pub(crate) label: String,
    pub(crate) reversal: Reversal,
}

/// What can be undone and redone; the newest last.
#[derive(Debug, Clone, Default)]
pub(crate) struct History {
    pub(crate) undo: VecDeque<Step>,
    pub(crate) redo: VecDeque<Step>,
}

impl History {
    /// Takes note of a transaction: an edit ends what could be redone.
    pub(crate) fn record(&mut self, role: Role, step: Step) {
        let stack = match role {
            Role::Edit => {
                self.redo.clear();
                &mut self.undo
            }
            Role::Undo(target) => {
                remove(&mut self.undo, target);
                &mut self.redo
            }
            Role::Redo(target) => {
                remove(&mut self.redo, target);
                &mut self.undo
            }
        };
        stack.push_back(step);
        if stack.len() > limits::UNDO_STEPS {
            stack.pop_front();
        }
    }

    /// What takes a transaction back has changed, because it now stands after something else.
    pub(crate) fn update(&mut self, tx: TxId, reversal: Reversal) {
        let mut steps = self.undo.iter_mut().rev().chain(self.redo.iter_mut().rev());
        if let Some(step) = steps.find(|step| step.tx == tx) {
            step.reversal = reversal;
        }
    }

    /// A transaction never came to be.
    pub(crate) fn forget(&mut self, tx: TxId) {
        remove(&mut self.undo, tx);
        remove(&mut self.redo, tx);
    }
}

fn remove(stack: &mut VecDeque<Step>, tx: TxId) {
    if let Some(place) = stack.iter().rposition(|step| step.tx == tx) {
        stack.remove(place);
    }
}
