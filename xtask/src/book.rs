//! The documents at `/docs`: an mdBook out of `docs/`, the decisions, and the node reference that the catalogue writes itself.
//! Only pages, the style sheet and pictures are published: the template has no script, so the strictest policy holds.

use std::fmt::Write;
use std::fs;
use std::path::{Path, PathBuf};

use anyhow::{Context, Result};
use mdbook_driver::MDBook;

use crate::place::{self, Flavour};
use crate::process::{cargo, run};
use crate::site::{files_below, hash};

/// The line of `SUMMARY.md` that the pages of the node reference take the place of.
const NODES_HERE: &str = "<!-- nodes -->";

/// Builds the book into the site, unless nothing it is made of has changed.
pub(crate) fn build(flavour: Flavour) -> Result<()> {
    let out = flavour.site().join("docs");
    let key = state()?;
    let stamp = out.join(".made-of");
    if fs::read_to_string(&stamp).ok().as_deref() == Some(&key) {
        return Ok(());
    }
    let draft = place::target().join("book");
    if draft.exists() {
        fs::remove_dir_all(&draft)?;
    }
    copy(&place::root().join("docs"), &draft)?;
    copy(
        &place::root().join("docs/decisions"),
        &draft.join("src/decisions"),
    )?;
    let nodes = draft.join("src/nodes");
    fs::create_dir_all(&nodes)?;
    run(cargo("run --quiet --package gesso-nodes --example reference --").arg(&nodes))?;
    list_nodes(&draft.join("src/SUMMARY.md"), &nodes)?;
    eprintln!("  mdbook {}", out.display());
    MDBook::load(&draft)?.build()?;
    publish(&draft.join("book"), &out)?;
    Ok(fs::write(stamp, key)?)
}

/// What the book is made of, as one hash.
fn state() -> Result<String> {
    let mut parts = Vec::new();
    for folder in [
        "docs",
        "crates/nodes/src",
        "crates/nodes/examples",
        "crates/media/src/kernel",
    ] {
        for file in files_below(&place::root().join(folder))? {
            parts.push(file.to_string_lossy().into_owned().into_bytes());
            parts.push(fs::read(file)?);
        }
    }
    let parts: Vec<_> = parts.iter().map(Vec::as_slice).collect();
    Ok(hash(&parts))
}

/// Puts the pages of the node reference into the table of contents, in the order of their names.
fn list_nodes(summary: &Path, nodes: &Path) -> Result<()> {
    let mut list = String::new();
    let pages = files_below(nodes)?.into_iter();
    for page in pages.filter(|file| file.extension().is_some_and(|kind| kind == "md")) {
        let text = fs::read_to_string(&page)?;
        let heading = text.lines().find_map(|line| line.strip_prefix("# "));
        let heading = heading.with_context(|| format!("{} has no heading", page.display()))?;
        let name = page.strip_prefix(nodes)?.display();
        writeln!(list, "  - [{heading}](nodes/{name})")?;
    }
    let text = fs::read_to_string(summary)?.replace(NODES_HERE, list.trim_end());
    Ok(fs::write(summary, text)?)
}

/// Copies what a page can ask for; mdBook's own scripts and fonts are of no use to our template.
fn publish(from: &Path, to: &Path) -> Result<()> {
    if to.exists() {
        fs::remove_dir_all(to)?;
    }
    let wanted = |file: &Path| match file.extension().and_then(|kind| kind.to_str()) {
        Some("html") => file != Path::new("toc.html"),
        Some("css") => file.starts_with("theme"),
        Some("png" | "jpg" | "webp") => true,
        Some("svg") => file.starts_with("images"),
        _ => false,
    };
    for file in files_below(from)? {
        let name = file.strip_prefix(from)?;
        if wanted(name) && name != Path::new("favicon.png") {
            place_copy(&file, &to.join(name))?;
        }
    }
    Ok(())
}

fn copy(from: &Path, to: &Path) -> Result<()> {
    for file in files_below(from)? {
        place_copy(&file, &to.join(file.strip_prefix(from)?))?;
    }
    Ok(())
}

fn place_copy(from: &Path, to: &PathBuf) -> Result<()> {
    if let Some(folder) = to.parent() {
        fs::create_dir_all(folder)?;
    }
    fs::copy(from, to).with_context(|| format!("copying {}", from.display()))?;
    Ok(())
}
