//! `list.from_assets`: many uploaded files as a list, or those of them that a pattern picks. Wired into Load image, everything
//! after it works on each. A file that came with its folder has the folder in its name. The library
//! is asked before a run is planned, so that what was found is in the content key.

#[cfg(feature = "run")]
use crate::call::{Call, Data, NodeError, Outputs};
use crate::declare::{Out, Param, flow, option};
#[cfg(feature = "run")]
use crate::natural::natural;
use crate::spec::NodeSpec;
use gesso_graph::{AssetRef, Category, Name, Schema, Value};
use std::borrow::Cow;
use std::collections::BTreeMap;

const FROM: Param<flow::Choice> = Param::choice(
    "from",
    "From",
    "chosen",
    &[
        option("chosen", "Chosen files"),
        option("library", "The library"),
    ],
    "Files that are chosen here, or all uploaded ones that fit. The library is asked at the start of every run, so files that were \
     uploaded since take part; what a run found stands in its takes.",
);
/// The files.
pub const FILES: Param<flow::Assets> = Param::assets(
    "files",
    "Files",
    "image/",
    "The pictures. Choose many at once, a whole folder, or drop them here.",
)
.afresh("from", "library", "chosen");
const FOLDER: Param<flow::Text> = Param::line(
    "folder",
    "Folder",
    "",
    "Only files in this folder and those in it, as summer or summer/beach. Empty is every folder.",
)
.shown_if("from", &["library"]);
const TYPE: Param<flow::Choice> = Param::choice(
    "type",
    "Type",
    "any",
    &[
        option("any", "Any picture"),
        option("jpeg", "JPEG"),
        option("png", "PNG"),
        option("webp", "WebP"),
        option("avif", "AVIF"),
        option("gif", "GIF"),
        option("tiff", "TIFF"),
        option("exr", "EXR"),
    ],
    "Only files of this type.",
)
.shown_if("from", &["library"]);
const PATTERN: Param<flow::Text> = Param::line(
    "pattern",
    "Name",
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
        version: 3,
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
            "library",
            "uploads",
            "load images",
        ],
        doc: "Many uploaded pictures as a list, chosen here or found in the library at every run. Wired into Load image, the workflow runs once for each.",
        inputs: Cow::Borrowed(&[]),
        params: Cow::Borrowed(&[
            FROM.decl(),
            FILES.decl(),
            FOLDER.decl(),
            PATTERN.decl(),
            TYPE.decl(),
            ORDER.decl(),
        ]),
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
    files.retain(|file| is_named_as_one_of(&file.name, &patterns));
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

/// The files that a node with these parameters finds among those of the library, in their order.
pub fn found<'a>(
    params: &BTreeMap<Name, Value>,
    library: impl IntoIterator<Item = &'a AssetRef>,
) -> Vec<AssetRef> {
    let text = |name: &str| match params.get(name) {
        Some(Value::Text(text)) => text.clone(),
        _ => "".into(),
    };
    let (folder, pattern) = (text(FOLDER.name), text(PATTERN.name));
    let folder = folder.trim().trim_matches('/').to_lowercase();
    let is_of_type = |media_type: &str| match params.get(TYPE.name) {
        Some(Value::Choice(one)) if one.as_str() != "any" => {
            let subtype = media_type.strip_prefix("image/");
            subtype.map(|subtype| subtype.trim_start_matches("x-")) == Some(one.as_str())
        }
        _ => media_type.starts_with("image/"),
    };
    let fits = |file: &&AssetRef| {
        is_of_type(&file.media_type)
            && is_in_folder(&file.name, &folder)
            && is_named_as_one_of(&file.name, &pattern)
    };
    library.into_iter().filter(fits).cloned().collect()
}

/// Whether a file's name has this folder on its way.
fn is_in_folder(name: &str, folder: &str) -> bool {
    let name = name.to_lowercase();
    let within = |at: usize| name[at..].strip_prefix(folder)?.strip_prefix('/');
    let folders = name.match_indices('/').map(|(at, _)| at + 1);
    folder.is_empty()
        || std::iter::once(0)
            .chain(folders)
            .any(|at| within(at).is_some())
}

/// Whether one of the patterns fits, which have commas between them; none fit everything.
fn is_named_as_one_of(name: &str, patterns: &str) -> bool {
    let patterns = patterns.split(',').map(str::trim);
    let mut patterns = patterns.filter(|pattern| !pattern.is_empty()).peekable();
    patterns.peek().is_none() || patterns.any(|pattern| is_named(name, pattern))
}

/// Whether a pattern fits a name, or what of it begins after a folder.
fn is_named(name: &str, pattern: &str) -> bool {
    let (name, pattern) = (name.to_lowercase(), pattern.to_lowercase());
    let pattern: Vec<char> = pattern.chars().collect();
    let folders = name.match_indices('/').map(|(at, _)| at + 1);
    std::iter::once(0)
        .chain(folders)
        .any(|at| fits(&name[at..].chars().collect::<Vec<_>>(), &pattern))
}

/// Whether a pattern fits all of a name: `*` is as many signs as needed, `?` is one. Costs the product of their lengths at most.
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
