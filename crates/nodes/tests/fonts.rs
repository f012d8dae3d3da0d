//! Fonts: those that come with Gesso are there under the hashes that workflows keep, each node asks for what it sets words in
//! and for no more, and what can't be had is said.
#![cfg(feature = "run")]
#![expect(clippy::unwrap_used, reason = "tests")]

#[path = "support/host.rs"]
mod host;

use gesso_graph::{AssetRef, Command, Name, Node, NodeId, Step, Targets, Value, apply_all, plan};
use gesso_media::native::embedded_font;
use gesso_media::{Fonts, Pull, Region, RenderError, Tile, font_files};
use gesso_nodes::chain::{self, Build};
use gesso_nodes::fonts::{FAMILIES, Family, hashes};
use gesso_nodes::{catalogue, svg_render};
use host::Files;
use std::sync::Arc;

fn steps(kind: &str, params: &[(&str, Value)]) -> Vec<Arc<Step>> {
    let node = Node {
        kind: kind.into(),
        version: catalogue().spec(kind).unwrap().schema.version,
        params: params
            .iter()
            .map(|(name, value)| (Name::from(*name), value.clone()))
            .collect(),
        ..Node::default()
    };
    let add = Command::AddNode {
        id: NodeId(1),
        node,
    };
    let document = apply_all(&Default::default(), &[add]).document;
    let plan = plan(&document, catalogue(), &Targets::Everything);
    assert!(plan.blocked.is_empty(), "{:?}", plan.blocked);
    plan.steps.into_iter().map(Arc::new).collect()
}

/// What a node shows, and what it asked for.
fn made(desk: &Files, kind: &str, params: &[(&str, Value)]) -> Result<Tile, RenderError> {
    let pull = Pull::new();
    let shown = chain::picture(&steps(kind, params), desk, Build::Render(1.0, &pull))?;
    shown.image.render(Region::whole(shown.image.size()), &pull)
}

fn asked(desk: &Files) -> Vec<String> {
    std::mem::take(&mut desk.asked.lock().unwrap())
}

fn family(name: &str) -> &'static Family {
    FAMILIES.iter().find(|family| family.name == name).unwrap()
}

#[test]
fn every_font_has_the_hash_that_workflows_keep_and_calls_itself_so() {
    assert_eq!(hashes().count(), font_files().len());
    for (hash, file) in hashes().zip(font_files()) {
        assert_eq!(embedded_font(hash), Some(*file), "{hash}");
    }
    for family in FAMILIES {
        let file = embedded_font(&family.asset_ref().hash).unwrap();
        assert_eq!(Fonts::new(vec![file.into()]).families()[0], family.name);
        assert_eq!(Family::of(&family.asset_ref().hash), Some(family));
    }
    assert_eq!(Family::of("0"), None);
}

#[test]
fn words_are_set_in_the_chosen_font_and_no_other_is_asked_for() {
    let desk = Files::default();
    let mut faces = Vec::new();
    for family in FAMILIES {
        let font = ("font", Value::Asset(family.asset_ref()));
        let face = made(&desk, "text.render", &[font]).unwrap();
        assert!(!faces.contains(&face), "{}", family.name);
        faces.push(face);
        assert!(asked(&desk).iter().all(|name| name == family.name));
    }
    assert_eq!(made(&desk, "text.render", &[]), Ok(faces.swap_remove(0)));
    assert!(asked(&desk).is_empty(), "it was set up before");
    let small = ["width", "height"].map(|side| (side, Value::Int(8)));
    made(&desk, "image.generate", &small).unwrap();
    assert!(asked(&desk).is_empty());
}

#[test]
fn a_font_that_is_gone_is_said() {
    let gone = AssetRef {
        hash: "ab".repeat(32).as_str().into(),
        name: "Gone.otf".into(),
        media_type: "font/otf".into(),
    };
    let result = made(
        &Files::default(),
        "text.render",
        &[("font", Value::Asset(gone))],
    );
    assert_eq!(
        result,
        Err(RenderError::Failed("“Gone.otf” is gone.".to_owned().into()))
    );
}

#[test]
fn a_drawing_gets_the_fonts_it_speaks_of() {
    let svg = |style: &str| {
        let text = format!(
            "<svg xmlns='http://www.w3.org/2000/svg' width='90' height='30'>\
             <text y='24' font-size='24' {style}>Gesso</text></svg>"
        );
        [("source", Value::Text(text.into()))]
    };
    let desk = Files::default();
    let plain = made(&desk, "svg.render", &svg("")).unwrap();
    assert_eq!(asked(&desk), ["Inter", "Inter"]);
    let serif = made(&desk, "svg.render", &svg("font-family='serif'")).unwrap();
    let named = made(&desk, "svg.render", &svg("font-family='Caladea'")).unwrap();
    assert!(serif == named && serif != plain);
    let chosen = ("font", Value::Asset(family("Bebas Neue").asset_ref()));
    let [source] = svg("");
    let own = made(&desk, "svg.render", &[source, chosen]).unwrap();
    assert!(own != plain && own.px.iter().any(|v| *v > 0.5));
}

#[test]
fn a_drawing_may_stand_in_a_file() {
    let file = AssetRef {
        hash: "cd".repeat(32).as_str().into(),
        name: "logo.svg".into(),
        media_type: svg_render::MEDIA_TYPE.into(),
    };
    let params = [
        ("from", Value::Choice("file".into())),
        ("file", Value::Asset(file)),
        ("width", Value::Int(8)),
    ];
    let desk = Files {
        text: "<svg xmlns='http://www.w3.org/2000/svg' width='2' height='1'><rect width='2' height='1' fill='#fff'/></svg>",
        ..Files::default()
    };
    let tile = made(&desk, "svg.render", &params).unwrap();
    assert_eq!((tile.region.w, tile.region.h), (8, 4));
    assert!(tile.px.iter().all(|v| *v > 0.999));
    let broken = Files {
        text: "no drawing",
        ..Files::default()
    };
    let Err(RenderError::Failed(said)) = made(&broken, "svg.render", &params) else {
        panic!("it is broken");
    };
    assert!(said.to_string().contains("no SVG that can be read"));
}
