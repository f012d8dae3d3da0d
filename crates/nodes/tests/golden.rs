//! Every picture node as it was found good by looking at it: all outputs of its example in the reference, then the first with
//! every option and every switch, at a quarter of the size.
//!
//! `GESSO_BLESS=1 cargo test -p gesso-nodes --test golden` writes them anew; look at them before committing.
#![cfg(feature = "run")]
#![expect(clippy::unwrap_used, reason = "tests")]

#[path = "../../media/tests/support/golden.rs"]
mod golden;
#[path = "support/scaled.rs"]
mod scaled;

use std::collections::BTreeSet;
use std::panic::AssertUnwindSafe;
use std::path::PathBuf;

use scaled::at_scale;

use gesso_graph::{ParamKind, Value};
use gesso_media::native::embedded_fonts;
use gesso_media::{Blend, Image, blend, checker, grey, solid};
use gesso_nodes::{Call, Data, NodeSpec, Run, examples};

const SCALE: f32 = 0.25;
/// Between the pictures of a sheet.
const GAP: u32 = 2;
const COLUMNS: u32 = 6;

/// The example, and what each option and switch makes of it.
fn variants(spec: &NodeSpec, example: &Call) -> Vec<Call> {
    let first = at_scale(example, SCALE);
    let mut all = vec![first.clone()];
    // Of the layers the first counts for all.
    let params = spec.schema.params.iter();
    for param in params.filter(|param| !param.name.ends_with(|c| matches!(c, '2'..='9'))) {
        let values: Vec<Value> = match param.kind {
            ParamKind::Choice { options, .. } => options
                .iter()
                .map(|option| Value::Choice(option.id.into()))
                .collect(),
            ParamKind::Bool { default } => vec![Value::Bool(!default)],
            _ => Vec::new(),
        };
        for value in values {
            let mut call = first.clone();
            if let Some((name, shown)) = param.shown_if {
                call.params
                    .insert(name.into(), Value::Choice(shown[0].into()));
            }
            call.params.insert((&*param.name).into(), value);
            all.push(call);
        }
    }
    all
}

/// The pictures a call gives, in the order of the outputs, on a chequered ground.
fn made(spec: &NodeSpec, call: &Call) -> Vec<Image> {
    let Run::Kernel(kernel) = spec.run else {
        panic!("{} is the engine's", spec.schema.id);
    };
    let outputs = kernel(call).unwrap();
    let ports = spec.schema.outputs.iter();
    let data = ports.filter_map(|port| outputs.get(&*port.name));
    data.filter_map(|data| {
        let image = data.picture()?.image.clone();
        let seen = match data {
            Data::Mask(_) => grey(image),
            _ => image,
        };
        let (w, h) = seen.size();
        let ground = checker(w, h, [0.75, 0.75, 0.75, 1.0], [0.85, 0.85, 0.85, 1.0], 4.0);
        Some(blend(ground, seen, None, &Blend::default()))
    })
    .collect()
}

fn sheet(images: &[Image]) -> Image {
    let sides = |side: fn((u32, u32)) -> u32| images.iter().map(|image| side(image.size())).max();
    let (w, h) = (sides(|s| s.0).unwrap(), sides(|s| s.1).unwrap());
    let columns = COLUMNS.min(images.len() as u32);
    let rows = (images.len() as u32).div_ceil(columns);
    let paper = solid(
        columns * (w + GAP) + GAP,
        rows * (h + GAP) + GAP,
        [0.08, 0.09, 0.12, 1.0],
    );
    images.iter().zip(0..).fold(paper, |sheet, (image, i)| {
        let (x, y) = (i % columns * (w + GAP) + GAP, i / columns * (h + GAP) + GAP);
        let p = Blend {
            x: x as i32,
            y: y as i32,
            ..Blend::default()
        };
        blend(sheet, image.clone(), None, &p)
    })
}

#[test]
fn every_picture_node_with_every_option_looks_as_it_did() {
    let folder = PathBuf::from(env!("CARGO_MANIFEST_DIR")).join("tests/golden");
    let mut known = BTreeSet::new();
    let mut failed = Vec::new();
    for (spec, example) in examples(&embedded_fonts()).unwrap() {
        let id = spec.schema.id;
        let calls = variants(spec, &example);
        let mut images = made(spec, &calls[0]);
        for call in &calls[1..] {
            images.extend(made(spec, call).into_iter().next());
        }
        // All that differ are left to look at.
        let sheet = AssertUnwindSafe(sheet(&images));
        let held = std::panic::catch_unwind(|| golden::check(&folder, id, &sheet));
        if held.is_err() {
            failed.push(id);
        }
        known.insert(format!("{id}.png"));
    }
    assert!(failed.is_empty(), "{failed:?}");
    let stored = std::fs::read_dir(&folder).unwrap();
    let stored: BTreeSet<String> = stored
        .map(|entry| entry.unwrap().file_name().into_string().unwrap())
        .collect();
    assert_eq!(stored, known, "a picture of a node that there is not");
}
