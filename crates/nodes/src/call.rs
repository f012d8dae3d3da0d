//! What a node's function gets and gives. Handles read from it: `IMAGE.get(call)`, `SIGMA.pixels(call)`.
//! A wire into a parameter's port wins over the stored value and is held to the parameter's limits.

use crate::declare::{In, Out, Param, flow};
use crate::fonts::FAMILIES;
use crate::json::Json;
use gesso_graph::numbers::{self, Place, Stop, Stroke};
use gesso_graph::{AssetRef, Name, ParamKind, Value};
use gesso_media::{Filter, Fonts, Image, mask_from_luma};
use gesso_words::{Said, label, said};
use std::collections::BTreeMap;
use std::fmt;
use std::sync::Arc;

/// One call of a node's function: for one scale, with everything that flows in.
#[derive(Clone)]
pub struct Call {
    /// The scale of every picture of this call: 1 is full size, less a proxy.
    pub scale: f32,
    /// What is wired in, by port.
    pub inputs: BTreeMap<Name, Data>,
    /// The stored parameters, those without a wire.
    pub params: BTreeMap<Name, Value>,
    /// The fonts that the node asked for, the first before the others; none for a node that sets no words.
    pub fonts: Arc<Fonts>,
}

/// A picture at the scale of the call.
#[derive(Clone)]
pub struct Scaled {
    /// The picture.
    pub image: Image,
    /// Its width and height at full size.
    pub full: (u32, u32),
}

impl fmt::Debug for Scaled {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(
            f,
            "Scaled({}×{} of {}×{})",
            self.image.size().0,
            self.image.size().1,
            self.full.0,
            self.full.1
        )
    }
}

/// What flows through a wire during a run.
#[derive(Debug, Clone)]
pub enum Data {
    /// A picture.
    Picture(Scaled),
    /// Coverage, as a picture whose channels are all the same.
    Mask(Scaled),
    /// Words.
    Text(Arc<str>),
    /// A whole number.
    Int(i64),
    /// A number.
    Float(f64),
    /// Yes or no.
    Bool(bool),
    /// A colour: sRGB, straight alpha.
    Color([f32; 4]),
    /// A kept file.
    Asset(AssetRef),
    /// Structured data.
    Json(Arc<Json>),
    /// Something about a result, for people; only under [`NOTE`].
    Said(Said),
    /// Many, in order; never lists again.
    List(Arc<[Data]>),
}

/// The most items of one list.
pub const ITEMS: usize = 10_000;

/// The name under which a node's function says something about its result, in words, beside what it gives; no output is
/// called so.
pub const NOTE: &str = "note";

/// What a node gives, by output.
pub type Outputs = BTreeMap<Name, Data>;

/// Why a node could not do its work: what happened and what to do.
#[derive(Debug, Clone, PartialEq, Eq, thiserror::Error)]
#[error("{said}")]
pub struct NodeError {
    /// For people.
    pub said: Said,
}

impl NodeError {
    /// An error with this message.
    pub fn new(said: impl Into<Said>) -> Self {
        Self { said: said.into() }
    }
}

/// An input as its node calls it.
pub(crate) fn port_label(name: &str, own: &str) -> Said {
    label(&format!("in-{name}"), own)
}

impl Call {
    /// A length at full size, in whole pixels at the scale of the call; at least one.
    pub(crate) fn side(&self, full: u32) -> u32 {
        ((f64::from(full) * f64::from(self.scale)).round() as u32).max(1)
    }

    /// A distance at full size, in whole pixels at the scale of the call.
    pub(crate) fn offset(&self, full: f64) -> i32 {
        (full * f64::from(self.scale)).round() as i32
    }
}

impl Data {
    /// What it says about a result.
    pub fn said(&self) -> Option<&Said> {
        match self {
            Self::Said(said) => Some(said),
            _ => None,
        }
    }

    /// The picture, when it is one; coverage is shown as grey, and of a list the first picture.
    pub fn picture(&self) -> Option<&Scaled> {
        match self {
            Self::Picture(scaled) | Self::Mask(scaled) => Some(scaled),
            Self::List(items) => items.iter().find_map(Self::picture),
            _ => None,
        }
    }

    /// What it is made of: the items of a list, otherwise itself.
    pub fn items(&self) -> &[Self] {
        match self {
            Self::List(items) => items,
            one => std::slice::from_ref(one),
        }
    }

    /// A list of these; the items of lists among them are its own.
    ///
    /// # Errors
    /// When there are more than [`ITEMS`].
    pub fn list(items: impl IntoIterator<Item = Self>) -> Result<Self, NodeError> {
        let mut all = Vec::new();
        for item in items {
            all.extend_from_slice(item.items());
            if all.len() > ITEMS {
                return Err(NodeError::new(said(
                    "list-too-long",
                    [("most", ITEMS.into())],
                )));
            }
        }
        Ok(Self::List(all.into()))
    }

    /// The number, when it is one; yes is 1 and no is 0, and words count when they are a number.
    pub fn number(&self) -> Option<f64> {
        let number = match self {
            Self::Int(number) => Some(*number as f64),
            Self::Float(number) => Some(*number),
            Self::Bool(yes) => Some(f64::from(u8::from(*yes))),
            Self::Text(text) => text.trim().parse().ok(),
            Self::Json(json) => match &**json {
                Json::Number(number) => Some(*number),
                _ => None,
            },
            _ => None,
        };
        number.filter(|number: &f64| number.is_finite())
    }

    /// Words and numbers as people read them; nothing for pictures and files.
    pub fn words(&self) -> Option<String> {
        match self {
            Self::Text(text) => Some(text.to_string()),
            Self::Int(number) => Some(number.to_string()),
            Self::Float(number) => Some(number.to_string()),
            Self::Bool(yes) => Some(if *yes { "yes".into() } else { "no".into() }),
            Self::Color(color) => Some(hex(*color)),
            Self::Json(json) => Some(json.to_string()),
            Self::List(items) => words_of_list(items),
            Self::Picture(_) | Self::Mask(_) | Self::Asset(_) | Self::Said(_) => None,
        }
    }
}

/// How many there are, and the first of them as far as they are words.
fn words_of_list(items: &[Data]) -> Option<String> {
    const SHOWN: usize = 5;
    let words: Vec<String> = items.iter().take(SHOWN).filter_map(Data::words).collect();
    let more = if items.len() > SHOWN { ", …" } else { "" };
    Some(match (items.len(), words.is_empty()) {
        (count, true) => format!("{count}"),
        (count, false) => format!("{count}: {}{more}", words.join(", ")),
    })
}

fn hex(color: [f32; 4]) -> String {
    let bytes = color.map(|v| (v.clamp(0.0, 1.0) * 255.0).round() as u8);
    match bytes {
        [r, g, b, 255] => format!("#{r:02x}{g:02x}{b:02x}"),
        [r, g, b, a] => format!("#{r:02x}{g:02x}{b:02x}{a:02x}"),
    }
}

impl In<flow::Image> {
    /// The picture wired in; coverage comes as a grey picture.
    ///
    /// # Errors
    /// When nothing usable is wired in.
    pub fn get(&self, call: &Call) -> Result<Scaled, NodeError> {
        self.find(call).ok_or_else(|| {
            NodeError::new(said(
                "port-no-picture",
                [("port", port_label(self.name, self.label))],
            ))
        })
    }

    /// The picture, when one is wired in.
    pub fn find(&self, call: &Call) -> Option<Scaled> {
        call.inputs.get(self.name).and_then(Data::picture).cloned()
    }
}

impl In<flow::Mask> {
    /// The coverage wired in; a picture counts by its brightness.
    ///
    /// # Errors
    /// When nothing usable is wired in.
    pub fn get(&self, call: &Call) -> Result<Scaled, NodeError> {
        self.find(call).ok_or_else(|| {
            NodeError::new(said(
                "port-no-mask",
                [("port", port_label(self.name, self.label))],
            ))
        })
    }

    /// The coverage, when some is wired in; a picture counts by its brightness.
    pub fn find(&self, call: &Call) -> Option<Scaled> {
        match call.inputs.get(self.name)? {
            Data::Mask(mask) => Some(mask.clone()),
            Data::Picture(picture) => Some(Scaled {
                image: mask_from_luma(picture.image.clone()),
                full: picture.full,
            }),
            _ => None,
        }
    }
}

impl<T> In<flow::List<T>> {
    /// The items; one by itself is a list of one, and nothing is none.
    pub fn items<'a>(&self, call: &'a Call) -> &'a [Data] {
        call.inputs.get(self.name).map_or(&[], Data::items)
    }
}

impl In<flow::Any> {
    /// Whatever is wired in.
    pub fn find<'a>(&self, call: &'a Call) -> Option<&'a Data> {
        call.inputs.get(self.name)
    }
}

impl<T> Out<T> {
    /// The outputs with this, whatever it is.
    pub(crate) fn data(&self, data: Data) -> Outputs {
        [(self.name.into(), data)].into()
    }
}

impl Out<flow::Image> {
    /// The outputs with this picture.
    pub fn give(&self, scaled: Scaled) -> Outputs {
        [(self.name.into(), Data::Picture(scaled))].into()
    }
}

impl Out<flow::Mask> {
    /// The outputs with this coverage.
    pub fn give(&self, scaled: Scaled) -> Outputs {
        [(self.name.into(), Data::Mask(scaled))].into()
    }
}

impl Out<flow::Int> {
    /// The outputs with this number.
    pub fn give(&self, number: i64) -> Outputs {
        [(self.name.into(), Data::Int(number))].into()
    }
}

impl Param<flow::Float> {
    /// The number, in the parameter's unit.
    pub fn get(&self, call: &Call) -> f64 {
        let ParamKind::Float { default, hard, .. } = self.kind else {
            return 0.0;
        };
        let wired = call.inputs.get(self.name).and_then(|data| match data {
            Data::Float(number) => Some(*number),
            Data::Int(number) => Some(*number as f64),
            _ => None,
        });
        let stored = || match call.params.get(self.name) {
            Some(Value::Float(number)) => Some(*number),
            Some(Value::Int(number)) => Some(*number as f64),
            _ => None,
        };
        let number = wired
            .or_else(stored)
            .filter(|number| number.is_finite())
            .unwrap_or(default);
        number.clamp(hard.0, hard.1)
    }

    /// A number of pixels at full size, in pixels at the scale of the call.
    pub fn pixels(&self, call: &Call) -> f32 {
        (self.get(call) * f64::from(call.scale)) as f32
    }

    /// A number of percent as a part of one.
    pub fn part(&self, call: &Call) -> f32 {
        (self.get(call) / 100.0) as f32
    }
}

impl Param<flow::Int> {
    /// The number.
    pub fn get(&self, call: &Call) -> i64 {
        let ParamKind::Int { default, hard, .. } = self.kind else {
            return 0;
        };
        let wired = call.inputs.get(self.name).and_then(|data| match data {
            Data::Int(number) => Some(*number),
            _ => None,
        });
        let stored = || match call.params.get(self.name) {
            Some(Value::Int(number)) => Some(*number),
            _ => None,
        };
        wired
            .or_else(stored)
            .unwrap_or(default)
            .clamp(hard.0, hard.1)
    }

    /// The number, when its limits allow no negative one.
    pub fn count(&self, call: &Call) -> u32 {
        u32::try_from(self.get(call)).unwrap_or(0)
    }
}

impl Param<flow::Bool> {
    /// Yes or no.
    pub fn get(&self, call: &Call) -> bool {
        match (
            call.inputs.get(self.name),
            call.params.get(self.name),
            self.kind,
        ) {
            (Some(Data::Bool(yes)), ..) | (_, Some(Value::Bool(yes)), _) => *yes,
            (_, _, ParamKind::Bool { default }) => default,
            _ => false,
        }
    }
}

impl Param<flow::Color> {
    /// The colour: sRGB, straight alpha.
    pub fn get(&self, call: &Call) -> [f32; 4] {
        match (
            call.inputs.get(self.name),
            call.params.get(self.name),
            self.kind,
        ) {
            (Some(Data::Color(color)), ..) | (_, Some(Value::Color(color)), _) => *color,
            (_, _, ParamKind::Color { default }) => default,
            _ => [0.0, 0.0, 0.0, 1.0],
        }
    }
}

impl Param<flow::Text> {
    /// The words; numbers and yes/no that are wired in come as words.
    pub fn get(&self, call: &Call) -> Arc<str> {
        if let Some(words) = call.inputs.get(self.name).and_then(Data::words) {
            return words.into();
        }
        match (call.params.get(self.name), self.kind) {
            (Some(Value::Text(text)), _) => text.clone(),
            (_, ParamKind::Text { default, .. }) => default.into(),
            _ => "".into(),
        }
    }
}

impl Param<flow::Choice> {
    /// The id of the chosen option: always one of the declaration's.
    pub fn get(&self, call: &Call) -> &'static str {
        let ParamKind::Choice { default, options } = self.kind else {
            return "";
        };
        let chosen = match (call.inputs.get(self.name), call.params.get(self.name)) {
            (Some(Data::Text(id)), _) => Some(id.as_ref()),
            (_, Some(Value::Choice(id))) => Some(id.as_str()),
            _ => None,
        };
        options
            .iter()
            .find(|option| Some(option.id) == chosen)
            .map_or(default, |option| option.id)
    }
}

impl Param<flow::Asset> {
    /// The file.
    ///
    /// # Errors
    /// When none is chosen.
    pub fn get(&self, call: &Call) -> Result<AssetRef, NodeError> {
        match (call.inputs.get(self.name), call.params.get(self.name)) {
            (Some(Data::Asset(asset)), _) | (_, Some(Value::Asset(asset))) => Ok(asset.clone()),
            _ => Err(NodeError::new(said("file-none-chosen", []))),
        }
    }
}

impl Param<flow::Font> {
    /// The font; the first that comes with Gesso when none is chosen.
    pub fn get(&self, call: &Call) -> AssetRef {
        match call.params.get(self.name) {
            Some(Value::Asset(font)) => font.clone(),
            _ => FAMILIES[0].asset_ref(),
        }
    }
}

impl Param<flow::Assets> {
    /// The files, in order; none when none are chosen.
    pub fn get(&self, call: &Call) -> Arc<[AssetRef]> {
        match call.params.get(self.name) {
            Some(Value::Assets(assets)) => assets.clone(),
            _ => Arc::default(),
        }
    }
}

impl<T> Param<T> {
    /// The numbers that are stored when they are what the parameter means, else those of the default.
    fn numbers(&self, call: &Call) -> Arc<[f64]> {
        let stored = match call.params.get(self.name) {
            Some(Value::Numbers(numbers)) if self.kind.means(numbers) => Some(numbers.clone()),
            _ => None,
        };
        stored.unwrap_or_else(|| match self.kind.default_value() {
            Some(Value::Numbers(numbers)) => numbers,
            _ => Arc::default(),
        })
    }
}

impl Param<flow::Curve> {
    /// The points, from left to right.
    pub fn get(&self, call: &Call) -> Vec<Place> {
        numbers::curve(&self.numbers(call)).unwrap_or_default()
    }
}

impl Param<flow::Gradient> {
    /// The stops, from left to right.
    pub fn get(&self, call: &Call) -> Vec<Stop> {
        numbers::stops(&self.numbers(call)).unwrap_or_default()
    }
}

impl Param<flow::Points> {
    /// The places, as parts of the picture's width and height.
    pub fn get(&self, call: &Call) -> Vec<Place> {
        numbers::places(&self.numbers(call)).unwrap_or_default()
    }
}

impl Param<flow::Strokes> {
    /// The strokes, the first painted first, in pixels of the full size.
    pub fn get(&self, call: &Call) -> Vec<Stroke> {
        numbers::strokes(&self.numbers(call)).unwrap_or_default()
    }
}

/// The filter of an option of [`crate::declare::FILTERS`].
pub(crate) fn filter(id: &str) -> Filter {
    match id {
        "nearest" => Filter::Nearest,
        "bilinear" => Filter::Bilinear,
        "lanczos" => Filter::Lanczos,
        _ => Filter::Bicubic,
    }
}
