//! Every node with a picture of itself, for the reference: what goes in and what comes out, with parameters that tell; words and
//! numbers as cards. One table; what it does not name gets the scene, and a node's own defaults.

mod card;
mod ends;
mod files;
mod input;
mod table;

use crate::call::{Call, Data, NodeError, Outputs};
use crate::catalogue::catalogue;
use crate::chain::{Build, of_files};
use crate::node::{color_lut, image_frames, image_load, image_save, take_pick};
use crate::spec::{NodeSpec, Run};
use gesso_graph::{Category, Name, ParamKind, Schema, Type, Value};
use gesso_media::{Blend, Fonts, Image, Pull, RenderError, blend, checker, grey, solid};
use std::sync::Arc;

use card::{card, said, set};
use files::Files;
use input::flowing;
use table::{Input, Set, TABLE};

/// Between two pictures that stand side by side.
const GAP: u32 = 8;

/// What reads files and can be shown with those of the reference.
const OF_FILES: [&str; 5] = [
    image_load::ID,
    image_frames::ID,
    image_save::ID,
    color_lut::ID,
    take_pick::ID,
];

/// Whether a node has a picture of itself: all have, but for one that reads files which the reference has not.
pub(crate) fn is_shown(spec: &NodeSpec) -> bool {
    match spec.run {
        Run::Kernel(_) => true,
        Run::Host => OF_FILES.contains(&spec.schema.id),
    }
}

/// Whether it is a picture that a node makes.
pub(crate) fn is_picture(schema: &Schema) -> bool {
    let first = schema.outputs.first().map(|port| port.ty);
    matches!(first, Some(Type::Image | Type::Mask))
}

/// Whether a node makes a picture out of what flows in, without files.
fn is_kernel(spec: &NodeSpec) -> bool {
    matches!(spec.run, Run::Kernel(_))
        && !matches!(spec.schema.category, Category::Graph | Category::Logic)
        && is_picture(&spec.schema)
}

/// What goes into every node and, last, what comes out, side by side; with the node's id.
///
/// # Errors
/// What a node says that can't do its work.
pub fn shown(fonts: &Arc<Fonts>) -> Result<Vec<(&'static str, Image)>, NodeError> {
    let nodes = catalogue().all().iter().filter(|spec| is_shown(spec));
    nodes
        .map(|spec| Ok((spec.schema.id, side_by_side(&pictures(spec, fonts)?))))
        .collect()
}

/// Every picture node with a call that tells what it does, as the reference shows it.
///
/// # Errors
/// When a list is too long, which none is.
pub fn examples(fonts: &Arc<Fonts>) -> Result<Vec<(&'static NodeSpec, Call)>, NodeError> {
    let nodes = catalogue().all().iter().filter(|spec| is_kernel(spec));
    nodes
        .map(|spec| Ok((*spec, example(spec, fonts)?)))
        .collect()
}

/// What goes in, and what comes out.
fn pictures(spec: &NodeSpec, fonts: &Arc<Fonts>) -> Result<Vec<Image>, NodeError> {
    let schema = &spec.schema;
    let call = example(spec, fonts)?;
    let wired = schema.inputs.iter().filter_map(|port| {
        let data = call.inputs.get(&*port.name)?;
        Some((port, data))
    });
    let mut all: Vec<Image> = wired.clone().flat_map(|(_, data)| seen(data)).collect();
    let mut led = None;
    if schema.category == Category::Graph {
        let [before, after] = ends::through(&call)?;
        (all, led) = (vec![before], Some(after));
    }
    if !is_kernel(spec) {
        let mut lines: Vec<String> = wired
            .filter_map(|(port, data)| said(&port.label, data))
            .collect();
        let params = schema.params.iter();
        lines.extend(params.filter_map(|param| set(param, call.params.get(&*param.name)?)));
        all.extend(card(&lines, fonts)?);
    }
    if let Some(after) = led {
        all.push(after);
        return Ok(all);
    }
    let outputs = outputs(spec, &call)?;
    // A key shows what it cut out rather than its mask, and what picks several all of them rather than the first.
    let images = schema.outputs.iter().filter(|port| port.ty == Type::Image);
    let made = images
        .chain(schema.outputs.iter())
        .filter_map(|port| Some(seen(outputs.get(&*port.name)?)));
    let most = made.reduce(|most, made| match made.len() > most.len() {
        true => made,
        false => most,
    });
    if let Some(made) = most.filter(|made| !made.is_empty()) {
        all.extend(made);
        return Ok(all);
    }
    let ports = schema.outputs.iter();
    let lines: Vec<String> = ports
        .filter_map(|port| said(&port.label, outputs.get(&*port.name)?))
        .collect();
    all.extend(card(&lines, fonts)?);
    Ok(all)
}

/// What a node gives.
fn outputs(spec: &NodeSpec, call: &Call) -> Result<Outputs, NodeError> {
    match spec.run {
        Run::Kernel(kernel) => kernel(call),
        Run::Host if spec.schema.id == image_save::ID => {
            let file = files::asset(&format!("{}.jpg", image_save::NAME.get(call)));
            Ok([(image_save::FILE.name.into(), Data::Asset(file))].into())
        }
        Run::Host => {
            let build = Build::Render(call.scale, &Pull::new());
            let made = of_files(spec, call, &Files::default(), build, false);
            made.map_err(failed)
        }
    }
}

/// What a chain says, as a node does.
fn failed(error: RenderError) -> NodeError {
    match error {
        RenderError::Failed(reason) => NodeError::new(reason),
        RenderError::Cancelled => NodeError::new(gesso_words::said("gives-nothing-here", [])),
    }
}

/// A call with what the table names for a node.
fn example(spec: &NodeSpec, fonts: &Arc<Fonts>) -> Result<Call, NodeError> {
    let schema = &spec.schema;
    let row = TABLE.iter().find(|(id, ..)| *id == schema.id);
    let (inputs, set) = row.map_or((&[][..], &[][..]), |(_, inputs, set)| (inputs, set));
    let mut call = Call {
        scale: 1.0,
        inputs: [].into(),
        params: [].into(),
        fonts: Arc::clone(fonts),
    };
    for port in schema.inputs.iter() {
        let named = inputs.iter().find(|(name, _)| *name == port.name);
        if !port.required && named.is_none() {
            continue;
        }
        let input = named.map_or(Input::Scene, |(_, input)| *input);
        let data = match (port.ty, flowing(input)?) {
            // What an output node makes.
            (Type::List(Type::Asset), one) => one,
            (Type::List(_), one @ Data::Picture(_)) => Data::list([one, flowing(Input::Evening)?])?,
            (Type::Mask, Data::Picture(mask)) => Data::Mask(mask),
            (_, one) => one,
        };
        call.inputs.insert(Name::from(&*port.name), data);
    }
    for (name, value) in set {
        // What a plan puts into a step is not declared.
        let kind = schema.param(name).map(|param| param.kind);
        let value = match *value {
            Set::Number(number) => Value::Float(number),
            Set::Whole(number) => Value::Int(number),
            Set::Choice(id) => Value::Choice(id.into()),
            Set::Color(color) => Value::Color(color),
            Set::Words(words) => Value::Text(words.into()),
            Set::Numbers(numbers) => Value::Numbers(numbers.into()),
            Set::Flag(yes) => Value::Bool(yes),
            Set::Files(names) => {
                let mut files = names.iter().map(|name| files::asset(name));
                match (kind, files.next()) {
                    (Some(ParamKind::Asset { .. }), Some(file)) => Value::Asset(file),
                    (_, first) => Value::Assets(first.into_iter().chain(files).collect()),
                }
            }
        };
        call.params.insert(Name::from(*name), value);
    }
    Ok(call)
}

/// The pictures that flow in a wire; a mask is seen white on black.
fn seen(data: &Data) -> Vec<Image> {
    match data {
        Data::Picture(scaled) => vec![scaled.image.clone()],
        Data::Mask(scaled) => vec![grey(scaled.image.clone())],
        Data::List(items) => items.iter().flat_map(seen).collect(),
        _ => Vec::new(),
    }
}

/// Pictures in a row on nothing; a chequered ground shows through what is transparent.
fn side_by_side(images: &[Image]) -> Image {
    let width = images.iter().map(|image| image.size().0 + GAP).sum::<u32>();
    let height = images.iter().map(|image| image.size().1).max();
    let mut sheet = solid(
        width.saturating_sub(GAP).max(1),
        height.unwrap_or(1),
        [0.0; 4],
    );
    let mut left = 0;
    for image in images {
        let (w, h) = image.size();
        let ground = checker(w, h, [0.75, 0.75, 0.75, 1.0], [0.85, 0.85, 0.85, 1.0], 8.0);
        let on_ground = blend(ground, Arc::clone(image), None, &Blend::default());
        let p = Blend {
            x: left,
            ..Blend::default()
        };
        sheet = blend(sheet, on_ground, None, &p);
        left += (w + GAP) as i32;
    }
    sheet
}
