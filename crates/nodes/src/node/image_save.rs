//! `image.save`: a picture leaves the graph as a file for people. The engine writes it; this is only the declaration.

#[cfg(feature = "run")]
use crate::call::{Call, NodeError, Scaled};
use crate::declare::{In, Out, Param, flow, option};
use crate::spec::NodeSpec;
use gesso_graph::{Category, Schema, Unit};
#[cfg(feature = "run")]
use gesso_media::{Blend, BlendMode, blend, solid};
use std::borrow::Cow;

/// The picture to write.
pub const IMAGE: In<flow::Image> = In::new("image", "Image", "The picture to write.");
/// The kind of file.
pub const FORMAT: Param<flow::Choice> = Param::choice(
    "format",
    "Format",
    "jpeg",
    &[
        option("png8", "PNG, 8 bit"),
        option("png16", "PNG, 16 bit"),
        option("jpeg", "JPEG"),
        option("webp", "WebP"),
        option("avif", "AVIF, 8 bit"),
        option("avif10", "AVIF, 10 bit"),
        option("tiff16", "TIFF, 16 bit"),
        option("tiff32", "TIFF, 32-bit float"),
        option("exr16", "EXR, 16-bit float"),
        option("exr32", "EXR, 32-bit float"),
    ],
    "The kind of file. PNG and TIFF lose nothing, 32-bit TIFF and EXR keep light beyond white as well; JPEG, WebP and \
     AVIF are small, AVIF smallest, and it takes longest to write; JPEG has no transparency.",
);
/// How much is kept.
pub const QUALITY: Param<flow::Int> = Param::int(
    "quality",
    "Quality",
    90,
    Unit::Percent,
    ((1, 100), (1, 100)),
    "How much detail is kept, in percent: 90 looks the same as the original, 75 is good for the web.",
)
.shown_if("format", &["jpeg", "webp", "avif", "avif10"]);
/// How long an AVIF may take.
pub const SPEED: Param<flow::Int> = Param::int(
    "speed",
    "Speed",
    8,
    Unit::None,
    ((1, 10), (1, 10)),
    "How quickly an AVIF is written: 10 is quickest, 1 gives the smallest file and takes many times longer.",
)
.shown_if("format", &["avif", "avif10"]);
/// The primaries.
pub const COLORS: Param<flow::Choice> = Param::choice(
    "colors",
    "Colour space",
    "srgb",
    &[option("srgb", "sRGB"), option("p3", "Display P3")],
    "Which colours the numbers stand for; the file says so in its profile. sRGB looks right everywhere, Display P3 keeps \
     stronger colours for screens that have them. Float files hold linear light, which has no such limit.",
)
.shown_if("format", &[
        "png8", "png16", "jpeg", "webp", "avif", "avif10", "tiff16",
    ])
.minor();
/// Whether rounding follows a pattern.
pub const DITHER: Param<flow::Bool> = Param::bool(
    "dither",
    "Dither",
    true,
    "Rounds to 8 bits in a fine pattern, so that soft gradients show no bands. Pixels that were 8 bit before stay exactly \
     as they were.",
)
.shown_if("format", &["png8", "webp"]);
/// What shows where the picture is transparent.
pub const BACKGROUND: Param<flow::Color> = Param::color(
    "background",
    "Background",
    [1.0, 1.0, 1.0, 1.0],
    "What shows where the picture is transparent.",
)
.shown_if("format", &["jpeg"]);
/// The name of the file.
pub const NAME: Param<flow::Text> = Param::line(
    "name",
    "File name",
    "picture",
    "The name of the file, without its ending. {width} and {height} stand for the size in pixels.",
)
.port();
/// The file.
pub const FILE: Out<flow::Asset> = Out::new(
    "file",
    "File",
    "The written file: for Load image or Pick takes.",
);

/// The stored id.
pub const ID: &str = "image.save";

/// The picture that is in the file, before it is written: what a format without transparency can't hold lies on the background.
///
/// # Errors
/// When no picture flows in.
#[cfg(feature = "run")]
pub fn picture(call: &Call) -> Result<Scaled, NodeError> {
    let Scaled { image, full } = IMAGE.get(call)?;
    if image.is_opaque() || FORMAT.get(call) != "jpeg" {
        return Ok(Scaled { image, full });
    }
    let (w, h) = image.size();
    let [r, g, b, _] = BACKGROUND.get(call);
    let normal = Blend {
        mode: BlendMode::Normal,
        ..Blend::default()
    };
    let image = blend(solid(w, h, [r, g, b, 1.0]), image, None, &normal);
    Ok(Scaled { image, full })
}

/// Save image.
pub static SPEC: NodeSpec = NodeSpec {
    schema: Schema {
        id: ID,
        version: 3,
        title: Cow::Borrowed("Save image"),
        category: Category::Image,
        keywords: &[
            "export", "write", "download", "output", "png", "jpeg", "jpg", "webp", "avif", "file",
            "result", "store", "final", "tiff", "exr", "hdr", "profile",
        ],
        doc: "Writes the picture as a file to download. Run makes everything it needs.",
        inputs: Cow::Borrowed(&[IMAGE.decl()]),
        params: Cow::Borrowed(&[
            FORMAT.decl(),
            QUALITY.decl(),
            SPEED.decl(),
            COLORS.decl(),
            DITHER.decl(),
            BACKGROUND.decl(),
            NAME.decl(),
        ]),
        outputs: Cow::Borrowed(&[FILE.decl()]),
        pure: true,
        sink: true,
    },
    #[cfg(feature = "run")]
    run: crate::spec::Run::Host,
};
