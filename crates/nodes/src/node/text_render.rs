//! `text.render`: words as a picture with a transparent ground, with a stroke around them and a shadow below.

#[cfg(feature = "run")]
use crate::call::{Call, Data, NOTE, NodeError, Outputs, Scaled};
use crate::declare::{Out, Param, flow, length, option, percent};
use crate::spec::NodeSpec;
use gesso_graph::{Category, Schema, Unit};
#[cfg(feature = "run")]
use gesso_media::{Align, Style, StyleKind, TextStyle, VerticalAlign};
#[cfg(feature = "run")]
use gesso_words::{Said, said};
use std::borrow::Cow;

const TEXT: Param<flow::Text> = Param::lines(
    "text",
    "Text",
    "Hello from Gesso",
    "The words, in one or more lines.",
)
.port();
/// What the words are set in.
pub(crate) const FONT: Param<flow::Font> = Param::font(
    "font",
    "Font",
    "What the words are set in: a font that comes with Gesso, or one of your own.",
);
const SIZE: Param<flow::Float> = Param::float(
    "size",
    "Size",
    96.0,
    Unit::Pixels,
    ((8.0, 400.0), (1.0, 4000.0)),
    "The size of the font in pixels.",
)
.step(1.0)
.port();
const WEIGHT: Param<flow::Choice> = Param::choice(
    "weight",
    "Weight",
    "bold",
    &[option("regular", "Regular"), option("bold", "Bold")],
    "How heavy the letters are; a font with one weight stays as it is.",
);
const COLOR: Param<flow::Color> = Param::color(
    "color",
    "Colour",
    [1.0, 1.0, 1.0, 1.0],
    "The colour of the letters.",
)
.port();
const ALIGN: Param<flow::Choice> = Param::choice(
    "align",
    "Align",
    "left",
    &[
        option("left", "Left"),
        option("center", "Centre"),
        option("right", "Right"),
        option("justify", "Justify"),
    ],
    "Where lines stand in the box: at an edge, in its middle, or from edge to edge, except the last line of a paragraph.",
);
const BOX_WIDTH: Param<flow::Int> = Param::int(
    "box_width",
    "Box width",
    0,
    Unit::Pixels,
    ((0, 4096), (0, 30_000)),
    "Lines are broken to fit this width in pixels; 0 is no wrapping, and the picture is as wide as the longest line.",
)
.said(0.0, "no wrapping")
.port();
const BOX_HEIGHT: Param<flow::Int> = Param::int(
    "box_height",
    "Box height",
    0,
    Unit::Pixels,
    ((0, 4096), (0, 30_000)),
    "How high the picture is in pixels; 0 is as high as the lines, and more lines than fit make it higher.",
)
.said(0.0, "as high as the lines")
.port();
const VERTICAL_ALIGN: Param<flow::Choice> = Param::choice(
    "vertical_align",
    "Vertical align",
    "top",
    &[
        option("top", "Top"),
        option("middle", "Middle"),
        option("bottom", "Bottom"),
    ],
    "Where the lines stand in the height of the box.",
);
const SPACING: Param<flow::Float> = Param::float(
    "letter_spacing",
    "Letter spacing",
    0.0,
    Unit::Percent,
    ((-10.0, 50.0), (-50.0, 500.0)),
    "What is added between letters, in percent of the size (tracking).",
)
.step(0.5);
const LINE_HEIGHT: Param<flow::Float> = Param::float(
    "line_height",
    "Line height",
    120.0,
    Unit::Percent,
    ((80.0, 250.0), (10.0, 1000.0)),
    "From line to line, in percent of the size.",
)
.step(1.0);
const STROKE: Param<flow::Float> = length(
    "stroke",
    "Stroke",
    0.0,
    (40.0, 500.0),
    "How wide the line around the letters is, in pixels; 0 is none.",
)
.port();
const STROKE_COLOR: Param<flow::Color> = Param::color(
    "stroke_color",
    "Colour of the stroke",
    [0.0, 0.0, 0.0, 1.0],
    "The colour of the line around the letters.",
);
const SHADOW: Param<flow::Float> = percent(
    "shadow",
    "Shadow",
    0.0,
    "How strong the shadow below the letters is, in percent; 0 is none.",
)
.port();
const SHADOW_COLOR: Param<flow::Color> = Param::color(
    "shadow_color",
    "Colour of the shadow",
    [0.0, 0.0, 0.0, 1.0],
    "The colour of the shadow.",
);
const SHADOW_SOFTNESS: Param<flow::Float> = length(
    "shadow_softness",
    "Softness of the shadow",
    6.0,
    (100.0, 1000.0),
    "How soft the edge of the shadow is, in pixels.",
);
const SHADOW_X: Param<flow::Float> = Param::float(
    "shadow_x",
    "Shadow to the right",
    6.0,
    Unit::Pixels,
    ((-100.0, 100.0), (-4000.0, 4000.0)),
    "How far the shadow lies to the right, in pixels.",
)
.step(1.0);
const SHADOW_Y: Param<flow::Float> = Param::float(
    "shadow_y",
    "Shadow down",
    6.0,
    Unit::Pixels,
    ((-100.0, 100.0), (-4000.0, 4000.0)),
    "How far the shadow lies below, in pixels.",
)
.step(1.0);
const IMAGE: Out<flow::Image> = Out::new("image", "Image", "The words on a transparent ground.");
const MASK: Out<flow::Mask> = Out::new("mask", "Mask", "The words in white on black.");

/// The stored id.
pub(crate) const ID: &str = "text.render";

pub(crate) static SPEC: NodeSpec = NodeSpec {
    schema: Schema {
        id: ID,
        version: 5,
        title: Cow::Borrowed("Text"),
        category: Category::Text,
        keywords: &[
            "title",
            "caption",
            "words",
            "letters",
            "font",
            "type",
            "label",
            "write",
            "headline",
            "heading",
            "watermark",
            "subtitle",
            "typography",
            "outline",
            "drop shadow",
            "tracking",
        ],
        doc: "Draws words as a picture with a transparent ground. Lay it over another with Blend.",
        inputs: Cow::Borrowed(&[]),
        params: Cow::Borrowed(&[
            TEXT.decl(),
            FONT.decl(),
            SIZE.decl(),
            WEIGHT.decl(),
            COLOR.decl(),
            ALIGN.decl(),
            BOX_WIDTH.decl(),
            BOX_HEIGHT.decl(),
            VERTICAL_ALIGN.decl(),
            SPACING.decl(),
            LINE_HEIGHT.decl(),
            STROKE.decl(),
            STROKE_COLOR.decl(),
            SHADOW.decl(),
            SHADOW_COLOR.decl(),
            SHADOW_SOFTNESS.decl(),
            SHADOW_X.decl(),
            SHADOW_Y.decl(),
        ]),
        outputs: Cow::Borrowed(&[IMAGE.decl(), MASK.decl()]),
        pure: true,
        sink: false,
    },
    #[cfg(feature = "run")]
    run: crate::spec::Run::Kernel(kernel),
};

#[cfg(feature = "run")]
fn kernel(call: &Call) -> Result<Outputs, NodeError> {
    let content = TEXT.get(call);
    let style = |scale| TextStyle {
        family: String::new(),
        size: SIZE.get(call) as f32,
        weight: if WEIGHT.get(call) == "bold" { 700 } else { 400 },
        color: COLOR.get(call),
        align: match ALIGN.get(call) {
            "center" => Align::Center,
            "right" => Align::Right,
            "justify" => Align::Justified,
            _ => Align::Left,
        },
        width: BOX_WIDTH.get(call) as f32,
        height: BOX_HEIGHT.get(call) as f32,
        vertical_align: match VERTICAL_ALIGN.get(call) {
            "middle" => VerticalAlign::Middle,
            "bottom" => VerticalAlign::Bottom,
            _ => VerticalAlign::Top,
        },
        spacing: SPACING.part(call),
        line_height: LINE_HEIGHT.part(call),
        scale,
    };
    let set = |scale| {
        gesso_media::text(&call.fonts, &content, &style(scale))
            .map_err(|error| NodeError::new(error.said()))
    };
    // The size is that of the full text: a proxy's is rounded and would not be the same for everybody after it.
    let whole = set(1.0)?;
    let full = whole.image.size();
    let note = note(&whole.missing).map(|note| (NOTE.into(), Data::Said(note)));
    let shown = if call.scale == 1.0 {
        whole
    } else {
        set(call.scale)?
    };
    let (image, mask) = (
        Scaled {
            image: shown.image,
            full,
        },
        Scaled {
            image: shown.mask,
            full,
        },
    );
    let pictures = [
        (IMAGE.name.into(), Data::Picture(styled(call, image))),
        (MASK.name.into(), Data::Mask(with_room(call, mask))),
    ];
    Ok(pictures.into_iter().chain(note).collect())
}

/// Room on each side for what is drawn around the letters, and the letters in it.
#[cfg(feature = "run")]
fn with_room(call: &Call, letters: Scaled) -> Scaled {
    let shadow = if SHADOW.get(call) > 0.0 {
        let far = SHADOW_X.get(call).abs().max(SHADOW_Y.get(call).abs());
        SHADOW_SOFTNESS.get(call) * 3.0 + far
    } else {
        0.0
    };
    let room = (STROKE.get(call) + shadow).ceil() as u32;
    if room == 0 {
        return letters;
    }
    let (image, full) = super::comp_style::with_room(call, letters.image, letters.full, room);
    Scaled { image, full }
}

/// The letters with their stroke and, below both, the shadow.
#[cfg(feature = "run")]
fn styled(call: &Call, letters: Scaled) -> Scaled {
    let Scaled { mut image, full } = with_room(call, letters);
    if STROKE.get(call) > 0.0 {
        let stroke = Style {
            kind: StyleKind::StrokeOutside,
            size: STROKE.pixels(call),
            softness: 0.0,
            offset: (0, 0),
            color: STROKE_COLOR.get(call),
        };
        image = gesso_media::style(image, &stroke);
    }
    if SHADOW.get(call) > 0.0 {
        let [r, g, b, a] = SHADOW_COLOR.get(call);
        let (x, y) = (SHADOW_X.get(call), SHADOW_Y.get(call));
        let shadow = Style {
            kind: StyleKind::Shadow,
            size: 0.0,
            softness: SHADOW_SOFTNESS.pixels(call),
            offset: (call.offset(x), call.offset(y)),
            color: [r, g, b, a * SHADOW.part(call)],
        };
        image = gesso_media::style(image, &shadow);
    }
    Scaled { image, full }
}

/// What people should know when some characters can't be drawn.
#[cfg(feature = "run")]
fn note(missing: &str) -> Option<Said> {
    const SHOWN: usize = 12;
    let count = missing.chars().count();
    let shown: Vec<String> = missing.chars().take(SHOWN).map(String::from).collect();
    let more = if count > SHOWN { " …" } else { "" };
    (count > 0).then(|| {
        let shown = format!("{}{more}", shown.join(" "));
        said("font-lacks", [("characters", shown.into())])
    })
}
