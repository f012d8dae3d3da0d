//! What has words as a picture: a card with a line for each, set by the node that sets words.

use super::input::SIZE;
use crate::call::{Call, Data, NodeError};
use crate::catalogue::catalogue;
use crate::node::text_render;
use crate::spec::Run;
use gesso_graph::{ParamDecl, ParamKind, Value};
use gesso_media::{Blend, Fonts, Image, blend, solid};
use std::sync::Arc;

/// Around the words.
const MARGIN: u32 = 14;
const PAPER: [f32; 4] = [0.97, 0.97, 0.98, 1.0];
const INK: [f32; 4] = [0.13, 0.13, 0.15, 1.0];

/// A card with these lines; none without any.
///
/// # Errors
/// What the node that sets words says.
pub(super) fn card(lines: &[String], fonts: &Arc<Fonts>) -> Result<Option<Image>, NodeError> {
    let spec = catalogue().spec(text_render::ID);
    let (Some(Run::Kernel(kernel)), false) = (spec.map(|spec| spec.run), lines.is_empty()) else {
        return Ok(None);
    };
    let params = [
        ("text", Value::Text(lines.join("\n").into())),
        ("size", Value::Float(15.0)),
        ("weight", Value::Choice("regular".into())),
        ("color", Value::Color(INK)),
    ];
    let call = Call {
        scale: 1.0,
        inputs: [].into(),
        params: params.map(|(name, value)| (name.into(), value)).into(),
        fonts: Arc::clone(fonts),
    };
    let outputs = kernel(&call)?;
    let words = outputs.values().find_map(|data| match data {
        Data::Picture(scaled) => Some(scaled.image.clone()),
        _ => None,
    });
    Ok(words.map(|words| {
        let (w, h) = words.size();
        let wide = SIZE.0.max(w + 2 * MARGIN);
        let high = SIZE.1.max(h + 2 * MARGIN);
        let p = Blend {
            x: MARGIN as i32,
            y: ((high - h) / 2) as i32,
            ..Blend::default()
        };
        blend(solid(wide, high, PAPER), words, None, &p)
    }))
}

/// "Number: 13"; nothing for pictures and empty lists.
pub(super) fn said(label: &str, data: &Data) -> Option<String> {
    let words = match data {
        Data::Asset(file) => file.name.to_string(),
        Data::List(items) if items.is_empty() => return None,
        Data::List(items) => {
            let words = items.iter().map(|item| match item {
                Data::Asset(file) => Some(file.name.to_string()),
                item => item.words(),
            });
            words.collect::<Option<Vec<_>>>()?.join(", ")
        }
        data => data.words()?,
    };
    Some(line(label, &words))
}

/// "Formula: a * b".
pub(super) fn set(param: &ParamDecl, value: &Value) -> Option<String> {
    let words = match (value, param.kind) {
        (Value::Choice(id), ParamKind::Choice { options, .. }) => {
            let option = options.iter().find(|option| option.id == id.as_str())?;
            option.label.to_owned()
        }
        (Value::Asset(file), _) => file.name.to_string(),
        (Value::Assets(files), _) => {
            let names: Vec<&str> = files.iter().map(|file| &*file.name).collect();
            names.join(", ")
        }
        (Value::Text(text), _) => text.to_string(),
        (Value::Float(number), _) => Data::Float(*number).words()?,
        (Value::Int(number), _) => Data::Int(*number).words()?,
        (Value::Bool(yes), _) => Data::Bool(*yes).words()?,
        (Value::Color(color), _) => Data::Color(*color).words()?,
        _ => return None,
    };
    Some(line(&param.label, &words))
}

/// What has lines of its own begins on the next.
fn line(label: &str, words: &str) -> String {
    match words.contains('\n') {
        true => format!("{label}:\n{words}"),
        false => format!("{label}: {words}"),
    }
}
