//! A chain of steps as pictures: built anew for every use, at one scale, as far up as nothing shorter is kept.
//! Building is cheap (kernels render on demand); only decoding a file costs, and decoded files are on the shelf.

use crate::shelf::{Place, Shelf};
use gesso_graph::{ContentKey, Name, Step, Type};
use gesso_media::native::{Limits, MediaError, decode, materialise, probe, raw, scaled_size};
use gesso_media::{
    Filter, Fonts, Image, Picture, Pull, Region, RenderError, Tile, mask_from_alpha, resize,
};
use gesso_nodes::{Call, Data, NodeError, Outputs, Run, Scaled, catalogue, image_load};
use std::collections::{BTreeMap, BTreeSet};
use std::path::PathBuf;
use std::sync::{Arc, Mutex, PoisonError};

/// What every chain is built with.
#[derive(Debug)]
pub(crate) struct Kitchen {
    pub(crate) fonts: Arc<Fonts>,
    pub(crate) shelf: Shelf,
    pub(crate) limits: Limits,
    /// Most pixels of one picture at full size.
    pub(crate) pixels: u64,
}

/// The steps that make one result, with the files they read.
#[derive(Debug, Default)]
pub(crate) struct Chain {
    /// Every step after the steps it reads; the last one is what the chain is for.
    pub(crate) steps: Vec<Arc<Step>>,
    /// Files of assets, by hash.
    pub(crate) assets: BTreeMap<Name, PathBuf>,
    /// Files of whole pictures, by step and output.
    pub(crate) raws: BTreeMap<(ContentKey, Name), PathBuf>,
    /// What is known of outputs already; the chains of one run share it.
    pub(crate) measured: Arc<Measured>,
}

/// Sizes and values of outputs. Without it every step of a long run would measure everything before it again.
#[derive(Debug, Default)]
pub(crate) struct Measured {
    outputs: Mutex<BTreeMap<(ContentKey, Name), Data>>,
}

impl Measured {
    fn find(&self, output: &(ContentKey, Name)) -> Option<Data> {
        let outputs = self.outputs.lock().unwrap_or_else(PoisonError::into_inner);
        outputs.get(output).cloned()
    }

    /// Keeps a size in place of a picture, so that no kernel is held.
    fn keep(&self, output: (ContentKey, Name), data: &Data) {
        let outline = |full| Scaled {
            image: Arc::new(Outline(full)),
            full,
        };
        let data = match data {
            Data::Picture(scaled) => Data::Picture(outline(scaled.full)),
            Data::Mask(scaled) => Data::Mask(outline(scaled.full)),
            value => value.clone(),
        };
        let mut outputs = self.outputs.lock().unwrap_or_else(PoisonError::into_inner);
        outputs.insert(output, data);
    }
}

/// Why a chain can't be built or rendered.
#[derive(Debug)]
pub(crate) enum ChainError {
    Cancelled,
    Failed(String),
}

/// How a chain is built.
#[derive(Debug, Clone, Copy)]
pub(crate) enum Build<'a> {
    /// Only to know sizes and values: no file is decoded, nothing can be rendered.
    Measure,
    /// To be rendered at this scale.
    Render(f32, &'a Pull),
}

impl Build<'_> {
    fn scale(self) -> f32 {
        match self {
            Self::Measure => 1.0,
            Self::Render(scale, _) => scale,
        }
    }
}

impl Chain {
    /// What flows into the last step.
    pub(crate) fn call(&self, kitchen: &Kitchen, build: Build<'_>) -> Result<Call, ChainError> {
        let Some((last, before)) = self.steps.split_last() else {
            return Err(ChainError::Failed("There is nothing to build.".into()));
        };
        let wanted: BTreeSet<(ContentKey, Name)> = last
            .inputs
            .values()
            .map(|source| (source.key, source.output.clone()))
            .collect();
        let made = self.make(before, wanted, kitchen, build)?;
        Ok(call(last, &made, kitchen, build))
    }

    /// What the last step gives.
    pub(crate) fn outputs(
        &self,
        kitchen: &Kitchen,
        build: Build<'_>,
    ) -> Result<Outputs, ChainError> {
        let Some(last) = self.steps.last() else {
            return Err(ChainError::Failed("There is nothing to build.".into()));
        };
        let schema = catalogue()
            .spec(&last.kind)
            .map_or(&[][..], |spec| &spec.schema.outputs);
        let wanted = schema
            .iter()
            .map(|port| (last.key, (&port.name).into()))
            .collect();
        let made = self.make(&self.steps, wanted, kitchen, build)?;
        let own = made.into_iter().filter(|((key, _), _)| *key == last.key);
        Ok(own.map(|((_, output), data)| (output, data)).collect())
    }

    /// The wanted outputs of these steps: from the end back to what is kept, then forwards from there.
    fn make(
        &self,
        steps: &[Arc<Step>],
        mut wanted: BTreeSet<(ContentKey, Name)>,
        kitchen: &Kitchen,
        build: Build<'_>,
    ) -> Result<BTreeMap<(ContentKey, Name), Data>, ChainError> {
        let mut made = BTreeMap::new();
        let mut to_call = Vec::new();
        for step in steps.iter().rev() {
            let outputs: Vec<(ContentKey, Name)> = wanted
                .iter()
                .filter(|(key, _)| *key == step.key)
                .cloned()
                .collect();
            let mut missing = false;
            for output in outputs {
                match self.kept(step, &output, kitchen, build)? {
                    Some(data) => {
                        made.insert(output, data);
                    }
                    None => missing = true,
                }
            }
            if missing {
                wanted.extend(
                    step.inputs
                        .values()
                        .map(|source| (source.key, source.output.clone())),
                );
                to_call.push(step);
            }
        }
        for step in to_call.into_iter().rev() {
            let call = call(step, &made, kitchen, build);
            for (output, data) in self.run(step, &call, kitchen, build)? {
                if let Some(scaled) = data.picture() {
                    check_size(scaled.full, kitchen.pixels)?;
                }
                // What is kept and what is made are the same; the kept one is cheaper.
                let output = (step.key, output);
                if matches!(build, Build::Measure) {
                    self.measured.keep(output.clone(), &data);
                }
                made.entry(output).or_insert(data);
            }
        }
        Ok(made)
    }

    /// An output that somebody rendered or measured before.
    fn kept(
        &self,
        step: &Step,
        output: &(ContentKey, Name),
        kitchen: &Kitchen,
        build: Build<'_>,
    ) -> Result<Option<Data>, ChainError> {
        let scale = match build {
            Build::Measure => return Ok(self.measured.find(output)),
            Build::Render(scale, _) => scale,
        };
        let place = Place::Proxy(output.0, output.1.clone(), scale.to_bits());
        let scaled = match (kitchen.shelf.find(&place), self.raws.get(output)) {
            (Some(scaled), _) => Some(scaled),
            (None, Some(path)) if scale >= 1.0 => {
                let image = raw::open(path)?;
                let full = image.size();
                Some(Scaled { image, full })
            }
            (None, _) => None,
        };
        Ok(scaled.map(|scaled| as_declared(step, &output.1, scaled)))
    }

    fn run(
        &self,
        step: &Step,
        call: &Call,
        kitchen: &Kitchen,
        build: Build<'_>,
    ) -> Result<Outputs, ChainError> {
        let Some(spec) = catalogue().spec(&step.kind) else {
            return Err(ChainError::Failed(format!(
                "This version of Gesso has no node “{}”.",
                step.kind
            )));
        };
        match spec.run {
            Run::Kernel(kernel) => Ok(kernel(call)?),
            Run::Host if spec.schema.id == image_load::ID => self.load(call, kitchen, build),
            Run::Host => Err(ChainError::Failed(format!(
                "“{}” gives no picture to go on with.",
                spec.schema.title
            ))),
        }
    }

    fn load(
        &self,
        call: &Call,
        kitchen: &Kitchen,
        build: Build<'_>,
    ) -> Result<Outputs, ChainError> {
        let asset = image_load::FILE.get(call)?;
        let path = self.assets.get(&asset.hash).ok_or_else(|| {
            ChainError::Failed(format!(
                "The file “{}” is not here any more. Upload it again.",
                asset.name
            ))
        })?;
        let named = |error: MediaError| match ChainError::from(error) {
            ChainError::Failed(message) => {
                ChainError::Failed(format!("“{}”: {message}", asset.name))
            }
            ChainError::Cancelled => ChainError::Cancelled,
        };
        let scaled = match build {
            Build::Measure => {
                let found = probe(path.as_path(), &kitchen.limits).map_err(named)?;
                let full = (found.width, found.height);
                Scaled {
                    image: Arc::new(Outline(full)),
                    full,
                }
            }
            Build::Render(scale, pull) => {
                let whole = kitchen
                    .shelf
                    .find_or_make(Place::File(asset.hash.clone()), || {
                        let found = probe(path.as_path(), &kitchen.limits)?;
                        let image = decode(path.as_path(), &kitchen.limits)?;
                        let full = image.size();
                        let bytes = u64::from(full.0)
                            * u64::from(full.1)
                            * 4
                            * u64::from(found.bit_depth).div_ceil(8);
                        Ok((Scaled { image, full }, bytes))
                    });
                let whole = whole.map_err(named)?;
                if scale < 1.0 {
                    small(&asset.hash, whole, scale, kitchen, pull)?
                } else {
                    whole
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
}

/// A decoded file at a scale, rendered once.
fn small(
    hash: &Name,
    whole: Scaled,
    scale: f32,
    kitchen: &Kitchen,
    pull: &Pull,
) -> Result<Scaled, ChainError> {
    kitchen
        .shelf
        .find_or_make(Place::SmallFile(hash.clone(), scale.to_bits()), || {
            let (w, h) = scaled_size(whole.full, scale);
            let image = materialise(&resize(whole.image, w, h, Filter::Bilinear), pull, &|_| {})?;
            let bytes = u64::from(w) * u64::from(h) * 16;
            Ok((
                Scaled {
                    image: Arc::new(image),
                    full: whole.full,
                },
                bytes,
            ))
        })
}

/// A picture as what the output is declared to be: coverage must not be taken for grey again.
fn as_declared(step: &Step, output: &str, scaled: Scaled) -> Data {
    let spec = catalogue().spec(&step.kind);
    match spec.and_then(|spec| spec.schema.output(output)) {
        Some(port) if port.ty == Type::Mask => Data::Mask(scaled),
        _ => Data::Picture(scaled),
    }
}

/// What flows into a step, from what was made.
fn call(
    step: &Step,
    made: &BTreeMap<(ContentKey, Name), Data>,
    kitchen: &Kitchen,
    build: Build<'_>,
) -> Call {
    let wired = step.inputs.iter().filter_map(|(port, source)| {
        let data = made.get(&(source.key, source.output.clone()))?;
        Some((port.clone(), data.clone()))
    });
    Call {
        scale: build.scale(),
        inputs: wired.collect(),
        params: step.params.clone(),
        fonts: Arc::clone(&kitchen.fonts),
    }
}

fn check_size((w, h): (u32, u32), most: u64) -> Result<(), ChainError> {
    let pixels = u64::from(w) * u64::from(h);
    if pixels <= most {
        return Ok(());
    }
    Err(ChainError::Failed(format!(
        "The picture would be {w} × {h}, {} megapixels; the limit is {}. Make it smaller.",
        pixels.div_ceil(1_000_000),
        most / 1_000_000
    )))
}

/// A picture of which only the size is known.
struct Outline((u32, u32));

impl Picture for Outline {
    fn size(&self) -> (u32, u32) {
        self.0
    }

    fn render(&self, _region: Region, _pull: &Pull) -> Result<Tile, RenderError> {
        Err(RenderError::Failed(
            "A measured chain can't be rendered.".into(),
        ))
    }
}

impl From<NodeError> for ChainError {
    fn from(error: NodeError) -> Self {
        Self::Failed(error.message)
    }
}

impl From<RenderError> for ChainError {
    fn from(error: RenderError) -> Self {
        match error {
            RenderError::Cancelled => Self::Cancelled,
            RenderError::Failed(message) => Self::Failed(message),
        }
    }
}

impl From<MediaError> for ChainError {
    fn from(error: MediaError) -> Self {
        if error.is_cancelled() {
            Self::Cancelled
        } else {
            Self::Failed(error.to_string())
        }
    }
}

/// The picture a step shows: its first output, when that is one.
pub(crate) fn shown<'a>(step: &Step, outputs: &'a Outputs) -> Option<(Name, &'a Scaled)> {
    let first = catalogue().spec(&step.kind)?.schema.outputs.first()?;
    Some(((&first.name).into(), outputs.get(&*first.name)?.picture()?))
}

/// A picture with the pixels of a chain, kept whole.
pub(crate) fn kept_image(image: &Image, pull: &Pull) -> Result<Image, ChainError> {
    Ok(Arc::new(materialise(image, pull, &|_| {})?))
}
