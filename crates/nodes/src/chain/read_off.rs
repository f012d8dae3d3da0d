//! What is read off pictures before a node's function is called: the colours of a palette. It takes pixels, so they are rendered,
//! at one small scale that the picture's size decides: what is found is the same whoever asks, at whatever scale it builds.

use super::{Build, Host, nothing, numbered, preview_scale};
use crate::call::{Call, Data};
use crate::catalogue::catalogue;
use crate::each::each;
use crate::node::color_quantize;
use gesso_graph::{Name, Step};
use gesso_media::{Pull, RenderError};
use std::collections::BTreeMap;
use std::collections::btree_map::Entry;
use std::sync::Arc;

/// The longest side of what is looked at is no shorter, where the picture is not.
const SIDE: u32 = 192;

/// The output that the last of the steps can't give from sizes alone.
pub(super) fn output(step: &Step) -> Option<Name> {
    (step.kind.as_str() == color_quantize::ID).then(|| color_quantize::DATA.name.into())
}

/// What is found for the last of the steps, which is called with this; of lists one for each item.
///
/// # Errors
/// What a node or a file before it says.
pub(super) fn found(
    steps: &[Arc<Step>],
    step: &Step,
    call: &Call,
    host: &dyn Host,
    build: Build<'_>,
) -> Result<Option<Data>, RenderError> {
    let (Some(output), Some(spec)) = (output(step), catalogue().spec(&step.kind)) else {
        return Ok(None);
    };
    let place = (step.key, output);
    if let Some(data) = host.measured().find(&place) {
        return Ok(Some(data));
    }
    let never = Pull::new();
    let pull = match build {
        Build::Measure => &never,
        Build::Render(_, pull) => pull,
    };
    let mut calls = BTreeMap::new();
    let mut item = 0;
    let mut given = each(&spec.schema, call, numbered, |one| {
        let full = color_quantize::IMAGE.get(one)?.full;
        let scale = preview_scale(full, SIDE);
        let small = match calls.entry(scale.to_bits()) {
            Entry::Occupied(small) => small.into_mut(),
            Entry::Vacant(free) => {
                free.insert(super::call(steps, host, Build::Render(scale, pull))?)
            }
        };
        let data = small.inputs.get(color_quantize::IMAGE.name);
        let data = data.and_then(|data| match data {
            Data::List(items) => items.get(item).and_then(Data::picture),
            alone => alone.picture(),
        });
        item += 1;
        let image = data.ok_or_else(nothing)?.image.clone();
        let swatches = gesso_media::palette_of(&image, color_quantize::COLORS.count(one), pull)?;
        Ok::<_, RenderError>(color_quantize::DATA.data(color_quantize::written(&swatches)))
    })?;
    let data = given.remove(&place.1);
    if let Some(data) = &data {
        host.measured().keep(place, data);
    }
    Ok(data)
}
