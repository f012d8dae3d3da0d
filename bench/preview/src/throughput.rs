//! Megapixels a second of every node that is a kernel, as it is declared, on one thread.

use crate::picture::{coverage, hashed};
use gesso_graph::{Name, Type, Value};
use gesso_media::{Pull, Region, embedded_fonts};
use gesso_nodes::{Call, Data, NodeSpec, Run, Scaled, catalogue};
use std::collections::BTreeMap;
use std::hint::black_box;
use std::sync::Arc;

/// A megapixel.
const SIZE: (u32, u32) = (1024, 1024);
/// The fastest of so many counts: what else the machine does only adds.
const TIMES: u32 = 3;

/// What a node does by itself would be nothing: these are set.
const SET: [(&str, &str, Value); 12] = [
    ("filter.blur", "sigma", Value::Float(8.0)),
    ("filter.sharpen", "amount", Value::Float(80.0)),
    ("color.levels", "gamma", Value::Float(1.4)),
    ("color.hsl", "saturation", Value::Float(30.0)),
    ("image.transform", "angle", Value::Float(12.0)),
    ("image.resize", "width", Value::Int(700)),
    ("mask.grow", "by", Value::Float(6.0)),
    ("mask.feather", "radius", Value::Float(8.0)),
    ("filter.noise", "amount", Value::Float(20.0)),
    ("filter.box_blur", "radius", Value::Float(8.0)),
    ("filter.median", "radius", Value::Float(3.0)),
    ("filter.pixelate", "size", Value::Float(8.0)),
];

/// Every node that renders, and what it makes in a second, in megapixels of its result.
pub fn run(now: &impl Fn() -> f64) -> Vec<(String, f64)> {
    let fonts = embedded_fonts();
    let inputs = Inputs::new();
    let mut figures = Vec::new();
    for spec in catalogue().all() {
        let Run::Kernel(kernel) = spec.run else {
            continue;
        };
        let call = Call {
            scale: 1.0,
            inputs: inputs.of(spec),
            params: params(spec),
            fonts: Arc::clone(&fonts),
        };
        // Text lies in the call as well as in the pixels.
        let mut best = f64::INFINITY;
        let mut pixels = 0;
        for _ in 0..TIMES {
            let began = now();
            let Ok(outputs) = kernel(&call) else { break };
            let shown = spec.schema.outputs.first();
            let shown = shown.and_then(|port| outputs.get(&*port.name)?.picture().cloned());
            let Some(Scaled { image, .. }) = shown else {
                break;
            };
            let region = Region::whole(image.size());
            if black_box(image.render(region, &Pull::new())).is_err() {
                break;
            }
            best = best.min(now() - began);
            pixels = region.area();
        }
        if pixels > 0 {
            figures.push((spec.schema.id.to_owned(), pixels as f64 / best / 1_000.0));
        }
    }
    figures
}

struct Inputs {
    pictures: [Data; 3],
    masks: [Data; 2],
}

impl Inputs {
    fn new() -> Self {
        let (w, h) = SIZE;
        let scaled = |image| Scaled { image, full: SIZE };
        Self {
            pictures: [1, 2, 3].map(|seed| Data::Picture(scaled(hashed(w, h, seed, seed == 1)))),
            masks: [4, 5].map(|seed| {
                // Rendered once, so that making it is not counted.
                let image = coverage(w, h, seed);
                let tile = image.render(Region::whole(SIZE), &Pull::new());
                let tile = tile.expect("it is in memory");
                Data::Mask(scaled(Arc::new(gesso_media::Raw::new(
                    Arc::new(tile),
                    false,
                ))))
            }),
        }
    }

    fn of(&self, spec: &NodeSpec) -> BTreeMap<Name, Data> {
        let (mut pictures, mut masks) = (self.pictures.iter(), self.masks.iter());
        let ports = spec.schema.inputs.iter();
        let inputs = ports.filter_map(|port| {
            let data = match port.ty {
                Type::Image => pictures.next()?.clone(),
                // An optional mask would be measured instead of the node.
                Type::Mask if port.required => masks.next()?.clone(),
                _ => return None,
            };
            Some(((&port.name).into(), data))
        });
        inputs.collect()
    }
}

fn params(spec: &NodeSpec) -> BTreeMap<Name, Value> {
    let declared = spec.schema.params.iter();
    let mut params: BTreeMap<Name, Value> = declared
        .filter_map(|param| Some(((&param.name).into(), param.default_value()?)))
        .collect();
    for (id, name, value) in SET {
        if spec.schema.id == id && params.contains_key(name) {
            params.insert(name.into(), value);
        }
    }
    params
}
