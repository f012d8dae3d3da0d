//! `list.from_assets`: many uploaded files as a list, or those of them that a pattern picks. Wired into Load image, everything
//! after it works on each. A file that came with its folder has the folder in its name.

#[cfg(feature = "run")]
use crate::call::{Call, Data, NodeError, Outputs};
use crate::declare::{Out, Param, flow, option};
#[cfg(feature = "run")]
use crate::natural::natural;
use crate::spec::NodeSpec;
use gesso_graph::{Category, Schema};
use std::borrow::Cow;

/// The files.
pub const FILES: Param<flow::Assets> = Param::assets(
    "files",
    "Files",
    "image/",
    "The pictures. Choose many at once, a whole folder, or drop them here.",
);
const PATTERN: Param<flow::Text> = Param::line(
    "pattern",
    "Named",
    "",
    "Only files named so: * stands for anything and ? for one sign, as in *.jpg, summer/* or *-front*. More than one, with commas between them. Empty is all.",
)
.port();
const ORDER: Param<flow::Choice> = Param::choice(
    "order",
    "Order",
    "given",
    &[
        option("given", "As shown"),
        option("name", "By name"),
        option("name_down", "By name, backwards"),
    ],
    "In which order they come. By name, 2 comes before 10.",
);
/// The files, one by one.
pub const LIST: Out<flow::List<flow::Asset>> = Out::new(
    "files",
    "Files",
    "The files: wire them into File of Load image.",
);
const NAMES: Out<flow::List<flow::Text>> = Out::new(
    "names",
    "Names",
    "The names of the files without their folders and endings.",
);
const COUNT: Out<flow::Int> = Out::new("count", "Count", "How many files there are.");

/// The stored id.
pub const ID: &str = "list.from_assets";

/// List of files.
pub static SPEC: NodeSpec = NodeSpec {
    schema: Schema {
        id: ID,
        version: 2,
        title: Cow::Borrowed("Files"),
        category: Category::Logic,
        keywords: &[
            "batch",
            "folder",
            "many",
            "pictures",
            "photos",
            "upload",
            "bulk",
            "list of files",
            "query",
            "pattern",
            "glob",
            "load images",
        ],
        doc: "Many uploaded pictures as a list. Wired into Load image, the workflow runs once for each.",
        inputs: Cow::Borrowed(&[]),
        params: Cow::Borrowed(&[FILES.decl(), PATTERN.decl(), ORDER.decl()]),
        outputs: Cow::Borrowed(&[LIST.decl(), NAMES.decl(), COUNT.decl()]),
        pure: true,
        sink: false,
    },
    #[cfg(feature = "run")]
    run: crate::spec::Run::Kernel(kernel),
};

#[cfg(feature = "run")]
fn kernel(call: &Call) -> Result<Outputs, NodeError> {
    let mut files = FILES.get(call).to_vec();
    let patterns = PATTERN.get(call);
    let patterns = patterns.split(',').map(str::trim);
    let patterns: Vec<&str> = patterns.filter(|pattern| !pattern.is_empty()).collect();
    if !patterns.is_empty() {
        files.retain(|file| patterns.iter().any(|pattern| is_named(&file.name, pattern)));
    }
    match ORDER.get(call) {
        "name" => files.sort_by(|a, b| natural(&a.name, &b.name)),
        "name_down" => files.sort_by(|a, b| natural(&b.name, &a.name)),
        _ => {}
    }
    let names = files
        .iter()
        .map(|file| Data::Text(super::stem(&file.name).into()));
    let count = i64::try_from(files.len()).unwrap_or(i64::MAX);
    Ok([
        (
            LIST.name.into(),
            Data::list(files.iter().cloned().map(Data::Asset))?,
        ),
        (NAMES.name.into(), Data::list(names)?),
        (COUNT.name.into(), Data::Int(count)),
    ]
    .into())
}

/// Whether a pattern fits a name, or what of it begins after a folder.
#[cfg(feature = "run")]
fn is_named(name: &str, pattern: &str) -> bool {
    let (name, pattern) = (name.to_lowercase(), pattern.to_lowercase());
    let pattern: Vec<char> = pattern.chars().collect();
    let folders = name.match_indices('/').map(|(at, _)| at + 1);
    std::iter::once(0)
        .chain(folders)
        .any(|at| fits(&name[at..].chars().collect::<Vec<_>>(), &pattern))
}

/// Whether a pattern fits all of a name: `*` is as many signs as needed, `?` is one. Costs the product of their lengths at most.
#[cfg(feature = "run")]
fn fits(name: &[char], pattern: &[char]) -> bool {
    let (mut at, mut next) = (0, 0);
    // Where the last star stands, and how far the name was when it began to stand for more.
    let mut star: Option<(usize, usize)> = None;
    while at < name.len() {
        match pattern.get(next) {
            Some('*') => {
                star = Some((next, at));
                next += 1;
            }
            Some(&sign) if sign == '?' || sign == name[at] => {
                at += 1;
                next += 1;
            }
            _ => match &mut star {
                Some((place, taken)) => {
                    *taken += 1;
                    at = *taken;
                    next = *place + 1;
                }
                None => return false,
            },
        }
    }
    pattern[next..].iter().all(|sign| *sign == '*')
}
