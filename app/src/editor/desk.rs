//! The state of one open editor that is nobody else's business: which panels are open, what is looked at, what pops up.
//! One `Desk` is in the context of every component of the editor; it is a handle and free to copy.

use crate::appearance::Appearance;
use crate::editor::canvas_settings::CanvasSettings;
use crate::editor::habits::Habits;
use crate::editor::keymap::Keymap;
use crate::editor::preview::Preview;
use crate::editor::shapes::stroke::Brush;
use crate::editor::sheet::Detent;
use crate::editor::stage::Stage;
use crate::editor::viewer::item::Looked;
use crate::editor::views::Views;
use crate::session::Session;
use crate::words::{catalogue, words};
use gesso_canvas::{Camera, CanvasAction, LooseWire, Modifiers, PxRect};
use gesso_graph::{
    Document, FrameId, InPort, ItemId, Name, Node, NodeId, NoteId, OutPort, Point, Schema,
    SchemaRef,
};
use leptos::html;
use leptos::prelude::*;
use std::sync::Arc;

/// About half of what a new node takes, in world pixels.
const HALF_NODE: (f64, f64) = (108.0, 90.0);

/// What the panel on the left shows.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) enum Left {
    /// Every kind of node, to add.
    Nodes,
    /// Every item of the workflow.
    Outline,
    /// What was done to the workflow.
    History,
}

/// What the dock at the bottom shows.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) enum Dock {
    /// The picture of a node.
    Viewer,
    /// The runs of the workflow.
    Runs,
}

/// What covers the canvas of a small screen; a wide one shows the same panels beside it.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) enum Sheet {
    /// A panel of the left.
    Left(Left),
    /// The inspector.
    Inspector,
    /// A panel of the dock.
    Dock(Dock),
    /// Everything that can be done.
    Actions,
}

/// A wire that the person began and that wants its other end chosen.
pub(crate) type Loose = Option<LooseWire>;

/// What lies over everything until it is chosen from or closed.
#[derive(Debug, Clone, PartialEq)]
pub(crate) enum Popup {
    /// Choose a kind of node to add.
    AddNode {
        /// Where on the canvas's part of the screen; in its middle if nowhere.
        at: Option<(f64, f64)>,
        /// Where in the document.
        world: Point,
        /// What to wire it to.
        wire: Loose,
    },
    /// Choose the other end of a wire.
    Wire(LooseWire),
    /// Choose another output for all wires of this one.
    MoveWires(OutPort),
    /// Choose a node or a kind of node to put into the wire that ends here.
    Insert(InPort),
    /// Choose a wire to put this node into.
    Put(NodeId),
    /// Choose a kind of node that the selected ones become.
    Swap,
    /// Choose something to do, by its name.
    Commands,
    /// Choose something to do.
    Menu {
        /// Where on the canvas's part of the screen; under the top bar's button if nowhere.
        at: Option<(f64, f64)>,
        /// The ids of the actions offered.
        actions: &'static [&'static str],
    },
    /// Who has the workflow open.
    People,
    /// Every key.
    Shortcuts,
    /// How the page looks and which keys do what.
    Settings,
    /// Choose an item to go to.
    Find,
    /// Choose which parameters of the selected node instances show.
    Expose,
    /// Choose a workflow to link to.
    Link,
    /// A table of values, a run for each row.
    RunWith,
}

/// What is being typed on the canvas itself.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) enum Typing {
    /// The title of a node or frame.
    Title(ItemId),
    /// The text of a note.
    Note(NoteId),
}

/// A parameter that is typed where it stands on its node.
#[derive(Debug, Clone, PartialEq)]
pub(crate) struct Typed {
    /// Whose.
    pub(crate) node: NodeId,
    /// Which.
    pub(crate) name: Name,
    /// Its row on the canvas's part of the screen.
    pub(crate) at: PxRect,
}

/// A colour that is to be taken from the viewer's picture.
#[derive(Debug, Clone, PartialEq)]
pub(crate) struct Picked {
    /// Whose.
    pub(crate) node: NodeId,
    /// Which parameter.
    pub(crate) name: Name,
    /// Which colour of a gradient.
    pub(crate) stop: Option<usize>,
}

/// The state of one open editor.
#[derive(Clone, Copy)]
pub(crate) struct Desk {
    /// The document and everything that goes to and comes from the server.
    pub(crate) session: Session,
    /// Dark or light.
    pub(crate) appearance: Appearance,
    /// The canvas.
    pub(crate) stage: Stage,
    /// What the browser renders by itself.
    pub(crate) preview: Preview,
    /// The element of the whole editor.
    pub(crate) frame: NodeRef<html::Div>,
    /// The panel on the left of a wide screen.
    pub(crate) left: RwSignal<Option<Left>>,
    /// Whether a wide screen shows the inspector.
    pub(crate) inspector: RwSignal<bool>,
    /// What the dock of a wide screen shows.
    pub(crate) dock: RwSignal<Option<Dock>>,
    /// What covers the canvas of a small screen.
    pub(crate) sheet: RwSignal<Option<Sheet>>,
    /// How high it stands.
    pub(crate) detent: RwSignal<Detent>,
    /// What lies over everything.
    pub(crate) popup: RwSignal<Option<Popup>>,
    /// Whether all panels can be shown (`part.rs`).
    pub(crate) has_parts: RwSignal<bool>,
    /// What is typed on the canvas.
    pub(crate) typing: RwSignal<Option<Typing>>,
    /// The instances that lead to the graph that is shown, outermost first, with their titles.
    pub(crate) place: RwSignal<Vec<(NodeId, String)>>,
    /// The wire selected on the canvas, by where it ends.
    pub(crate) wire: RwSignal<Option<InPort>>,
    /// The parameter that is typed on the canvas.
    pub(crate) typed: RwSignal<Option<Typed>>,
    /// How the canvas helps and draws.
    pub(crate) canvas_settings: RwSignal<CanvasSettings>,
    /// Which keys stand for which action.
    pub(crate) keymap: RwSignal<Keymap>,
    /// In the outline, every row that is chosen joins the selection or leaves it.
    pub(crate) several: RwSignal<bool>,
    /// What this person does often.
    pub(crate) habits: RwSignal<Habits>,
    /// Whether downloaded pictures carry the workflow that made them.
    pub(crate) carries: RwSignal<bool>,
    /// The server leaves that choice to people.
    pub(crate) may_carry: RwSignal<bool>,
    /// Whether the workflow runs by itself when it changes.
    pub(crate) reruns: RwSignal<bool>,
    /// The item of a batch that the viewer shows in place of a node's result.
    pub(crate) item: RwSignal<Option<Looked>>,
    /// The viewer lets things be set on the picture itself.
    pub(crate) drawing: RwSignal<bool>,
    /// What masks are painted with.
    pub(crate) brush: RwSignal<Brush>,
    /// The colour that is taken from the viewer's picture.
    pub(crate) picking: RwSignal<Option<Picked>>,
    /// The views of this workflow.
    pub(crate) views: RwSignal<Views>,
    /// The next paste brings the wires that came in from outside.
    pub(crate) wired: StoredValue<bool>,
    /// Where one looks now, for when the page is left.
    pub(crate) looked: StoredValue<Option<Camera>>,
    /// The canvas's zoom, 1 is 100 %.
    pub(crate) zoom: RwSignal<f64>,
    /// The keys that are held on the screen, for whoever points without a keyboard.
    pub(crate) held: RwSignal<Modifiers>,
}

impl Desk {
    /// A desk as it looks at first; the server renders the same.
    pub(crate) fn new(session: Session, appearance: Appearance) -> Self {
        Self {
            session,
            appearance,
            stage: Stage::new(),
            preview: Preview::new(),
            frame: NodeRef::new(),
            left: RwSignal::new(Some(Left::Nodes)),
            inspector: RwSignal::new(true),
            dock: RwSignal::new(None),
            sheet: RwSignal::new(None),
            detent: RwSignal::new(Detent::Half),
            popup: RwSignal::new(None),
            has_parts: RwSignal::new(false),
            typing: RwSignal::new(None),
            place: RwSignal::new(Vec::new()),
            wire: RwSignal::new(None),
            typed: RwSignal::new(None),
            canvas_settings: RwSignal::new(CanvasSettings::default()),
            keymap: RwSignal::new(Keymap::default()),
            several: RwSignal::new(false),
            habits: RwSignal::new(Habits::default()),
            carries: RwSignal::new(true),
            may_carry: RwSignal::new(true),
            reruns: RwSignal::new(false),
            item: RwSignal::new(None),
            drawing: RwSignal::new(false),
            brush: RwSignal::new(Brush {
                size: 80.0,
                hardness: 0.7,
                erases: false,
            }),
            picking: RwSignal::new(None),
            views: RwSignal::new(Views::default()),
            wired: StoredValue::new(false),
            looked: StoredValue::new(None),
            zoom: RwSignal::new(1.0),
            held: RwSignal::new(Modifiers::default()),
        }
    }

    /// Shows a panel: beside the canvas on a wide screen, over it on a small one.
    pub(crate) fn show(self, sheet: Sheet) {
        match sheet {
            Sheet::Left(left) => self.left.set(Some(left)),
            Sheet::Inspector => self.inspector.set(true),
            Sheet::Dock(dock) => self.dock.set(Some(dock)),
            Sheet::Actions => {}
        }
        self.sheet.set(Some(sheet));
    }

    /// Lets the canvas do something.
    pub(crate) fn canvas(self, action: CanvasAction) {
        self.stage.perform(self, |editor| editor.act(action));
    }

    /// Opens the choice of a node at the middle of what is seen.
    pub(crate) fn open_add_node(self) {
        // A node's place is its corner.
        let world = self.stage.middle().translate(-HALF_NODE.0, -HALF_NODE.1);
        self.popup.set(Some(Popup::AddNode {
            at: None,
            world,
            wire: None,
        }));
    }

    /// Opens a popup.
    pub(crate) fn open(self, popup: Popup) {
        self.popup.set(Some(popup));
    }

    /// Closes what lies over everything and gives the keyboard back to where it was.
    pub(crate) fn close(self) {
        self.popup.set(None);
    }

    /// Looks at a node's result.
    pub(crate) fn view(self, node: NodeId) {
        self.session.selection.set([ItemId::Node(node)].into());
        self.show(Sheet::Dock(Dock::Viewer));
    }

    /// The selected node, when exactly one item is selected and it is a node.
    pub(crate) fn only_node(self) -> Option<NodeId> {
        self.session
            .selection
            .with(|items| match (items.first(), items.len()) {
                (Some(ItemId::Node(node)), 1) => Some(*node),
                _ => None,
            })
    }

    /// The selected nodes; does not track.
    pub(crate) fn nodes_selected(self) -> Vec<NodeId> {
        self.session.selection.with_untracked(|items| {
            let node = |item: &ItemId| match item {
                ItemId::Node(node) => Some(*node),
                _ => None,
            };
            items.iter().filter_map(node).collect()
        })
    }

    /// A node, tracked.
    pub(crate) fn node(self, id: NodeId) -> Option<Arc<Node>> {
        self.session
            .document
            .with(|document| document.nodes().get(&id).cloned())
    }

    /// What a node looks like from outside, tracked.
    pub(crate) fn schema(self, id: NodeId) -> Option<SchemaRef> {
        self.session
            .document
            .with(|document| gesso_graph::schema_of(document, catalogue(), id))
    }

    /// What a node's picture lies on, as a class: what is transparent shows squares, and a mask is white on black. Tracks.
    pub(crate) fn backdrop(self, id: NodeId) -> &'static str {
        let shows_mask = self.schema(id).is_some_and(|schema| schema.shows_mask());
        if shows_mask { "matte" } else { "checker" }
    }

    /// What people should know about a node's latest result though it was made, tracked.
    pub(crate) fn notes(self, id: NodeId) -> Vec<String> {
        let result = self.step(id).and_then(|step| step.result);
        result.map_or_else(Vec::new, |result| {
            let notes = result.notes.iter();
            notes.map(|note| note.describe(words())).collect()
        })
    }

    /// A node's title as people read it, tracked.
    pub(crate) fn title(self, id: NodeId) -> String {
        self.session
            .document
            .with(|document| title_of(document, id))
    }

    /// A frame's title, tracked.
    pub(crate) fn frame_title(self, id: FrameId) -> String {
        self.session.document.with(|document| {
            document
                .frames()
                .get(&id)
                .map_or_else(String::new, |frame| frame.title.to_string())
        })
    }
}

/// A node's title: its own, or that of its kind, or the kind's id when nobody knows it; nothing when it is gone.
pub(crate) fn title_of(document: &Document, id: NodeId) -> String {
    if !document.nodes().contains_key(&id) {
        return String::new();
    }
    gesso_graph::node_title(document, catalogue(), id)
}

/// What is declared about a kind.
pub(crate) fn schema_of(kind: &Name) -> Option<&'static Schema> {
    catalogue().spec(kind).map(|spec| &spec.schema)
}

/// The desk of the editor this is called in.
pub(crate) fn desk() -> Desk {
    expect_context()
}
