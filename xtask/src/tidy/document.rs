//! Documents: links that lead somewhere, and nothing in any file that names the machine it was written on.

use super::{Fault, File};

/// Hosts that packages come from, and places of one machine: both differ for whoever reads this.
const NEVER: [&str; 8] = [
    "index.crates.io",
    "static.crates.io",
    "registry.npmjs",
    "pypi.org",
    "pythonhosted",
    "deb.debian.org",
    "/root/",
    "/work/main",
];

pub(super) fn check(file: &File, files: &[File]) -> Vec<Fault> {
    if file.path == "Cargo.lock" || file.path.starts_with("xtask/") {
        return Vec::new();
    }
    let mut faults = Vec::new();
    for (number, line) in file.lines() {
        if let Some(word) = NEVER.iter().find(|word| line.contains(*word)) {
            faults.push(Fault::new(
                file,
                number,
                format!("`{word}` is of one machine or registry: say it without"),
            ));
        }
        if file.kind() == "md" {
            let broken = targets(line).filter(|target| !leads_somewhere(file, target, files));
            faults.extend(broken.map(|target| {
                Fault::new(file, number, format!("the link to {target} leads nowhere"))
            }));
        }
    }
    faults
}

/// The `x` of every `](x)` in a line, without `#part`.
fn targets(line: &str) -> impl Iterator<Item = &str> {
    line.match_indices("](").filter_map(move |(at, open)| {
        let rest = &line[at + open.len()..];
        let target = rest.split(')').next()?;
        target.split('#').next().filter(|target| !target.is_empty())
    })
}

/// Whether a link from `file` names a file or folder of the checkout, something outside, or a generated page.
fn leads_somewhere(file: &File, target: &str, files: &[File]) -> bool {
    if target.contains(':') || target.starts_with("nodes/") || target.starts_with("../nodes/") {
        return true;
    }
    let mut parts: Vec<_> = file.path.split('/').collect();
    parts.pop();
    for part in target.split('/') {
        match part {
            "" | "." => {}
            ".." => {
                parts.pop();
            }
            part => parts.push(part),
        }
    }
    // The book takes the decisions in from beside its own pages.
    let path = parts
        .join("/")
        .replace("docs/src/decisions", "docs/decisions");
    files
        .iter()
        .any(|other| other.path == path || other.path.starts_with(&format!("{path}/")))
}
