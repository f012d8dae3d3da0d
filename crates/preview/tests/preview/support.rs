//! Workflows in a line of text, a server that has one photo, and a worker on it.

use gesso_graph::{
    AssetRef, Command, ContentKey, Document, InPort, Name, Node, NodeId, OutPort, Plan, Targets,
    Value, apply_all, plan,
};
use gesso_media::native::{embedded_font, materialise};
use gesso_media::{Filter, Image, Pull, Raw, Region, Tile, packed, resize, scaled_size};
use gesso_nodes::catalogue;
use gesso_preview::{Limits, News, Preview};
use gesso_sync::{PreviewAsk, PreviewLook, PreviewNews};
use std::sync::Arc;

/// Width and height of the photo.
pub(crate) const PHOTO: (u32, u32) = (1500, 1100);

/// The id of the node with this name.
pub(crate) fn id(name: &str) -> NodeId {
    NodeId(name.bytes().fold(0, |id, byte| id << 8 | u64::from(byte)))
}

/// A look-up table: dark and blue.
pub(crate) const TABLE: &str = "LUT_3D_SIZE 2
0 0 0.1
0.8 0 0.2
0 0.7 0.3
0.8 0.7 0.3
0.1 0 0.9
0.7 0.1 0.9
0 0.6 1
0.9 0.8 1
";

/// `a:image.load b:filter.blur(sigma=3.5) a.image->b.image`; every picture is the photo, every table [`TABLE`].
pub(crate) fn document(text: &str) -> Document {
    let end = |text: &str| {
        let (node, port) = text.split_once('.').expect("node.port");
        (id(node), Name::from(port))
    };
    let commands: Vec<Command> = text
        .split_whitespace()
        .map(|word| match word.split_once("->") {
            Some((from, to)) => {
                let ((from, output), (to, input)) = (end(from), end(to));
                Command::Connect {
                    from: OutPort {
                        node: from,
                        port: output,
                    },
                    to: InPort {
                        node: to,
                        port: input,
                    },
                }
            }
            None => {
                let (name, kind) = word.split_once(':').expect("name:kind");
                Command::AddNode {
                    id: id(name),
                    node: node(kind),
                }
            }
        })
        .collect();
    let applied = apply_all(&Document::default(), &commands);
    assert!(applied.skips.is_empty(), "{:?} in {text}", applied.skips);
    applied.document
}

fn node(text: &str) -> Node {
    let (kind, params) = text.split_once('(').unwrap_or((text, ""));
    let spec = catalogue().spec(kind).expect("the kind is known");
    let value = |text: &str| match text.parse() {
        Ok(number) => Value::Float(number),
        Err(_) => Value::Text(text.into()),
    };
    let mut params: Vec<(Name, Value)> = params
        .trim_end_matches(')')
        .split(',')
        .filter_map(|param| param.split_once('='))
        .map(|(name, text)| (name.into(), value(text)))
        .collect();
    if kind == "image.load" {
        let photo = AssetRef {
            hash: "ab".repeat(32).as_str().into(),
            name: "photo.png".into(),
            media_type: "image/png".into(),
        };
        params.push(("file".into(), Value::Asset(photo)));
    }
    if kind == "color.lut" {
        let table = AssetRef {
            hash: "cd".repeat(32).as_str().into(),
            name: "night.cube".into(),
            media_type: "application/x-cube".into(),
        };
        params.push(("file".into(), Value::Asset(table)));
    }
    Node {
        kind: kind.into(),
        version: spec.schema.version,
        params: params.into_iter().collect(),
        ..Node::default()
    }
}

/// What a run of this node would do.
pub(crate) fn planned(document: &Document, name: &str) -> (Plan, ContentKey) {
    let plan = plan(document, catalogue(), &Targets::Nodes(vec![id(name)]));
    assert!(plan.blocked.is_empty(), "{:?}", plan.blocked);
    let step = plan.steps.iter().find(|step| step.node == id(name));
    let key = step.expect("it is planned").key;
    (plan, key)
}

/// A wish for a part of what a node gives while another node is in hand.
pub(crate) fn wish(
    text: &str,
    node: &str,
    moving: &str,
    part: (u32, u32, u32, u32, u32),
) -> PreviewAsk {
    let (plan, key) = planned(&document(text), node);
    let (level, x, y, w, h) = part;
    PreviewAsk {
        number: 1,
        steps: plan.steps,
        moving: [id(moving)].into(),
        results: [].into(),
        looks: vec![PreviewLook::Part {
            key,
            level,
            x,
            y,
            w,
            h,
        }],
    }
}

/// The photo's pixels: different everywhere, and some of them transparent.
pub(crate) fn photo() -> Image {
    let region = Region::whole(PHOTO);
    let mut tile = Tile::clear(region);
    for y in 0..region.h {
        for (x, px) in tile.row_mut(y as i32).chunks_exact_mut(4).enumerate() {
            let wave = |period: usize| (x * 7 + y as usize * 3) % period;
            let alpha = if wave(97) < 12 { 0.25 } else { 1.0 };
            let [r, g, b] = [255, 190, 61].map(|period| wave(period) as f32 / period as f32);
            px.copy_from_slice(&[r * alpha, g * alpha, b * alpha, alpha]);
        }
    }
    Arc::new(Raw::new(Arc::new(tile), false))
}

/// The photo at a level, as the engine keeps it.
pub(crate) fn photo_at(level: u32) -> Image {
    let scale = 1.0 / (1_u32 << level) as f32;
    let (w, h) = scaled_size(PHOTO, scale);
    let small = resize(photo(), w, h, Filter::Bilinear);
    Arc::new(materialise(&small, &Pull::new(), &|_| {}).expect("it renders"))
}

/// What the server answers to an address of pixels or of a font; it has the photo, as a file and as every result.
pub(crate) fn served(address: &str) -> Vec<u8> {
    if let Some(hash) = address.strip_prefix("/font/") {
        return embedded_font(hash).expect("a font of Gesso's").to_vec();
    }
    if address == format!("/asset/{}", "cd".repeat(32)) {
        return TABLE.as_bytes().to_vec();
    }
    let parts: Vec<&str> = address.trim_start_matches("/pixels/").split('/').collect();
    let number = |place: usize| parts[place].parse::<u32>().expect("a number");
    let image = photo_at(number(2));
    let (w, h) = image.size();
    if parts.len() == 3 {
        return format!(
            "{{\"full\":[{},{}],\"size\":[{w},{h}],\"opaque\":false}}",
            PHOTO.0, PHOTO.1
        )
        .into_bytes();
    }
    let side = packed::MOST_SIDE;
    let (x, y) = (number(3) * side, number(4) * side);
    let region = Region::new(x as i32, y as i32, side.min(w - x), side.min(h - y));
    packed::pack(&image.render(region, &Pull::new()).expect("it renders"))
}

/// A worker that has done nothing yet.
pub(crate) fn worker(limits: Limits) -> Preview {
    Preview::new(limits)
}

/// Serves what is wanted until nothing is left to do; what was said, and how many addresses were fetched.
pub(crate) fn settle(worker: &mut Preview) -> (Vec<News>, usize) {
    let (mut all, mut fetched) = (Vec::new(), 0);
    loop {
        while let Some(news) = worker.work() {
            all.push(news);
        }
        let wanted = worker.wanted();
        if wanted.is_empty() {
            return (all, fetched);
        }
        fetched += wanted.len();
        for address in wanted {
            worker.arrived(&address, Some(&served(&address)));
        }
    }
}

/// The pieces of one look put together, row after row.
pub(crate) fn pixels(news: &[News], wanted: PreviewLook) -> Vec<u8> {
    let of_look = news.iter().filter(|news| match &news.said {
        PreviewNews::Pixels { look, .. } => *look == wanted,
        _ => false,
    });
    of_look.flat_map(|news| news.pixels.clone()).collect()
}
