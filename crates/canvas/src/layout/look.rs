//! What of a node's looks decides its layout: collapsed, an extent of its own, the parameters it shows.
//! Nodes with the same kind, extra ports and looks share one layout.

use gesso_graph::{Name, Node, Schema, is_shown};

/// As many parameters are shown on a node: the first that are small and not minor.
const ROWS: usize = 2;

/// The looks of a node as far as its layout goes.
#[derive(Debug, Clone, PartialEq, Eq, PartialOrd, Ord, Default)]
pub(crate) struct Look {
    pub(crate) collapsed: bool,
    /// Width and height a person gave it, in whole world pixels.
    pub(crate) size: Option<(u32, u32)>,
    /// The parameters in rows of their own.
    pub(crate) rows: Vec<Name>,
}

impl Look {
    /// The looks of a node; `wired` says which parameters get their value from a wire.
    pub(crate) fn of(node: &Node, schema: Option<&Schema>, wired: impl Fn(&str) -> bool) -> Self {
        if node.collapsed {
            return Self {
                collapsed: true,
                ..Self::default()
            };
        }
        let whole = |extent: f64| extent.clamp(1.0, 100_000.0).round() as u32;
        let params = schema.into_iter().flat_map(|schema| {
            let shown = schema
                .params
                .iter()
                .filter(|param| !param.minor && !param.kind.is_large())
                .filter(|param| is_shown(param, node, schema));
            shown.take(ROWS)
        });
        Self {
            collapsed: false,
            size: node.size.map(|size| (whole(size.w), whole(size.h))),
            rows: params
                .filter(|param| !wired(&param.name))
                .map(|param| Name::from(&param.name))
                .collect(),
        }
    }
}
