//! Handles read from a call and give what a node gives. A wire into a parameter's port wins over the stored value and is held to
//! the parameter's limits.

use super::{Call, Data, NodeError, Outputs, Scaled, port_label};
use crate::declare::{In, Out, Param, flow};
use crate::fonts::FAMILIES;
use gesso_graph::numbers::{self, Place, Stop, Stroke};
use gesso_graph::{AssetRef, ParamKind, Value};
use gesso_media::{Filter, mask_from_luma};
use gesso_words::said;
use std::sync::Arc;

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
