//! A drag: a megapixel through blur, levels, transform, blend and text, with the pixels for the screen. The worker is the true
//! one; what the server would send is made here before the clock runs.

use crate::picture::hashed;
use gesso_graph::{
    AssetRef, Command, ContentKey, Document, InPort, Name, Node, NodeId, OutPort, Targets, Value,
    apply_all, plan,
};
use gesso_media::{Filter, Image, Pull, Region, font_files, packed, resize};
use gesso_nodes::catalogue;
use gesso_nodes::fonts::hashes;
use gesso_preview::{Limits, Preview};
use gesso_sync::{PreviewAsk, PreviewLook, PreviewNews};

/// The photo; what is seen of it is a megapixel, at half its size.
const PHOTO: (u32, u32) = (2304, 1728);
const LEVEL: u32 = 1;
/// How often the hand moves.
const MOVES: u32 = 12;

/// A value of the parameter that is dragged, by the step.
type Turned = fn(f64) -> Value;
/// A node's own name, its kind and what is set on it.
type Made<'a> = (&'a str, &'a str, Vec<(&'a str, Value)>);

/// Each drag with the milliseconds from a move to pixels: the median and the longest.
pub fn run(now: &impl Fn() -> f64) -> Vec<(String, f64, f64)> {
    let photo = Served::new();
    let drags: [(&str, &str, Turned); 4] = [
        ("blur", "sigma", |step| Value::Float(4.0 + step)),
        ("levels", "gamma", |step| Value::Float(1.1 + step / 50.0)),
        ("transform", "angle", |step| Value::Float(5.0 + step)),
        ("blend", "opacity", |step| Value::Float(40.0 + step)),
    ];
    let of = |(node, name, value): (&str, &str, Turned)| {
        let mut times = drag(now, &photo, node, name, value);
        times.sort_by(f64::total_cmp);
        let longest = times.last().copied().unwrap_or(f64::NAN);
        let median = times.get(times.len() / 2).copied().unwrap_or(f64::NAN);
        (format!("dragging {node}"), median, longest)
    };
    drags.map(of).into()
}

fn drag(
    now: &impl Fn() -> f64,
    photo: &Served,
    node: &str,
    name: &str,
    value: fn(f64) -> Value,
) -> Vec<f64> {
    let mut worker = Preview::new(Limits::default());
    let mut times = Vec::new();
    for step in 0..=MOVES {
        let document = document(node, name, &value(f64::from(step)));
        let began = now();
        worker.ask(wish(&document, node));
        let mut shown = false;
        while !shown {
            while let Some(news) = worker.work() {
                shown |= matches!(news.said, PreviewNews::Pixels { last: true, .. });
            }
            for address in worker.wanted() {
                let font = address.strip_prefix("/font/").and_then(font);
                let bytes = font.map_or_else(|| photo.answer(&address), <[u8]>::to_vec);
                worker.arrived(&address, Some(&bytes));
            }
        }
        // The first brings what the server sends.
        if step > 0 {
            times.push(now() - began);
        }
    }
    times
}

/// The file of a font that comes with Gesso.
fn font(hash: &str) -> Option<&'static [u8]> {
    let place = hashes().position(|known| known == hash)?;
    font_files().get(place).copied()
}

fn id(name: &str) -> NodeId {
    NodeId(
        name.bytes()
            .take(8)
            .fold(0, |id, byte| id << 8 | u64::from(byte)),
    )
}

fn wish(document: &Document, moving: &str) -> PreviewAsk {
    let plan = plan(document, catalogue(), &Targets::Nodes(vec![id("blend")]));
    let last = plan.steps.iter().find(|step| step.node == id("blend"));
    let key = last.map_or(ContentKey([0; 32]), |step| step.key);
    PreviewAsk {
        number: 1,
        steps: plan.steps,
        moving: [id(moving)].into(),
        results: [].into(),
        looks: vec![PreviewLook::Part {
            key,
            level: LEVEL,
            x: 0,
            y: 0,
            w: PHOTO.0 >> LEVEL,
            h: PHOTO.1 >> LEVEL,
        }],
    }
}

fn document(node: &str, name: &str, value: &Value) -> Document {
    let photo = AssetRef {
        hash: "ab".repeat(32).as_str().into(),
        name: "photo.jpg".into(),
        media_type: "image/jpeg".into(),
    };
    let nodes: [Made<'_>; 6] = [
        ("load", "image.load", vec![("file", Value::Asset(photo))]),
        ("blur", "filter.blur", vec![("sigma", Value::Float(8.0))]),
        ("levels", "color.levels", vec![("gamma", Value::Float(1.3))]),
        (
            "transform",
            "image.transform",
            vec![("angle", Value::Float(3.0))],
        ),
        (
            "text",
            "text.render",
            vec![
                ("text", Value::Text("Greetings".into())),
                ("size", Value::Float(300.0)),
            ],
        ),
        ("blend", "comp.blend", Vec::new()),
    ];
    let mut commands: Vec<Command> = nodes
        .into_iter()
        .map(|(own, kind, params)| {
            let mut node_params: Vec<(Name, Value)> = params
                .into_iter()
                .map(|(name, value)| (name.into(), value))
                .collect();
            if own == node {
                node_params.push((name.into(), value.clone()));
            }
            let version = catalogue().spec(kind).map_or(1, |spec| spec.schema.version);
            Command::AddNode {
                id: id(own),
                node: Node {
                    kind: kind.into(),
                    version,
                    params: node_params.into_iter().collect(),
                    ..Node::default()
                },
            }
        })
        .collect();
    let wires = [
        ("load", "blur", "image"),
        ("blur", "levels", "image"),
        ("levels", "transform", "image"),
        ("transform", "blend", "base"),
        ("text", "blend", "top"),
    ];
    commands.extend(wires.map(|(from, to, port)| Command::Connect {
        from: OutPort {
            node: id(from),
            port: "image".into(),
        },
        to: InPort {
            node: id(to),
            port: port.into(),
        },
    }));
    apply_all(&Document::default(), &commands).document
}

/// The server's side.
struct Served(Image);

impl Served {
    fn new() -> Self {
        let (w, h) = (PHOTO.0 >> LEVEL, PHOTO.1 >> LEVEL);
        Self(resize(hashed(w, h, 7, true), w, h, Filter::Bilinear))
    }

    fn answer(&self, address: &str) -> Vec<u8> {
        let parts: Vec<u32> = address
            .split('/')
            .skip(4)
            .filter_map(|part| part.parse().ok())
            .collect();
        let (w, h) = self.0.size();
        match parts[..] {
            [_, col, row] => {
                let side = packed::MOST_SIDE;
                let (x, y) = (col * side, row * side);
                let region = Region::new(x as i32, y as i32, side.min(w - x), side.min(h - y));
                let tile = self.0.render(region, &Pull::new());
                packed::pack(&tile.expect("it is in memory"))
            }
            _ => {
                let (full_w, full_h) = PHOTO;
                format!("{{\"full\":[{full_w},{full_h}],\"size\":[{w},{h}],\"opaque\":true}}")
                    .into_bytes()
            }
        }
    }
}
