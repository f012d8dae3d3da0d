//! One parameter of one node: its label, what it is set to, and the way back to its default. The widget depends on the kind.
//! While a value is dragged or typed it is a draft of the widget; letting go makes it one edit and one undo step.

use super::{among, color, drawn, file, files, font, number, simple, wires};
use crate::editor::desk::{Desk, desk};
use crate::editor::icon::{Glyph, Icon};
use crate::words::{text, with};
use gesso_canvas::LooseWire;
use gesso_graph::{InPort, Name, NodeId, OutPort, ParamDecl, ParamKind, Value, exposed_param};
use leptos::prelude::*;

/// A parameter of a node; a handle, free to copy.
#[derive(Clone, Copy)]
pub(super) struct Field {
    /// The editor it is shown in.
    pub(super) desk: Desk,
    /// Whose.
    pub(super) node: NodeId,
    /// What is declared about it.
    pub(super) decl: StoredValue<ParamDecl>,
    /// The stored value; none is the default.
    pub(super) stored: Memo<Option<Value>>,
}

/// Which parameter a field is of, for what comes when the field may be gone: another node is selected before an upload ends.
#[derive(Clone)]
pub(super) struct Whose {
    desk: Desk,
    node: NodeId,
    name: Name,
}

impl Whose {
    /// Sets the value: one undo step, nothing when it is that already.
    pub(super) fn set(&self, value: Value) {
        let Self { desk, node, name } = self;
        desk.set_param(*node, name, Some(value));
        desk.preview.kept(*desk, *node);
    }

    /// What is stored now, not tracked.
    pub(super) fn stored(&self) -> Option<Value> {
        let document = self.desk.document_now();
        document
            .nodes()
            .get(&self.node)?
            .params
            .get(&self.name)
            .cloned()
    }
}

impl Field {
    pub(super) fn new(desk: Desk, node: NodeId, decl: ParamDecl) -> Self {
        let name = Name::from(&decl.name);
        let stored = Memo::new(move |_| desk.node(node)?.params.get(&name).cloned());
        Self {
            desk,
            node,
            decl: StoredValue::new(decl),
            stored,
        }
    }

    /// The stored name of the parameter; empty, which nothing is called, once the field is gone.
    pub(super) fn name(self) -> Name {
        let name = self.decl.try_with_value(|decl| Name::from(&decl.name));
        name.unwrap_or_else(|| Name::from(""))
    }

    /// What people call the parameter.
    pub(super) fn label(self) -> String {
        self.decl.with_value(|decl| decl.label.to_string())
    }

    /// What counts when nothing is stored.
    fn default(self) -> Option<Value> {
        self.decl.with_value(ParamDecl::default_value)
    }

    /// The value that counts, tracked; none when there is neither a stored one nor a default.
    pub(super) fn value(self) -> Option<Value> {
        self.stored.get().or_else(|| self.default())
    }

    /// The value in hand, if one is, wherever the hand is. Tracks.
    pub(super) fn tried(self) -> Option<Value> {
        self.desk.preview.tried(self.node, &self.name())
    }

    /// The value in hand, else the one that counts. Tracks.
    pub(super) fn shown(self) -> Option<Value> {
        self.tried().or_else(|| self.value())
    }

    /// Sets the value: one undo step, nothing when it is that already.
    pub(super) fn set(self, value: Value) {
        self.whose().set(value);
    }

    /// Which parameter it is of.
    pub(super) fn whose(self) -> Whose {
        Whose {
            desk: self.desk,
            node: self.node,
            name: self.name(),
        }
    }

    /// The value is in hand: shows what it would do.
    pub(super) fn try_value(self, value: Value) {
        let (desk, name) = (self.desk, self.name());
        desk.preview.try_value(desk, self.node, name, value);
    }

    /// The value is about to be taken in hand.
    pub(super) fn near(self) {
        self.desk.preview.near(self.desk, self.node);
    }

    /// Returns to the default.
    fn reset(self) {
        self.desk.set_param(self.node, &self.name(), None);
        self.desk.preview.kept(self.desk, self.node);
    }

    /// The id of the widget's main element on the page.
    pub(super) fn id(self) -> String {
        format!("param-{}", self.name())
    }

    /// The input port that overrides the value.
    fn port(self) -> InPort {
        InPort {
            node: self.node,
            port: self.name(),
        }
    }
}

/// Whether a parameter is shown, given the values of the others and what is wired in.
fn is_shown(desk: Desk, id: NodeId, field: Field) -> bool {
    let of_input = field
        .decl
        .with_value(|decl| decl.of_input)
        .map(|port| InPort {
            node: id,
            port: port.into(),
        });
    let document = desk.session.document;
    if of_input.is_some_and(|to| document.with(|document| !document.wires().contains_key(&to))) {
        return false;
    }
    let Some((other, values)) = field.decl.with_value(|decl| decl.shown_if) else {
        return true;
    };
    let Some(node) = desk.node(id) else {
        return false;
    };
    let default = || desk.schema(id)?.param(other)?.default_value();
    match node.params.get(other).cloned().or_else(default) {
        Some(Value::Choice(chosen)) => values.contains(&chosen.as_str()),
        _ => false,
    }
}

/// What the wired input is called that decides in place of a parameter. Tracks.
fn decided_by(desk: Desk, id: NodeId, field: Field) -> Option<String> {
    let input = field.decl.with_value(|decl| decl.unless_input)?;
    let document = desk.session.document;
    let is_wired = document.with(|document| document.is_wired(id, input));
    let schema = desk.schema(id).filter(|_| is_wired)?;
    Some(schema.input_port(input)?.label.to_owned())
}

/// A parameter with its widget.
#[component]
pub(super) fn ParamField(
    /// Whose.
    node: NodeId,
    /// What is declared about it.
    decl: ParamDecl,
) -> impl IntoView {
    let desk = desk();
    let is_inline = matches!(decl.kind, ParamKind::Bool { .. });
    let field = Field::new(desk, node, decl);
    let shown = Memo::new(move |_| is_shown(desk, node, field));
    let decided = Memo::new(move |_| decided_by(desk, node, field));
    let source = Memo::new(move |_| {
        desk.session
            .document
            .with(|document| document.wires().get(&field.port()).cloned())
    });
    move || {
        if let Some(input) = decided.get() {
            let said = with(
                "decided-by-input",
                &[("what", &field.label()), ("input", &input)],
            );
            return Some(view! { <p class="quiet">{said}</p> }.into_any());
        }
        shown.get().then(|| {
            view! {
                // What is left without a change was in hand for nothing.
                <div
                    class="param"
                    class:is-inline=is_inline
                    on:pointerenter=move |_| field.near()
                    on:focusin=move |_| field.near()
                    on:focusout=move |_| desk.preview.leave(desk)
                >
                    <Head field source />
                    {move || match source.get() {
                        Some(from) => view! { <wires::WiredFrom from to=field.port() label=field.label() /> }.into_any(),
                        None => widget(field),
                    }}
                    <OutsideName field />
                </div>
            }
            .into_any()
        })
    }
}

/// The label of a parameter and what can be done with it.
#[component]
pub(super) fn Head(field: Field, source: Memo<Option<OutPort>>) -> impl IntoView {
    let (has_port, doc) = field.decl.with_value(|decl| (decl.port, decl.doc));
    let can_reset = move || field.stored.with(Option::is_some) && field.default().is_some();
    let connect = has_port.then(|| {
        view! {
            <Show when=move || source.with(Option::is_none)>
                <button
                    class="tool tool-tiny"
                    aria-label=with("connect-named", &[("what", &field.label())])
                    title=text("take-from-node")
                    on:click=move |_| field.desk.open(crate::editor::desk::Popup::Wire(LooseWire::Into(field.port())))
                ><Icon glyph=Glyph::Link /></button>
            </Show>
        }
    });
    view! {
        <div class="param-head">
            <label for=field.id() title=doc>{field.label()}</label>
            <Outside field />
            <Show when=can_reset>
                <button class="tool tool-tiny" aria-label=with("reset-named", &[("what", &field.label())]) title=text("back-to-default") on:click=move |_| field.reset()>
                    <Icon glyph=Glyph::Reset />
                </button>
            </Show>
            {connect}
        </div>
    }
}

/// Inside a subgraph, whether its instances show the parameter; on an instance, the way to hide it again.
#[component]
fn Outside(field: Field) -> impl IntoView {
    let desk = field.desk;
    let inside = Memo::new(move |_| desk.lies_inside(field.node) && !desk.is_port(field.node));
    let shown = Memo::new(move |_| {
        let node = desk.node(field.node);
        node.is_some_and(|node| node.exposed.contains_key(&field.name()))
    });
    let is_exposed = exposed_param(&field.name()).is_some();
    view! {
        <Show when=move || inside.get()>
            <button
                class="tool tool-tiny"
                aria-label=with("show-named-on-subgraph", &[("what", &field.label())])
                title=text("show-on-instances")
                aria-pressed=move || if shown.get() { "true" } else { "false" }
                on:click=move |_| desk.toggle_exposed(field.node, &field.name())
            ><Icon glyph=Glyph::Expose /></button>
        </Show>
        {is_exposed.then(|| view! {
            <button
                class="tool tool-tiny"
                aria-label=with("hide-named-on-subgraph", &[("what", &field.label())])
                title=text("hide-on-instances")
                on:click=move |_| desk.hide_exposed(&field.name())
            ><Icon glyph=Glyph::Close /></button>
        })}
    }
}

/// What instances call a parameter that they show.
#[component]
pub(super) fn OutsideName(field: Field) -> impl IntoView {
    let desk = field.desk;
    let label = Memo::new(move |_| desk.node(field.node)?.exposed.get(&field.name()).cloned());
    let id = format!("{}-outside", field.id());
    let keep = move |event: leptos::ev::Event| {
        desk.rename_exposed(field.node, &field.name(), &event_target_value(&event));
    };
    move || {
        let id = id.clone();
        label.with(Option::is_some).then(|| view! {
            <div class="param-outside">
                <label class="quiet" for=id.clone()>{text("called-on-subgraph")}</label>
                <input
                    id=id
                    type="text"
                    class="field"
                    autocomplete="off"
                    maxlength="200"
                    prop:value=move || label.get().map_or_else(String::new, |label| label.to_string())
                    on:change=keep
                />
            </div>
        })
    }
}

fn widget(field: Field) -> AnyView {
    if let Some(options) = field.decl.with_value(|decl| decl.among) {
        return view! { <among::AmongWidget field options /> }.into_any();
    }
    match field.decl.with_value(|decl| decl.kind) {
        ParamKind::Float {
            soft,
            hard,
            step,
            unit,
            ..
        } => {
            let range = number::Range {
                soft,
                hard,
                step,
                unit,
                whole: false,
            };
            view! { <number::NumberWidget field range /> }.into_any()
        }
        ParamKind::Int {
            soft, hard, unit, ..
        } => {
            let wide = |(least, most): (i64, i64)| (least as f64, most as f64);
            let range = number::Range {
                soft: wide(soft),
                hard: wide(hard),
                step: 1.0,
                unit,
                whole: true,
            };
            view! { <number::NumberWidget field range /> }.into_any()
        }
        ParamKind::Bool { .. } => view! { <simple::BoolWidget field /> }.into_any(),
        ParamKind::Text { multiline, max, .. } => {
            view! { <simple::TextWidget field multiline max /> }.into_any()
        }
        ParamKind::Color { .. } => view! { <color::ColorWidget field /> }.into_any(),
        ParamKind::Choice { options, .. } => {
            view! { <simple::ChoiceWidget field options /> }.into_any()
        }
        ParamKind::Asset { accept } => view! { <file::FileWidget field accept /> }.into_any(),
        ParamKind::Font => view! { <font::FontWidget field /> }.into_any(),
        ParamKind::Assets { accept } => view! { <files::FilesWidget field accept /> }.into_any(),
        ParamKind::Curve { .. } => view! { <drawn::CurvesWidget field channel=None /> }.into_any(),
        ParamKind::Gradient { .. } => view! { <drawn::GradientWidget field /> }.into_any(),
        ParamKind::Points { .. } | ParamKind::Strokes => {
            view! { <drawn::OntoPicture field /> }.into_any()
        }
    }
}
