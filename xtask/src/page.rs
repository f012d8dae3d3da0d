//! The page's code: compiler, wasm-bindgen, wasm-opt, names that carry a hash of the content.
//! The result is kept under the hash of the compiler's output, so an unchanged page costs one hash.

use std::fs;
use std::path::{Path, PathBuf};

use anyhow::{Context, Result};
use wasm_bindgen_cli_support::Bindgen;

use crate::place::{self, Flavour};
use crate::process::{cargo, command, run};
use crate::site::{hash, write_with_brotli};

/// Raised when what is done with the compiler's output changes, so that older results are not taken for new ones.
const RECIPE: &str = "1";

/// What current browsers have and rustc emits; wasm-opt has to be told.
const WASM_FEATURES: [&str; 6] = [
    "--enable-bulk-memory",
    "--enable-mutable-globals",
    "--enable-multivalue",
    "--enable-nontrapping-float-to-int",
    "--enable-reference-types",
    "--enable-sign-ext",
];

/// Asks twice a second whether the page's own script is still served: `cargo xtask dev` takes it away when it has a newer one.
const RELOAD: &str = r#"
setInterval(async () => {
  try {
    const answer = await fetch(import.meta.url, { method: "HEAD", cache: "no-store" });
    if (answer.status === 404) location.reload();
  } catch { /* the server is being restarted */ }
}, 500);
"#;

/// The finished files of the page.
pub(crate) struct Page {
    /// Holds the files below, the `.br` beside them, and `snippets/` when crates bring scripts of their own.
    pub(crate) folder: PathBuf,
    pub(crate) js: String,
    pub(crate) wasm: String,
}

/// Builds the page; `style` is the name of its style sheet, which the reload while developing depends on.
pub(crate) fn build(flavour: Flavour, style: &str) -> Result<Page> {
    let profile = flavour.wasm_profile();
    run(cargo("build --package gesso-app --lib --target wasm32-unknown-unknown --no-default-features --features hydrate --profile").arg(profile))?;
    let compiled = place::target()
        .join("wasm32-unknown-unknown")
        .join(profile)
        .join("gesso_app.wasm");
    let bytes = fs::read(&compiled).with_context(|| format!("reading {}", compiled.display()))?;
    let key = match flavour {
        Flavour::Dev => hash(&[RECIPE.as_bytes(), &bytes, style.as_bytes()]),
        Flavour::Release => hash(&[RECIPE.as_bytes(), &bytes]),
    };
    let folder = flavour.page().join(&key);
    if !folder.join("done").exists() {
        if flavour.page().exists() {
            fs::remove_dir_all(flavour.page())?;
        }
        finish(flavour, &compiled, &folder, style)?;
        fs::write(folder.join("done"), "")?;
    }
    let named = |start: &str, end: &str| -> Result<String> {
        file_names(&folder)?
            .into_iter()
            .find(|name| name.starts_with(start) && name.ends_with(end))
            .with_context(|| format!("no {start}…{end} in {}", folder.display()))
    };
    Ok(Page {
        js: named("gesso.", ".js")?,
        wasm: named("gesso_bg.", ".wasm")?,
        folder,
    })
}

/// From the compiler's output to files with hashed names in `folder`.
fn finish(flavour: Flavour, compiled: &Path, folder: &Path, style: &str) -> Result<()> {
    eprintln!("  wasm-bindgen {}", compiled.display());
    fs::create_dir_all(folder)?;
    let raw = flavour.page().join("raw");
    Bindgen::new()
        .input_path(compiled)
        .out_name("gesso")
        .web(true)?
        .typescript(false)
        .remove_name_section(flavour == Flavour::Release)
        .remove_producers_section(true)
        .generate(&raw)?;
    let wasm_file = raw.join("gesso_bg.wasm");
    if flavour == Flavour::Release {
        optimise(&wasm_file)?;
    }
    let wasm = fs::read(&wasm_file)?;
    let wasm_name = format!("gesso_bg.{}.wasm", hash(&[&wasm]));
    let mut js = fs::read_to_string(raw.join("gesso.js"))?.replace("gesso_bg.wasm", &wasm_name);
    if flavour == Flavour::Dev {
        js.push_str(RELOAD);
        js.push_str(&format!("// {style}\n"));
    }
    let js_name = format!("gesso.{}.js", hash(&[js.as_bytes()]));
    write_with_brotli(flavour, &folder.join(js_name), js.as_bytes())?;
    write_with_brotli(flavour, &folder.join(wasm_name), &wasm)?;
    if raw.join("snippets").exists() {
        fs::rename(raw.join("snippets"), folder.join("snippets"))?;
    }
    fs::remove_dir_all(raw)?;
    Ok(())
}

/// Binaryen from npm: Debian's is too old for what rustc emits today.
fn optimise(wasm: &Path) -> Result<()> {
    let program = place::root().join("xtask/node_modules/binaryen/bin/wasm-opt");
    run(command("node")
        .arg(program)
        .arg("-Os")
        .args(WASM_FEATURES)
        .arg(wasm)
        .arg("--output")
        .arg(wasm))
}

fn file_names(folder: &Path) -> Result<Vec<String>> {
    let mut names = Vec::new();
    for entry in fs::read_dir(folder)? {
        names.push(entry?.file_name().to_string_lossy().into_owned());
    }
    Ok(names)
}
