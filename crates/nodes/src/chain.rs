//! A chain of steps as pictures: built anew for every use, at one scale, as far up as nothing shorter is kept.
//! Building is cheap, as kernels render on demand. Files, and what is kept of earlier work, come from a [`Host`]: the engine
//! on the server, the preview's worker in the browser. The same steps give the same bits in both.

use crate::call::{Call, Data, NodeError, Outputs, Scaled};
use crate::catalogue::catalogue;
use crate::each::each;
use crate::furnish::furnished;
use crate::node::{color_lut, image_frames, image_load, image_save, take_pick};
use crate::reading::{always_read, choosing, read};
use crate::spec::{NodeSpec, Run};
use gesso_graph::{
    AssetRef, ContentKey, Name, PICKED, PICKED_NOW, ParamKind, Source, Step, Type, Value,
    read_value,
};
use gesso_media::{
    FontCase, Fonts, Lut, Picture, Pull, Region, RenderError, Tile, lut, mask_from_alpha,
};
use gesso_words::{label, said};
use std::collections::{BTreeMap, BTreeSet};
use std::sync::{Arc, Mutex, PoisonError};
use std::time::Duration;

/// An output of a step, by the step's key.
pub type Place = (ContentKey, Name);

/// How a chain is built.
#[derive(Debug, Clone, Copy)]
pub enum Build<'a> {
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

/// What a chain takes from outside.
pub trait Host {
    /// The fonts that were set up before.
    fn font_case(&self) -> &FontCase;

    /// The bytes of a file that is no picture: a font, a drawing. None with more than `most` is read.
    ///
    /// # Errors
    /// When it is gone or larger, said for people; [`RenderError::Cancelled`] while it is on its way.
    fn bytes(&self, asset: &AssetRef, most: u64) -> Result<Arc<[u8]>, RenderError>;

    /// Most pixels of one picture at full size.
    fn most_pixels(&self) -> u64;

    /// What is known of outputs from measuring.
    fn measured(&self) -> &Measured;

    /// Width and height of a file, upright.
    ///
    /// # Errors
    /// When it is gone or no picture, said for people.
    fn size_of(&self, asset: &AssetRef) -> Result<(u32, u32), RenderError>;

    /// The picture in a file at a scale; of an animation that with this number, from 1.
    ///
    /// # Errors
    /// When it can't be read, said for people, or the pull was stopped.
    fn load(
        &self,
        asset: &AssetRef,
        frame: u32,
        scale: f32,
        pull: &Pull,
    ) -> Result<Scaled, RenderError>;

    /// As [`Host::load`], for one of many: read only when it is rendered, where the host can do that.
    ///
    /// # Errors
    /// As [`Host::load`].
    fn load_later(
        &self,
        asset: &AssetRef,
        frame: u32,
        scale: f32,
        pull: &Pull,
    ) -> Result<Scaled, RenderError> {
        self.load(asset, frame, scale, pull)
    }

    /// For how long each picture of an animation shows; one entry for each. A host that reads none says so.
    ///
    /// # Errors
    /// When it is gone or no picture, said for people.
    fn delays(&self, asset: &AssetRef) -> Result<Vec<Duration>, RenderError> {
        Err(RenderError::Failed(said(
            "frames-not-here",
            [("name", (&*asset.name).into())],
        )))
    }

    /// The look-up table in a file. A host that reads none says so; it has a server that does.
    ///
    /// # Errors
    /// When it is gone or no table, said for people.
    fn table(&self, asset: &AssetRef) -> Result<Arc<Lut>, RenderError> {
        Err(RenderError::Failed(said(
            "table-not-here",
            [("name", (&*asset.name).into())],
        )))
    }

    /// An output that need not be made: somebody rendered it before at this very scale. To measure, only its size counts.
    ///
    /// # Errors
    /// When it is there and can't be read.
    fn kept(&self, place: &Place, build: Build<'_>) -> Result<Option<Scaled>, RenderError>;

    /// A picture that was built now, to be kept or replaced by one with the same pixels that keeps some of them.
    fn made(&self, place: &Place, scale: f32, scaled: Scaled) -> Scaled {
        let _ = (place, scale);
        scaled
    }
}

/// Sizes and values of outputs. Without it every step of a long run would measure everything before it again.
#[derive(Debug, Default)]
pub struct Measured {
    outputs: Mutex<BTreeMap<Place, Data>>,
}

impl Measured {
    fn find(&self, place: &Place) -> Option<Data> {
        let outputs = self.outputs.lock().unwrap_or_else(PoisonError::into_inner);
        outputs.get(place).cloned()
    }

    /// How many there are.
    pub fn count(&self) -> usize {
        let outputs = self.outputs.lock().unwrap_or_else(PoisonError::into_inner);
        outputs.len()
    }

    /// Keeps a size in place of a picture, so that no kernel is held.
    fn keep(&self, place: Place, data: &Data) {
        let data = outlined(data);
        let mut outputs = self.outputs.lock().unwrap_or_else(PoisonError::into_inner);
        outputs.insert(place, data);
    }
}

/// What flows into the last of the steps, each of which comes after those it reads.
///
/// # Errors
/// What a node, a file or a limit says.
pub fn call(steps: &[Arc<Step>], host: &dyn Host, build: Build<'_>) -> Result<Call, RenderError> {
    let (last, before) = steps.split_last().ok_or_else(nothing)?;
    let made = make(before, sources_read(last, before, host)?, host, build)?;
    Ok(call_of(last, &made, build))
}

/// The inputs that the last of the steps reads. What decides is measured.
///
/// # Errors
/// As [`call`].
pub fn inputs_read(steps: &[Arc<Step>], host: &dyn Host) -> Result<BTreeSet<Name>, RenderError> {
    let (last, before) = steps.split_last().ok_or_else(nothing)?;
    ports_read(last, before, host)
}

/// What the last of the steps gives.
///
/// # Errors
/// As [`call`].
pub fn outputs(
    steps: &[Arc<Step>],
    host: &dyn Host,
    build: Build<'_>,
) -> Result<Outputs, RenderError> {
    let last = steps.last().ok_or_else(nothing)?;
    let ports = catalogue()
        .spec(&last.kind)
        .map_or(&[][..], |spec| &spec.schema.outputs);
    let wanted = ports.iter().map(|port| (last.key, (&port.name).into()));
    let made = make(steps, wanted.collect(), host, build)?;
    let own = made.into_iter().filter(|((key, _), _)| *key == last.key);
    Ok(own.map(|((_, output), data)| (output, data)).collect())
}

/// The picture that the last of the steps shows: its first output, or what it saves.
///
/// # Errors
/// As [`call`], and when it is no picture.
pub fn picture(
    steps: &[Arc<Step>],
    host: &dyn Host,
    build: Build<'_>,
) -> Result<Scaled, RenderError> {
    let no_picture = || RenderError::Failed(said("gives-no-picture", []));
    let last = steps.last().ok_or_else(no_picture)?;
    if last.kind.as_str() == image_save::ID {
        return Ok(image_save::IMAGE.get(&call(steps, host, build)?)?);
    }
    let outputs = outputs(steps, host, build)?;
    Ok(shown(last, &outputs).ok_or_else(no_picture)?.1.clone())
}

/// The steps that a key needs and its own, every step after those it reads.
pub fn upstream(key: ContentKey, steps: &BTreeMap<ContentKey, Arc<Step>>) -> Vec<Arc<Step>> {
    let read = |step: &Arc<Step>| {
        let keys: BTreeSet<ContentKey> = sources(step).map(|(key, _)| key).collect();
        keys.into_iter()
    };
    let mut order = Vec::new();
    let mut seen = BTreeSet::from([key]);
    let mut open: Vec<_> = steps
        .get(&key)
        .map(|step| (step, read(step)))
        .into_iter()
        .collect();
    while let Some((step, rest)) = open.last_mut() {
        match rest.next() {
            Some(source) => {
                if let (true, Some(step)) = (seen.insert(source), steps.get(&source)) {
                    open.push((step, read(step)));
                }
            }
            None => {
                order.push(Arc::clone(step));
                open.pop();
            }
        }
    }
    order
}

/// The scale a preview is rendered at before it is made as small as `side`: the last of 1, a half, a quarter … at which the
/// longest side is no shorter. These few are the viewer's too. With a scale for every size, each step of a chain that changes
/// sizes would render all before it anew.
pub fn preview_scale((w, h): (u32, u32), side: u32) -> f32 {
    let times = w.max(h) / side.max(1);
    1.0 / (1_u32 << times.max(1).ilog2()) as f32
}

/// The picture a step shows: its first output, when that is one.
pub fn shown<'a>(step: &Step, outputs: &'a Outputs) -> Option<(Name, &'a Scaled)> {
    let first = catalogue().spec(&step.kind)?.schema.outputs.first()?;
    Some(((&first.name).into(), outputs.get(&*first.name)?.picture()?))
}

/// The wanted outputs of these steps: from the end back to what is kept, then forwards from there.
fn make(
    steps: &[Arc<Step>],
    mut wanted: BTreeSet<Place>,
    host: &dyn Host,
    build: Build<'_>,
) -> Result<BTreeMap<Place, Data>, RenderError> {
    let mut made = BTreeMap::new();
    let mut to_call = Vec::new();
    for (at, step) in steps.iter().enumerate().rev() {
        let places: Vec<Place> = wanted
            .iter()
            .filter(|(key, _)| *key == step.key)
            .cloned()
            .collect();
        let mut missing = false;
        for place in places {
            match kept(step, &place, host, build)? {
                Some(data) => {
                    made.insert(place, data);
                }
                None => missing = true,
            }
        }
        if missing {
            wanted.extend(sources_read(step, &steps[..at], host)?);
            to_call.push(step);
        }
    }
    for step in to_call.into_iter().rev() {
        let call = call_of(step, &made, build);
        for (output, data) in run(step, &call, host, build)? {
            for scaled in data.items().iter().filter_map(Data::picture) {
                check_size(scaled.full, host.most_pixels())?;
            }
            // What is kept and what is made are the same; the kept one is cheaper.
            let place = (step.key, output);
            let data = match build {
                Build::Measure => {
                    host.measured().keep(place.clone(), &data);
                    data
                }
                Build::Render(scale, _) if !made.contains_key(&place) => {
                    offered(host, &place, scale, data)
                }
                Build::Render(..) => data,
            };
            made.entry(place).or_insert(data);
        }
    }
    Ok(made)
}

fn sources(step: &Step) -> impl Iterator<Item = Place> {
    step.inputs.values().map(place)
}

/// What a step reads of those before it.
fn sources_read(
    step: &Step,
    before: &[Arc<Step>],
    host: &dyn Host,
) -> Result<BTreeSet<Place>, RenderError> {
    if choosing(step).is_none() {
        return Ok(sources(step).collect());
    }
    let ports = ports_read(step, before, host)?;
    let read = step.inputs.iter().filter(|(port, _)| ports.contains(*port));
    Ok(read.map(|(_, source)| place(source)).collect())
}

/// The inputs that a step reads of those before it. What decides is measured.
fn ports_read(
    step: &Step,
    before: &[Arc<Step>],
    host: &dyn Host,
) -> Result<BTreeSet<Name>, RenderError> {
    let deciding = always_read(step).map(|(_, source)| place(source));
    let made = make(before, deciding.collect(), host, Build::Measure)?;
    Ok(read(step, &call_of(step, &made, Build::Measure).inputs))
}

fn place(source: &Source) -> Place {
    (source.key, source.output.clone())
}

/// An output that somebody rendered or measured before.
fn kept(
    step: &Step,
    place: &Place,
    host: &dyn Host,
    build: Build<'_>,
) -> Result<Option<Data>, RenderError> {
    let measured = match build {
        Build::Measure => host.measured().find(place),
        Build::Render(..) => None,
    };
    if measured.is_some() {
        return Ok(measured);
    }
    let scaled = host.kept(place, build)?;
    Ok(scaled.map(|scaled| as_declared(step, &place.1, scaled)))
}

/// What was made, as the host gives it back.
fn offered(host: &dyn Host, place: &Place, scale: f32, data: Data) -> Data {
    match data {
        Data::Picture(scaled) => Data::Picture(host.made(place, scale, scaled)),
        Data::Mask(scaled) => Data::Mask(host.made(place, scale, scaled)),
        value => value,
    }
}

fn run(
    step: &Step,
    call: &Call,
    host: &dyn Host,
    build: Build<'_>,
) -> Result<Outputs, RenderError> {
    let spec: &NodeSpec = catalogue().spec(&step.kind).ok_or_else(|| {
        RenderError::Failed(said(
            "kind-unknown",
            [("kind", step.kind.to_string().into())],
        ))
    })?;
    let is_one_of_many = matches!(call.inputs.get(image_load::FILE.name), Some(Data::List(_)));
    each(&spec.schema, call, numbered, |call| match spec.run {
        Run::Kernel(kernel) => {
            let chosen = by_name(spec, call)?;
            let call = chosen.as_ref().unwrap_or(call);
            let furnished = furnished(spec, call, host)?;
            kernel(furnished.as_ref().unwrap_or(call))
                .map_err(|error| RenderError::Failed(error.said.within(&spec.schema.text_key())))
        }
        Run::Host => of_files(spec, call, host, build, is_one_of_many),
    })
}

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

/// The call with the options that are wired in by their ids; none where that is so or nothing decides by a wire. An option may be
/// wired in by the name that people read.
fn by_name(spec: &NodeSpec, call: &Call) -> Result<Option<Call>, RenderError> {
    let mut changed: Option<Call> = None;
    let choices = spec.schema.params.iter();
    for param in choices.filter(|param| matches!(param.kind, ParamKind::Choice { .. })) {
        let Some(Data::Text(wired)) = call.inputs.get(&*param.name) else {
            continue;
        };
        let Value::Choice(id) = read_value(param, wired).map_err(|reason| {
            let name = label(&format!("param-{}", param.name), &param.label);
            let said = said("wired-option", [("param", name), ("reason", reason)]);
            RenderError::Failed(said.within(&spec.schema.text_key()))
        })?
        else {
            continue;
        };
        if id.as_str() != &**wired {
            let call = changed.get_or_insert_with(|| call.clone());
            call.inputs
                .insert((&param.name).into(), Data::Text(id.as_str().into()));
        }
    }
    Ok(changed)
}

/// The error of one item of a list, with its number.
fn numbered(number: usize, error: RenderError) -> RenderError {
    match error {
        RenderError::Failed(reason) => RenderError::Failed(said(
            "item-failed",
            [("number", number.into()), ("reason", reason)],
        )),
        RenderError::Cancelled => RenderError::Cancelled,
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

/// A picture as what the output is declared to be: coverage must not be taken for grey again.
fn as_declared(step: &Step, output: &str, scaled: Scaled) -> Data {
    let spec = catalogue().spec(&step.kind);
    match spec.and_then(|spec| spec.schema.output(output)) {
        Some(port) if port.ty == Type::Mask => Data::Mask(scaled),
        _ => Data::Picture(scaled),
    }
}

/// What flows into a step, from what was made.
fn call_of(step: &Step, made: &BTreeMap<Place, Data>, build: Build<'_>) -> Call {
    let wired = step.inputs.iter().filter_map(|(port, source)| {
        let data = made.get(&(source.key, source.output.clone()))?;
        Some((port.clone(), data.clone()))
    });
    Call {
        scale: build.scale(),
        inputs: wired.collect(),
        params: step.params.clone(),
        fonts: Fonts::none(),
    }
}

fn check_size((w, h): (u32, u32), most: u64) -> Result<(), RenderError> {
    let pixels = u64::from(w) * u64::from(h);
    if pixels <= most {
        return Ok(());
    }
    Err(RenderError::Failed(said(
        "picture-too-large",
        [
            ("width", w.into()),
            ("height", h.into()),
            ("megapixels", pixels.div_ceil(1_000_000).into()),
            ("most", (most / 1_000_000).into()),
        ],
    )))
}

fn nothing() -> RenderError {
    RenderError::Failed(said("nothing-to-build", []))
}

impl From<NodeError> for RenderError {
    fn from(error: NodeError) -> Self {
        Self::Failed(error.said)
    }
}

/// The same with sizes in place of pictures.
fn outlined(data: &Data) -> Data {
    match data {
        Data::Picture(scaled) => Data::Picture(outline(scaled.full)),
        Data::Mask(scaled) => Data::Mask(outline(scaled.full)),
        Data::List(items) => Data::List(items.iter().map(outlined).collect()),
        value => value.clone(),
    }
}

fn outline(full: (u32, u32)) -> Scaled {
    Scaled {
        image: Arc::new(Outline(full)),
        full,
    }
}

/// A picture of which only the size is known.
struct Outline((u32, u32));

impl Picture for Outline {
    fn size(&self) -> (u32, u32) {
        self.0
    }

    fn render(&self, _region: Region, _pull: &Pull) -> Result<Tile, RenderError> {
        Err(RenderError::Failed(said("measured-only", [])))
    }
}
