//! `image.grid`: many pictures on one sheet, in rows and columns.

#[cfg(feature = "run")]
use crate::call::{Call, Data, NodeError, Outputs, Scaled, port_label};
use crate::declare::{In, Out, Param, flow, percent};
use crate::spec::NodeSpec;
use gesso_graph::{Category, Schema, Unit};
#[cfg(feature = "run")]
use gesso_media::{Align, Filter, Fit, Image, Placed, TextStyle, fitted_size, resize, sheet};
#[cfg(feature = "run")]
use gesso_words::said;
use std::borrow::Cow;
#[cfg(feature = "run")]
use std::sync::Arc;

/// The pictures.
const IMAGES: In<flow::List<flow::Image>> =
    In::new("images", "Images", "The pictures, row by row.");
pub(crate) const LABELS: In<flow::List<flow::Text>> = In::optional(
    "labels",
    "Labels",
    "Words below the pictures, one for each.",
);
const COLUMNS: Param<flow::Int> = Param::int(
    "columns",
    "Columns",
    0,
    Unit::None,
    ((0, 20), (0, 200)),
    "How many pictures stand in a row; 0 makes the sheet about square.",
)
.said(0.0, "about square")
.port();
const CELL: Param<flow::Int> = Param::int(
    "cell",
    "Cell size",
    320,
    Unit::Pixels,
    ((32, 1024), (4, 8192)),
    "The side of the square that every picture is fitted into, in pixels.",
)
.port();
const GAP: Param<flow::Int> = Param::int(
    "gap",
    "Gap",
    24,
    Unit::Pixels,
    ((0, 200), (0, 4096)),
    "The room between pictures and around them, in pixels.",
)
.port();
const BACKGROUND: Param<flow::Color> = Param::color(
    "background",
    "Background",
    [1.0, 1.0, 1.0, 1.0],
    "The colour of the sheet.",
)
.port();
const LABEL_SIZE: Param<flow::Float> = percent(
    "label_size",
    "Label size",
    6.0,
    "The size of the words below the pictures, in percent of a cell.",
);
const LABEL_COLOR: Param<flow::Color> = Param::color(
    "label_color",
    "Label colour",
    [0.15, 0.15, 0.15, 1.0],
    "The colour of the words below the pictures.",
);
const RESULT: Out<flow::Image> = Out::new("image", "Image", "The sheet.");

/// The stored id.
pub(crate) const ID: &str = "image.grid";

pub(crate) static SPEC: NodeSpec = NodeSpec {
    schema: Schema {
        id: ID,
        version: 2,
        title: Cow::Borrowed("Grid"),
        category: Category::Image,
        keywords: &[
            "contact sheet",
            "collage",
            "montage",
            "mosaic",
            "overview",
            "rows",
            "columns",
            "gallery",
            "stitch",
        ],
        doc: "Lays a list of pictures out on one sheet, with words below them.",
        inputs: Cow::Borrowed(&[IMAGES.decl(), LABELS.decl()]),
        params: Cow::Borrowed(&[
            COLUMNS.decl(),
            CELL.decl(),
            GAP.decl(),
            BACKGROUND.decl(),
            LABEL_SIZE.decl(),
            LABEL_COLOR.decl(),
        ]),
        outputs: Cow::Borrowed(&[RESULT.decl()]),
        pure: true,
        sink: false,
    },
    #[cfg(feature = "run")]
    run: crate::spec::Run::Kernel(kernel),
};

/// Where everything of the sheet stands, in pixels at full size.
#[cfg(feature = "run")]
struct Layout {
    columns: u32,
    cell: u32,
    gap: u32,
    /// The height of a line of words; 0 without any.
    line: u32,
}

#[cfg(feature = "run")]
impl Layout {
    fn of(call: &Call, count: u32, has_labels: bool) -> Self {
        let cell = CELL.count(call);
        let square = (1..).find(|side: &u32| side * side >= count).unwrap_or(1);
        Self {
            columns: match COLUMNS.count(call) {
                0 => square,
                columns => columns,
            }
            .min(count),
            cell,
            gap: GAP.count(call),
            line: match has_labels {
                true => (f64::from(cell) * f64::from(LABEL_SIZE.part(call)) * 1.6).ceil() as u32,
                false => 0,
            },
        }
    }

    fn size(&self, count: u32) -> (u32, u32) {
        let rows = count.div_ceil(self.columns);
        let (cell, gap) = (self.cell, self.gap);
        (
            gap + self.columns * (cell + gap),
            gap + rows * (cell + self.line + gap),
        )
    }

    /// The left upper corner of a cell.
    fn corner(&self, place: u32) -> (u32, u32) {
        let (column, row) = (place % self.columns, place / self.columns);
        (
            self.gap + column * (self.cell + self.gap),
            self.gap + row * (self.cell + self.line + self.gap),
        )
    }
}

#[cfg(feature = "run")]
fn kernel(call: &Call) -> Result<Outputs, NodeError> {
    let images: Vec<&Scaled> = IMAGES
        .items(call)
        .iter()
        .filter_map(Data::picture)
        .collect();
    let count = u32::try_from(images.len()).unwrap_or(u32::MAX);
    if count == 0 {
        return Err(NodeError::new(said(
            "grid-no-pictures",
            [("port", port_label(IMAGES.name, IMAGES.label))],
        )));
    }
    let labels = LABELS.items(call);
    let layout = Layout::of(call, count, !labels.is_empty());
    let full = layout.size(count);
    let at = |length: u32| call.offset(f64::from(length));
    let mut placed = Vec::new();
    for (place, image) in (0..count).zip(images) {
        let corner = layout.corner(place);
        let (w, h) = fitted_size(image.full, layout.cell, layout.cell, Fit::Fit);
        placed.push(Placed {
            x: at(corner.0 + (layout.cell - w.min(layout.cell)) / 2),
            y: at(corner.1 + (layout.cell - h.min(layout.cell)) / 2),
            image: resize(
                Arc::clone(&image.image),
                call.side(w),
                call.side(h),
                Filter::Lanczos,
            ),
        });
        if let Some(words) = labels.get(place as usize).and_then(Data::words) {
            let image = label(call, &words, &layout)?;
            let middle = at(corner.0) + (at(layout.cell) - width(&image)) / 2;
            placed.push(Placed {
                x: middle,
                y: at(corner.1 + layout.cell),
                image,
            });
        }
    }
    let image = sheet(
        (call.side(full.0), call.side(full.1)),
        BACKGROUND.get(call),
        placed,
    );
    Ok(RESULT.give(Scaled { image, full }))
}

#[cfg(feature = "run")]
fn width(image: &Image) -> i32 {
    i32::try_from(image.size().0).unwrap_or(i32::MAX)
}

#[cfg(feature = "run")]
fn label(call: &Call, words: &str, layout: &Layout) -> Result<Image, NodeError> {
    let style = TextStyle {
        size: (layout.cell as f32 * LABEL_SIZE.part(call)).max(1.0),
        color: LABEL_COLOR.get(call),
        align: Align::Center,
        scale: call.scale,
        ..TextStyle::default()
    };
    let set = gesso_media::text(&call.fonts, words, &style)
        .map_err(|error| NodeError::new(error.said()))?;
    Ok(set.image)
}
