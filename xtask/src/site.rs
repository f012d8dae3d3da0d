//! The site: the page's files, the style sheet, what lies in `public/` and the book, in one folder, with `manifest.json`
//! naming the hashed ones. The manifest is written last, and files of an earlier build are taken away after it.

use std::collections::BTreeSet;
use std::fs;
use std::io::Write;
use std::path::{Path, PathBuf};

use anyhow::{Context, Result, bail};

use crate::page;
use crate::place::{self, Flavour};
use xtask::style;

/// The most that a browser may have to fetch before the editor lives, in bytes as they are sent.
const FIRST_LOAD: u64 = 1_200_000;

/// Builds the site of a flavour.
pub(crate) fn build(flavour: Flavour) -> Result<()> {
    let css = style::bundle(&place::root().join("style/main.css"))?;
    let css_name = format!("main.{}.css", hash(&[css.as_bytes()]));
    let page = page::build(flavour, &css_name)?;
    let files = addresses(&page, &css_name)?;
    let [preview, crew] = page::build_preview(flavour)?;
    let bench = match flavour {
        Flavour::Release => Some(page::build_bench(flavour)?),
        // Nobody measures what was built for developing.
        Flavour::Dev => None,
    };

    let site = flavour.site();
    let mut kept = BTreeSet::new();
    for folder in [Some(&page), Some(&preview), Some(&crew), bench.as_ref()]
        .into_iter()
        .flatten()
        .map(|page| &page.folder)
    {
        for file in files_below(folder)? {
            let name = file.strip_prefix(folder)?;
            if name != Path::new("done") {
                kept.insert(place_file(&file, &site.join("pkg").join(name))?);
            }
        }
    }
    let css_file = site.join("pkg").join(&css_name);
    if !css_file.exists() {
        write_with_brotli(flavour, &css_file, css.as_bytes())?;
    }
    kept.insert(beside(&css_file));
    kept.insert(css_file);
    let public = place::root().join("public");
    for file in files_below(&public)? {
        kept.insert(place_file(&file, &site.join(file.strip_prefix(&public)?))?);
    }

    let manifest = site.join("manifest.json");
    let text = serde_json::json!({
        "js": format!("/pkg/{}", page.js),
        "wasm": format!("/pkg/{}", page.wasm),
        "css": format!("/pkg/{css_name}"),
        "preview": format!("/pkg/{}", preview.js),
        "files": files,
        "bench": bench.map(|bench| format!("/pkg/{}", bench.js)),
    })
    .to_string();
    if fs::read_to_string(&manifest).ok().as_deref() != Some(&text) {
        let draft = site.join("manifest.json.new");
        fs::write(&draft, text)?;
        fs::rename(&draft, &manifest)?;
    }
    kept.insert(manifest);
    for file in files_below(&site)? {
        if !kept.contains(&file) && !file.starts_with(site.join("docs")) {
            fs::remove_file(file)?;
        }
    }
    Ok(())
}

/// Says how much of the built site a browser fetches before the editor lives, and how much follows.
///
/// # Errors
/// When that is more than [`FIRST_LOAD`].
pub(crate) fn weigh(flavour: Flavour) -> Result<()> {
    let site = flavour.site();
    let manifest = fs::read_to_string(site.join("manifest.json"))?;
    let manifest: serde_json::Value = serde_json::from_str(&manifest)?;
    let (mut first, mut later) = (0, 0);
    for address in manifest["files"].as_array().into_iter().flatten() {
        let address = address.as_str().context("an address is a text")?;
        let file = beside(&site.join(address.trim_start_matches('/')));
        let size = fs::metadata(&file)
            .with_context(|| format!("weighing {}", file.display()))?
            .len();
        let comes = if page::is_later(address) {
            later += size;
            "later"
        } else {
            first += size;
            "first"
        };
        eprintln!("  {comes} {size:>9} {address}");
    }
    eprintln!("  first {first:>9} of {FIRST_LOAD} bytes, later {later:>9}");
    if first > FIRST_LOAD {
        bail!("the page is too large: what is loaded first must stay under {FIRST_LOAD} bytes");
    }
    Ok(())
}

/// The addresses of every file of the page, what it loads later among them: a page that is kept needs it all.
fn addresses(page: &page::Page, css: &str) -> Result<Vec<String>> {
    let mut addresses = vec![format!("/pkg/{css}")];
    for file in files_below(&page.folder)? {
        let name = file.strip_prefix(&page.folder)?.to_string_lossy();
        if name.ends_with(".js") || name.ends_with(".wasm") {
            addresses.push(format!("/pkg/{name}"));
        }
    }
    Ok(addresses)
}

/// Ten hexadecimal digits of BLAKE3 over the parts.
pub(crate) fn hash(parts: &[&[u8]]) -> String {
    let mut hasher = blake3::Hasher::new();
    for part in parts {
        hasher.update(&(part.len() as u64).to_le_bytes());
        hasher.update(part);
    }
    hasher.finalize().to_hex()[..10].to_owned()
}

/// Writes a file and, in a build for people, `file.br` beside it; developers don't wait for brotli.
pub(crate) fn write_with_brotli(flavour: Flavour, file: &Path, bytes: &[u8]) -> Result<()> {
    if let Some(folder) = file.parent() {
        fs::create_dir_all(folder)?;
    }
    fs::write(file, bytes).with_context(|| format!("writing {}", file.display()))?;
    if flavour == Flavour::Release {
        let mut packed = brotli::CompressorWriter::new(Vec::new(), 1 << 16, 11, 22);
        packed.write_all(bytes)?;
        fs::write(beside(file), packed.into_inner())?;
    }
    Ok(())
}

/// Every file below a folder; none when the folder is not there.
pub(crate) fn files_below(folder: &Path) -> Result<Vec<PathBuf>> {
    let mut files = Vec::new();
    let mut folders = vec![folder.to_owned()];
    while let Some(folder) = folders.pop() {
        if !folder.is_dir() {
            continue;
        }
        for entry in fs::read_dir(&folder)? {
            let path = entry?.path();
            if path.is_dir() {
                folders.push(path);
            } else {
                files.push(path);
            }
        }
    }
    files.sort();
    Ok(files)
}

/// `main.css` → `main.css.br`.
fn beside(file: &Path) -> PathBuf {
    let mut name = file.as_os_str().to_owned();
    name.push(".br");
    name.into()
}

/// Copies unless the same bytes are there already; returns the destination.
fn place_file(from: &Path, to: &Path) -> Result<PathBuf> {
    let bytes = fs::read(from).with_context(|| format!("reading {}", from.display()))?;
    if fs::read(to).ok().as_deref() != Some(&bytes) {
        if let Some(folder) = to.parent() {
            fs::create_dir_all(folder)?;
        }
        fs::write(to, bytes).with_context(|| format!("writing {}", to.display()))?;
    }
    Ok(to.to_owned())
}
