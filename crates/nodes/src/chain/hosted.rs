//! What the nodes give that read files: the host is asked for them, and to measure none is decoded.

use super::outline::outline;
use super::{Build, Host};
use crate::call::{Call, Data, Outputs, Scaled};
use crate::node::{color_lut, image_frames, image_load, image_save, take_pick};
use crate::spec::NodeSpec;
use gesso_graph::{AssetRef, PICKED, PICKED_NOW, Value};
use gesso_media::{RenderError, lut, mask_from_alpha};
use gesso_words::said;

/// What a node gives that reads files.
pub(crate) fn of_files(
    spec: &NodeSpec,
    call: &Call,
    host: &dyn Host,
    build: Build<'_>,
    is_one_of_many: bool,
) -> Result<Outputs, RenderError> {
    match spec.schema.id {
        image_frames::ID => taken_apart(call, host, build),
        color_lut::ID => looked_up(call, host, build),
        image_load::ID => loaded(call, host, build, is_one_of_many),
        // Its file is not read again: who reads it gets the picture that is in it.
        image_save::ID => Ok([(
            image_save::FILE.name.into(),
            Data::Picture(image_save::picture(call)?),
        )]
        .into()),
        take_pick::ID => picked_takes(call, host, build),
        _ => Err(RenderError::Failed(said("gives-nothing-here", []))),
    }
}

/// A picture in the colours of an uploaded table.
fn looked_up(call: &Call, host: &dyn Host, build: Build<'_>) -> Result<Outputs, RenderError> {
    let Scaled { image, full } = color_lut::IMAGE.get(call)?;
    let asset = color_lut::FILE.get(call)?;
    let image = match build {
        Build::Measure => image,
        Build::Render(..) => lut(image, host.table(&asset)?, color_lut::STRENGTH.part(call)),
    };
    Ok(color_lut::RESULT.give(Scaled { image, full }))
}

/// What an uploaded picture gives.
fn loaded(
    call: &Call,
    host: &dyn Host,
    build: Build<'_>,
    is_one_of_many: bool,
) -> Result<Outputs, RenderError> {
    let scaled = match call.inputs.get(image_load::FILE.name) {
        // The file of a node that saves.
        Some(Data::Picture(scaled)) => scaled.clone(),
        _ => {
            let asset = image_load::FILE.get(call)?;
            let frame = image_load::FRAME.count(call);
            match build {
                Build::Measure => outline(host.size_of(&asset)?),
                Build::Render(scale, pull) if is_one_of_many => {
                    host.load_later(&asset, frame, scale, pull)?
                }
                Build::Render(scale, pull) => host.load(&asset, frame, scale, pull)?,
            }
        }
    };
    let mask = Scaled {
        image: mask_from_alpha(scaled.image.clone()),
        full: scaled.full,
    };
    let (width, height) = scaled.full;
    Ok([
        (image_load::IMAGE.name.into(), Data::Picture(scaled)),
        (image_load::MASK.name.into(), Data::Mask(mask)),
        (image_load::WIDTH.name.into(), Data::Int(width.into())),
        (image_load::HEIGHT.name.into(), Data::Int(height.into())),
    ]
    .into())
}

/// The pictures of an uploaded animation.
fn taken_apart(call: &Call, host: &dyn Host, build: Build<'_>) -> Result<Outputs, RenderError> {
    let asset = image_frames::FILE.get(call)?;
    let size = host.size_of(&asset)?;
    let picked = image_frames::picked(call, &host.delays(&asset)?, size)
        .map_err(|error| RenderError::Failed(error.said))?;
    let picture = |frame| match build {
        Build::Measure => Ok(outline(size)),
        Build::Render(scale, pull) => host.load_later(&asset, frame, scale, pull),
    };
    let frames: Result<Vec<Data>, RenderError> = picked
        .iter()
        .map(|one| picture(one.number).map(Data::Picture))
        .collect();
    let delays = picked.iter().map(|one| Data::Float(one.seconds));
    let count = i64::try_from(picked.len()).unwrap_or(i64::MAX);
    Ok([
        (image_frames::FRAMES.name.into(), Data::list(frames?)?),
        (image_frames::DELAYS.name.into(), Data::list(delays)?),
        (image_frames::COUNT.name.into(), Data::Int(count)),
    ]
    .into())
}

/// The picked takes: their files, and in its place what the output node makes now.
fn picked_takes(call: &Call, host: &dyn Host, build: Build<'_>) -> Result<Outputs, RenderError> {
    let Some(Value::Assets(files)) = call.params.get(PICKED) else {
        return Err(RenderError::Failed(said("takes-of-nothing", [])));
    };
    let kept = |file: &AssetRef| match build {
        Build::Measure => Ok(Data::Picture(outline(host.size_of(file)?))),
        Build::Render(scale, pull) => host.load_later(file, 1, scale, pull).map(Data::Picture),
    };
    let mut images: Vec<Data> = files.iter().map(kept).collect::<Result<_, RenderError>>()?;
    if let Some(Value::Int(place)) = call.params.get(PICKED_NOW) {
        let place = usize::try_from(*place).unwrap_or(0).min(images.len());
        let now = call.inputs.get(take_pick::FILE.name).map(Data::items);
        images.splice(place..place, now.unwrap_or_default().iter().cloned());
    }
    let count = i64::try_from(images.len()).unwrap_or(i64::MAX);
    let first = images.first().cloned();
    let first = first.ok_or_else(|| RenderError::Failed(said("takes-none", [])))?;
    Ok([
        (take_pick::IMAGE.name.into(), first),
        (take_pick::IMAGES.name.into(), Data::list(images)?),
        (take_pick::FOUND.name.into(), Data::Int(count)),
    ]
    .into())
}
