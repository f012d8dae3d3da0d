//! Every picture node with a picture of itself, for the reference: what goes in and what comes out, with parameters that
//! tell. One table; what it does not name gets the scene, and a node's own defaults.

mod input;
mod table;

use crate::call::{Call, Data, NodeError, Scaled};
use crate::catalogue::catalogue;
use crate::spec::{NodeSpec, Run};
use gesso_graph::{Category, Name, Type, Value};
use gesso_media::{Blend, Fonts, Image, blend, checker, grey, solid};
use std::sync::Arc;

use input::picture;
use table::{Input, Set, TABLE};

/// Between two pictures that stand side by side.
const GAP: u32 = 8;

/// Whether a node has a picture of itself: it makes one out of what flows in, without files.
pub(crate) fn is_shown(spec: &NodeSpec) -> bool {
    matches!(spec.run, Run::Kernel(_))
        && !matches!(spec.schema.category, Category::Graph | Category::Logic)
        && matches!(
            spec.schema.outputs.first().map(|port| port.ty),
            Some(Type::Image | Type::Mask)
        )
}

/// What goes into every picture node and, last, what comes out, side by side; with the node's id.
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
    let nodes = catalogue().all().iter().filter(|spec| is_shown(spec));
    nodes
        .map(|spec| Ok((*spec, example(spec, fonts)?)))
        .collect()
}

/// What goes in, and what comes out.
fn pictures(spec: &NodeSpec, fonts: &Arc<Fonts>) -> Result<Vec<Image>, NodeError> {
    let schema = &spec.schema;
    let call = example(spec, fonts)?;
    let wired = schema.inputs.iter().filter_map(|port| {
        let scaled = call.inputs.get(&*port.name)?.picture()?;
        Some(seen(scaled.image.clone(), port.ty))
    });
    let mut all: Vec<Image> = wired.collect();
    let Run::Kernel(kernel) = spec.run else {
        return Ok(all);
    };
    let outputs = kernel(&call)?;
    // A key shows what it cut out rather than its mask.
    let images = schema.outputs.iter().filter(|port| port.ty == Type::Image);
    let first = images.chain(schema.outputs.iter()).next();
    let made = first.and_then(|port| {
        let scaled = outputs.get(&*port.name)?.picture()?;
        Some(seen(scaled.image.clone(), port.ty))
    });
    all.extend(made);
    Ok(all)
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
    let scaled = |input| {
        let image = picture(input);
        Data::Picture(Scaled {
            full: image.size(),
            image,
        })
    };
    for port in schema.inputs.iter() {
        let named = inputs.iter().find(|(name, _)| *name == port.name);
        if !port.required && named.is_none() {
            continue;
        }
        let input = named.map_or(Input::Scene, |(_, input)| *input);
        let data = match (port.ty, scaled(input)) {
            (Type::List(_), one) => Data::list([one, scaled(Input::Evening)])?,
            (Type::Mask, Data::Picture(mask)) => Data::Mask(mask),
            (_, one) => one,
        };
        call.inputs.insert(Name::from(&*port.name), data);
    }
    for (name, value) in set.iter().filter(|(name, _)| schema.param(name).is_some()) {
        let value = match *value {
            Set::Number(number) => Value::Float(number),
            Set::Whole(number) => Value::Int(number),
            Set::Choice(id) => Value::Choice(id.into()),
            Set::Color(color) => Value::Color(color),
            Set::Words(words) => Value::Text(words.into()),
            Set::Numbers(numbers) => Value::Numbers(numbers.into()),
        };
        call.params.insert(Name::from(*name), value);
    }
    Ok(call)
}

/// A mask is seen white on black.
fn seen(image: Image, ty: Type) -> Image {
    if ty == Type::Mask { grey(image) } else { image }
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
