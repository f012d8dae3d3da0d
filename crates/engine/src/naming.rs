//! What files are called. The work of a step decides a pattern; the file's source, its seed and its place in a list are filled
//! in when the result is given to somebody, for the same work may be found again for another file and at another place.

use gesso_graph::{ContentKey, Step, Value};
use gesso_nodes::{catalogue, image_load};
use std::collections::{BTreeMap, BTreeSet};
use std::sync::Arc;

/// Longest name in characters, without its ending.
const LONGEST: usize = 100;

/// The pattern as far as the work decides it, with the file's ending.
pub(crate) fn pattern(pattern: &str, (w, h): (u32, u32), ending: &str) -> String {
    let known = filled(pattern, |name| match name {
        "width" => Some(Fill::Number(w.into())),
        "height" => Some(Fill::Number(h.into())),
        _ => None,
    });
    format!("{known}.{ending}")
}

/// What made a file, as one reads it from its end: along the inputs in the order in which a node declares them. Steps that are
/// of one item of a list come before those that are the same for all.
pub(crate) struct Origin<'a>(Vec<&'a Step>);

impl<'a> Origin<'a> {
    /// Of the last of these steps, where `of_item` knows those that are of one item alone.
    pub(crate) fn of(steps: &'a [Arc<Step>], of_item: impl Fn(&Step) -> bool) -> Self {
        let known: BTreeMap<ContentKey, &Step> =
            steps.iter().map(|step| (step.key, &**step)).collect();
        let mut read = Vec::new();
        let mut seen = BTreeSet::new();
        let mut open: Vec<&Step> = steps.last().map(|step| &**step).into_iter().collect();
        while let Some(step) = open.pop() {
            if !seen.insert(step.key) {
                continue;
            }
            read.push(step);
            let sources = sources(step).into_iter().rev();
            open.extend(sources.filter_map(|key| known.get(&key).copied()));
        }
        // What is read first stays first among its own.
        read.sort_by_key(|step| !of_item(step));
        Self(read)
    }

    /// The name for the file, at a place of a list counted from 0, without what file systems or pages could misread.
    pub(crate) fn name(&self, pattern: &str, place: usize) -> String {
        let name = filled(pattern, |name| match name {
            "name" => Some(Fill::Words(self.source().unwrap_or("picture").to_owned())),
            "seed" => Some(Fill::Number(self.seed().unwrap_or(0))),
            "index" => Some(Fill::Number(place as i64 + 1)),
            _ => None,
        });
        tidy(&name)
    }

    /// The name of the file that the picture began with, without its folder and its ending.
    pub(crate) fn source(&self) -> Option<&'a str> {
        let mut files =
            (self.0.iter()).filter_map(|step| match step.params.get(image_load::FILE.name) {
                Some(Value::Asset(asset)) => Some(&*asset.name),
                _ => None,
            });
        let name = files.next()?;
        let name = name.rsplit('/').next().unwrap_or(name);
        let stem = name.rsplit_once('.').map_or(name, |(stem, _)| stem);
        Some(if stem.is_empty() { name } else { stem })
    }

    /// The last seed that was set on the way.
    fn seed(&self) -> Option<i64> {
        self.0
            .iter()
            .find_map(|step| match step.params.get("seed") {
                Some(Value::Int(seed)) => Some(*seed),
                _ => None,
            })
    }
}

/// What a step reads, in the order in which its kind declares its inputs.
fn sources(step: &Step) -> Vec<ContentKey> {
    let spec = catalogue().spec(&step.kind);
    let declared = |name: &str| {
        let inputs = spec.map_or(&[][..], |spec| &spec.schema.inputs);
        let place = inputs.iter().position(|port| port.name == name);
        place.unwrap_or(inputs.len())
    };
    let mut read: Vec<_> = step.inputs.iter().collect();
    read.sort_by_key(|(name, _)| declared(name));
    read.into_iter().map(|(_, source)| source.key).collect()
}

enum Fill {
    Number(i64),
    Words(String),
}

/// Fills what stands in braces, as `{index}` or `{index:03}` with leading zeros; what is not known stays as it is.
fn filled(pattern: &str, value: impl Fn(&str) -> Option<Fill>) -> String {
    const MOST_DIGITS: usize = 12;
    let mut filled_in = String::new();
    let mut rest = pattern;
    while let Some((before, after)) = rest.split_once('{') {
        filled_in.push_str(before);
        let Some((inside, behind)) = after.split_once('}') else {
            filled_in.push('{');
            rest = after;
            continue;
        };
        let (name, digits) = inside.split_once(':').unwrap_or((inside, ""));
        let digits = digits.parse::<usize>().unwrap_or(0).min(MOST_DIGITS);
        match value(name.trim()) {
            Some(Fill::Number(number)) => filled_in.push_str(&format!("{number:0digits$}")),
            Some(Fill::Words(words)) => filled_in.push_str(&words),
            None => {
                filled_in.push('{');
                filled_in.push_str(inside);
                filled_in.push('}');
            }
        }
        rest = behind;
    }
    filled_in.push_str(rest);
    filled_in
}

/// A name that no file system misreads; it has an ending.
fn tidy(name: &str) -> String {
    let safe = |c: char| match c.is_control() || "/\\:*?\"<>|".contains(c) {
        true => '-',
        false => c,
    };
    let (stem, ending) = name.rsplit_once('.').unwrap_or((name, ""));
    let stem: String = stem.chars().map(safe).take(LONGEST).collect();
    let ending: String = ending.chars().filter(char::is_ascii_alphanumeric).collect();
    let stem = stem.trim_matches([' ', '.']);
    let stem = if stem.is_empty() { "picture" } else { stem };
    format!("{stem}.{ending}")
}

/// A name that none of these has, however they are written, which is one of them from then on: "photo-2.jpg" for a second
/// "photo.jpg". Never a path.
pub fn unlike(name: &str, taken: &mut BTreeSet<String>) -> String {
    let name = tidy(name);
    let (stem, ending) = name.rsplit_once('.').unwrap_or((&name, ""));
    let numbered = |number: usize| match number {
        1 => name.clone(),
        number => format!("{stem}-{number}.{ending}"),
    };
    let free = (1..).map(numbered);
    let mut free = free.filter(|name| taken.insert(name.to_lowercase()));
    free.next().unwrap_or_else(|| name.clone())
}
