//! Every kind of the catalogue at the ends of what it accepts. Those that make pictures by a call are in `laws.rs`; here are
//! those that give values, and the list of what is held to its limits elsewhere, so that no new kind is forgotten.
#![cfg(feature = "run")]
#![expect(clippy::unwrap_used, reason = "tests")]

#[path = "support/limits.rs"]
mod limits;

use gesso_graph::{Category, Name};
use gesso_media::native::embedded_fonts;
use gesso_media::solid;
use gesso_nodes::{Call, Data, Json, NodeError, NodeSpec, Outputs, Run, Scaled, catalogue};
use limits::limits;
use std::collections::BTreeMap;
use std::sync::Arc;

type Kernel = fn(&Call) -> Result<Outputs, NodeError>;

/// Every kind that gives values by a call.
fn nodes() -> impl Iterator<Item = (&'static NodeSpec, Kernel)> {
    catalogue().all().iter().filter_map(|spec| match spec.run {
        Run::Kernel(kernel)
            if matches!(spec.schema.category, Category::Graph | Category::Logic)
                || !spec.schema.shows_picture() =>
        {
            Some((*spec, kernel))
        }
        _ => None,
    })
}

/// What the engine does itself, and where it is held to its limits.
const HOSTED: &[(&str, &str)] = &[
    (
        "image.load",
        "files of any kind: the tests of formats in gesso-media",
    ),
    (
        "image.frames",
        "animations of any length: the tests of frames in gesso-media",
    ),
    (
        "image.save",
        "every format at its limits: the tests of formats in gesso-media",
    ),
    (
        "color.lut",
        "tables of any size, values that are no numbers: the tests of colours in gesso-media",
    ),
    (
        "take.pick",
        "takes that are gone, none at all: the tests of takes in gesso-engine",
    ),
];

#[test]
fn no_kind_is_left_out() {
    for spec in catalogue().all() {
        let is_hosted = matches!(spec.run, Run::Host);
        let reason = HOSTED.iter().find(|(id, _)| *id == spec.schema.id);
        assert_eq!(is_hosted, reason.is_some(), "{}", spec.schema.id);
    }
}

/// Data of every type at its ends, and lists of them.
fn worst() -> Vec<Data> {
    let picture = Data::Picture(Scaled {
        image: solid(1, 1, [0.5; 4]),
        full: (1, 1),
    });
    let json = Json::read(r#"{"a": [1e308, {"b": null}], "": ""}"#).unwrap();
    let mut all = vec![
        Data::Text("".into()),
        Data::Text("\u{202e}x\u{0}\u{fffd}\n{{a}}{{".into()),
        Data::Text("1e308 ".repeat(3000).into()),
        Data::Int(i64::MIN),
        Data::Int(i64::MAX),
        Data::Float(f64::MAX),
        Data::Float(-f64::MAX),
        Data::Float(f64::MIN_POSITIVE),
        Data::Bool(true),
        Data::Color([0.0, 1.0, 0.0, 0.5]),
        Data::Json(Arc::new(json)),
        picture,
        Data::List([].into()),
    ];
    all.push(Data::List(all.as_slice().into()));
    all
}

/// Nothing that is no number anywhere in it.
fn is_finite(data: &Data) -> bool {
    match data {
        Data::Float(number) => number.is_finite(),
        Data::Color(color) => color.iter().all(|v| v.is_finite()),
        Data::List(items) => items.iter().all(is_finite),
        _ => true,
    }
}

/// The call gives numbers, or says in words why not.
fn check(spec: &NodeSpec, kernel: Kernel, call: &Call, said: &str) {
    match kernel(call) {
        Ok(outputs) => assert!(
            outputs.values().all(is_finite),
            "{} {said}: {outputs:?}",
            spec.schema.id
        ),
        Err(error) => assert!(error.to_string().len() > 10, "{} {said}", spec.schema.id),
    }
}

fn call() -> Call {
    Call {
        scale: 1.0,
        inputs: BTreeMap::new(),
        params: BTreeMap::new(),
        fonts: embedded_fonts(),
    }
}

#[test]
fn values_at_their_limits_give_numbers_or_say_why_not() {
    let worst = worst();
    for (spec, kernel) in nodes() {
        let params = spec.schema.params.iter();
        let ports = params.clone().filter(|param| param.port);
        let ports: Vec<&str> = spec
            .schema
            .inputs
            .iter()
            .map(|port| &*port.name)
            .chain(ports.map(|param| &*param.name))
            .collect();
        let mut sets: Vec<Option<(Name, gesso_graph::Value)>> = vec![None];
        for param in params {
            let values = limits(param).into_iter();
            sets.extend(values.map(|value| Some(((&*param.name).into(), value))));
        }
        for set in &sets {
            let mut call = call();
            call.params.extend(set.clone());
            let said = format!("{set:?}").chars().take(120).collect::<String>();
            check(spec, kernel, &call, &said);
            for data in &worst {
                // In every port at once, then in each alone.
                let wired = |ports: &[&str]| {
                    let all = ports.iter().map(|port| ((*port).into(), data.clone()));
                    all.collect::<BTreeMap<Name, Data>>()
                };
                call.inputs = wired(&ports);
                check(spec, kernel, &call, &said);
                for port in &ports {
                    call.inputs = wired(&[port]);
                    check(spec, kernel, &call, &said);
                }
            }
        }
    }
}
