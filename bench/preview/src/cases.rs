//! What is measured of every node that renders: with which parameters, so that it has something to do, and each of the
//! kernels that a node chooses between.

use gesso_graph::Value;

/// What a parameter is set to.
#[derive(Clone, Copy)]
pub enum Set {
    /// A number.
    Number(f64),
    /// A whole number.
    Whole(i64),
    /// One of its options.
    Choice(&'static str),
    /// A curve's points.
    Numbers(&'static [f64]),
}

impl Set {
    /// As a document has it.
    pub fn value(self) -> Value {
        match self {
            Self::Number(number) => Value::Float(number),
            Self::Whole(number) => Value::Int(number),
            Self::Choice(id) => Value::Choice(id.into()),
            Self::Numbers(numbers) => Value::Numbers(numbers.into()),
        }
    }
}

use Set::{Choice, Number, Numbers, Whole};

/// A node, what it does there in a word or two, and its parameters that are not as declared.
pub type Case = (&'static str, &'static str, &'static [(&'static str, Set)]);

/// A node without a line here is measured once, as declared.
pub const CASES: &[Case] = &[
    (
        "image.generate",
        "gradient",
        &[("kind", Choice("linear")), SIDE_W, SIDE_H],
    ),
    (
        "image.generate",
        "noise",
        &[("kind", Choice("noise")), SIDE_W, SIDE_H],
    ),
    ("image.resize", "Lanczos", &[("side", Whole(700))]),
    ("image.crop", "a third", &[("ratio", Choice("16_9"))]),
    ("image.pad", "mirrored", &[("fill", Choice("mirror"))]),
    ("image.transform", "12°", &[("angle", Number(12.0))]),
    ("image.flip_rotate", "90°", &[]),
    (
        "image.perspective",
        "",
        &[
            ("top_left_x", Number(15.0)),
            ("bottom_right_y", Number(85.0)),
        ],
    ),
    ("comp.blend", "normal", &[]),
    (
        "comp.blend",
        "soft light",
        &[("mode", Choice("soft_light"))],
    ),
    (
        "comp.blend",
        "luminosity",
        &[("mode", Choice("luminosity"))],
    ),
    ("comp.layers", "two", &[]),
    (
        "comp.channels",
        "swapped",
        &[("red_from", Choice("blue")), ("blue_from", Choice("red"))],
    ),
    ("comp.porter_duff", "over", &[]),
    (
        "comp.porter_duff",
        "out",
        &[("operator", Choice("destination_out"))],
    ),
    ("comp.style", "shadow", &[]),
    ("color.levels", "", &[("gamma", Number(1.4))]),
    (
        "color.hsl",
        "",
        &[("saturation", Number(30.0)), ("hue", Number(20.0))],
    ),
    (
        "color.curves",
        "",
        &[("curve", Numbers(&[0.0, 0.0, 0.3, 0.1, 0.7, 0.9, 1.0, 1.0]))],
    ),
    (
        "color.cdl",
        "",
        &[("power_red", Number(1.2)), ("saturation", Number(150.0))],
    ),
    (
        "color.white_balance",
        "",
        &[("temperature", Number(4000.0))],
    ),
    ("filter.blur", "Gaussian", &[("sigma", Number(8.0))]),
    (
        "filter.blur",
        "box",
        &[("kind", Choice("box")), ("radius", Number(8.0))],
    ),
    (
        "filter.blur",
        "directional",
        &[("kind", Choice("directional")), ("angle", Number(20.0))],
    ),
    ("filter.blur", "radial", &[("kind", Choice("radial"))]),
    ("filter.sharpen", "", &[("amount", Number(150.0))]),
    ("filter.denoise", "bilateral", &[]),
    ("filter.denoise", "median", &[("kind", Choice("median"))]),
    (
        "filter.denoise",
        "median of 7 × 7",
        &[("kind", Choice("median")), ("radius", Number(3.0))],
    ),
    ("filter.edges", "Sobel", &[]),
    ("filter.edges", "Canny", &[("kind", Choice("canny"))]),
    ("filter.edges", "emboss", &[("kind", Choice("emboss"))]),
    ("filter.pixelate", "squares", &[]),
    (
        "filter.pixelate",
        "halftone",
        &[("kind", Choice("halftone"))],
    ),
    ("filter.pixelate", "print", &[("kind", Choice("print"))]),
    (
        "filter.pixelate",
        "posterise",
        &[("kind", Choice("posterise"))],
    ),
    ("mask.shape", "ellipse", &[]),
    ("mask.shape", "polygon", &[("shape", Choice("polygon"))]),
    ("mask.from_image", "luma", &[]),
    (
        "mask.from_image",
        "threshold",
        &[("threshold", Number(70.0)), ("softness", Number(20.0))],
    ),
    ("mask.refine", "grow", &[("grow", Number(6.0))]),
    ("mask.refine", "feather", &[("feather", Number(8.0))]),
    ("mask.combine", "union", &[]),
    ("mask.combine", "xor", &[("how", Choice("xor"))]),
    ("text.render", "as declared", &[]),
    (
        "text.render",
        "large, stroke, shadow",
        &[
            ("size", Number(300.0)),
            ("stroke", Number(4.0)),
            ("shadow", Number(60.0)),
        ],
    ),
];

/// Pictures made of nothing are a megapixel too.
const SIDE_W: (&str, Set) = ("width", Whole(1024));
const SIDE_H: (&str, Set) = ("height", Whole(1024));
