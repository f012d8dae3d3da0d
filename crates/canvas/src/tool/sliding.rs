//! A number slid on the node itself: to the right is more, Shift is finer, and letting go is one step.

use super::Select;
use crate::camera::Px;
use crate::editor::Editor;
use crate::effect::Effect;
use crate::words;
use gesso_graph::{Command, Name, NodeId, ParamKind, Value};

/// With Shift the hand moves this much further for the same change.
const FINE: f64 = 10.0;

/// A number in hand.
#[derive(Debug)]
pub(crate) struct Sliding {
    pub(crate) node: NodeId,
    pub(crate) name: Name,
    /// The value as it would be.
    pub(crate) value: Value,
    /// The same before it is rounded to steps.
    exact: f64,
    last: Px,
}

impl Editor {
    /// Takes a number into hand; says whether the parameter is one.
    pub(crate) fn start_sliding(&mut self, node: NodeId, name: &Name, at: Px) -> bool {
        let Some(value) = self.number(node, name) else {
            return false;
        };
        let exact = match &value {
            Value::Float(value) => *value,
            Value::Int(value) => *value as f64,
            _ => return false,
        };
        self.tool = Select::Sliding(Box::new(Sliding {
            node,
            name: name.clone(),
            value,
            exact,
            last: at,
        }));
        true
    }

    /// A parameter's number, or its default.
    fn number(&self, node: NodeId, name: &Name) -> Option<Value> {
        let node = self.scene.node(node)?;
        let decl = node.schema.as_ref()?.param(name)?;
        let stored = node.node.params.get(name).cloned();
        match (&decl.kind, stored) {
            (ParamKind::Float { .. }, Some(Value::Float(value))) => Some(Value::Float(value)),
            (ParamKind::Int { .. }, Some(Value::Int(value))) => Some(Value::Int(value)),
            (ParamKind::Float { .. } | ParamKind::Int { .. }, _) => decl.default_value(),
            _ => None,
        }
    }

    pub(crate) fn slide_to(&mut self, at: Px, out: &mut Vec<Effect>) {
        let Select::Sliding(sliding) = &mut self.tool else {
            return;
        };
        let by = at.x - sliding.last.x;
        sliding.last = at;
        let Some(node) = self.scene.node(sliding.node) else {
            return;
        };
        let spot = node.layout.param(&sliding.name);
        let decl = node
            .schema
            .as_ref()
            .and_then(|schema| schema.param(&sliding.name));
        let (Some(spot), Some(decl)) = (spot, decl) else {
            return;
        };
        let width = (spot.rect.w * self.camera.zoom).max(1.0);
        let fine = if self.modifiers.shift { FINE } else { 1.0 };
        let share = by / width / fine;
        match decl.kind {
            ParamKind::Float {
                soft, hard, step, ..
            } => {
                sliding.exact = (sliding.exact + share * (soft.1 - soft.0)).clamp(hard.0, hard.1);
                let step = step / fine;
                let stepped = if step > 0.0 {
                    (sliding.exact / step).round() * step
                } else {
                    sliding.exact
                };
                // Steps such as 0.1 leave crumbs that nobody meant.
                let clean = (stepped * 1e6).round() / 1e6;
                sliding.value = Value::Float(clean.clamp(hard.0, hard.1));
            }
            ParamKind::Int { soft, hard, .. } => {
                let range = (soft.1 - soft.0) as f64;
                let (low, high) = (hard.0 as f64, hard.1 as f64);
                sliding.exact = (sliding.exact + share * range).clamp(low, high);
                sliding.value = Value::Int(sliding.exact.round() as i64);
            }
            _ => {}
        }
        out.push(Effect::Try {
            node: sliding.node,
            name: sliding.name.clone(),
            value: sliding.value.clone(),
        });
    }

    pub(crate) fn end_sliding(&mut self, out: &mut Vec<Effect>) {
        let Select::Sliding(sliding) = std::mem::replace(&mut self.tool, Select::Idle) else {
            return;
        };
        if self.number(sliding.node, &sliding.name) == Some(sliding.value.clone()) {
            out.push(Effect::LetGo);
            return;
        }
        let Some(node) = self.scene.node(sliding.node) else {
            return;
        };
        let decl = node
            .schema
            .as_ref()
            .and_then(|schema| schema.param(&sliding.name));
        let label = decl.map_or_else(|| sliding.name.to_string(), |decl| decl.label.to_string());
        let (doc, catalog) = (self.scene.document(), self.scene.catalog());
        out.push(Effect::Commit {
            label: words::set(doc, catalog, &label, sliding.node),
            commands: vec![Command::SetParam {
                id: sliding.node,
                name: sliding.name,
                value: Some(sliding.value),
            }],
        });
    }
}
