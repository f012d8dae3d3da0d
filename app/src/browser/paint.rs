//! Draws the strokes of a painted mask over a picture, so that one sees what is covered: hard lines with round ends, as wide
//! as the brush covers half. The mask itself is made by the kernel.

use gesso_graph::numbers::Stroke;
use wasm_bindgen::JsCast;
use web_sys::{CanvasRenderingContext2d, HtmlCanvasElement};

/// The colour of what is covered; the element's opacity makes it clear.
const COVERED: &str = "#e5484d";

/// Draws all strokes anew, at so many pixels of the canvas per pixel of the picture.
pub(crate) fn draw(canvas: &HtmlCanvasElement, strokes: &[Stroke], scale: f64) {
    // A browser without a drawing context shows nothing of it; the strokes are kept all the same.
    let context = canvas.get_context("2d").ok().flatten();
    let Some(context) =
        context.and_then(|context| context.dyn_into::<CanvasRenderingContext2d>().ok())
    else {
        return;
    };
    context.clear_rect(
        0.0,
        0.0,
        f64::from(canvas.width()),
        f64::from(canvas.height()),
    );
    context.set_line_cap("round");
    context.set_stroke_style_str(COVERED);
    for stroke in strokes {
        let operation = if stroke.erases {
            "destination-out"
        } else {
            "source-over"
        };
        // Both operations are known to every browser.
        drop(context.set_global_composite_operation(operation));
        let width = |pressure: f64| {
            (stroke.size * pressure * (1.0 + stroke.hardness) / 2.0 * scale).max(0.5)
        };
        let first = stroke.path.first().copied();
        let mut from = first;
        let rest = stroke.path.iter().skip(1).copied();
        // A dot is a line from a place to itself.
        let dot = first.filter(|_| stroke.path.len() == 1);
        for to in dot.into_iter().chain(rest) {
            let Some(start) = from.replace(to) else { break };
            context.set_line_width(width((start.pressure + to.pressure) / 2.0));
            context.begin_path();
            context.move_to(start.x * scale, start.y * scale);
            context.line_to(to.x * scale, to.y * scale);
            context.stroke();
        }
    }
}
