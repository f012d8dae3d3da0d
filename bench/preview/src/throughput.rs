//! Megapixels a second of every node that is a kernel, on one thread: as `cases.rs` says, or as it is declared.

use crate::cases::{CASES, Case};
use crate::picture::{coverage, hashed};
use gesso_graph::{Name, Type, Value};
use gesso_media::{Lut, Pull, Region, embedded_fonts, lut};
use gesso_nodes::{Call, Data, NodeSpec, Run, Scaled, catalogue};
use std::collections::BTreeMap;
use std::hint::black_box;
use std::sync::Arc;

/// A megapixel.
const SIZE: (u32, u32) = (1024, 1024);
/// A case is done at least so many times, and until so many milliseconds have gone by: WASM is compiled once more while it
/// runs, and a clock has steps. The fastest counts: what else the machine does only adds.
const TIMES: u32 = 5;
const LONG: f64 = 400.0;
/// The line of a plain copy.
const COPY: &str = "copy of memory";

/// Every node that renders and whose line has `only` in it, and what it makes in a second, in megapixels of its result.
pub fn run(now: &impl Fn() -> f64, only: &str) -> Vec<(String, f64)> {
    // An allocator that has once taken back much memory keeps it: done first, so that no figure depends on which lines went before.
    drop(black_box(vec![1u8; 31 << 20]));
    let inputs = Inputs::new();
    let mut figures = Vec::new();
    let mut alone = |line: &str, made: &dyn Fn()| {
        if line.contains(only) {
            let made = || {
                made();
                Some(u64::from(SIZE.0) * u64::from(SIZE.1))
            };
            figures.extend(fastest(now, made).map(|speed| (line.to_owned(), speed)));
        }
    };
    alone(COPY, &copy());
    // What a host reads the table for.
    alone("color.lut 33 points", &table(&inputs));
    for spec in catalogue().all() {
        let id = spec.schema.id;
        let declared: [Case; 1] = [(id, "", &[])];
        let named: Vec<&Case> = CASES.iter().filter(|case| case.0 == id).collect();
        let cases = match named.is_empty() {
            true => declared.iter().collect(),
            false => named,
        };
        for case in cases {
            let line = format!("{id} {}", case.1).trim().to_owned();
            if !line.contains(only) {
                continue;
            }
            if let Some(speed) = speed(now, spec, &call(spec, case, &inputs)) {
                figures.push((line, speed));
            }
        }
    }
    figures
}

fn speed(now: &impl Fn() -> f64, spec: &NodeSpec, call: &Call) -> Option<f64> {
    let Run::Kernel(kernel) = spec.run else {
        return None;
    };
    let port = spec.schema.outputs.first()?;
    if !matches!(port.ty, Type::Image | Type::Mask) {
        return None;
    }
    fastest(now, || {
        // Text lies in the call as well as in the pixels.
        let outputs = kernel(call).ok()?;
        let Scaled { image, .. } = outputs.get(&*port.name)?.picture()?;
        let region = Region::whole(image.size());
        black_box(image.render(region, &Pull::new())).ok()?;
        Some(region.area())
    })
}

/// Megapixels a second of what gives how many pixels it made.
fn fastest(now: &impl Fn() -> f64, work: impl Fn() -> Option<u64>) -> Option<f64> {
    let mut best = f64::INFINITY;
    let mut pixels = 0;
    let all = now();
    let mut times = 0;
    while times < TIMES || now() - all < LONG {
        let began = now();
        pixels = work()?;
        best = best.min(now() - began);
        times += 1;
    }
    Some(pixels as f64 / best / 1_000.0)
}

/// What any node has to do at least: each pixel of a picture as large is read and written once.
fn copy() -> impl Fn() {
    let values = SIZE.0 as usize * SIZE.1 as usize * 4;
    let from = vec![1.0_f32; values];
    // Zeroes would be no memory yet.
    let to = std::cell::RefCell::new(vec![0.5_f32; values]);
    move || {
        let mut to = to.borrow_mut();
        to.copy_from_slice(black_box(&from));
        black_box(&*to);
    }
}

/// The first picture through a table of 33 points a side.
fn table(inputs: &Inputs) -> impl Fn() {
    const SIDE: usize = 33;
    let mut text = format!("LUT_3D_SIZE {SIDE}\n");
    for at in 0..SIDE * SIDE * SIDE {
        let [r, g, b] = [at % SIDE, at / SIDE % SIDE, at / SIDE / SIDE];
        let part = |n: usize| n as f32 / (SIDE - 1) as f32;
        text += &format!("{} {} {}\n", part(b), part(r), part(g));
    }
    let table = Arc::new(Lut::from_cube(&text).expect("it is a table"));
    let picture = inputs.pictures[0].picture().expect("it is a picture");
    let image = Arc::clone(&picture.image);
    move || {
        let image = lut(Arc::clone(&image), Arc::clone(&table), 1.0);
        let tile = image.render(Region::whole(SIZE), &Pull::new());
        drop(black_box(tile.expect("it renders")));
    }
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
                Type::List(_) => Data::list(self.pictures.iter().cloned()).ok()?,
                _ => return None,
            };
            Some(((&port.name).into(), data))
        });
        inputs.collect()
    }
}

fn call(spec: &NodeSpec, (id, what, set): &Case, inputs: &Inputs) -> Call {
    let declared = spec.schema.params.iter();
    let mut params: BTreeMap<Name, Value> = declared
        .filter_map(|param| Some(((&param.name).into(), param.default_value()?)))
        .collect();
    for (name, value) in *set {
        let before = params.insert((*name).into(), value.value());
        assert!(before.is_some(), "{id} {what}: there is no {name}");
    }
    Call {
        scale: 1.0,
        inputs: inputs.of(spec),
        params,
        fonts: embedded_fonts(),
    }
}
