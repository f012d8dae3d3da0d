//! Laws that every node keeps which makes pictures, from the catalogue: tiles in any order equal the whole, any parameter at
//! its limits and pictures of any shape give finite pixels or an error in words; what asks for nothing changes no bit
//! (`laws/identities.rs`); a proxy looks like the full size (`laws/proxies.rs`).
#![cfg(feature = "run")]
#![expect(clippy::unwrap_used, reason = "tests")]

#[path = "../../media/tests/support/fixtures.rs"]
mod fixtures;
#[path = "laws/identities.rs"]
mod identities;
#[path = "support/limits.rs"]
mod limits;
#[path = "laws/proxies.rs"]
mod proxies;
#[path = "support/scaled.rs"]
mod scaled;

use fixtures::{hashed, hashed_opaque};
use gesso_graph::{Category, ParamDecl, Type, Value};
use gesso_media::native::embedded_fonts;
use gesso_media::{Image, Picture, Pull, Region, RenderError, Tile, mask_from_luma};
use gesso_nodes::{Call, Data, NodeSpec, Outputs, Run, Scaled, catalogue};
use limits::limits;
use proxies::options_and_lengths;
use std::collections::BTreeSet;
use std::sync::Arc;

/// Every kind that treats or makes pictures by a call.
fn nodes() -> impl Iterator<Item = &'static NodeSpec> {
    let all = catalogue().all().iter().copied();
    all.filter(|spec| {
        matches!(spec.run, Run::Kernel(_))
            && !matches!(spec.schema.category, Category::Graph | Category::Logic)
            && spec.schema.shows_picture()
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

/// A value, as tables write it.
#[derive(Debug, Clone, Copy)]
enum Set {
    Float(f64),
    Int(i64),
    Choice(&'static str),
}

impl From<Set> for Value {
    fn from(set: Set) -> Self {
        match set {
            Set::Float(number) => Self::Float(number),
            Set::Int(number) => Self::Int(number),
            Set::Choice(choice) => Self::Choice(choice.into()),
        }
    }
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

/// A part of the picture in four tiles, the last one first.
fn in_tiles(image: &Image, part: Region) -> Tile {
    let (right, bottom) = (part.right(), part.bottom());
    let (across, down) = (part.x + part.w as i32 / 2, part.y + part.h as i32 / 3);
    let mut all = Tile::clear(part);
    for tile in [
        Region::between(across, down, right, bottom),
        Region::between(part.x, down, across, bottom),
        Region::between(across, part.y, right, down),
        Region::between(part.x, part.y, across, down),
    ] {
        if !tile.is_empty() {
            all.paste(&image.render(tile, &Pull::new()).unwrap());
        }
    }
    all
}

/// All of a small picture; of a larger one pieces of the corners and the middle, with what lies around them.
fn parts((w, h): (u32, u32)) -> Vec<Region> {
    const SIDE: u32 = 20;
    if w * h <= 4096 {
        return vec![Region::whole((w, h))];
    }
    let (right, bottom) = (w as i32 - 3, h as i32 - 3);
    [(-2, -2), (right / 2, bottom / 2), (right, bottom)]
        .map(|(x, y)| Region::new(x, y, SIDE, SIDE))
        .into()
}

/// The corners and the middle; nothing but numbers.
fn look_at(image: &Image, said: &str) {
    let (w, h) = image.size();
    assert!(w > 0 && h > 0, "{said}");
    for part in parts((w, h)) {
        let part = part.intersect(&Region::new(part.x, part.y, 5, 5));
        let tile = image.render(part, &Pull::new());
        let tile = tile.unwrap_or_else(|error| panic!("{said}: {error}"));
        assert!(tile.px.iter().all(|v| v.is_finite()), "{said} at {part:?}");
    }
}

#[test]
fn any_parameter_at_its_limits_gives_finite_pixels_the_same_in_any_tiles() {
    // What gives no picture with its defaults would not be looked at.
    let mut never: BTreeSet<&str> = nodes().map(|spec| spec.schema.id).collect();
    for spec in nodes() {
        for (said, set) in at_limits(spec) {
            for size in [(1, 1), (23, 17)] {
                let mut call = call(spec, size);
                let is_default = set.is_empty();
                call.params.extend(
                    set.iter()
                        .map(|(name, value)| ((*name).into(), value.clone())),
                );
                let (Some(made), Some(again)) = (run(spec, &call), run(spec, &call)) else {
                    continue;
                };
                for (image, again) in pictures(&made).iter().zip(pictures(&again)) {
                    for part in parts(image.size()) {
                        let expected = image.render(part, &Pull::new()).unwrap();
                        assert!(expected.px.iter().all(|v| v.is_finite()), "{said}");
                        assert!(
                            bits(&in_tiles(&again, part)) == bits(&expected),
                            "{said} of {size:?} at {part:?}"
                        );
                        if is_default {
                            never.remove(spec.schema.id);
                        }
                    }
                }
            }
        }
    }
    assert!(never.is_empty(), "{never:?}");
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
