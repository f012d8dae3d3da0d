//! What is compared are pictures: that both sides refuse a call in the same words would say nothing of their bits.

use bench_preview::bits::call;
use gesso_graph::Type;
use gesso_media::embedded_fonts;
use gesso_nodes::{Run, catalogue};

#[test]
fn every_node_that_gives_pictures_makes_some() {
    let fonts = embedded_fonts();
    let mut faults = Vec::new();
    for spec in catalogue().all() {
        let Run::Kernel(kernel) = spec.run else {
            continue;
        };
        let outputs = spec.schema.outputs.iter();
        let pictures = outputs.filter(|port| matches!(port.ty, Type::Image | Type::Mask));
        let params = spec.schema.params.iter();
        let params =
            params.filter_map(|param| Some(((&param.name).into(), param.default_value()?)));
        let made = kernel(&call(spec, params.collect(), 1.0, &fonts));
        for port in pictures {
            let picture = made
                .as_ref()
                .ok()
                .and_then(|made| made.get(&*port.name)?.picture());
            if picture.is_none() {
                faults.push(format!(
                    "{} {}: {:?}",
                    spec.schema.id,
                    port.name,
                    made.as_ref().err()
                ));
            }
        }
    }
    assert!(faults.is_empty(), "{faults:#?}");
}
