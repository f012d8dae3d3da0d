//! What really flows through a wire: a bypassed node hands on what comes in, a muted one gives nothing.

use crate::document::{InPort, Mode, OutPort};
use crate::id::Name;
use crate::interface::Interfaces;
use std::collections::BTreeSet;

/// Where what comes out of a port is really made, past bypassed nodes; none when a muted node or an open input is at
/// the end of every way. A bypassed node gives the first of its inputs that fits and through which something comes.
pub(crate) fn real_source(interfaces: &mut Interfaces<'_>, from: &OutPort) -> Option<OutPort> {
    let doc = interfaces.document();
    if doc.index.quiet.is_empty() {
        return Some(from.clone());
    }
    let mut seen = BTreeSet::new();
    let mut open = vec![from.clone()];
    while let Some(port) = open.pop() {
        match doc.nodes().get(&port.node)?.mode {
            Mode::Active => return Some(port),
            Mode::Muted => {}
            Mode::Bypassed => {
                if seen.insert(port.clone()) {
                    let sources = handed_on(interfaces, &port);
                    open.extend(sources.into_iter().rev());
                }
            }
        }
    }
    None
}

/// What an output of a bypassed node may give, the best first: as the inputs are shown.
fn handed_on(interfaces: &mut Interfaces<'_>, from: &OutPort) -> Vec<OutPort> {
    let doc = interfaces.document();
    let Some(schema) = interfaces.of(from.node) else {
        return Vec::new();
    };
    let Some(output) = schema.output(&from.port) else {
        return Vec::new();
    };
    let fitting = schema
        .input_ports()
        .filter(|input| input.ty.fits(output.ty));
    let source = |name: &str| {
        let port = Name::from(name);
        doc.wires().get(&InPort {
            node: from.node,
            port,
        })
    };
    fitting
        .filter_map(|input| source(input.name).cloned())
        .collect()
}
