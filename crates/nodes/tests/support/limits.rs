//! The ends of what a parameter accepts.

use gesso_graph::numbers::{Stroke, Touch, of_strokes};
use gesso_graph::{ParamDecl, ParamKind, Value};

/// The ends of what a parameter accepts, and what lies between them for those that are no numbers.
pub(crate) fn limits(param: &ParamDecl) -> Vec<Value> {
    let numbers = |all: &[&[f64]]| {
        let meant = all.iter().filter(|numbers| param.kind.means(numbers));
        meant
            .map(|numbers| Value::Numbers((*numbers).into()))
            .collect()
    };
    match param.kind {
        ParamKind::Float { soft, hard, .. } => {
            [hard.0, soft.0, soft.1, hard.1].map(Value::Float).into()
        }
        ParamKind::Int { soft, hard, .. } => {
            [hard.0, soft.0, soft.1, hard.1].map(Value::Int).into()
        }
        ParamKind::Bool { .. } => [false, true].map(Value::Bool).into(),
        ParamKind::Text { max, .. } => {
            let long = "Wide words ".repeat(max / 11);
            let texts = ["", " \n\n\t", "\u{202e}x\u{0}\u{fffd}", &long];
            texts.map(|text| Value::Text(text.into())).into()
        }
        ParamKind::Color { .. } => [[0.0; 4], [1.0; 4], [1.0, 0.0, 0.0, 0.5]]
            .map(Value::Color)
            .into(),
        ParamKind::Choice { options, .. } => options
            .iter()
            .map(|option| Value::Choice(option.id.into()))
            .collect(),
        ParamKind::Curve { .. } => numbers(&[
            &[0.0, 1.0, 1.0, 0.0],
            &[0.0, 0.0, 1e-6, 1.0],
            &[0.0, 0.0, 1.0, 0.0],
        ]),
        ParamKind::Gradient { .. } => numbers(&[
            &[0.0, 1.0, 1.0, 1.0, 1.0],
            &[0.5, 0.0, 0.0, 0.0, 0.0, 0.5, 1.0, 1.0, 1.0, 1.0],
        ]),
        ParamKind::Points { .. } => numbers(&[&[0.0; 6], &[-9.0, 9.0, 9.0, 9.0, 0.5, 0.5]]),
        ParamKind::Strokes => strokes(),
        ParamKind::Asset { .. } | ParamKind::Assets { .. } | ParamKind::Font => Vec::new(),
    }
}

/// Nothing painted; one touch without pressure; a hair and a brush as large as can be, far across the picture.
fn strokes() -> Vec<Value> {
    let painted = |size, hardness, places: &[(f64, f64, f64)]| {
        let touch = |&(x, y, pressure)| Touch { x, y, pressure };
        let stroke = |erases| Stroke {
            size,
            hardness,
            erases,
            path: places.iter().map(touch).collect(),
        };
        Value::Numbers(of_strokes(&[stroke(false), stroke(true), stroke(false)]))
    };
    vec![
        Value::Numbers(of_strokes(&[])),
        painted(1.0, 0.0, &[(0.0, 0.0, 0.0)]),
        painted(1e-3, 1.0, &[(-9.0, 4.0, 1.0), (40.0, 4.0, 0.5)]),
        painted(
            4096.0,
            0.0,
            &[(-30_000.0, -30_000.0, 1.0), (30_000.0, 30_000.0, 0.1)],
        ),
    ]
}
