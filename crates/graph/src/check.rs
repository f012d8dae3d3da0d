//! What a value, node, frame or note must be before it may enter a document: finite, within reach, not too long.
//! Looks at one thing at a time; what concerns several (wires, ids) stands in `apply`.

use crate::document::{Definition, Frame, Node, Note};
use crate::geometry::{Point, Rect, Size};
use crate::id::Name;
use crate::limits;
use crate::skip::Skip;
use crate::value::{AssetRef, Value};

pub(crate) fn node(node: &Node) -> Result<(), Skip> {
    name(&node.kind)?;
    title(node.title.as_deref().unwrap_or_default())?;
    point(node.position)?;
    if node.params.len() > limits::PARAMS {
        return Err(Skip::TooMany {
            what: "parameters on a node",
            most: limits::PARAMS,
        });
    }
    node.params
        .iter()
        .try_for_each(|(param, set)| name(param).and_then(|()| value(set)))?;
    node.color.map_or(Ok(()), color)?;
    node.size.map_or(Ok(()), size)?;
    if node.exposed.len() > limits::PARAMS {
        return Err(Skip::TooMany {
            what: "exposed parameters of a node",
            most: limits::PARAMS,
        });
    }
    node.exposed
        .iter()
        .try_for_each(|(param, label)| name(param).and_then(|()| title(label)))
}

pub(crate) fn definition(definition: &Definition) -> Result<(), Skip> {
    title(&definition.title)
}

pub(crate) fn bends(bends: &[Point]) -> Result<(), Skip> {
    if bends.len() > limits::BENDS {
        return Err(Skip::TooMany {
            what: "bends of a wire",
            most: limits::BENDS,
        });
    }
    bends.iter().copied().try_for_each(point)
}

pub(crate) fn frame(frame: &Frame) -> Result<(), Skip> {
    title(&frame.title)?;
    rect(frame.rect)?;
    color(frame.color)
}

pub(crate) fn note(note: &Note) -> Result<(), Skip> {
    text(&note.text)?;
    point(note.position)?;
    size(note.size)
}

pub(crate) fn value(value: &Value) -> Result<(), Skip> {
    match value {
        Value::Bool(_) | Value::Int(_) | Value::Graph(_) => Ok(()),
        Value::Float(number) if number.is_finite() => Ok(()),
        Value::Float(_) => Err(Skip::NotFinite),
        Value::Text(words) => text(words),
        Value::Color(channels) => color(*channels),
        Value::Choice(option) => name(option),
        Value::Asset(asset) => self::asset(asset),
        Value::Assets(assets) if assets.len() > limits::FILES => Err(Skip::TooMany {
            what: "files in one list",
            most: limits::FILES,
        }),
        Value::Assets(assets) => assets.iter().try_for_each(asset),
        Value::Numbers(numbers) if numbers.len() > limits::NUMBERS => Err(Skip::TooMany {
            what: "numbers in one list",
            most: limits::NUMBERS,
        }),
        Value::Numbers(numbers) if numbers.iter().all(|number| number.is_finite()) => Ok(()),
        Value::Numbers(_) => Err(Skip::NotFinite),
    }
}

fn asset(asset: &AssetRef) -> Result<(), Skip> {
    name(&asset.hash)?;
    name(&asset.media_type)?;
    bytes("A file's name", &asset.name, limits::FILE_NAME_BYTES)
}

pub(crate) fn name(name: &Name) -> Result<(), Skip> {
    if name.is_empty() {
        return Err(Skip::NoName);
    }
    bytes("A name", name, limits::NAME_BYTES)
}

pub(crate) fn title(title: &str) -> Result<(), Skip> {
    bytes("A title", title, limits::TITLE_BYTES)
}

pub(crate) fn text(text: &str) -> Result<(), Skip> {
    bytes("A text", text, limits::TEXT_BYTES)
}

pub(crate) fn point(point: Point) -> Result<(), Skip> {
    [point.x, point.y].into_iter().try_for_each(coordinate)
}

pub(crate) fn size(size: Size) -> Result<(), Skip> {
    [size.w, size.h].into_iter().try_for_each(coordinate)?;
    if size.w < 0. || size.h < 0. {
        Err(Skip::NegativeSize)
    } else {
        Ok(())
    }
}

pub(crate) fn rect(rect: Rect) -> Result<(), Skip> {
    point(rect.origin())?;
    size(rect.size())
}

pub(crate) fn color(color: [f32; 4]) -> Result<(), Skip> {
    if color.iter().all(|channel| channel.is_finite()) {
        Ok(())
    } else {
        Err(Skip::NotFinite)
    }
}

fn coordinate(number: f64) -> Result<(), Skip> {
    if !number.is_finite() {
        Err(Skip::NotFinite)
    } else if number.abs() > limits::REACH {
        Err(Skip::TooFar)
    } else {
        Ok(())
    }
}

fn bytes(what: &'static str, text: &str, most: usize) -> Result<(), Skip> {
    if text.len() > most {
        Err(Skip::TooLong { what, most })
    } else {
        Ok(())
    }
}
