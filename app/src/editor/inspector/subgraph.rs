//! What the inspector says of a node that shows a subgraph: the subgraph's name, who else shows it, and its ports in order.

use crate::browser::keyboard;
use crate::editor::action::action;
use crate::editor::desk::{Desk, desk};
use crate::editor::icon::{Glyph, Icon};
use crate::editor::words;
use crate::words::{text, with};
use gesso_graph::{GraphId, ItemId, NodeId, port_node};
use leptos::prelude::*;

/// The subgraph that a node shows; nothing for any other node.
#[component]
pub(super) fn SubgraphPart(
    /// Whose.
    id: NodeId,
) -> impl IntoView {
    let desk = desk();
    let graph = Memo::new(move |_| desk.node(id)?.instance_of());
    move || graph.get().map(|graph| view! { <Shown id graph /> })
}

#[component]
fn Shown(id: NodeId, graph: GraphId) -> impl IntoView {
    let desk = desk();
    let title = Memo::new(move |_| {
        desk.session.document.with(|document| {
            let graph = document.graphs().get(&graph);
            graph.map_or_else(String::new, |graph| graph.title.to_string())
        })
    });
    let linked = Memo::new(move |_| {
        desk.session
            .document
            .with(|document| document.instances_of(graph).count())
    });
    let keep = move |event: leptos::ev::Event| {
        desk.rename_graph(graph, &event_target_value(&event));
        keyboard::show(&event, &title.get_untracked());
    };
    let buttons = ["graph.enter", "graph.unfold", "graph.own"].map(|id| {
        let action = action(id);
        view! { <button class="button" on:click=move |_| (action.perform)(desk)>{action.label()}</button> }
    });
    let inputs = Memo::new(move |_| ports(desk, id, true));
    let outputs = Memo::new(move |_| ports(desk, id, false));
    view! {
        <div class="inspector-part params">
            <h3>{text("subgraph")}</h3>
            <div class="param">
                <div class="param-head"><label for="subgraph-name">{text("subgraph-name")}</label></div>
                <input id="subgraph-name" type="text" class="field" autocomplete="off" maxlength="200" prop:value=move || title.get() on:change=keep />
            </div>
            <p class="quiet">{move || words::linked(linked.get())}</p>
            <div class="button-column">{buttons.collect_view()}</div>
            <Ports name=text("input-ports") ports=inputs />
            <Ports name=text("output-ports") ports=outputs />
        </div>
    }
}

/// The ports of one side, from top to bottom.
fn ports(desk: Desk, id: NodeId, inputs: bool) -> Vec<NodeId> {
    let Some(schema) = desk.schema(id) else {
        return Vec::new();
    };
    let side = if inputs {
        &schema.inputs
    } else {
        &schema.outputs
    };
    side.iter()
        .filter_map(|port| port_node(&port.name))
        .collect()
}

#[component]
fn Ports(name: &'static str, ports: Memo<Vec<NodeId>>) -> impl IntoView {
    view! {
        <Show when=move || ports.with(|ports| !ports.is_empty())>
            <h3>{name}</h3>
            <ul class="rows" role="list" aria-label=name>
                <For each=move || ports.get() key=|port| *port let(port)>
                    <Port port ports />
                </For>
            </ul>
        </Show>
    }
}

#[component]
fn Port(port: NodeId, ports: Memo<Vec<NodeId>>) -> impl IntoView {
    let desk = desk();
    let title = Memo::new(move |_| desk.title(port));
    let is_first = move || ports.with(|ports| ports.first() == Some(&port));
    let is_last = move || ports.with(|ports| ports.last() == Some(&port));
    let keep = move |event: leptos::ev::Event| {
        desk.retitle(ItemId::Node(port), &event_target_value(&event));
        keyboard::show(&event, &title.get_untracked());
    };
    view! {
        <li class="port-edit">
            <input type="text" class="field" aria-label=move || with("port-name-of", &[("what", &title.get())]) autocomplete="off" maxlength="200" prop:value=move || title.get() on:change=keep />
            <button class="tool tool-tiny" aria-label=move || with("move-named-up", &[("what", &title.get())]) title=text("move-up") disabled=is_first on:click=move |_| desk.move_port(port, true)>
                <Icon glyph=Glyph::ChevronUp />
            </button>
            <button class="tool tool-tiny" aria-label=move || with("move-named-down", &[("what", &title.get())]) title=text("move-down") disabled=is_last on:click=move |_| desk.move_port(port, false)>
                <Icon glyph=Glyph::ChevronDown />
            </button>
        </li>
    }
}
