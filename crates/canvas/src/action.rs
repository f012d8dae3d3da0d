//! What menus, buttons and shortcuts ask of the canvas. The application has the list of actions with their keys and words.

/// One verb.
#[derive(Debug, Clone, Copy, PartialEq)]
pub enum CanvasAction {
    /// Select everything.
    SelectAll,
    /// Select nothing.
    SelectNone,
    /// Remove the selection, or the selected wire.
    Delete,
    /// Copy the selection beside itself.
    Duplicate,
    /// One step closer.
    ZoomIn,
    /// One step away.
    ZoomOut,
    /// 100 %.
    Zoom100,
    /// Show everything.
    FitAll,
    /// Show the selection.
    FitSelection,
    /// Move the selection by world pixels, or the bends of the selected wire.
    Nudge {
        /// To the right.
        dx: f64,
        /// Down.
        dy: f64,
    },
    /// Put a frame around the selection.
    Group,
    /// Put a bend into the middle of the selected wire.
    Bend,
    /// Take every bend out of the selected wire.
    Straighten,
    /// The next drag is a stroke that cuts the wires it crosses.
    Cut,
    /// Go into the selected instance.
    Enter,
    /// Go out of the subgraph that is shown.
    Leave,
    /// End whatever is under way and leave nothing behind; with nothing under way, select nothing; with
    /// nothing selected, go out of the subgraph.
    Cancel,
}
