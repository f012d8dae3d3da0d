//! A look-up table through a chain: the host reads the file, measuring needs none, and a host without tables says so.
#![cfg(feature = "run")]
#![expect(clippy::unwrap_used, reason = "tests")]

use gesso_graph::{
    AssetRef, Command, InPort, Name, Node, NodeId, OutPort, Targets, Value, apply_all, plan,
};
use gesso_media::native::embedded_font;
use gesso_media::{FontCase, Lut, Pull, Region, RenderError, solid};
use gesso_nodes::chain::{self, Build, Host, Measured, Place};
use gesso_nodes::{Scaled, catalogue, color_lut};
use std::sync::Arc;

struct Desk {
    fonts: FontCase,
    measured: Measured,
    table: Option<Arc<Lut>>,
}

impl Host for Desk {
    fn font_case(&self) -> &FontCase {
        &self.fonts
    }

    fn bytes(&self, asset: &AssetRef, _most: u64) -> Result<Arc<[u8]>, RenderError> {
        let found = embedded_font(&asset.hash).map(Arc::from);
        found.ok_or_else(|| RenderError::Failed(format!("“{}” is gone.", asset.name).into()))
    }

    fn most_pixels(&self) -> u64 {
        1_000_000
    }

    fn measured(&self) -> &Measured {
        &self.measured
    }

    fn size_of(&self, _asset: &AssetRef) -> Result<(u32, u32), RenderError> {
        Ok((6, 4))
    }

    fn load(
        &self,
        _asset: &AssetRef,
        _frame: u32,
        _scale: f32,
        _pull: &Pull,
    ) -> Result<Scaled, RenderError> {
        Ok(Scaled {
            image: solid(6, 4, [0.2, 0.4, 0.9, 1.0]),
            full: (6, 4),
        })
    }

    fn kept(&self, _place: &Place, _build: Build<'_>) -> Result<Option<Scaled>, RenderError> {
        Ok(None)
    }

    fn table(&self, asset: &AssetRef) -> Result<Arc<Lut>, RenderError> {
        let none = || RenderError::Failed(format!("“{}” is gone.", asset.name).into());
        self.table.clone().ok_or_else(none)
    }
}

fn file(name: &str, media_type: &str) -> Value {
    Value::Asset(AssetRef {
        hash: "0".repeat(64).into(),
        name: name.into(),
        media_type: media_type.into(),
    })
}

fn shown(table: Option<&str>, build: Build<'_>) -> Result<Scaled, RenderError> {
    let node = |kind: &str, file: Value| Node {
        kind: kind.into(),
        version: 1,
        params: [(Name::from("file"), file)].into_iter().collect(),
        ..Node::default()
    };
    let (load, look) = (NodeId(1), NodeId(2));
    let commands = [
        Command::AddNode {
            id: load,
            node: node("image.load", file("a.png", "image/png")),
        },
        Command::AddNode {
            id: look,
            node: node(color_lut::ID, file("look.cube", color_lut::MEDIA_TYPE)),
        },
        Command::Connect {
            from: OutPort {
                node: load,
                port: "image".into(),
            },
            to: InPort {
                node: look,
                port: "image".into(),
            },
        },
    ];
    let document = apply_all(&Default::default(), &commands).document;
    let plan = plan(&document, catalogue(), &Targets::Everything);
    assert!(plan.blocked.is_empty(), "{:?}", plan.blocked);
    let steps: Vec<_> = plan.steps.into_iter().map(Arc::new).collect();
    let host = Desk {
        fonts: FontCase::default(),
        measured: Measured::default(),
        table: table.map(|text| Arc::new(Lut::from_cube(text).unwrap())),
    };
    chain::picture(&steps, &host, build)
}

#[test]
fn a_table_turns_the_colours_of_what_flows_in() {
    let pull = Pull::new();
    let turned = "LUT_1D_SIZE 2\n1 1 1\n0 0 0\n";
    let made = shown(Some(turned), Build::Render(1.0, &pull)).unwrap();
    let px = made
        .image
        .render(Region::new(0, 0, 1, 1), &pull)
        .unwrap()
        .px;
    let expected = solid(1, 1, [0.8, 0.6, 0.1, 1.0]);
    let wanted = expected.render(Region::new(0, 0, 1, 1), &pull).unwrap().px;
    assert!(
        px.iter().zip(&wanted).all(|(a, b)| (a - b).abs() < 1e-4),
        "{px:?} {wanted:?}"
    );
}

#[test]
fn measuring_reads_no_table_and_a_missing_one_is_said() {
    assert_eq!(shown(None, Build::Measure).unwrap().full, (6, 4));
    let said = shown(None, Build::Render(1.0, &Pull::new())).unwrap_err();
    assert_eq!(said.to_string(), "“look.cube” is gone.");
}
