//! A chain of steps as pictures: built anew for every use, at one scale, as far up as nothing shorter is kept.
//! Building is cheap, as kernels render on demand. Files, and what is kept of earlier work, come from a [`Host`]: the engine
//! on the server, the preview's worker in the browser. The same steps give the same bits in both.

mod host;
mod hosted;
mod outline;
mod read_off;

pub use host::{Build, Host, Measured, Place};
pub(crate) use hosted::of_files;

use crate::call::{Call, Data, NodeError, Outputs, Scaled};
use crate::catalogue::catalogue;
use crate::each::each;
use crate::furnish::furnished;
use crate::node::{image_load, image_save};
use crate::reading::{always_read, choosing, read};
use crate::spec::{NodeSpec, Run};
use gesso_graph::{ContentKey, Name, ParamKind, PortDecl, Source, Step, Type, Value, read_value};
use gesso_media::{Fonts, RenderError};
use gesso_words::{label, said};
use std::collections::{BTreeMap, BTreeSet};
use std::sync::Arc;

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
    let spec = catalogue().spec(&last.kind);
    given(steps, host, build, spec.map(|spec| &*spec.schema.outputs))
}

/// What the last of the steps gives at least at these outputs.
fn given(
    steps: &[Arc<Step>],
    host: &dyn Host,
    build: Build<'_>,
    ports: Option<&[PortDecl]>,
) -> Result<Outputs, RenderError> {
    let last = steps.last().ok_or_else(nothing)?;
    let ports = ports.unwrap_or_default();
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
    let spec = catalogue().spec(&last.kind).ok_or_else(no_picture)?;
    let outputs = given(steps, host, build, spec.schema.outputs.get(..1))?;
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
            to_call.push((at, step));
        }
    }
    for (at, step) in to_call.into_iter().rev() {
        let mut call = call_of(step, &made, build);
        // Who only measures pays for it when it asks for it.
        if let Some(output) = read_off::output(step)
            && (matches!(build, Build::Render(..)) || wanted.contains(&(step.key, output.clone())))
            && let Some(data) = read_off::found(&steps[..=at], step, &call, host, build)?
        {
            call.inputs.insert(output, data);
        }
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
