//! The parameters of a node in order, those that are one thing under the hand together: curves beside each other, and three
//! numbers that are called alike but for the channel.

use super::super::field::{Field, ParamField};
use super::curves::CurvesField;
use super::levels::LevelsPlane;
use super::wheel::WheelField;
use crate::editor::desk::desk;
use gesso_graph::{NodeId, ParamDecl, ParamKind, Schema};
use leptos::prelude::*;

/// What the channels of a wheel are called at the end.
const CHANNELS: [&str; 3] = ["_red", "_green", "_blue"];

enum Group {
    One(Box<ParamDecl>),
    Curves(Vec<ParamDecl>),
    Wheel(Box<[ParamDecl; 3]>),
}

fn groups(params: &[ParamDecl]) -> Vec<Group> {
    let mut groups = Vec::new();
    let mut rest = params;
    while let Some((first, after)) = rest.split_first() {
        let is_curve = |param: &ParamDecl| matches!(param.kind, ParamKind::Curve { .. });
        let curves = rest.iter().take_while(|param| is_curve(param)).count();
        if curves > 1 {
            groups.push(Group::Curves(rest[..curves].to_vec()));
            rest = &rest[curves..];
        } else if let Some([r, g, b]) = rest.first_chunk().filter(|three| is_wheel(three)) {
            let three = [r.clone(), g.clone(), b.clone()];
            groups.push(Group::Wheel(Box::new(three)));
            rest = &rest[3..];
        } else {
            groups.push(Group::One(Box::new(first.clone())));
            rest = after;
        }
    }
    groups
}

fn is_wheel(params: &[ParamDecl; 3]) -> bool {
    let stem = |i: usize| params[i].name.strip_suffix(CHANNELS[i]);
    let numbers = params
        .iter()
        .all(|param| matches!(param.kind, ParamKind::Float { .. }));
    numbers && stem(0).is_some() && stem(0) == stem(1) && stem(1) == stem(2)
}

/// All parameters of a node.
#[component]
pub(in crate::editor::inspector) fn Params(
    /// Whose.
    node: NodeId,
    /// What is declared about it.
    schema: StoredValue<Schema>,
) -> impl IntoView {
    let desk = desk();
    schema.with_value(|schema| {
        let plane = (schema.id == "color.levels").then(|| {
            let named = |name: &str| schema.param(name).cloned();
            let params = [named("black")?, named("gamma")?, named("white")?];
            let fields = params.map(|decl| Field::new(desk, node, decl));
            Some(view! { <LevelsPlane fields /> })
        });
        let groups = groups(&schema.params).into_iter().map(|group| match group {
            Group::One(decl) => view! { <ParamField node decl=*decl /> }.into_any(),
            Group::Curves(decls) => {
                let fields = decls.into_iter().map(|decl| Field::new(desk, node, decl));
                let fields = StoredValue::new(fields.collect::<Vec<_>>());
                view! { <CurvesField fields /> }.into_any()
            }
            Group::Wheel(decls) => view! { <WheelField node decls=*decls /> }.into_any(),
        });
        (plane, groups.collect_view())
    })
}
