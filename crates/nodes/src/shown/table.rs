//! What the reference shows of each picture node: what goes in, and the parameters that tell.

use gesso_graph::{
    GRAPH_INPUT, GRAPH_OUTPUT, GRAPH_PORT_NAME, GRAPH_PORT_TYPE, PICKED, PICKED_NOW,
};

/// Of both ends of a subgraph.
const END: &[(&str, Set)] = &[
    (GRAPH_PORT_NAME, Set::Words("Photo")),
    (GRAPH_PORT_TYPE, Set::Choice("image")),
];

/// A parameter's value, as the table writes it.
#[derive(Debug, Clone, Copy)]
pub(super) enum Set {
    Number(f64),
    Whole(i64),
    Choice(&'static str),
    Color([f32; 4]),
    Words(&'static str),
    Numbers(&'static [f64]),
    Flag(bool),
    Files(&'static [&'static str]),
}

/// What goes in: a picture, or something with words.
#[derive(Debug, Clone, Copy)]
pub(super) enum Input {
    /// Words.
    Text(&'static str),
    /// A list of words.
    Texts(&'static [&'static str]),
    /// Structured data, as JSON.
    Json(&'static str),
    /// Sky, sun and dunes.
    Scene,
    /// A star with nothing around it.
    Star,
    /// The star before a green screen.
    Screen,
    /// The scene with much grain.
    Noisy,
    /// The star as a mask.
    StarMask,
    /// A round mask with a hole.
    Ring,
    /// Smooth shades.
    Clouds,
    /// An evening sky.
    Evening,
    /// The sky before that.
    Dusk,
}

/// A node, what goes into its ports, and its parameters.
pub(super) type Row = (
    &'static str,
    &'static [(&'static str, Input)],
    &'static [(&'static str, Set)],
);

pub(super) const TABLE: &[Row] = &[
    (
        "image.generate",
        &[],
        &[
            ("kind", Set::Choice("radial")),
            ("width", Set::Whole(240)),
            ("height", Set::Whole(160)),
        ],
    ),
    ("image.load", &[], &[("file", Set::Files(&["dunes.jpg"]))]),
    (
        "image.frames",
        &[],
        &[("file", Set::Files(&["sunset.gif"]))],
    ),
    ("image.save", &[], &[("name", Set::Words("dunes"))]),
    ("image.resize", &[], &[("side", Set::Whole(120))]),
    (
        "image.pad",
        &[],
        &[
            ("fill", Set::Choice("mirror")),
            ("left", Set::Whole(40)),
            ("right", Set::Whole(40)),
            ("top", Set::Whole(24)),
            ("bottom", Set::Whole(24)),
        ],
    ),
    (
        "image.transform",
        &[],
        &[("angle", Set::Number(-12.0)), ("scale", Set::Number(80.0))],
    ),
    (
        "image.perspective",
        &[],
        &[
            ("top_left_x", Set::Number(15.0)),
            ("top_left_y", Set::Number(10.0)),
            ("top_right_y", Set::Number(25.0)),
            ("bottom_right_y", Set::Number(85.0)),
            ("bottom_left_y", Set::Number(95.0)),
        ],
    ),
    (
        "comp.blend",
        &[("top", Input::Star)],
        &[("mode", Set::Choice("overlay"))],
    ),
    (
        "comp.layers",
        &[("layer_1", Input::Evening), ("layer_2", Input::Star)],
        &[
            ("mode_1", Set::Choice("soft_light")),
            ("scale_2", Set::Number(50.0)),
            ("x_2", Set::Number(100.0)),
            ("y_2", Set::Number(60.0)),
        ],
    ),
    (
        "comp.channels",
        &[("image", Input::Scene)],
        &[
            ("red_from", Set::Choice("blue")),
            ("blue_from", Set::Choice("red")),
        ],
    ),
    (
        "comp.porter_duff",
        &[("source", Input::Star)],
        &[("operator", Set::Choice("destination_out"))],
    ),
    ("compare", &[("b", Input::Evening)], &[]),
    (
        "comp.style",
        &[("image", Input::Star)],
        &[
            ("size", Set::Number(2.0)),
            ("softness", Set::Number(6.0)),
            ("x", Set::Number(8.0)),
            ("y", Set::Number(8.0)),
        ],
    ),
    ("color.levels", &[], &[("gamma", Set::Number(1.8))]),
    ("color.hsl", &[], &[("hue", Set::Number(140.0))]),
    (
        "color.curves",
        &[],
        &[(
            "curve",
            Set::Numbers(&[0.0, 0.0, 0.3, 0.1, 0.7, 0.9, 1.0, 1.0]),
        )],
    ),
    ("color.cdl", &[], &[("saturation", Set::Number(200.0))]),
    (
        "color.white_balance",
        &[],
        &[("temperature", Set::Number(4000.0))],
    ),
    (
        "color.gradient_map",
        &[],
        &[(
            "gradient",
            Set::Numbers(&[
                0.0, 0.1, 0.05, 0.3, 1.0, 0.5, 0.85, 0.25, 0.35, 1.0, 1.0, 1.0, 0.9, 0.6, 1.0,
            ]),
        )],
    ),
    ("color.lut", &[], &[("file", Set::Files(&["teal.cube"]))]),
    ("color.match", &[("reference", Input::Evening)], &[]),
    ("color.quantize", &[], &[("colors", Set::Whole(5))]),
    (
        "filter.blur",
        &[],
        &[
            ("kind", Set::Choice("directional")),
            ("length", Set::Number(24.0)),
            ("angle", Set::Number(20.0)),
        ],
    ),
    (
        "filter.sharpen",
        &[],
        &[("amount", Set::Number(250.0)), ("radius", Set::Number(2.0))],
    ),
    (
        "filter.denoise",
        &[("image", Input::Noisy)],
        &[("sigma", Set::Number(6.0)), ("range", Set::Number(20.0))],
    ),
    ("filter.edges", &[], &[("strength", Set::Number(200.0))]),
    (
        "filter.grain_vignette",
        &[],
        &[
            ("grain", Set::Number(40.0)),
            ("vignette", Set::Number(80.0)),
        ],
    ),
    (
        "filter.pixelate",
        &[],
        &[("kind", Set::Choice("print")), ("size", Set::Number(7.0))],
    ),
    (
        "filter.displace",
        &[("map", Input::Clouds)],
        &[("x", Set::Number(40.0)), ("y", Set::Number(40.0))],
    ),
    (
        "mask.shape",
        &[],
        &[
            ("width", Set::Whole(240)),
            ("height", Set::Whole(160)),
            ("feather", Set::Number(12.0)),
            ("radius", Set::Number(30.0)),
        ],
    ),
    (
        "mask.from_image",
        &[],
        &[
            ("threshold", Set::Number(70.0)),
            ("softness", Set::Number(20.0)),
        ],
    ),
    ("mask.key", &[("image", Input::Screen)], &[]),
    (
        "mask.refine",
        &[("mask", Input::Ring)],
        &[
            ("fill", Set::Number(60.0)),
            ("grow", Set::Number(6.0)),
            ("feather", Set::Number(3.0)),
        ],
    ),
    (
        "mask.combine",
        &[("first", Input::Ring), ("second", Input::StarMask)],
        &[("how", Set::Choice("xor"))],
    ),
    ("image.grid", &[], &[("cell", Set::Whole(120))]),
    (
        "text.render",
        &[],
        &[
            ("text", Set::Words("Greetings")),
            ("size", Set::Number(48.0)),
            ("color", Set::Color([0.2, 0.3, 0.5, 1.0])),
            ("stroke", Set::Number(2.0)),
            ("stroke_color", Set::Color([1.0, 1.0, 1.0, 1.0])),
            ("shadow", Set::Number(60.0)),
            ("shadow_softness", Set::Number(3.0)),
            ("shadow_x", Set::Number(4.0)),
            ("shadow_y", Set::Number(4.0)),
        ],
    ),
    (
        "value",
        &[],
        &[
            ("kind", Set::Choice("color")),
            ("color", Set::Color([0.9, 0.45, 0.25, 1.0])),
        ],
    ),
    (
        "text.template",
        &[("a", Input::Text("Ada")), ("b", Input::Text("Rome"))],
        &[("template", Set::Words("Dear {{a}},\ngreetings from {{b}}"))],
    ),
    (
        "text.ops",
        &[],
        &[
            ("text", Set::Words("a red boat")),
            ("search", Set::Words("red")),
            ("with", Set::Words("blue")),
        ],
    ),
    (
        "math.expr",
        &[],
        &[
            ("formula", Set::Words("a * b / 2")),
            ("a", Set::Number(6.0)),
            ("b", Set::Number(7.0)),
        ],
    ),
    (
        "logic.compare",
        &[],
        &[
            ("a", Set::Words("3")),
            ("op", Set::Choice("less")),
            ("b", Set::Words("5")),
        ],
    ),
    (
        "logic.switch",
        &[("a", Input::Scene), ("b", Input::Evening)],
        &[("yes", Set::Flag(false))],
    ),
    (
        "subtitles.make",
        &[],
        &[(
            "text",
            Set::Words("What a view!\nWait until you see it from up there."),
        )],
    ),
    (
        "json.get",
        &[(
            "data",
            Input::Json(r#"{"city": "Rome", "people": ["Ada", "Bo"]}"#),
        )],
        &[("path", Set::Words("people[0]"))],
    ),
    (
        "list.make",
        &[],
        &[("lines", Set::Words("tea\ncoffee\nmilk"))],
    ),
    (
        "list.range",
        &[],
        &[
            ("from", Set::Number(0.0)),
            ("to", Set::Number(90.0)),
            ("step", Set::Number(30.0)),
        ],
    ),
    (
        "list.from_csv",
        &[],
        &[
            ("table", Set::Words("what,price\ntea,3\ncoffee,4")),
            ("column", Set::Words("what")),
        ],
    ),
    (
        "list.from_assets",
        &[],
        &[(
            "files",
            Set::Files(&["beach.jpg", "city.jpg", "forest.jpg"]),
        )],
    ),
    (
        "list.ops",
        &[("list", Input::Texts(&["tea", "coffee", "milk"]))],
        &[("op", Set::Choice("sort"))],
    ),
    (
        "batch.matrix",
        &[
            ("a", Input::Texts(&["red", "blue"])),
            ("b", Input::Texts(&["S", "L"])),
        ],
        &[],
    ),
    (
        "list.collect",
        &[("list", Input::Texts(&["tea", "coffee", "milk"]))],
        &[("place", Set::Whole(2))],
    ),
    // A take with a star, what is made now, and the one before.
    (
        "take.pick",
        &[],
        &[
            ("which", Set::Choice("best")),
            ("count", Set::Whole(3)),
            (PICKED, Set::Files(&["evening.jpg", "dusk.jpg"])),
            (PICKED_NOW, Set::Whole(1)),
        ],
    ),
    (GRAPH_INPUT, &[], END),
    (GRAPH_OUTPUT, &[], END),
    (
        "seed",
        &[],
        &[
            ("mode", Set::Choice("increment")),
            ("seed", Set::Whole(41)),
            ("count", Set::Whole(3)),
        ],
    ),
];
