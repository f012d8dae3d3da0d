//! The work of one step, on a thread that may block: measure, preview, and the whole picture or file where one is wanted.
//! Writes only files in the making; who calls it gives them their names.

use crate::chain::{Chain, Kitchen, kept_image};
use crate::naming;
use crate::shelf::Place;
use gesso_graph::{Name, Step};
use gesso_media::native::{Colors, Encoding, Format, encode, raw, thumbnail};
use gesso_media::{Image, Pull, RenderError};
use gesso_nodes::chain::{Build, preview_scale, shown};
use gesso_nodes::{
    Call, Data, NOTE, NodeError, Outputs, Scaled, catalogue, image_save, subtitles_make,
};
use gesso_sync::{Said, said};
use std::fs::File;
use std::io::{BufWriter, Write};
use std::path::{Path, PathBuf};

/// What a step is asked for.
pub(crate) struct Order<'a> {
    pub(crate) chain: &'a Chain,
    pub(crate) step: &'a Step,
    /// The whole picture is wanted on disk: it is looked at, or read more than once.
    pub(crate) keep_whole: bool,
    /// It is one of the items of a step: nobody changes it alone.
    pub(crate) is_item: bool,
    /// The longest side of the preview.
    pub(crate) preview_side: u32,
    /// Most pixels of a picture that is kept whole.
    pub(crate) kept_pixels: u64,
    /// Where files in the making stand; the name is this step's alone.
    pub(crate) scratch: PathBuf,
}

/// What a step gave.
#[derive(Debug, Default)]
pub(crate) struct Made {
    pub(crate) size: Option<(u32, u32)>,
    /// The output it shows and the bytes of the picture.
    pub(crate) preview: Option<(Name, Vec<u8>)>,
    pub(crate) raw: Option<(Name, Scratch)>,
    pub(crate) file: Option<MadeFile>,
    pub(crate) values: Vec<(String, String)>,
    pub(crate) notes: Vec<Said>,
}

/// A file for people.
#[derive(Debug)]
pub(crate) struct MadeFile {
    /// Its name as far as its work decides it: see [`naming`].
    pub(crate) name: String,
    pub(crate) media_type: &'static str,
    pub(crate) file: Scratch,
}

/// A file in the making: gone when nobody gave it a name.
#[derive(Debug)]
pub(crate) struct Scratch(PathBuf);

impl Scratch {
    pub(crate) fn path(&self) -> &Path {
        &self.0
    }
}

impl Drop for Scratch {
    fn drop(&mut self) {
        // It was moved to its place, or nobody needs it.
        drop(std::fs::remove_file(&self.0));
    }
}

type Progress<'a> = &'a (dyn Fn(f32) + Sync);

/// Does the work. `progress` hears 0–1 from any thread.
pub(crate) fn make(
    order: &Order<'_>,
    kitchen: &Kitchen,
    pull: &Pull,
    progress: Progress<'_>,
) -> Result<Made, RenderError> {
    if order.step.kind.as_str() == image_save::ID {
        return save(order, kitchen, pull, progress);
    }
    let measured = order.chain.outputs(kitchen, Build::Measure)?;
    let mut made = Made {
        values: words(order.step, &measured),
        notes: measured
            .get(NOTE)
            .and_then(Data::said)
            .cloned()
            .into_iter()
            .collect(),
        file: words_file(order, kitchen, &measured)?,
        ..Made::default()
    };
    let Some((output, Scaled { full, .. })) = shown(order.step, &measured) else {
        return Ok(made);
    };
    // The first picture of a list is shown, and must not be taken for the list later.
    let is_list = matches!(measured.get(&output), Some(Data::List(_)));
    made.size = Some(*full);
    let scale = preview_scale(*full, order.preview_side);
    let outputs = order.chain.outputs(kitchen, Build::Render(scale, pull))?;
    if let Some((_, scaled)) = shown(order.step, &outputs) {
        let image = kept_image(&scaled.image, pull)?;
        made.preview = Some((
            output.clone(),
            thumbnail(&image, order.preview_side, pull)?.bytes,
        ));
        // Also at full size, when that is small: or each step of a chain would render all before it once more.
        if !is_list {
            let (w, h) = image.size();
            let place = Place::Proxy(order.step.key, output.clone(), scale.to_bits());
            let bytes = u64::from(w) * u64::from(h) * 16;
            if let Some(room) = kitchen.shelf.room(bytes) {
                kitchen
                    .shelf
                    .keep(place, Scaled { image, full: *full }, room);
            }
        }
    }
    let pixels = u64::from(full.0) * u64::from(full.1);
    if order.keep_whole && !is_list && pixels <= order.kept_pixels {
        keep_inputs(order, kitchen, pull)?;
        let outputs = order.chain.outputs(kitchen, Build::Render(1.0, pull))?;
        if let Some((_, scaled)) = shown(order.step, &outputs) {
            let file = scratch(order, "raw");
            raw::write(file.path(), &scaled.image, pull, progress)?;
            made.raw = Some((output, file));
        }
    }
    Ok(made)
}

/// Keeps the whole pictures that the step reads, where they are small against the memory there is: who changes this step
/// alone does not wait for those before it to be rendered again.
fn keep_inputs(order: &Order<'_>, kitchen: &Kitchen, pull: &Pull) -> Result<(), RenderError> {
    const WHOLE: f32 = 1.0;
    if order.is_item {
        return Ok(());
    }
    let call = order.chain.call(kitchen, Build::Render(WHOLE, pull))?;
    let mut made = Vec::new();
    for (port, source) in &order.step.inputs {
        let place = (source.key, source.output.clone());
        let (Some(Data::Picture(scaled) | Data::Mask(scaled)), false) =
            (call.inputs.get(port), order.chain.has_at_hand(&place))
        else {
            continue;
        };
        let (w, h) = scaled.full;
        let bytes = u64::from(w) * u64::from(h) * 16;
        let place = Place::Proxy(place.0, place.1, WHOLE.to_bits());
        if kitchen.shelf.find(&place).is_none()
            && let Some(room) = kitchen.shelf.room_beside_others(bytes)
        {
            let scaled = Scaled {
                image: kept_image(&scaled.image, pull)?,
                full: scaled.full,
            };
            made.push((place, scaled, room));
        }
    }
    // The files that they were made of may go for them.
    drop(call);
    for (place, scaled, room) in made {
        kitchen.shelf.keep(place, scaled, room);
    }
    Ok(())
}

fn save(
    order: &Order<'_>,
    kitchen: &Kitchen,
    pull: &Pull,
    progress: Progress<'_>,
) -> Result<Made, RenderError> {
    let full = image_save::IMAGE
        .get(&order.chain.call(kitchen, Build::Measure)?)?
        .full;
    let scale = preview_scale(full, order.preview_side);
    let small = order.chain.call(kitchen, Build::Render(scale, pull))?;
    let small = kept_image(&image_save::IMAGE.get(&small)?.image, pull)?;
    let preview = thumbnail(&small, order.preview_side, pull)?.bytes;

    keep_inputs(order, kitchen, pull)?;
    let call = order.chain.call(kitchen, Build::Render(1.0, pull))?;
    let image = image_save::picture(&call)?.image;
    let encoding = encoding(&call)?;
    let format = encoding.format;
    let file = scratch(order, "file");
    write(&image, encoding, file.path(), pull, progress)?;
    Ok(Made {
        size: Some(full),
        preview: Some((image_save::IMAGE.name.into(), preview)),
        file: Some(MadeFile {
            name: naming::pattern(&image_save::NAME.get(&call), full, format.extension()),
            media_type: format.media_type(),
            file,
        }),
        ..Made::default()
    })
}

/// The file that is asked for.
fn encoding(call: &Call) -> Result<Encoding, NodeError> {
    let quality = u8::try_from(image_save::QUALITY.get(call)).unwrap_or(100);
    let wanted = image_save::FORMAT.get(call);
    let format = match wanted {
        "png8" => Format::Png8,
        "png16" => Format::Png16,
        "jpeg" => Format::Jpeg { quality },
        "webp" => Format::WebP { quality },
        "avif" | "avif10" => Format::Avif {
            depth: if wanted == "avif10" { 10 } else { 8 },
            quality,
            speed: u8::try_from(image_save::SPEED.get(call)).unwrap_or(10),
        },
        "tiff16" => Format::Tiff16,
        "tiff32" => Format::Tiff32,
        "exr16" => Format::Exr16,
        "exr32" => Format::Exr32,
        other => {
            return Err(NodeError::new(said(
                "format-unknown",
                [("format", other.into())],
            )));
        }
    };
    Ok(Encoding {
        format,
        colors: match image_save::COLORS.get(call) {
            "p3" => Colors::DisplayP3,
            _ => Colors::Srgb,
        },
        dither: image_save::DITHER.get(call),
    })
}

/// The file of a step that makes one of words.
fn words_file(
    order: &Order<'_>,
    kitchen: &Kitchen,
    outputs: &Outputs,
) -> Result<Option<MadeFile>, RenderError> {
    if order.step.kind.as_str() != subtitles_make::ID {
        return Ok(None);
    }
    let call = order.chain.call(kitchen, Build::Measure)?;
    let Some(written) = subtitles_make::written(&call, outputs) else {
        return Ok(None);
    };
    let file = scratch(order, "file");
    std::fs::write(file.path(), written.text).map_err(unwritten)?;
    Ok(Some(MadeFile {
        name: format!("{}.{}", written.name, written.ending),
        media_type: written.media_type,
        file,
    }))
}

fn unwritten(error: std::io::Error) -> RenderError {
    let reason = error.to_string();
    RenderError::Failed(said("file-unwritten", [("reason", reason.into())]))
}

fn write(
    image: &Image,
    encoding: Encoding,
    path: &Path,
    pull: &Pull,
    progress: Progress<'_>,
) -> Result<(), RenderError> {
    let mut out = BufWriter::new(File::create(path).map_err(unwritten)?);
    encode(image, encoding, pull, progress, &mut out)?;
    out.flush().map_err(unwritten)
}

/// Outputs that are words or numbers, as people read them; of very long words the beginning, for every screen is told.
fn words(step: &Step, outputs: &Outputs) -> Vec<(String, String)> {
    /// The most characters.
    const TOLD: usize = 10_000;
    let ports = catalogue()
        .spec(&step.kind)
        .map_or(&[][..], |spec| &spec.schema.outputs);
    let said = ports.iter().filter_map(|port| {
        let mut words = outputs.get(&*port.name)?.words()?;
        if let Some((end, _)) = words.char_indices().nth(TOLD) {
            words.truncate(end);
            words.push('…');
        }
        Some((port.label.to_string(), words))
    });
    said.collect()
}

fn scratch(order: &Order<'_>, ending: &str) -> Scratch {
    Scratch(order.scratch.with_extension(ending))
}
