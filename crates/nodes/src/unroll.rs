//! A step over a list, taken apart: one ordinary step for each item, under the key it would have if the item alone were
//! wired or set. So what was made of an item is found again whatever else is in the list. Pictures are never rendered for
//! this, and measured only where a list goes by a value that a picture gives.

use crate::call::{Call, Data, NodeError};
use crate::catalogue::catalogue;
use crate::chain::{self, Build, Host, upstream};
use crate::each::{Takes, takes, together};
use crate::furnish::furnished;
use crate::node::{image_frames, image_load, value};
use crate::reading::{always_read, choosing, read};
use crate::spec::{NodeSpec, Run};
use gesso_graph::{ContentKey, Name, ParamDecl, ParamKind, Source, Step, Type, Value, read_value};
use gesso_media::{Fonts, Image, Picture, Pull, Region, RenderError, Tile};
use gesso_words::{label, said};
use std::collections::BTreeMap;
use std::sync::Arc;

/// What is known of the steps of a plan and of the items in it.
#[derive(Debug, Default)]
pub struct Unroller {
    /// The steps of the plan and those of items.
    steps: BTreeMap<ContentKey, Arc<Step>>,
    flows: BTreeMap<ContentKey, Flow>,
}

/// What comes out of a step.
#[derive(Debug, Clone)]
enum Flow {
    /// One result.
    One,
    /// The results of these steps, one for each item.
    Each(Arc<[Arc<Step>]>),
    /// Lists that the step makes, by output.
    Lists(BTreeMap<Name, Arc<[Item]>>),
}

/// An item of a list.
#[derive(Debug, Clone)]
enum Item {
    /// It is known.
    Known(Data),
    /// A step makes it.
    Made(Source),
}

impl Unroller {
    /// Of a plan with these steps.
    pub fn new(steps: BTreeMap<ContentKey, Arc<Step>>) -> Self {
        Self {
            steps,
            flows: BTreeMap::new(),
        }
    }

    /// The steps of the items, when this step of the plan works on each item of a list; none when it gives one result.
    ///
    /// # Errors
    /// When lists that come together are not equally long, or a value that a list goes by can't be found.
    pub fn items(
        &mut self,
        key: ContentKey,
        host: &dyn Host,
    ) -> Result<Option<Arc<[Arc<Step>]>>, RenderError> {
        let mut open = vec![key];
        while let Some(&key) = open.last() {
            let step = match self.steps.get(&key) {
                Some(step) if !self.flows.contains_key(&key) => Arc::clone(step),
                _ => {
                    open.pop();
                    continue;
                }
            };
            let before = open.len();
            let step = self.chosen(step, host, &mut open)?;
            if open.len() == before {
                let flow = self.flow(&step, host)?;
                self.flows.insert(key, flow);
                open.pop();
            }
        }
        Ok(match self.flows.get(&key) {
            Some(Flow::Each(steps)) => Some(Arc::clone(steps)),
            _ => None,
        })
    }

    /// The steps that make a key, every step after those it reads.
    pub fn upstream(&self, key: ContentKey) -> Vec<Arc<Step>> {
        upstream(key, &self.steps)
    }

    /// The step with those of its inputs alone that it reads. Sources that have to be known first are put on `open`.
    fn chosen(
        &self,
        step: Arc<Step>,
        host: &dyn Host,
        open: &mut Vec<ContentKey>,
    ) -> Result<Arc<Step>, RenderError> {
        let is_unknown = |source: &&Source| {
            self.steps.contains_key(&source.key) && !self.flows.contains_key(&source.key)
        };
        let before = open.len();
        let sources = always_read(&step).map(|(_, source)| source);
        open.extend(sources.filter(is_unknown).map(|source| source.key));
        if choosing(&step).is_none() || open.len() > before {
            return Ok(step);
        }
        let mut known = BTreeMap::new();
        for (port, source) in always_read(&step) {
            let mut marks = Marks::default();
            let data = match self.list(source) {
                Some(items) => {
                    let items = items.iter();
                    let items = items.map(|item| self.data(item, &mut marks, host));
                    Data::list(items.collect::<Result<Vec<Data>, RenderError>>()?)?
                }
                None => self.data(&Item::Made(source.clone()), &mut marks, host)?,
            };
            known.insert(port.clone(), data);
        }
        let ports = read(&step, &known);
        let mut step = (*step).clone();
        step.inputs.retain(|port, _| ports.contains(port));
        let sources = step.inputs.values();
        open.extend(sources.filter(is_unknown).map(|source| source.key));
        Ok(Arc::new(step))
    }

    /// What comes out of a step whose sources are known.
    fn flow(&mut self, step: &Arc<Step>, host: &dyn Host) -> Result<Flow, RenderError> {
        let Some(spec) = catalogue().spec(&step.kind) else {
            return Ok(Flow::One);
        };
        let schema = &spec.schema;
        let mut lists = BTreeMap::new();
        for (port, source) in &step.inputs {
            if let Some(items) = self.list(source) {
                lists.insert(port.clone(), items);
            }
        }
        let lengths = lists.iter().map(|(port, items)| (port, items.len()));
        if let Some((ports, count)) = together(schema, lengths)? {
            lists.retain(|port, _| ports.contains(port));
            return self.each(step, spec, &lists, count, host);
        }
        let gives_lists = schema
            .outputs
            .iter()
            .any(|port| matches!(port.ty, Type::List(_)));
        let hands_on = schema.outputs.iter().any(|port| port.ty == Type::Any);
        match gives_lists || (hands_on && !lists.is_empty()) {
            true => self.lists_of(step, spec, host),
            false => Ok(Flow::One),
        }
    }

    /// The items that come from a source, when it is a list.
    fn list(&self, source: &Source) -> Option<Arc<[Item]>> {
        match self.flows.get(&source.key)? {
            Flow::One => None,
            Flow::Lists(lists) => lists.get(&source.output).cloned(),
            Flow::Each(steps) => {
                let of_one = |step: &Arc<Step>| {
                    let source = Source {
                        key: step.key,
                        output: source.output.clone(),
                        node: source.node,
                    };
                    match self.list(&source) {
                        Some(items) => items.to_vec(),
                        None => vec![Item::Made(source)],
                    }
                };
                Some(steps.iter().flat_map(of_one).collect())
            }
        }
    }

    /// One step for each item of these lists.
    fn each(
        &mut self,
        step: &Arc<Step>,
        spec: &NodeSpec,
        lists: &BTreeMap<Name, Arc<[Item]>>,
        count: usize,
        host: &dyn Host,
    ) -> Result<Flow, RenderError> {
        let mut steps = Vec::with_capacity(count);
        for place in 0..count {
            let (mut params, mut inputs) = (step.params.clone(), step.inputs.clone());
            for (port, items) in lists {
                match &items[place] {
                    Item::Made(source) => {
                        inputs.insert(port.clone(), source.clone());
                    }
                    Item::Known(data) => {
                        inputs.remove(port);
                        match spec.schema.param(port) {
                            Some(param) => {
                                let value = value_of(data, param).ok_or_else(|| {
                                    NodeError::new(
                                        said(
                                            "item-misfit",
                                            [
                                                ("number", (place + 1).into()),
                                                (
                                                    "port",
                                                    label(
                                                        &format!("param-{}", param.name),
                                                        &param.label,
                                                    ),
                                                ),
                                            ],
                                        )
                                        .within(&spec.schema.text_key()),
                                    )
                                })?;
                                params.insert(port.clone(), value);
                            }
                            None => {
                                let source = self.known(step, data)?;
                                inputs.insert(port.clone(), source);
                            }
                        }
                    }
                }
            }
            inputs.retain(|port, _| spec.schema.reads(port, &params) != Some(false));
            let item = Arc::new(step.with(&spec.schema, params, inputs));
            self.steps
                .entry(item.key)
                .or_insert_with(|| Arc::clone(&item));
            if spec
                .schema
                .outputs
                .iter()
                .any(|port| matches!(port.ty, Type::List(_)))
            {
                let flow = self.lists_of(&item, spec, host)?;
                self.flows.insert(item.key, flow);
            }
            steps.push(item);
        }
        Ok(Flow::Each(steps.into()))
    }

    /// A step that gives a known value, as the source of another.
    fn known(&mut self, of: &Step, data: &Data) -> Result<Source, RenderError> {
        let (kind, name, set) = match data {
            Data::Int(number) => ("whole", value::WHOLE.name, Value::Int(*number)),
            Data::Float(number) => ("number", value::NUMBER.name, Value::Float(*number)),
            Data::Bool(yes) => ("bool", value::BOOL.name, Value::Bool(*yes)),
            Data::Color(color) => ("color", value::COLOR.name, Value::Color(*color)),
            other => {
                let words = other
                    .words()
                    .ok_or_else(|| NodeError::new(said("items-unwirable", [])))?;
                ("text", value::TEXT.name, Value::Text(words.into()))
            }
        };
        let set = [
            (value::KIND.name.into(), Value::Choice(kind.into())),
            (name.into(), set),
        ];
        Ok(self.another(of, &value::SPEC, set, value::VALUE.name))
    }

    /// A step of another kind with these parameters, in the place of one of the plan, as the source of another.
    fn another(
        &mut self,
        of: &Step,
        spec: &NodeSpec,
        set: impl IntoIterator<Item = (Name, Value)>,
        output: &str,
    ) -> Source {
        let schema = &spec.schema;
        let defaults = schema.params.iter();
        let mut params: BTreeMap<Name, Value> = defaults
            .filter_map(|param| Some(((&param.name).into(), param.default_value()?)))
            .collect();
        params.extend(set);
        let like = Step {
            kind: schema.id.into(),
            version: schema.version,
            target: false,
            readers: 1,
            ..of.clone()
        };
        let step = like.with(schema, params, BTreeMap::new());
        let key = step.key;
        self.steps.entry(key).or_insert_with(|| Arc::new(step));
        Source {
            key,
            output: output.into(),
            node: of.node,
        }
    }

    /// The lists that a step makes, which is among the steps.
    fn lists_of(
        &mut self,
        step: &Step,
        spec: &NodeSpec,
        host: &dyn Host,
    ) -> Result<Flow, RenderError> {
        match spec.schema.id == image_frames::ID {
            true => self.frames(step, host),
            false => self.made(step, spec, host),
        }
    }

    /// The pictures of an animation: each is what loading it alone would give.
    fn frames(&mut self, step: &Step, host: &dyn Host) -> Result<Flow, RenderError> {
        let call = chain::call(&upstream(step.key, &self.steps), host, Build::Measure)?;
        let asset = image_frames::FILE.get(&call)?;
        let size = host.size_of(&asset)?;
        let picked = image_frames::picked(&call, &host.delays(&asset)?, size)?;
        let frame = |one: &image_frames::Picked| {
            let set = [
                (image_load::FILE.name.into(), Value::Asset(asset.clone())),
                (image_load::FRAME.name.into(), Value::Int(one.number.into())),
            ];
            Item::Made(self.another(step, &image_load::SPEC, set, image_load::IMAGE.name))
        };
        let frames = picked.iter().map(frame).collect();
        let seconds = picked.iter();
        let seconds = seconds.map(|one| Item::Known(Data::Float(one.seconds)));
        Ok(Flow::Lists(BTreeMap::from([
            (image_frames::FRAMES.name.into(), frames),
            (image_frames::DELAYS.name.into(), seconds.collect()),
        ])))
    }

    /// The lists that a step makes. Pictures in them are known by the steps that make them.
    fn made(&self, step: &Step, spec: &NodeSpec, host: &dyn Host) -> Result<Flow, RenderError> {
        let Run::Kernel(kernel) = spec.run else {
            return Ok(Flow::One);
        };
        let mut marks = Marks::default();
        let mut inputs = BTreeMap::new();
        for (port, source) in &step.inputs {
            let data = match self.list(source) {
                Some(items) if takes(&spec.schema, port) != Takes::Each => {
                    let items: Result<Vec<Data>, RenderError> = items
                        .iter()
                        .map(|item| self.data(item, &mut marks, host))
                        .collect();
                    Data::list(items?)?
                }
                _ => self.data(&Item::Made(source.clone()), &mut marks, host)?,
            };
            inputs.insert(port.clone(), data);
        }
        let call = Call {
            scale: 1.0,
            inputs,
            params: step.params.clone(),
            fonts: Fonts::none(),
        };
        let furnished = furnished(spec, &call, host)?;
        let outputs = kernel(furnished.as_ref().unwrap_or(&call))?;
        let mut lists = BTreeMap::new();
        for (output, data) in outputs {
            let Data::List(items) = data else {
                continue;
            };
            let items: Option<Arc<[Item]>> = items.iter().map(|data| marks.item(data)).collect();
            let items = items.ok_or_else(|| NodeError::new(said("pictures-untakable", [])))?;
            lists.insert(output, items);
        }
        Ok(match lists.is_empty() {
            true => Flow::One,
            false => Flow::Lists(lists),
        })
    }

    /// An item as a node gets it: of a picture only a mark, a value as it is.
    fn data(&self, item: &Item, marks: &mut Marks, host: &dyn Host) -> Result<Data, RenderError> {
        let source = match item {
            Item::Known(data) => return Ok(data.clone()),
            Item::Made(source) => source,
        };
        let steps = upstream(source.key, &self.steps);
        let ty = steps
            .last()
            .and_then(|step| catalogue().spec(&step.kind))
            .and_then(|spec| Some(spec.schema.output(&source.output)?.ty));
        match ty {
            Some(Type::Image) => return Ok(Data::Picture(marks.picture(source))),
            Some(Type::Mask) => return Ok(Data::Mask(marks.picture(source))),
            _ => {}
        }
        let outputs = chain::outputs(&steps, host, Build::Measure)?;
        match outputs.get(&source.output) {
            Some(Data::Picture(_)) => Ok(Data::Picture(marks.picture(source))),
            Some(Data::Mask(_)) => Ok(Data::Mask(marks.picture(source))),
            Some(data) => Ok(data.clone()),
            None => Err(RenderError::Failed(said("list-value-missing", []))),
        }
    }
}

/// Stand-ins for pictures, with the sources of those they stand for.
#[derive(Default)]
struct Marks {
    marked: Vec<(Image, Source)>,
}

impl Marks {
    fn picture(&mut self, source: &Source) -> crate::call::Scaled {
        let image: Image = Arc::new(Mark(self.marked.len()));
        self.marked.push((Arc::clone(&image), source.clone()));
        crate::call::Scaled {
            image,
            full: (1, 1),
        }
    }

    /// What the node gave, as an item; none for a picture that it made itself.
    fn item(&self, data: &Data) -> Option<Item> {
        let Some(scaled) = data.picture() else {
            return Some(Item::Known(data.clone()));
        };
        let mut marked = self.marked.iter();
        let (_, source) = marked.find(|(image, _)| Arc::ptr_eq(image, &scaled.image))?;
        Some(Item::Made(source.clone()))
    }
}

/// Stands for a picture while lists are sorted; has a number so that no two are at one address.
struct Mark(usize);

impl Picture for Mark {
    fn size(&self) -> (u32, u32) {
        (1, 1)
    }

    fn render(&self, _region: Region, _pull: &Pull) -> Result<Tile, RenderError> {
        Err(RenderError::Failed(said(
            "picture-too-early",
            [("number", self.0.into())],
        )))
    }
}

/// What flows, as the value of a parameter; none when it doesn't fit.
fn value_of(data: &Data, param: &ParamDecl) -> Option<Value> {
    Some(match (param.kind, data) {
        (ParamKind::Float { .. }, data) => Value::Float(data.number()?),
        (ParamKind::Int { .. }, Data::Int(number)) => Value::Int(*number),
        (ParamKind::Int { .. }, data) => Value::Int(data.number()?.round() as i64),
        (ParamKind::Bool { .. }, Data::Bool(yes)) => Value::Bool(*yes),
        (ParamKind::Bool { .. }, data) => Value::Bool(data.number()? != 0.0),
        (ParamKind::Text { .. }, data) => Value::Text(data.words()?.into()),
        (ParamKind::Color { .. }, Data::Color(color)) => Value::Color(*color),
        (ParamKind::Choice { .. }, data) => read_value(param, &data.words()?).ok()?,
        (ParamKind::Asset { .. }, Data::Asset(asset)) => Value::Asset(asset.clone()),
        _ => return None,
    })
}
