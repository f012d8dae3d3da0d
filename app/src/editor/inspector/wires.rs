//! The wires of a node in words: what goes in and from where, what comes out and where to, and the ways to change it.

use crate::editor::desk::{Desk, Popup, desk};
use crate::editor::icon::{Glyph, Icon};
use crate::editor::wire_choice::readers;
use crate::words::{text, with};
use gesso_canvas::LooseWire;
use gesso_graph::{InPort, ItemId, NodeId, OutPort, PortDecl, SchemaRef};
use leptos::prelude::*;

/// All inputs and outputs.
#[component]
pub(crate) fn Wires(
    /// Whose.
    id: NodeId,
    /// What is declared about it.
    schema: SchemaRef,
) -> impl IntoView {
    let document = desk().session.document;
    let input = |port: &PortDecl| {
        let (port, schema) = (port.clone(), schema.clone());
        let name = port.name.clone();
        let is_open = Memo::new(move |_| {
            document.with(|document| schema.is_open(&name, |name| document.is_wired(id, name)))
        });
        move || {
            let port = port.clone();
            is_open.get().then(|| view! { <Input id port /> })
        }
    };
    let inputs = schema.inputs.iter().map(input).collect_view();
    let outputs = schema
        .outputs
        .iter()
        .cloned()
        .map(|port| view! { <Output id port /> })
        .collect_view();
    let has_inputs = !schema.inputs.is_empty();
    let has_outputs = !schema.outputs.is_empty();
    view! {
        <div class="inspector-part">
            {has_inputs.then(|| view! { <h3>{text("inputs")}</h3><ul class="rows" role="list" aria-label=text("inputs")>{inputs}</ul> })}
            {has_outputs.then(|| view! { <h3>{text("outputs")}</h3><ul class="rows" role="list" aria-label=text("outputs")>{outputs}</ul> })}
        </div>
    }
}

#[component]
fn Input(id: NodeId, port: PortDecl) -> impl IntoView {
    let desk = desk();
    let to = InPort {
        node: id,
        port: (&port.name).into(),
    };
    let source = {
        let to = to.clone();
        Memo::new(move |_| {
            desk.session
                .document
                .with(|document| document.wires().get(&to).cloned())
        })
    };
    let label = port.label.to_string();
    let state = move || {
        let to = to.clone();
        match source.get() {
            Some(from) => view! { <WiredFrom from to label=label.clone() /> }.into_any(),
            None => view! {
                <button
                    class="chip chip-empty"
                    class:is-wanted=port.required
                    aria-label=with("connect-named", &[("what", &label)])
                    on:click=move |_| desk.open(Popup::Wire(LooseWire::Into(to.clone())))
                >{text("pick-wire")}</button>
            }
            .into_any(),
        }
    };
    view! {
        <li class="port-row">
            <span class="port-name" title=port.doc>{port.label}</span>
            {state}
        </li>
    }
}

#[component]
fn Output(id: NodeId, port: PortDecl) -> impl IntoView {
    let desk = desk();
    let from = OutPort {
        node: id,
        port: (&port.name).into(),
    };
    let label = port.label.to_string();
    let (here, whole) = (from.clone(), from.clone());
    let readers = Memo::new(move |_| {
        let document = desk.session.document;
        document.with(|document| readers(document, &here))
    });
    let chips = move || {
        readers
            .get()
            .into_iter()
            .map(|to| {
                let node = to.node;
                view! {
                    <button class="chip" on:click=move |_| desk.go_to(ItemId::Node(node))>
                        <span class="chip-words">{move || desk.title(node)}</span><Icon glyph=Glyph::ChevronRight />
                    </button>
                }
            })
            .collect_view()
    };
    view! {
        <li class="port-row">
            <span class="port-name" title=port.doc>{port.label}</span>
            <span class="chips">
                {chips}
                <button
                    class="chip chip-empty"
                    aria-label=with("connect-named-to", &[("what", &label)])
                    on:click=move |_| desk.open(Popup::Wire(LooseWire::From(from.clone())))
                >{text("pick-wire")}</button>
                {move || readers.with(|readers| !readers.is_empty()).then(|| view! { <MoveWires from=whole.clone() label=label.clone() /> })}
            </span>
        </li>
    }
}

/// The way to another output for all wires of this one.
#[component]
fn MoveWires(from: OutPort, label: String) -> impl IntoView {
    let desk = desk();
    view! {
        <button
            class="tool tool-tiny"
            aria-label=with("move-wires-of", &[("what", &label)])
            title=text("move-wires-doc")
            on:click=move |_| desk.open(Popup::MoveWires(from.clone()))
        ><Icon glyph=Glyph::Swap /></button>
    }
}

/// Where a wire comes from, and the way to take it out.
#[component]
pub(super) fn WiredFrom(
    /// Where it begins.
    from: OutPort,
    /// Where it ends.
    to: InPort,
    /// What the input is called.
    label: String,
) -> impl IntoView {
    let desk = desk();
    let node = from.node;
    let port = from.port;
    let wire = to.clone();
    view! {
        <span class="chips is-source">
            <button class="chip" title=text("go-there") on:click=move |_| desk.go_to(ItemId::Node(node))>
                <span class="chip-words">{move || source_words(desk, node, &port)}</span>
            </button>
            <button class="tool tool-tiny" aria-haspopup="menu" aria-label=with("wire-to", &[("what", &label)]) title=text("wire-menu") on:click=move |_| desk.open_wire_menu(wire.clone())>
                <Icon glyph=Glyph::More />
            </button>
            <button class="tool tool-tiny" aria-label=with("disconnect-named", &[("what", &label)]) title=text("disconnect") on:click=move |_| desk.disconnect(&to)>
                <Icon glyph=Glyph::Close />
            </button>
        </span>
    }
}

/// "from Blur", with the output's name when the node has several.
fn source_words(desk: Desk, node: NodeId, port: &str) -> String {
    let title = desk.title(node);
    let schema = desk.schema(node);
    match schema
        .as_ref()
        .filter(|schema| schema.outputs.len() > 1)
        .and_then(|schema| schema.output(port))
    {
        Some(output) => with("from-port", &[("what", &title), ("port", &output.label)]),
        None => with("from-nodes", &[("what", &title)]),
    }
}
