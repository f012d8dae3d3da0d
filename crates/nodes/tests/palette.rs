//! Palettes: as data they are the colours that the picture is painted in, whoever asks and at whatever scale.
#![cfg(feature = "run")]
#![expect(clippy::unwrap_used, reason = "tests")]

#[path = "support/graph.rs"]
mod graph;
#[path = "support/host.rs"]
mod host;

use gesso_media::{Image, Pull, Region};
use gesso_nodes::chain::{self, Build};
use gesso_nodes::{Data, Outputs};
use graph::{Planned, planned};
use host::Files;
use std::collections::BTreeSet;

const FEW: &str =
    "p:image.generate(kind=noise,width=900,height=700) z:color.quantize(colors=5) p.image->z.image";

fn made(text: &str, host: &Files, build: Build<'_>) -> Outputs {
    let Planned { steps, last } = planned(text);
    chain::outputs(&chain::upstream(last, &steps), host, build).unwrap()
}

fn data(outputs: &Outputs) -> String {
    outputs["palette_data"].words().unwrap()
}

/// The colours of a picture as they are written to files.
fn painted(image: &Image) -> BTreeSet<String> {
    let tile = image
        .render(Region::whole(image.size()), &Pull::new())
        .unwrap();
    let byte = |v: f32| (gesso_media::math::srgb_encode(v) * 255.0).round() as u8;
    let pixels = tile.px.chunks_exact(4);
    pixels
        .map(|px| {
            let [r, g, b] = [px[0], px[1], px[2]].map(byte);
            format!("#{r:02x}{g:02x}{b:02x}")
        })
        .collect()
}

#[test]
fn the_data_are_the_colours_of_the_picture_at_every_scale() {
    let pull = Pull::new();
    let measured = data(&made(FEW, &Files::default(), Build::Measure));
    assert_eq!(measured.matches("\"color\"").count(), 5, "{measured}");
    for scale in [1.0, 0.5, 0.125] {
        let outputs = made(FEW, &Files::default(), Build::Render(scale, &pull));
        assert_eq!(data(&outputs), measured, "at {scale}");
        let colors = painted(&outputs["image"].picture().unwrap().image);
        assert!(colors.len() > 3, "at {scale}: {colors:?}");
        for color in colors {
            assert!(
                measured.contains(&color),
                "at {scale}: {color} in {measured}"
            );
        }
    }
}

#[test]
fn the_shares_of_the_colours_make_a_whole() {
    let outputs = made(FEW, &Files::default(), Build::Measure);
    let Data::Json(swatches) = &outputs["palette_data"] else {
        panic!("{outputs:?}");
    };
    let share = |place| {
        Some(
            swatches
                .item(place)?
                .field("share")?
                .to_string()
                .parse::<f64>(),
        )
    };
    let shares: Vec<f64> = (0..5).map(|place| share(place).unwrap().unwrap()).collect();
    assert!(shares.iter().all(|share| *share > 0.0), "{shares:?}");
    assert!(
        (shares.iter().sum::<f64>() - 1.0).abs() < 1e-3,
        "{shares:?}"
    );
}

#[test]
fn each_picture_of_a_list_has_its_palette() {
    let text = "f:list.from_assets(files=@40+@300) l:image.load f.files->l.file z:color.quantize l.image->z.image";
    let outputs = made(text, &Files::default(), Build::Measure);
    let palettes = outputs["palette_data"].items();
    assert_eq!(palettes.len(), 2);
    for words in palettes.iter().filter_map(Data::words) {
        let is_one = words.ends_with("\"share\":1}]") && words.matches("color").count() == 1;
        assert!(is_one, "{words}");
    }
}

#[test]
fn what_follows_the_picture_alone_is_measured_without_its_palette() {
    let quantized = "f:list.from_assets(files=@40) l:image.load f.files->l.file q:color.quantize l.image->q.image";
    let host = Files::default();
    let blurred = format!("{quantized} z:filter.blur q.image->z.image");
    made(&blurred, &host, Build::Measure);
    assert!(host.asked.lock().unwrap().is_empty());
    let read = format!("{quantized} z:json.get(path='[0].color') q.palette_data->z.data");
    let color = made(&read, &host, Build::Measure);
    let color = color["text"].items()[0].words().unwrap();
    assert!(color.starts_with('#') && color.len() == 7, "{color}");
    assert_eq!(*host.asked.lock().unwrap(), ["40"]);
}
