//! Digests of what every node that is a kernel makes, with its parameters as they are and with each of them changed.

use crate::picture::{coverage, hashed};
use gesso_graph::numbers::{Stroke, Touch, of_strokes};
use gesso_graph::{Name, ParamDecl, ParamKind, Type, Value};
use gesso_media::{Fonts, Pull, Region, embedded_fonts};
use gesso_nodes::{Call, Data, NodeSpec, Outputs, Run, Scaled, catalogue};
use std::collections::BTreeMap;
use std::sync::Arc;

/// The size of the pictures: no multiple of anything.
const SIZE: (u32, u32) = (67, 45);

/// One line for every node, parameter, value and scale: what it is and the digest of all it gives.
pub fn lines() -> Vec<String> {
    let fonts = embedded_fonts();
    let mut lines = Vec::new();
    for spec in catalogue().all() {
        let Run::Kernel(kernel) = spec.run else {
            continue;
        };
        for (what, params) in variants(spec) {
            for scale in [1.0, 0.5] {
                let call = call(spec, params.clone(), scale, &fonts);
                let digest = match kernel(&call) {
                    Ok(outputs) => digest(&outputs),
                    Err(error) => fold(START, error.to_string().as_bytes()),
                };
                lines.push(format!("{} {what} {scale} {digest:016x}", spec.schema.id));
            }
        }
    }
    lines
}

/// The declared parameters, and each of them changed in turn.
fn variants(spec: &NodeSpec) -> Vec<(String, BTreeMap<Name, Value>)> {
    let defaults: BTreeMap<Name, Value> = spec
        .schema
        .params
        .iter()
        .filter_map(|param| Some(((&param.name).into(), param.default_value()?)))
        .collect();
    let mut all = vec![("as-declared".to_owned(), defaults.clone())];
    for param in spec.schema.params.iter() {
        for value in others(param) {
            let mut params = defaults.clone();
            let what = format!("{}={value:?}", param.name).replace(' ', "");
            params.insert((&param.name).into(), value);
            all.push((what, params));
        }
    }
    all
}

fn others(param: &ParamDecl) -> Vec<Value> {
    match param.kind {
        ParamKind::Float { soft, .. } => [0.2, 0.9]
            .map(|share| Value::Float(soft.0 + (soft.1 - soft.0) * share))
            .into(),
        ParamKind::Int { soft, .. } => {
            let most = soft.0 + (soft.1 - soft.0).min(60);
            vec![Value::Int(soft.0 + (most - soft.0) / 3), Value::Int(most)]
        }
        ParamKind::Bool { default } => vec![Value::Bool(!default)],
        ParamKind::Color { .. } => vec![Value::Color([0.8, 0.3, 0.1, 0.6])],
        ParamKind::Choice { options, .. } => options
            .iter()
            .map(|option| Value::Choice(option.id.into()))
            .collect(),
        ParamKind::Text { .. } => vec![Value::Text("Grüße\nvon hier".into())],
        ParamKind::Curve { .. } => numbers(&[0.0, 0.1, 0.3, 0.7, 1.0, 0.9]),
        ParamKind::Gradient { .. } => numbers(&[
            0.1, 0.9, 0.2, 0.0, 1.0, 0.6, 0.0, 0.3, 0.9, 0.4, 1.0, 1.0, 1.0, 1.0, 1.0,
        ]),
        ParamKind::Points { .. } => numbers(&[0.1, 0.2, 0.8, 0.1, 0.9, 0.7, 0.3, 0.95]),
        ParamKind::Strokes => vec![Value::Numbers(of_strokes(&[stroke(false), stroke(true)]))],
        ParamKind::Asset { .. } | ParamKind::Assets { .. } | ParamKind::Font => Vec::new(),
    }
}

fn numbers(numbers: &[f64]) -> Vec<Value> {
    vec![Value::Numbers(numbers.into())]
}

/// Across the picture, ever harder pressed; what erases goes the other way.
fn stroke(erases: bool) -> Stroke {
    let touch = |step: u32| {
        let x = f64::from(step) * 15.0;
        let y = if erases { 45.0 - x / 2.0 } else { x / 2.0 };
        let pressure = 0.3 + f64::from(step) * 0.1;
        Touch { x, y, pressure }
    };
    Stroke {
        size: 14.0,
        hardness: 0.4,
        erases,
        path: (0..5).map(touch).collect(),
    }
}

/// A call with a picture in every input for one, and a few in one for a list of them.
pub fn call(
    spec: &NodeSpec,
    params: BTreeMap<Name, Value>,
    scale: f32,
    fonts: &Arc<Fonts>,
) -> Call {
    let (w, h) = SIZE;
    let side = |n: u32| ((f64::from(n) * f64::from(scale)).round() as u32).max(1);
    let (sw, sh) = (side(w), side(h));
    let inputs = spec.schema.inputs.iter().zip(1..);
    let inputs = inputs.filter_map(|(port, seed)| {
        let picture = |seed| {
            let image = hashed(sw, sh, seed, false);
            Data::Picture(Scaled { image, full: SIZE })
        };
        let data = match port.ty {
            Type::Image => picture(seed),
            Type::Mask => Data::Mask(Scaled {
                image: coverage(sw, sh, seed),
                full: SIZE,
            }),
            Type::List(Type::Image | Type::Any) => {
                Data::List((seed..seed + 3).map(picture).collect())
            }
            Type::List(Type::Text) => {
                Data::List(["One", "two"].map(|word| Data::Text(word.into())).into())
            }
            _ => return None,
        };
        Some(((&port.name).into(), data))
    });
    Call {
        scale,
        inputs: inputs.collect(),
        params,
        fonts: Arc::clone(fonts),
    }
}

const START: u64 = 0xcbf2_9ce4_8422_2325;

fn digest(outputs: &Outputs) -> u64 {
    outputs.iter().fold(START, |hash, (name, data)| {
        data.items()
            .iter()
            .fold(fold(hash, name.as_bytes()), digest_of)
    })
}

fn digest_of(hash: u64, data: &Data) -> u64 {
    let Some(scaled) = data.picture() else {
        return fold(hash, data.words().unwrap_or_default().as_bytes());
    };
    let region = Region::whole(scaled.image.size());
    match scaled.image.render(region, &Pull::new()) {
        Ok(tile) => tile
            .px
            .iter()
            .fold(hash, |hash, v| fold(hash, &v.to_bits().to_le_bytes())),
        Err(error) => fold(hash, error.to_string().as_bytes()),
    }
}

/// FNV-1a.
fn fold(hash: u64, bytes: &[u8]) -> u64 {
    bytes.iter().fold(hash, |hash, byte| {
        (hash ^ u64::from(*byte)).wrapping_mul(0x0100_0000_01b3)
    })
}
