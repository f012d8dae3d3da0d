//! `list.from_assets`: many uploaded files as a list. Wired into Load image, everything after it works on each.

#[cfg(feature = "run")]
use crate::call::{Call, Data, NodeError, Outputs};
use crate::declare::{Out, Param, flow};
use crate::spec::NodeSpec;
use gesso_graph::{Category, Schema};
use std::borrow::Cow;

/// The files.
pub const FILES: Param<flow::Assets> = Param::assets(
    "files",
    "Files",
    "image/",
    "The pictures, in the order shown. Choose many at once, or drop them here.",
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
    "The names of the files without their endings.",
);
const COUNT: Out<flow::Int> = Out::new("count", "Count", "How many files there are.");

/// The stored id.
pub const ID: &str = "list.from_assets";

/// List of files.
pub static SPEC: NodeSpec = NodeSpec {
    schema: Schema {
        id: ID,
        version: 1,
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
            "load images",
        ],
        doc: "Many uploaded pictures as a list. Wired into Load image, the workflow runs once for each.",
        inputs: Cow::Borrowed(&[]),
        params: Cow::Borrowed(&[FILES.decl()]),
        outputs: Cow::Borrowed(&[LIST.decl(), NAMES.decl(), COUNT.decl()]),
        pure: true,
        sink: false,
    },
    #[cfg(feature = "run")]
    run: crate::spec::Run::Kernel(kernel),
};

#[cfg(feature = "run")]
fn kernel(call: &Call) -> Result<Outputs, NodeError> {
    let files = FILES.get(call);
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
