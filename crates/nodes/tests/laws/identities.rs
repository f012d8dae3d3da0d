//! With parameters that ask for nothing, what comes out is what went in, bit for bit, whatever the parameters are that do not count then.

use super::{Set, bits, call, nodes, run};
use crate::fixtures::whole;
use crate::limits::limits;
use gesso_nodes::catalogue;

/// A node, its input, parameters, and those which then may be anything.
type Identity = (
    &'static str,
    &'static str,
    &'static [(&'static str, Set)],
    &'static [&'static str],
);

/// Parameters with which a node does nothing, by its id, and the input that comes out.
const IDENTITIES: &[Identity] = &[
    (
        "image.resize",
        "image",
        &[("side", Set::Int(31))],
        &["filter"],
    ),
    (
        "image.resize",
        "image",
        &[
            ("mode", Set::Choice("fit")),
            ("width", Set::Int(31)),
            ("height", Set::Int(17)),
        ],
        &["filter"],
    ),
    (
        "image.resize",
        "image",
        &[
            ("mode", Set::Choice("fill")),
            ("width", Set::Int(31)),
            ("height", Set::Int(17)),
        ],
        &["filter"],
    ),
    (
        "image.resize",
        "image",
        &[
            ("mode", Set::Choice("stretch")),
            ("width", Set::Int(31)),
            ("height", Set::Int(17)),
        ],
        &["filter"],
    ),
    (
        "image.crop",
        "image",
        &[
            ("mode", Set::Choice("box")),
            ("width", Set::Int(31)),
            ("height", Set::Int(17)),
        ],
        &["ratio", "across", "down"],
    ),
    (
        "image.pad",
        "image",
        &[
            ("left", Set::Int(0)),
            ("right", Set::Int(0)),
            ("top", Set::Int(0)),
            ("bottom", Set::Int(0)),
        ],
        &["fill", "color", "transparent"],
    ),
    (
        "image.transform",
        "image",
        &[],
        &["filter", "pivot_x", "pivot_y"],
    ),
    (
        "image.flip_rotate",
        "image",
        &[("turn", Set::Choice("0"))],
        &[],
    ),
    ("image.perspective", "image", &[], &["filter"]),
    (
        "comp.blend",
        "base",
        &[("opacity", Set::Float(0.0))],
        &["mode", "x", "y", "clip"],
    ),
    (
        "comp.porter_duff",
        "destination",
        &[("operator", Set::Choice("destination"))],
        &["x", "y"],
    ),
    (
        "comp.layers",
        "base",
        &[
            ("opacity_1", Set::Float(0.0)),
            ("opacity_2", Set::Float(0.0)),
            ("opacity_3", Set::Float(0.0)),
            ("opacity_4", Set::Float(0.0)),
            ("opacity_5", Set::Float(0.0)),
            ("opacity_6", Set::Float(0.0)),
            ("opacity_7", Set::Float(0.0)),
            ("opacity_8", Set::Float(0.0)),
        ],
        &["mode_1", "x_1", "y_1", "scale_1"],
    ),
    ("comp.channels", "image", &[], &[]),
    (
        "comp.style",
        "image",
        &[("opacity", Set::Float(0.0))],
        &["kind", "place", "color", "size", "softness", "x", "y"],
    ),
    ("compare", "a", &[("position", Set::Float(100.0))], &[]),
    ("compare", "b", &[("position", Set::Float(0.0))], &[]),
    ("color.levels", "image", &[], &["channel"]),
    ("color.hsl", "image", &[], &[]),
    ("color.curves", "image", &[], &[]),
    ("color.cdl", "image", &[], &[]),
    ("color.white_balance", "image", &[], &[]),
    (
        "color.match",
        "image",
        &[("strength", Set::Float(0.0))],
        &["brightness"],
    ),
    ("filter.blur", "image", &[("sigma", Set::Float(0.0))], &[]),
    (
        "filter.blur",
        "image",
        &[("kind", Set::Choice("box")), ("radius", Set::Float(0.0))],
        &[],
    ),
    (
        "filter.blur",
        "image",
        &[
            ("kind", Set::Choice("directional")),
            ("length", Set::Float(0.0)),
        ],
        &["angle"],
    ),
    (
        "filter.blur",
        "image",
        &[
            ("kind", Set::Choice("radial")),
            ("spin", Set::Float(0.0)),
            ("zoom", Set::Float(0.0)),
        ],
        &["center_x", "center_y"],
    ),
    (
        "filter.sharpen",
        "image",
        &[("amount", Set::Float(0.0))],
        &["radius", "threshold"],
    ),
    (
        "filter.denoise",
        "image",
        &[("sigma", Set::Float(0.0))],
        &["range"],
    ),
    (
        "filter.denoise",
        "image",
        &[("kind", Set::Choice("median")), ("radius", Set::Float(0.0))],
        &[],
    ),
    (
        "filter.grain_vignette",
        "image",
        &[("grain", Set::Float(0.0)), ("vignette", Set::Float(0.0))],
        &["size", "colored", "seed", "start"],
    ),
    (
        "filter.pixelate",
        "image",
        &[("size", Set::Float(1.0))],
        &["angle", "levels"],
    ),
    (
        "filter.displace",
        "image",
        &[("x", Set::Float(0.0)), ("y", Set::Float(0.0))],
        &[],
    ),
    (
        "mask.refine",
        "mask",
        &[
            ("fill", Set::Float(0.0)),
            ("grow", Set::Float(0.0)),
            ("feather", Set::Float(0.0)),
        ],
        &[],
    ),
];

/// Kinds that always change or make something, so that nothing asks for nothing.
const ALWAYS_TREAT: &[&str] = &[
    "image.generate",
    "image.grid",
    "color.gradient_map",
    "color.quantize",
    "filter.edges",
    "mask.shape",
    "mask.from_image",
    "mask.key",
    "mask.combine",
    "text.render",
    "svg.render",
];

#[test]
fn every_kind_can_do_nothing_or_always_does_something() {
    for spec in nodes() {
        let id = spec.schema.id;
        let has_identity = IDENTITIES.iter().any(|(known, ..)| *known == id);
        assert_ne!(has_identity, ALWAYS_TREAT.contains(&id), "{id}");
    }
}

#[test]
fn parameters_that_ask_for_nothing_change_no_bit() {
    for (id, port, set, free) in IDENTITIES {
        let spec = catalogue().spec(id).unwrap();
        let mut plain = call(spec, (31, 17));
        if *id == "comp.channels" {
            // A mask in the place of a channel is no identity.
            plain.inputs.retain(|name, _| name.as_str() == *port);
        }
        let set = set.iter().map(|(name, value)| (*name, *value));
        plain
            .params
            .extend(set.map(|(name, value)| (name.into(), value.into())));
        let mut calls = vec![plain.clone()];
        for name in *free {
            for value in limits(spec.schema.param(name).unwrap()) {
                let mut other = plain.clone();
                other.params.insert((*name).into(), value);
                calls.push(other);
            }
        }
        for call in calls {
            let said = || format!("{id} with {:?}", call.params);
            let input = call.inputs[*port].picture().unwrap().image.clone();
            let made = run(spec, &call).unwrap_or_else(|| panic!("{}", said()));
            let mut ports = spec.schema.outputs.iter();
            let image = ports.find_map(|port| made[&*port.name].picture());
            let made = bits(&whole(&image.unwrap().image));
            assert!(made == bits(&whole(&input)), "{}", said());
        }
    }
}
