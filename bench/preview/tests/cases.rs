//! What is measured does something: a speed of nothing would say nothing.

use bench_preview::bits::call;
use bench_preview::cases::CASES;
use gesso_graph::{Name, Type, Value};
use gesso_media::{Pull, Region, embedded_fonts};
use gesso_nodes::{NodeSpec, Run, catalogue};
use std::collections::BTreeMap;

fn made(spec: &NodeSpec, params: BTreeMap<Name, Value>) -> Vec<f32> {
    let Run::Kernel(kernel) = spec.run else {
        panic!("{} is no kernel", spec.schema.id);
    };
    let mut call = call(spec, params, 1.0, &embedded_fonts());
    // Optional masks are left out where it is measured.
    let ports = spec.schema.inputs.iter();
    for port in ports.filter(|port| port.ty == Type::Mask && !port.required) {
        call.inputs.remove(&*port.name);
    }
    let outputs = kernel(&call).expect("the case is a right call");
    let first = outputs
        .get(&*spec.schema.outputs[0].name)
        .expect("every kernel gives its first output");
    let image = &first.picture().expect("a picture is measured").image;
    let region = Region::whole(image.size());
    let tile = image.render(region, &Pull::new());
    tile.expect("its inputs are in memory").px.clone()
}

#[test]
fn every_case_sets_parameters_that_change_the_picture() {
    let mut faults = Vec::new();
    for (id, what, set) in CASES.iter().filter(|(_, _, set)| !set.is_empty()) {
        let spec = catalogue().spec(id).expect("it is in the catalogue");
        let declared = spec.schema.params.iter();
        let declared: BTreeMap<Name, Value> = declared
            .filter_map(|param| Some(((&param.name).into(), param.default_value()?)))
            .collect();
        let mut params = declared.clone();
        for (name, value) in *set {
            if params.insert((*name).into(), value.value()).is_none() {
                faults.push(format!("{id} {what}: there is no {name}"));
                continue;
            }
            let mut without = params.clone();
            without.insert((*name).into(), declared[*name].clone());
            if made(spec, params.clone()) == made(spec, without) {
                faults.push(format!("{id} {what}: {name} changes nothing"));
            }
        }
    }
    assert!(faults.is_empty(), "{faults:#?}");
}
