//! A proxy of a half and of a quarter looks like the full size: on the whole with every option, and in every length in pixels, which
//! is to be as much shorter as the proxy is smaller.

use super::{at, pictures, run};
use crate::fixtures::whole;
use crate::limits::limits;
use crate::scaled::at_scale;
use gesso_graph::numbers::{Stroke, Touch, of_strokes};
use gesso_graph::{ParamDecl, ParamKind, Unit, Value};
use gesso_media::native::embedded_fonts;
use gesso_media::{Filter, Image, resize, scaled_size};
use gesso_nodes::{Call, NodeSpec, examples};

/// How much a proxy of half the size may differ on average from the full size, where 1 is from black to white: grain differs most. It
/// is twice as much for each halving more.
const PROXY: f64 = 0.02;
/// The same for what is as fine as a pixel of the proxy.
const FINE: f64 = 0.06;

/// How much two pictures differ on average, both made this much smaller than the second.
fn apart(a: &Image, b: &Image, scale: f32) -> f64 {
    let (w, h) = scaled_size(b.size(), scale);
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
            for scale in [0.5, 0.25] {
                let proxy = run(spec, &at_scale(&full, scale)).unwrap();
                for (image, proxy) in pictures(&made).iter().zip(pictures(&proxy)) {
                    // As small as what people can tell apart in a thumbnail.
                    let apart = apart(image, &proxy, 0.125 / scale);
                    let kind = full.params.get("kind");
                    let is_kind = |of: &str| kind == Some(&Value::Choice(of.into()));
                    // Lines of one pixel are as much wider as the proxy is smaller; small letters and dots are mostly edge.
                    let is_fine = spec.schema.id == "text.render"
                        || ["canny", "halftone", "print"].into_iter().any(is_kind);
                    let allowed = if is_fine { FINE } else { PROXY };
                    if apart > allowed * 0.5 / f64::from(scale) {
                        failed.push(format!("{said} at {scale}: {apart:.4}"));
                    }
                }
            }
        }
    }
    assert!(failed.is_empty(), "{}", failed.join("\n"));
}

/// Every choice, switch and length.
pub(super) fn options_and_lengths(param: &ParamDecl) -> Vec<Value> {
    match param.kind {
        // Of the layers the first counts for all.
        _ if param.name.ends_with(|c| matches!(c, '2'..='9')) => Vec::new(),
        ParamKind::Choice { .. } | ParamKind::Bool { .. } => limits(param),
        _ => length("", param, 1.0).into_iter().collect(),
    }
}

/// A length that shows, where the usual one does not.
const LENGTHS: &[(&str, &str, f64)] = &[
    // The hole of the ring is 50 pixels wide: twice as much would fill it.
    ("mask.refine", "fill", 40.0),
];

/// A length that shows, so many times as long; none of what is no length.
fn length(kind: &str, param: &ParamDecl, times: f64) -> Option<Value> {
    let own = LENGTHS
        .iter()
        .find(|(id, name, _)| *id == kind && *name == param.name);
    let usual = |length: f64| own.map_or(length, |(.., own)| *own) * times;
    match param.kind {
        ParamKind::Float {
            hard,
            unit: Unit::Pixels,
            ..
        } => Some(Value::Float(usual(10.0).clamp(hard.0, hard.1))),
        ParamKind::Int {
            hard,
            unit: Unit::Pixels,
            ..
        } => Some(Value::Int((usual(60.0) as i64).clamp(hard.0, hard.1))),
        ParamKind::Strokes => {
            let touch = |x, y| Touch {
                x: x * times,
                y: y * times,
                pressure: 1.0,
            };
            let stroke = Stroke {
                size: 30.0 * times,
                hardness: 0.5,
                erases: false,
                path: vec![touch(40.0, 30.0), touch(90.0, 60.0)],
            };
            Some(Value::Numbers(of_strokes(&[stroke])))
        }
        _ => None,
    }
}

/// The example with this length, and with what else it needs to show.
fn with_length(spec: &NodeSpec, example: &Call, param: &ParamDecl, length: &Value) -> Call {
    let mut call = example.clone();
    if let Some((name, options)) = param.shown_if {
        call.params
            .insert(name.into(), Value::Choice(options[0].into()));
    }
    // A layer that is not there cannot move.
    if let Some((_, number)) = param.name.rsplit_once('_') {
        let port = format!("layer_{number}");
        let is_port = spec.schema.inputs.iter().any(|input| input.name == port);
        if let Some(layer) = call.inputs.get("layer_2").filter(|_| is_port).cloned() {
            call.inputs.entry(port.as_str().into()).or_insert(layer);
        }
    }
    call.params.insert((*param.name).into(), length.clone());
    call
}

/// The pictures of a proxy.
fn proxies(
    (spec, full): (&NodeSpec, &Call),
    scale: f32,
    param: &ParamDecl,
    value: Value,
) -> Vec<Image> {
    let mut small = at_scale(full, scale);
    small.params.insert((*param.name).into(), value);
    pictures(&run(spec, &small).unwrap())
}

/// How far a proxy is from the full size in its own pixels; when they have not the same shape, as far as can be.
fn off(full: &Image, scale: f32, proxy: &Image) -> f64 {
    let (w, h) = scaled_size(full.size(), scale);
    let (pw, ph) = proxy.size();
    if w.abs_diff(pw) > 1 || h.abs_diff(ph) > 1 {
        return 1.0;
    }
    apart(full, proxy, 1.0)
}

#[test]
fn every_length_is_as_much_shorter_as_the_proxy_is_smaller() {
    let mut failed = Vec::new();
    for (spec, example) in examples(&embedded_fonts()).unwrap() {
        let id = spec.schema.id;
        for param in spec.schema.params.iter() {
            if (id, &*param.name) == ("filter.edges", "sigma") {
                // Thin lines are nowhere near those of another size; what counts is which there are, see below.
                continue;
            }
            let lengths = [1.0, 2.0].map(|times| length(id, param, times));
            let [Some(meant), Some(twice)] = lengths else {
                continue;
            };
            let full = with_length(spec, &example, param, &meant);
            let made = pictures(&run(spec, &full).unwrap());
            for scale in [0.5, 0.25] {
                let off = |value: &Value| {
                    let small = proxies((spec, &full), scale, param, value.clone());
                    let all = made.iter().zip(&small);
                    all.map(|(full, small)| off(full, scale, small))
                        .fold(0.0, f64::max)
                };
                // A length that is not made shorter enough is one of twice the pixels.
                let (right, wrong) = (off(&meant), off(&twice));
                let enough = match id {
                    // Of noise there is less in a proxy, whatever takes it away.
                    "filter.denoise" => 0.8,
                    // A round corner of two pixels.
                    "mask.shape" => 0.55,
                    _ => 0.5,
                };
                if right > wrong * enough || wrong < 1e-4 {
                    failed.push(format!(
                        "{id} {} at {scale}: {right:.5}, unscaled {wrong:.5}",
                        param.name
                    ));
                }
            }
        }
    }
    assert!(failed.is_empty(), "{}", failed.join("\n"));
}

#[test]
fn a_softness_that_leaves_no_line_leaves_none_in_a_proxy() {
    let all = examples(&embedded_fonts()).unwrap();
    let (spec, example) = all
        .into_iter()
        .find(|(spec, _)| spec.schema.id == "filter.edges")
        .unwrap();
    let mut full = example;
    full.params
        .insert("kind".into(), Value::Choice("canny".into()));
    for (sigma, has_lines) in [(0.7, true), (2.0, false), (4.0, false)] {
        full.params.insert("sigma".into(), Value::Float(sigma));
        for call in [full.clone(), at_scale(&full, 0.5), at_scale(&full, 0.25)] {
            let made = pictures(&run(spec, &call).unwrap());
            let has = whole(&made[1]).px.iter().any(|v| *v > 0.5);
            assert_eq!(has, has_lines, "{sigma} at {}", call.scale);
        }
    }
}
