//! Laws that every node keeps which makes pictures, from the catalogue: tiles in any order equal the whole, any parameter at
//! its limits and pictures of any shape give finite pixels or an error in words, a proxy looks like the full size.
#![cfg(feature = "run")]
#![expect(clippy::unwrap_used, reason = "tests")]

#[path = "../../media/tests/support/fixtures.rs"]
mod fixtures;
#[path = "support/limits.rs"]
mod limits;
#[path = "support/scaled.rs"]
mod scaled;

use fixtures::{hashed, hashed_opaque, whole};
use gesso_graph::{Category, ParamDecl, ParamKind, Type, Unit, Value};
use gesso_media::native::embedded_fonts;
use gesso_media::{
    Filter, Image, Picture, Pull, Region, RenderError, Tile, mask_from_luma, resize, scaled_size,
};
use gesso_nodes::{Call, Data, NodeSpec, Outputs, Run, Scaled, catalogue, examples};
use limits::limits;
use scaled::at_scale;
use std::sync::Arc;

/// Every kind that treats or makes pictures by a call.
fn nodes() -> impl Iterator<Item = &'static NodeSpec> {
    let all = catalogue().all().iter().copied();
    all.filter(|spec| {
        matches!(spec.run, Run::Kernel(_))
            && !matches!(spec.schema.category, Category::Graph | Category::Logic)
    })
}

/// A call with noise in every input.
fn call(spec: &NodeSpec, (w, h): (u32, u32)) -> Call {
    let picture = |image| Scaled {
        image,
        full: (w, h),
    };
    let inputs = spec.schema.inputs.iter().zip(1..).map(|(port, seed)| {
        let data = match port.ty {
            Type::Mask => Data::Mask(picture(mask_from_luma(hashed(w, h, seed)))),
            Type::List(_) => Data::List(
                [hashed(w, h, seed), hashed_opaque(w, h, seed)]
                    .map(|image| Data::Picture(picture(image)))
                    .into(),
            ),
            _ => Data::Picture(picture(hashed(w, h, seed))),
        };
        ((&*port.name).into(), data)
    });
    Call {
        scale: 1.0,
        inputs: inputs.collect(),
        params: [].into(),
        fonts: embedded_fonts(),
    }
}

/// What a node gives; an error has to be said in words.
fn run(spec: &NodeSpec, call: &Call) -> Option<Outputs> {
    let Run::Kernel(kernel) = spec.run else {
        return None;
    };
    let made = kernel(call);
    if let Err(error) = &made {
        assert!(error.to_string().len() > 10, "{}", spec.schema.id);
    }
    made.ok()
}

fn pictures(outputs: &Outputs) -> Vec<Image> {
    let scaled = outputs.values().filter_map(Data::picture);
    scaled.map(|scaled| scaled.image.clone()).collect()
}

/// Parameters that are set, and how a failure calls them.
type Sets<'a> = Vec<(String, Vec<(&'a str, Value)>)>;

/// Every parameter at each of its limits.
fn at_limits(spec: &NodeSpec) -> Sets<'_> {
    at(spec, limits)
}

/// Every parameter at each of these values, each where it counts, the others as they are by default.
fn at(spec: &NodeSpec, values: fn(&ParamDecl) -> Vec<Value>) -> Sets<'_> {
    let mut all = vec![("the defaults".to_owned(), Vec::new())];
    for param in spec.schema.params.iter() {
        let shown = param.shown_if.map_or(Vec::new(), |(name, ids)| {
            let with = |id: &&'static str| vec![(name, Value::Choice((*id).into()))];
            ids.iter().map(with).collect()
        });
        let shown = if shown.is_empty() {
            vec![vec![]]
        } else {
            shown
        };
        for mut set in shown {
            for value in values(param) {
                let said = format!("{} {set:?} {} = {value:?}", spec.schema.id, param.name);
                let said = said.chars().take(200).collect();
                set.push((&*param.name, value));
                all.push((said, set.clone()));
                set.pop();
            }
        }
    }
    all
}

fn bits(tile: &Tile) -> Vec<u32> {
    tile.px.iter().map(|v| v.to_bits()).collect()
}

/// The picture in four tiles, the last one first.
fn in_tiles(image: &Image) -> Tile {
    let (w, h) = image.size();
    let (across, down) = ((w / 2) as i32, (h / 3) as i32);
    let mut all = Tile::clear(Region::whole((w, h)));
    let (right, bottom) = (w as i32, h as i32);
    for tile in [
        Region::between(across, down, right, bottom),
        Region::between(0, down, across, bottom),
        Region::between(across, 0, right, down),
        Region::between(0, 0, across, down),
    ] {
        if !tile.is_empty() {
            all.paste(&image.render(tile, &Pull::new()).unwrap());
        }
    }
    all
}

/// The corners and the middle; nothing but numbers.
fn look_at(image: &Image, said: &str) {
    let (w, h) = image.size();
    assert!(w > 0 && h > 0, "{said}");
    let places = [
        (-2, -2),
        (w as i32 / 2, h as i32 / 2),
        (w as i32 - 3, h as i32 - 3),
    ];
    for (x, y) in places {
        let tile = image.render(Region::new(x, y, 5, 5), &Pull::new());
        let tile = tile.unwrap_or_else(|error| panic!("{said}: {error}"));
        assert!(tile.px.iter().all(|v| v.is_finite()), "{said} at {x}, {y}");
    }
}

#[test]
fn any_parameter_at_its_limits_gives_finite_pixels_the_same_in_any_tiles() {
    for spec in nodes() {
        for (said, set) in at_limits(spec) {
            for size in [(1, 1), (23, 17)] {
                let mut call = call(spec, size);
                call.params.extend(
                    set.iter()
                        .map(|(name, value)| ((*name).into(), value.clone())),
                );
                let (Some(made), Some(again)) = (run(spec, &call), run(spec, &call)) else {
                    continue;
                };
                for (image, again) in pictures(&made).iter().zip(pictures(&again)) {
                    let (w, h) = image.size();
                    if w * h > 4096 {
                        look_at(image, &said);
                        continue;
                    }
                    let expected = whole(image);
                    assert!(expected.px.iter().all(|v| v.is_finite()), "{said}");
                    assert!(
                        bits(&in_tiles(&again)) == bits(&expected),
                        "{said} of {size:?}"
                    );
                }
            }
        }
    }
}

#[test]
fn pictures_of_any_shape_are_treated() {
    for spec in nodes() {
        for size in [(1, 1), (1, 300), (30_000, 10), (10, 30_000)] {
            let call = call(spec, size);
            let Some(made) = run(spec, &call) else {
                continue;
            };
            for image in pictures(&made) {
                look_at(&image, &format!("{} of {size:?}", spec.schema.id));
            }
        }
    }
}

#[test]
fn empty_lists_and_empty_inputs_give_a_picture_or_an_error_in_words() {
    for spec in nodes() {
        let mut call = call(spec, (9, 7));
        for data in call.inputs.values_mut() {
            *data = Data::List([].into());
        }
        for inputs in [call.inputs.clone(), [].into()] {
            call.inputs = inputs;
            if let Some(made) = run(spec, &call) {
                for image in pictures(&made) {
                    look_at(&image, spec.schema.id);
                }
            }
        }
    }
}

/// A picture of what a file of floats may hold at its worst: readers make the ends of half floats of what has no end.
struct Extreme((u32, u32));

impl Picture for Extreme {
    fn size(&self) -> (u32, u32) {
        self.0
    }

    fn render(&self, region: Region, _pull: &Pull) -> Result<Tile, RenderError> {
        const MOST: f32 = 65_504.0;
        let kinds = [
            [MOST, MOST, MOST, 1.0],
            [-MOST, 0.2, MOST, 0.5],
            [0.0, 0.0, 0.0, 0.0],
            [0.3, -0.2, 1e-30, 1.0],
            [-MOST, -MOST, -MOST, 1.0],
        ];
        let inside = region.intersect(&Region::whole(self.0));
        let mut tile = Tile::clear(region);
        for y in inside.y..inside.bottom() {
            for x in inside.x..inside.right() {
                let at = (x - region.x) as usize * 4;
                let kind = kinds[(x + 3 * y) as usize % kinds.len()];
                tile.row_mut(y)[at..at + 4].copy_from_slice(&kind);
            }
        }
        Ok(tile)
    }
}

#[test]
fn the_largest_values_of_files_of_floats_stay_numbers() {
    let mut failed = Vec::new();
    for spec in nodes() {
        for (said, set) in at(spec, options_and_lengths) {
            let mut call = call(spec, (23, 17));
            let extreme = Data::Picture(Scaled {
                image: Arc::new(Extreme((23, 17))),
                full: (23, 17),
            });
            for (port, data) in &mut call.inputs {
                let is_image = spec.schema.inputs.iter().any(|input| {
                    input.name == port.as_str() && matches!(input.ty, Type::Image | Type::List(_))
                });
                if is_image {
                    *data = extreme.clone();
                }
            }
            let set = set.into_iter().map(|(name, value)| (name.into(), value));
            call.params.extend(set);
            let Some(made) = run(spec, &call) else {
                continue;
            };
            let finite = |image: &Image| {
                let (w, h) = image.size();
                let seen = Region::whole((w.min(64), h.min(64)));
                let tile = image.render(seen, &Pull::new()).unwrap();
                tile.px.iter().all(|value| value.is_finite())
            };
            if !pictures(&made).iter().all(finite) {
                failed.push(said);
            }
        }
    }
    assert!(failed.is_empty(), "{}", failed.join("\n"));
}

/// A node, its input, and parameters.
type Identity = (&'static str, &'static str, &'static [(&'static str, Set)]);

/// Parameters with which a node does nothing, by its id, and the input that comes out.
const IDENTITIES: &[Identity] = &[
    ("image.resize", "image", &[("side", Set::Int(31))]),
    (
        "image.crop",
        "image",
        &[
            ("mode", Set::Choice("box")),
            ("width", Set::Int(31)),
            ("height", Set::Int(17)),
        ],
    ),
    (
        "image.pad",
        "image",
        &[
            ("left", Set::Int(0)),
            ("right", Set::Int(0)),
            ("top", Set::Int(0)),
            ("bottom", Set::Int(0)),
        ],
    ),
    ("image.transform", "image", &[]),
    ("image.flip_rotate", "image", &[("turn", Set::Choice("0"))]),
    ("image.perspective", "image", &[]),
    ("comp.blend", "base", &[("opacity", Set::Float(0.0))]),
    (
        "comp.porter_duff",
        "destination",
        &[("operator", Set::Choice("destination"))],
    ),
    (
        "comp.layers",
        "base",
        &[
            ("opacity_1", Set::Float(0.0)),
            ("opacity_2", Set::Float(0.0)),
            ("opacity_3", Set::Float(0.0)),
            ("opacity_4", Set::Float(0.0)),
            ("opacity_5", Set::Float(0.0)),
            ("opacity_6", Set::Float(0.0)),
            ("opacity_7", Set::Float(0.0)),
            ("opacity_8", Set::Float(0.0)),
        ],
    ),
    ("comp.channels", "image", &[]),
    ("comp.style", "image", &[("opacity", Set::Float(0.0))]),
    ("compare", "a", &[("position", Set::Float(100.0))]),
    ("compare", "b", &[("position", Set::Float(0.0))]),
    ("color.levels", "image", &[]),
    ("color.hsl", "image", &[]),
    ("color.curves", "image", &[]),
    ("color.cdl", "image", &[]),
    ("color.white_balance", "image", &[]),
    ("color.match", "image", &[("strength", Set::Float(0.0))]),
    ("filter.blur", "image", &[("sigma", Set::Float(0.0))]),
    (
        "filter.blur",
        "image",
        &[("kind", Set::Choice("box")), ("radius", Set::Float(0.0))],
    ),
    (
        "filter.blur",
        "image",
        &[
            ("kind", Set::Choice("directional")),
            ("length", Set::Float(0.0)),
        ],
    ),
    (
        "filter.blur",
        "image",
        &[
            ("kind", Set::Choice("radial")),
            ("spin", Set::Float(0.0)),
            ("zoom", Set::Float(0.0)),
        ],
    ),
    ("filter.sharpen", "image", &[("amount", Set::Float(0.0))]),
    ("filter.denoise", "image", &[("sigma", Set::Float(0.0))]),
    (
        "filter.denoise",
        "image",
        &[("kind", Set::Choice("median")), ("radius", Set::Float(0.0))],
    ),
    (
        "filter.grain_vignette",
        "image",
        &[("grain", Set::Float(0.0)), ("vignette", Set::Float(0.0))],
    ),
    ("filter.pixelate", "image", &[("size", Set::Float(1.0))]),
    (
        "filter.displace",
        "image",
        &[("x", Set::Float(0.0)), ("y", Set::Float(0.0))],
    ),
    (
        "mask.refine",
        "mask",
        &[
            ("fill", Set::Float(0.0)),
            ("grow", Set::Float(0.0)),
            ("feather", Set::Float(0.0)),
        ],
    ),
];

/// Kinds that always change or make something, so that nothing asks for nothing.
const ALWAYS_TREAT: &[&str] = &[
    "image.generate",
    "image.grid",
    "color.gradient_map",
    "color.quantize",
    "filter.edges",
    "mask.shape",
    "mask.from_image",
    "mask.key",
    "mask.combine",
    "text.render",
    "svg.render",
];

#[test]
fn every_kind_can_do_nothing_or_always_does_something() {
    for spec in nodes() {
        let id = spec.schema.id;
        let has_identity = IDENTITIES.iter().any(|(known, ..)| *known == id);
        assert_ne!(has_identity, ALWAYS_TREAT.contains(&id), "{id}");
    }
}

/// A value, as the table of identities writes it.
#[derive(Debug, Clone, Copy)]
enum Set {
    Float(f64),
    Int(i64),
    Choice(&'static str),
}

#[test]
fn parameters_that_ask_for_nothing_change_no_bit() {
    for (id, port, set) in IDENTITIES {
        let spec = catalogue().spec(id).unwrap();
        let mut call = call(spec, (31, 17));
        if *id == "comp.channels" {
            // A mask in the place of a channel is no identity.
            call.inputs.retain(|name, _| name.as_str() == *port);
        }
        for (name, value) in *set {
            let value = match *value {
                Set::Float(number) => Value::Float(number),
                Set::Int(number) => Value::Int(number),
                Set::Choice(choice) => Value::Choice(choice.into()),
            };
            call.params.insert((*name).into(), value);
        }
        let input = call.inputs[*port].picture().unwrap().image.clone();
        let made = run(spec, &call).unwrap();
        let first = spec
            .schema
            .outputs
            .iter()
            .find(|port| made[&*port.name].picture().is_some());
        let image = &made[&*first.unwrap().name].picture().unwrap().image;
        assert!(
            bits(&whole(image)) == bits(&whole(&input)),
            "{id} with {set:?}"
        );
    }
}

/// How much two pictures differ on average, both made as small as what people can tell apart in a thumbnail.
fn apart(a: &Image, b: &Image) -> f64 {
    let (w, h) = scaled_size(b.size(), 0.25);
    let small = |image: &Image| whole(&resize(image.clone(), w, h, Filter::Bilinear)).px;
    let (a, b) = (small(a), small(b));
    let sum: f64 = a
        .iter()
        .zip(&b)
        .map(|(a, b)| f64::from((a - b).abs()))
        .sum();
    sum / a.len() as f64
}

#[test]
fn a_proxy_looks_like_the_full_size() {
    let mut failed = Vec::new();
    for (spec, example) in examples(&embedded_fonts()).unwrap() {
        for (said, set) in at(spec, options_and_lengths) {
            let mut full = example.clone();
            full.params.extend(
                set.iter()
                    .map(|(name, value)| ((*name).into(), value.clone())),
            );
            let made = run(spec, &full).unwrap();
            let proxy = run(spec, &at_scale(&full, 0.5)).unwrap();
            for (image, proxy) in pictures(&made).iter().zip(pictures(&proxy)) {
                let apart = apart(image, &proxy);
                // A line of one pixel is twice as wide in a picture of half the size, and small letters are mostly edge.
                let is_lines = set.last() == Some(&("kind", Value::Choice("canny".into())));
                let is_small = spec.schema.id == "text.render";
                if apart > if is_lines || is_small { 0.06 } else { PROXY } {
                    failed.push(format!("{said}: {apart:.4}"));
                }
            }
        }
    }
    assert!(failed.is_empty(), "{}", failed.join("\n"));
}

/// How much a proxy may differ on average from the full size, where 1 is from black to white: grain differs most.
const PROXY: f64 = 0.02;

/// Every choice, switch and length.
fn options_and_lengths(param: &ParamDecl) -> Vec<Value> {
    match param.kind {
        // Of the layers the first counts for all.
        _ if param.name.ends_with(|c| matches!(c, '2'..='9')) => Vec::new(),
        ParamKind::Float {
            hard,
            unit: Unit::Pixels,
            ..
        } => {
            vec![Value::Float(10.0_f64.clamp(hard.0, hard.1))]
        }
        ParamKind::Int {
            hard,
            unit: Unit::Pixels,
            ..
        } => {
            vec![Value::Int(60.clamp(hard.0, hard.1))]
        }
        ParamKind::Choice { .. } | ParamKind::Bool { .. } => limits(param),
        _ => Vec::new(),
    }
}
