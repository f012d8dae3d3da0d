//! The nodes' functions: sizes, scales, ports in place of parameters.
#![cfg(feature = "run")]
#![expect(clippy::unwrap_used, reason = "tests")]

use gesso_graph::{Category, Name, ParamKind, Type, Value};
use gesso_media::native::embedded_fonts;
use gesso_media::{BlendMode, Pull, Region, mask_from_alpha, solid};
use gesso_nodes::{Call, Data, NOTE, NodeError, NodeSpec, Outputs, Run, Scaled, catalogue, shown};
use std::collections::BTreeMap;

fn call(scale: f32, inputs: &[(&str, Data)], params: &[(&str, Value)]) -> Call {
    let name = |name: &str| Name::from(name);
    Call {
        scale,
        inputs: inputs
            .iter()
            .map(|(port, data)| (name(port), data.clone()))
            .collect(),
        params: params
            .iter()
            .map(|(param, value)| (name(param), value.clone()))
            .collect(),
        fonts: embedded_fonts(),
    }
}

type Kernel = fn(&Call) -> Result<Outputs, NodeError>;

/// Every kind that makes pictures by a call; ports of subgraphs are wired past, and for values see `values.rs`.
fn kernels() -> impl Iterator<Item = (&'static NodeSpec, Kernel)> {
    catalogue().all().iter().filter_map(|spec| match spec.run {
        Run::Kernel(kernel)
            if !matches!(spec.schema.category, Category::Graph | Category::Logic)
                && spec.schema.shows_picture() =>
        {
            Some((*spec, kernel))
        }
        _ => None,
    })
}

#[test]
fn a_port_of_a_subgraph_says_that_it_does_not_run() {
    for spec in catalogue().in_category(Category::Graph) {
        let refused = run(spec.schema.id, &call(1.0, &[], &[])).unwrap_err();
        assert!(refused.said.to_string().contains("Fold it into a subgraph"));
    }
}

fn run(kind: &str, call: &Call) -> Result<Outputs, NodeError> {
    match catalogue().spec(kind).unwrap().run {
        Run::Kernel(kernel) => kernel(call),
        Run::Host => panic!("{kind} is the engine's"),
    }
}

/// A grey picture of this full size at a scale.
fn grey(full: (u32, u32), scale: f32) -> Data {
    let side = |n: u32| ((n as f32 * scale).round() as u32).max(1);
    Data::Picture(Scaled {
        image: solid(side(full.0), side(full.1), [0.5, 0.5, 0.5, 1.0]),
        full,
    })
}

fn picture(outputs: &Outputs) -> Scaled {
    outputs.values().find_map(Data::picture).unwrap().clone()
}

fn choice(id: &str) -> Value {
    Value::Choice(id.into())
}

/// Stored parameters by name.
type Params<'a> = &'a [(&'a str, Value)];

#[test]
fn sizes_are_those_of_the_full_picture_at_every_scale() {
    let cases: [(&str, Params<'_>, (u32, u32)); 10] = [
        ("image.resize", &[("side", Value::Int(300))], (300, 200)),
        (
            "image.resize",
            &[
                ("mode", choice("fit")),
                ("width", Value::Int(90)),
                ("height", Value::Int(90)),
            ],
            (90, 60),
        ),
        (
            "image.resize",
            &[
                ("mode", choice("fill")),
                ("width", Value::Int(90)),
                ("height", Value::Int(90)),
            ],
            (90, 90),
        ),
        (
            "image.resize",
            &[
                ("mode", choice("stretch")),
                ("width", Value::Int(9)),
                ("height", Value::Int(900)),
            ],
            (9, 900),
        ),
        ("image.crop", &[], (400, 400)),
        ("image.crop", &[("ratio", choice("16_9"))], (600, 337)),
        (
            "image.crop",
            &[
                ("mode", choice("box")),
                ("x", Value::Int(-5)),
                ("width", Value::Int(7)),
                ("height", Value::Int(5)),
            ],
            (7, 5),
        ),
        (
            "image.transform",
            &[("angle", Value::Float(30.0))],
            (600, 400),
        ),
        ("filter.blur", &[], (600, 400)),
        ("color.levels", &[("gamma", Value::Float(2.0))], (600, 400)),
    ];
    for (kind, params, full) in cases {
        for scale in [1.0, 0.25] {
            let outputs = run(
                kind,
                &call(scale, &[("image", grey((600, 400), scale))], params),
            )
            .unwrap();
            let scaled = picture(&outputs);
            assert_eq!(scaled.full, full, "{kind} {params:?} at {scale}");
            let (w, h) = scaled.image.size();
            let near = |n: u32, full: u32| (n as f32 - (full as f32 * scale).max(1.0)).abs() <= 1.0;
            assert!(
                near(w, full.0) && near(h, full.1),
                "{kind} {params:?} at {scale}: {w} × {h}"
            );
            scaled
                .image
                .render(Region { x: 0, y: 0, w, h }, &Pull::new())
                .unwrap();
        }
    }
}

#[test]
fn a_wire_wins_over_the_stored_value_and_is_held_to_the_limits() {
    let width = |inputs: &[(&str, Data)]| {
        let made = run(
            "image.generate",
            &call(
                1.0,
                inputs,
                &[("width", Value::Int(20)), ("height", Value::Int(3))],
            ),
        )
        .unwrap();
        picture(&made).full.0
    };
    assert_eq!(width(&[]), 20);
    assert_eq!(width(&[("width", Data::Int(33))]), 33);
    assert_eq!(width(&[("width", Data::Int(-4))]), 1);
    assert_eq!(width(&[("width", Data::Text("no number".into()))]), 20);
}

#[test]
fn every_kernel_runs_with_its_defaults() {
    for (spec, _) in kernels() {
        let schema = &spec.schema;
        // A node that asks for nothing by itself asks for one of several.
        let asks = schema.inputs.iter().any(|port| port.required);
        let inputs: Vec<(&str, Data)> = schema
            .inputs
            .iter()
            .filter(|port| port.required || !asks)
            .map(|port| (&*port.name, grey((64, 48), 1.0)))
            .collect();
        let outputs = run(spec.schema.id, &call(1.0, &inputs, &[])).unwrap();
        let given: Vec<&str> = outputs.keys().map(|name| name.as_str()).collect();
        // What is read off pictures comes from the chain: see `palette.rs`.
        let ports = schema.outputs.iter().filter(|port| port.ty != Type::Json);
        let mut declared: Vec<&str> = ports.map(|port| &*port.name).collect();
        declared.sort_unstable();
        assert_eq!(given, declared, "{}", schema.id);
    }
}

#[test]
fn every_option_of_every_choice_runs() {
    for (spec, kernel) in kernels() {
        let inputs: Vec<(&str, Data)> = spec
            .schema
            .inputs
            .iter()
            .map(|port| (&*port.name, grey((16, 12), 1.0)))
            .collect();
        for param in spec.schema.params.iter() {
            let ParamKind::Choice { options, .. } = param.kind else {
                continue;
            };
            for option in options {
                let call = call(1.0, &inputs, &[(&*param.name, choice(option.id))]);
                let made = kernel(&call).unwrap();
                let image = picture(&made).image;
                image
                    .render(
                        Region {
                            x: 0,
                            y: 0,
                            w: 4,
                            h: 4,
                        },
                        &Pull::new(),
                    )
                    .unwrap();
            }
        }
    }
}

#[test]
fn the_blend_modes_are_those_of_the_kernel() {
    let Some(ParamKind::Choice { options, .. }) = catalogue()
        .spec("comp.blend")
        .unwrap()
        .schema
        .param("mode")
        .map(|param| param.kind)
    else {
        panic!("a blend has modes");
    };
    let declared: BTreeMap<&str, &str> = options
        .iter()
        .map(|option| (option.id, option.label))
        .collect();
    let known: Vec<&str> = BlendMode::ALL.iter().map(|mode| mode.id()).collect();
    assert_eq!(known.len(), 26);
    assert!(
        known.iter().all(|id| declared.contains_key(id)),
        "{known:?}"
    );
    assert_eq!(declared.len(), known.len());
}

#[test]
fn a_missing_input_is_said_in_words() {
    let error = run("filter.blur", &call(1.0, &[], &[])).unwrap_err();
    assert_eq!(
        error.to_string(),
        "Nothing is wired into Image. Wire a picture into Image."
    );
}

#[test]
fn a_mask_decides_where_a_blur_shows() {
    let noise = run(
        "image.generate",
        &call(
            1.0,
            &[],
            &[
                ("kind", choice("noise")),
                ("width", Value::Int(40)),
                ("height", Value::Int(40)),
                ("cell", Value::Float(1.0)),
            ],
        ),
    )
    .unwrap();
    let image = noise.values().next().unwrap().clone();
    let at = |mask: f32| {
        let mask = Data::Mask(Scaled {
            image: solid(40, 40, [mask, mask, mask, mask]),
            full: (40, 40),
        });
        let made = run(
            "filter.blur",
            &call(1.0, &[("image", image.clone()), ("mask", mask)], &[]),
        )
        .unwrap();
        picture(&made)
            .image
            .render(
                Region {
                    x: 9,
                    y: 9,
                    w: 8,
                    h: 8,
                },
                &Pull::new(),
            )
            .unwrap()
            .px
    };
    let plain = image
        .picture()
        .unwrap()
        .image
        .render(
            Region {
                x: 9,
                y: 9,
                w: 8,
                h: 8,
            },
            &Pull::new(),
        )
        .unwrap()
        .px;
    let far = |a: &[f32], b: &[f32]| {
        a.iter()
            .zip(b)
            .map(|(a, b)| (a - b).abs())
            .fold(0.0, f32::max)
    };
    assert!(far(&at(0.0), &plain) < 1e-6);
    assert!(far(&at(1.0), &plain) > 0.05);
}

#[test]
fn characters_that_the_font_does_not_have_are_named() {
    let said = |words: &str| {
        let outputs = run(
            "text.render",
            &call(1.0, &[], &[("text", Value::Text(words.into()))]),
        );
        outputs
            .unwrap()
            .get(NOTE)
            .and_then(Data::said)
            .map(ToString::to_string)
    };
    assert_eq!(said("Summer Palace,\nBeijing — très beau, 20 €"), None);
    assert_eq!(
        said("颐和园 and 颐 😀").as_deref(),
        Some(
            "The font has no 颐 和 园 😀. Boxes stand in their place; choose another font, or use other characters."
        )
    );
}

#[test]
fn words_have_room_for_their_stroke_and_shadow() {
    let set = |params: Params<'_>| {
        let mut all = vec![("text", Value::Text("Wide".into()))];
        all.extend(params.iter().cloned());
        run("text.render", &call(1.0, &[], &all)).unwrap()
    };
    let plain = picture(&set(&[]));
    let stroked = set(&[("stroke", Value::Float(5.0))]);
    let (w, h) = plain.full;
    assert_eq!(picture(&stroked).full, (w + 10, h + 10));
    assert_eq!(stroked["mask"].picture().unwrap().full, (w + 10, h + 10));
    let shadowed = picture(&set(&[
        ("shadow", Value::Float(100.0)),
        ("shadow_softness", Value::Float(2.0)),
        ("shadow_x", Value::Float(-9.0)),
    ]));
    assert_eq!(shadowed.full, (w + 30, h + 30));
    // Nothing reaches the edge, so nothing is cut off.
    let whole = |scaled: &Scaled| {
        let all = Region::whole(scaled.image.size());
        scaled.image.render(all, &Pull::new()).unwrap()
    };
    let tile = whole(&shadowed);
    let edge = (0..h as i32 + 30).flat_map(|y| [(0, y), (w as i32 + 29, y)]);
    assert!(edge.into_iter().all(|(x, y)| tile.pixel(x, y)[3] < 1e-3));
    let ink = |scaled: &Scaled| {
        whole(scaled)
            .px
            .chunks_exact(4)
            .map(|px| px[3])
            .sum::<f32>()
    };
    assert!(ink(&picture(&stroked)) > ink(&plain) * 1.1);
    assert!(ink(&shadowed) > ink(&plain) * 1.1);
}

#[test]
fn layers_lie_over_each_other_whichever_are_wired() {
    let plain = |color, side| {
        Data::Picture(Scaled {
            image: solid(side, side, color),
            full: (side, side),
        })
    };
    let inputs = [
        ("base", plain([0.0, 0.0, 0.0, 1.0], 40)),
        ("layer_1", plain([1.0, 0.0, 0.0, 1.0], 10)),
        ("layer_2", plain([0.0, 1.0, 0.0, 1.0], 10)),
        ("layer_8", plain([0.0, 0.0, 1.0, 1.0], 10)),
    ];
    let params = [
        ("x_1", Value::Float(5.0)),
        ("scale_1", Value::Float(200.0)),
        ("y_2", Value::Float(10.0)),
        ("mode_2", choice("screen")),
        ("x_8", Value::Float(30.0)),
    ];
    let outputs = run("comp.layers", &call(1.0, &inputs, &params)).unwrap();
    let whole = Region::new(0, 0, 40, 40);
    let tile = picture(&outputs).image.render(whole, &Pull::new()).unwrap();
    let black = [0.0, 0.0, 0.0, 1.0];
    for (x, y, expected) in [
        (15, 5, [1.0, 0.0, 0.0, 1.0]),
        (7, 15, [1.0, 1.0, 0.0, 1.0]),
        (2, 15, [0.0, 1.0, 0.0, 1.0]),
        (2, 2, black),
        (35, 5, [0.0, 0.0, 1.0, 1.0]),
        (25, 5, black),
    ] {
        let found = tile.pixel(x, y);
        let apart = found
            .iter()
            .zip(expected)
            .map(|(a, b): (&f32, f32)| (a - b).abs());
        assert!(apart.fold(0.0, f32::max) < 1e-4, "{x} {y}: {found:?}");
    }
}

#[test]
fn round_corners_take_away_what_four_quarter_circles_leave() {
    let params = |radius| {
        [
            ("shape", choice("rect")),
            ("width", Value::Int(120)),
            ("height", Value::Int(80)),
            ("shape_width", Value::Float(100.0)),
            ("shape_height", Value::Float(100.0)),
            ("radius", Value::Float(radius)),
        ]
    };
    let covered = |radius: f64, scale: f32| {
        let outputs = run("mask.shape", &call(scale, &[], &params(radius))).unwrap();
        let image = picture(&outputs).image;
        let tile = image
            .render(Region::whole(image.size()), &Pull::new())
            .unwrap();
        let sum: f64 = tile.px.chunks_exact(4).map(|px| f64::from(px[3])).sum();
        (sum / f64::from(scale * scale), tile)
    };
    let whole = 120.0 * 80.0;
    assert_eq!(covered(0.0, 1.0).0, whole);
    // A radius beyond half the shorter side is half the shorter side.
    for (radius, counts) in [(10.0, 10.0), (25.5, 25.5), (40.0, 40.0), (500.0, 40.0)] {
        let left = whole - (4.0 - std::f64::consts::PI) * counts * counts;
        for scale in [1.0, 0.5] {
            let (sum, tile) = covered(radius, scale);
            assert!(
                (sum - left).abs() < whole * 2e-3,
                "{radius} at {scale}: {sum}, not {left}"
            );
            let grey = tile.px.iter().filter(|v| (0.05..0.95).contains(*v));
            assert!(grey.count() > 20, "{radius} at {scale} has hard corners");
        }
    }
}

#[test]
fn channels_make_a_picture_from_masks_alone() {
    let mask = |v: f32, (w, h): (u32, u32)| {
        Data::Mask(Scaled {
            image: mask_from_alpha(solid(w, h, [1.0, 1.0, 1.0, v])),
            full: (w * 2, h * 2),
        })
    };
    let pixel = |inputs: &[(&str, Data)], params: &[(&str, Value)]| {
        let outputs = run("comp.channels", &call(0.5, inputs, params)).unwrap();
        let Scaled { image, full } = outputs["image"].picture().unwrap().clone();
        let tile = image.render(Region::whole(image.size()), &Pull::new());
        (image.size(), full, tile.unwrap().pixel(1, 1))
    };
    let near = |px: [f32; 4], wanted: [f32; 4]| {
        let apart = px.iter().zip(wanted).map(|(a, b)| (a - b).abs());
        assert!(apart.fold(0.0, f32::max) < 1e-5, "{px:?}");
    };
    let (size, full, px) = pixel(
        &[("green", mask(1.0, (9, 6))), ("blue", mask(0.0, (4, 4)))],
        &[],
    );
    assert_eq!((size, full), ((9, 6), (18, 12)));
    near(px, [0.0, 1.0, 0.0, 1.0]);
    let (size, _, px) = pixel(
        &[("alpha", mask(0.5, (3, 3)))],
        &[("red_from", choice("full"))],
    );
    assert_eq!(size, (3, 3));
    near(px, [0.5, 0.0, 0.0, 0.5]);
    let said = run("comp.channels", &call(1.0, &[], &[])).unwrap_err();
    assert_eq!(
        said.to_string(),
        "Nothing is wired in. Wire in a picture, or a mask for one of the channels."
    );
}

#[test]
fn what_is_shown_in_the_reference_does_something() {
    let fonts = embedded_fonts();
    let all = shown(&fonts).unwrap();
    let pages = gesso_nodes::reference();
    for (id, sheet) in &all {
        let link = format!("(pictures/{id}.png)");
        assert!(pages.iter().any(|(_, page)| page.contains(&link)), "{id}");
        let tile = sheet
            .render(Region::whole(sheet.size()), &Pull::new())
            .unwrap();
        assert!(tile.px.iter().all(|v| v.is_finite()), "{id}");
        // The first picture and the last are not the same, unless a node only shows what it gets or lets it through.
        let (w, h) = sheet.size();
        let keeps = ["preview", "graph.input", "graph.output"].contains(id);
        if w >= 480 {
            let at = |left: i32, x: i32, y: i32| tile.pixel(left + x, y);
            let last = w as i32 - 240;
            let spots = (0..h.min(160) as i32).flat_map(|y| (0..240).map(move |x| (x, y)));
            let changed = spots
                .filter(|&(x, y)| at(0, x, y) != at(last, x, y))
                .count();
            match keeps {
                true => assert_eq!(changed, 0, "{id}"),
                false => assert!(changed > 100, "{id} changes {changed} pixels"),
            }
        }
    }
}
