//! What the page loads later, taken out of what the compiler made: functions that are marked with `wasm_split`, and all that only
//! they need, become files of their own. Each joins the page's memory and tables when it comes, so it fits the main file of the
//! same build alone; names that carry a hash of the content keep them together.

use std::fs;
use std::path::{Path, PathBuf};

use anyhow::{Context, Result, anyhow, bail};
use wasm_split_cli_support::{Options, transform};

/// What the compiler's linker has to leave in its output: which places name which functions and data.
pub(crate) const LINK_ARGS: [&str; 2] = ["--", "-Clink-args=--emit-relocs"];

/// The script that fetches what is loaded later, as it is called before it becomes a part of the page's own.
const SCRIPT: &str = "./later.js";

/// A page in parts.
pub(crate) struct Split {
    /// What is loaded first; input for wasm-bindgen.
    pub(crate) main: PathBuf,
    /// What is loaded later.
    pub(crate) later: Vec<PathBuf>,
    script: String,
}

/// Splits what the compiler made; all parts lie in `folder` then.
pub(crate) fn split(compiled: &Path, folder: &Path) -> Result<Split> {
    let bytes = fs::read(compiled).with_context(|| format!("reading {}", compiled.display()))?;
    let main = folder.join("main.wasm");
    let mut options = Options::new(&bytes);
    options.output_dir = folder;
    options.main_out_path = &main;
    options.link_name = SCRIPT;
    let made = transform(options)
        .map_err(|error| anyhow!("splitting {}: {error:?}", compiled.display()))?;
    let mut later = made.split_modules;
    later.sort();
    let script = fs::read_to_string(folder.join(SCRIPT))?;
    Ok(Split {
        main,
        later,
        script,
    })
}

impl Split {
    /// The page's script with the one that fetches the rest in it: a file of its own would be one more to wait for.
    /// `named` gives what a file that is loaded later is called in the end.
    pub(crate) fn join(&self, page: &str, named: &[(String, String)]) -> Result<String> {
        let import = page
            .lines()
            .find(|line| line.starts_with("import * as ") && line.contains(SCRIPT))
            .context("the page's script does not import what fetches the rest")?;
        let module = import.split_whitespace().nth(3).unwrap_or_default();
        let mut exported = Vec::new();
        let mut script = String::new();
        for line in self.script.lines() {
            if line.starts_with("import ") {
                // Of the page's script, where it will stand.
                continue;
            }
            let line = match line.strip_prefix("export const ") {
                Some(rest) => {
                    exported.extend(rest.split_whitespace().next());
                    rest.replacen("", "const ", 1)
                }
                None => line.to_owned(),
            };
            script.push_str(&line);
            script.push('\n');
        }
        if exported.is_empty() {
            bail!("nothing of the page is loaded later");
        }
        for (plain, hashed) in named {
            script = script.replace(&format!("\"./{plain}\""), &format!("\"./{hashed}\""));
        }
        script.push_str(&format!(
            "const {module} = {{ {} }};\n",
            exported.join(", ")
        ));
        Ok(page.replacen(import, script.trim_end(), 1))
    }
}
