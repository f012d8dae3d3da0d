//! The page's code: compiler, wasm-bindgen, wasm-opt, names that carry a hash of the content.
//! The result is kept under the hash of the compiler's output, so an unchanged page costs one hash.

use std::fs;
use std::path::{Path, PathBuf};

use anyhow::{Context, Result};
use wasm_bindgen_cli_support::Bindgen;

use crate::place::{self, Flavour};
use crate::process::{cargo, command, run};
use crate::site::{files_below, hash, write_with_brotli};
use crate::split::{self, Split};

/// Raised when what is done with the compiler's output changes, so that older results are not taken for new ones.
const RECIPE: &str = "7";

/// What current browsers have and rustc emits; wasm-opt has to be told.
const WASM_FEATURES: [&str; 6] = [
    "--enable-bulk-memory",
    "--enable-mutable-globals",
    "--enable-multivalue",
    "--enable-nontrapping-float-to-int",
    "--enable-reference-types",
    "--enable-sign-ext",
];

/// How the names of what is loaded later begin.
const LATER: &str = "later.";

/// What wasm-opt does with a page, and with what is compiled for speed.
const SMALL: &[&str] = &["-Os"];
const FAST: &[&str] = &["-O3", "--enable-simd"];
const SHARED: &[&str] = &["-O3", "--enable-simd", "--enable-threads"];

/// A standard library that is built for memory which several workers share: stable Rust brings none, but its source.
const SHARED_BUILD: [&str; 2] = ["-Z", "build-std=std,panic_abort"];
const SHARED_FLAGS: [&str; 5] = [
    "-C target-feature=+atomics,+bulk-memory,+mutable-globals",
    "-C link-arg=--shared-memory -C link-arg=--import-memory",
    // As much as a browser may give it; what is not used costs nothing.
    "-C link-arg=--max-memory=2147483648",
    "-C link-arg=--export=__wasm_init_tls -C link-arg=--export=__tls_size",
    "-C link-arg=--export=__tls_align -C link-arg=--export=__tls_base",
];

/// The cargo profile of what is compiled for speed, as people load it.
pub(crate) const FAST_PROFILE: &str = "wasm-fast";

/// Asks twice a second whether the page's own script is still served: `cargo xtask dev` takes it away when it has a newer one.
const RELOAD: &str = r#"
setInterval(async () => {
  try {
    const answer = await fetch(import.meta.url, { method: "HEAD", cache: "no-store" });
    if (answer.status === 404) location.reload();
  } catch { /* the server is being restarted */ }
}, 500);
"#;

/// What is compiled to WASM for browsers.
struct Part {
    /// What cargo builds.
    build: &'static str,
    /// The compiler's output.
    compiled: &'static str,
    /// How the finished files' names begin.
    name: &'static str,
    /// A script that loads the WASM, in place of a page's own few words, and how its finished name begins.
    starter: Option<(&'static str, &'static str)>,
    how: How,
    /// Parts of it are loaded later.
    split: bool,
}

/// How it is compiled.
#[derive(Clone, Copy, PartialEq, Eq)]
enum How {
    /// For size: what a page loads first.
    Small,
    /// For speed, with instructions on many numbers at once.
    Fast,
    /// For speed, and for several workers with one memory.
    Shared,
}

/// What people load.
const APP: Part = Part {
    build: "--package gesso-app --no-default-features --features hydrate",
    compiled: "gesso_app.wasm",
    name: "gesso",
    starter: None,
    how: How::Small,
    split: true,
};

/// The worker that previews; the page starts it when a parameter is taken in hand.
const PREVIEW: Part = Part {
    build: "--package gesso-preview",
    compiled: "gesso_preview.wasm",
    name: "gesso_preview",
    starter: Some(("crates/preview/worker.js", "preview")),
    how: How::Fast,
    split: false,
};

/// The same for several workers at once, which the first one starts where the page is alone in its process.
const CREW: Part = Part {
    build: "--package gesso-preview --features threads",
    compiled: "gesso_preview.wasm",
    name: "gesso_crew",
    starter: None,
    how: How::Shared,
    split: false,
};

/// The page of `gesso serve --bench`.
const BENCH: Part = Part {
    build: "--package bench-canvas",
    compiled: "bench_canvas.wasm",
    name: "bench_canvas",
    starter: Some(("bench/canvas/page.js", "start")),
    how: How::Small,
    split: false,
};

/// The finished files of a page.
pub(crate) struct Page {
    /// Holds the files below, the `.br` beside them, and `snippets/` when crates bring scripts of their own.
    pub(crate) folder: PathBuf,
    pub(crate) js: String,
    pub(crate) wasm: String,
    /// How the names of its files begin.
    name: &'static str,
}

/// Builds the page; `style` is the name of its style sheet, which the reload while developing depends on.
pub(crate) fn build(flavour: Flavour, style: &str) -> Result<Page> {
    APP.build(flavour, style, None)
}

/// Builds the worker that previews, and what it takes where several workers may share a memory.
pub(crate) fn build_preview(flavour: Flavour) -> Result<[Page; 2]> {
    let crew = CREW.build(flavour, "", None)?;
    Ok([PREVIEW.build(flavour, "", Some(&crew))?, crew])
}

/// Builds the page of the bench.
pub(crate) fn build_bench(flavour: Flavour) -> Result<Page> {
    BENCH.build(flavour, "", None)
}

impl Part {
    /// `other` is the page whose files the starter names as well.
    fn build(&self, flavour: Flavour, style: &str, other: Option<&Page>) -> Result<Page> {
        let profile = match (flavour, self.how) {
            (Flavour::Dev, _) | (_, How::Small) => flavour.wasm_profile(),
            (Flavour::Release, How::Fast | How::Shared) => FAST_PROFILE,
        };
        let mut build = cargo("rustc --lib --target wasm32-unknown-unknown --profile");
        build.arg(profile).args(self.build.split_whitespace());
        if self.split {
            build.args(split::LINK_ARGS);
        }
        let mut target = place::target();
        match self.how {
            How::Small => {}
            How::Fast => {
                build.env("RUSTFLAGS", fast_flags());
            }
            How::Shared => {
                // A folder of its own: the compiler's answers differ with what it may do.
                target.push("shared");
                build.args(SHARED_BUILD).env("RUSTC_BOOTSTRAP", "1");
                build.env("CARGO_TARGET_DIR", &target).env(
                    "RUSTFLAGS",
                    format!("{} {}", fast_flags(), SHARED_FLAGS.join(" ")),
                );
            }
        }
        run(&mut build)?;
        let compiled = target
            .join("wasm32-unknown-unknown")
            .join(profile)
            .join(self.compiled);
        let bytes =
            fs::read(&compiled).with_context(|| format!("reading {}", compiled.display()))?;
        let starter = self.starter(other).transpose()?.unwrap_or_default();
        let mut parts = vec![RECIPE.as_bytes(), &bytes, starter.as_bytes()];
        if flavour == Flavour::Dev {
            parts.push(style.as_bytes());
        }
        let kept = flavour.page().join(self.name);
        let folder = kept.join(hash(&parts));
        if !folder.join("done").exists() {
            if kept.exists() {
                fs::remove_dir_all(&kept)?;
            }
            self.finish(flavour, &compiled, &folder, style, &starter)?;
            fs::write(folder.join("done"), "")?;
        }
        let named = |start: &str, end: &str| -> Result<String> {
            file_names(&folder)?
                .into_iter()
                .find(|name| name.starts_with(start) && name.ends_with(end))
                .with_context(|| format!("no {start}…{end} in {}", folder.display()))
        };
        let js = match self.starter {
            Some((_, name)) => format!("{name}."),
            None => format!("{}.", self.name),
        };
        Ok(Page {
            js: named(&js, ".js")?,
            wasm: named(&format!("{}_bg.", self.name), ".wasm")?,
            name: self.name,
            folder,
        })
    }

    /// The text of the starter, with the true names of another page's files.
    fn starter(&self, other: Option<&Page>) -> Option<Result<String>> {
        let file = place::root().join(self.starter?.0);
        let text = fs::read_to_string(&file);
        let text = text.with_context(|| format!("reading {}", file.display()));
        Some(text.map(|text| {
            match other {
                Some(Page { js, wasm, name, .. }) => text
                    .replace(&format!("{name}_bg.wasm"), wasm)
                    .replace(&format!("{name}.js"), js),
                None => text,
            }
        }))
    }

    /// From the compiler's output to files with hashed names in `folder`.
    fn finish(
        &self,
        flavour: Flavour,
        compiled: &Path,
        folder: &Path,
        style: &str,
        starter: &str,
    ) -> Result<()> {
        eprintln!("  wasm-bindgen {}", compiled.display());
        fs::create_dir_all(folder)?;
        let raw = folder.with_extension("raw");
        let split = match self.split {
            true => Some(split::split(compiled, &raw)?),
            false => None,
        };
        let input = split.as_ref().map_or(compiled, |split| &split.main);
        let mut output = Bindgen::new()
            .input_path(input)
            .out_name(self.name)
            .keep_lld_exports(self.split)
            .web(true)?
            .typescript(false)
            .remove_name_section(flavour == Flavour::Release)
            .remove_producers_section(true)
            .generate_output()?;
        output.emit(&raw)?;
        let wasm_plain = format!("{}_bg.wasm", self.name);
        let wasm_file = raw.join(&wasm_plain);
        if flavour == Flavour::Release {
            optimise(&wasm_file, self.how)?;
        }
        let wasm = fs::read(&wasm_file)?;
        let wasm_name = format!("{}_bg.{}.wasm", self.name, hash(&[&wasm]));
        let js_plain = format!("{}.js", self.name);
        let mut js = fs::read_to_string(raw.join(&js_plain))?.replace(&wasm_plain, &wasm_name);
        if let Some(split) = &split {
            let named = self.finish_later(flavour, split, folder)?;
            js = split.join(&js, &named)?;
        }
        let snippets = raw.join("snippets");
        if snippets.exists() {
            // Their names don't change with their content, but browsers keep what they once got.
            let mut parts = Vec::new();
            for file in files_below(&snippets)? {
                parts.push(fs::read(file)?);
            }
            let parts: Vec<&[u8]> = parts.iter().map(Vec::as_slice).collect();
            let named = format!("snippets.{}", hash(&parts));
            js = js.replace("./snippets/", &format!("./{named}/"));
            fs::rename(&snippets, folder.join(named))?;
        }
        if flavour == Flavour::Dev && !style.is_empty() {
            js.push_str(RELOAD);
            js.push_str(&format!("// {style}\n"));
        }
        let js_name = format!("{}.{}.js", self.name, hash(&[js.as_bytes()]));
        write_with_brotli(flavour, &folder.join(&js_name), js.as_bytes())?;
        write_with_brotli(flavour, &folder.join(&wasm_name), &wasm)?;
        if let Some((_, name)) = self.starter {
            let starter = starter
                .replace(&wasm_plain, &wasm_name)
                .replace(&js_plain, &js_name);
            let start_name = format!("{name}.{}.js", hash(&[starter.as_bytes()]));
            write_with_brotli(flavour, &folder.join(start_name), starter.as_bytes())?;
        }
        fs::remove_dir_all(raw)?;
        Ok(())
    }

    /// Finishes what is loaded later; gives how each was called and is called now.
    fn finish_later(
        &self,
        flavour: Flavour,
        split: &Split,
        folder: &Path,
    ) -> Result<Vec<(String, String)>> {
        let mut named = Vec::new();
        for file in &split.later {
            let plain = file.file_name().context("a part has a name")?;
            let plain = plain.to_string_lossy().into_owned();
            if flavour == Flavour::Release {
                optimise(file, self.how)?;
            }
            let wasm = fs::read(file)?;
            let name = format!("{LATER}{}.wasm", hash(&[&wasm]));
            write_with_brotli(flavour, &folder.join(&name), &wasm)?;
            named.push((plain, name));
        }
        Ok(named)
    }
}

/// Whether a file of the page, by its address, is loaded after the others.
pub(crate) fn is_later(address: &str) -> bool {
    address.starts_with(&format!("/pkg/{LATER}"))
}

/// Flags of the compiler for what is compiled for speed: those it is called with anyway, and one more.
pub(crate) fn fast_flags() -> String {
    let given = std::env::var("RUSTFLAGS").unwrap_or_default();
    format!("{given} -C target-feature=+simd128")
        .trim()
        .to_owned()
}

/// Binaryen from npm: Debian's is too old for what rustc emits today.
fn optimise(wasm: &Path, how: How) -> Result<()> {
    let program = place::root().join("xtask/node_modules/binaryen/bin/wasm-opt");
    run(command("node")
        .arg(program)
        .args(match how {
            How::Small => SMALL,
            How::Fast => FAST,
            How::Shared => SHARED,
        })
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
