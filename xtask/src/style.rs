//! One style sheet out of `style/main.css` and what it imports, without comments and needless blanks.
//! It understands `@import "file.css";` at the start of a line and nothing else of CSS.

use std::fs;
use std::path::Path;

use anyhow::{Context, Result};

/// The whole style sheet that begins in the file `main`.
///
/// # Errors
/// When a file is missing; the message names it.
pub fn bundle(main: &Path) -> Result<String> {
    Ok(squeeze(&inline(main)?))
}

/// The file's text with every import replaced by the imported text.
fn inline(file: &Path) -> Result<String> {
    let text = fs::read_to_string(file).with_context(|| format!("reading {}", file.display()))?;
    let folder = file.parent().expect("a file has a folder");
    let mut whole = String::new();
    for line in text.lines() {
        match imported(line) {
            Some(name) => whole.push_str(&inline(&folder.join(name))?),
            None => whole.push_str(line),
        }
        whole.push('\n');
    }
    Ok(whole)
}

/// `Some("tokens.css")` for `@import "tokens.css";` and its spelling with `url(…)`.
fn imported(line: &str) -> Option<&str> {
    let rest = line.trim().strip_prefix("@import")?.trim_end_matches(';');
    let rest = rest.trim().trim_start_matches("url(").trim_end_matches(')');
    Some(rest.trim_matches(['"', '\'', ' ']).trim_start_matches("./"))
}

/// Drops comments, and each run of blanks outside strings becomes one blank or nothing where CSS needs none.
pub fn squeeze(css: &str) -> String {
    let mut out = String::with_capacity(css.len());
    let mut chars = css.chars().peekable();
    let mut quote = None;
    while let Some(c) = chars.next() {
        if let Some(end) = quote {
            out.push(c);
            if c == '\\' {
                out.extend(chars.next());
            } else if c == end {
                quote = None;
            }
            continue;
        }
        match c {
            '"' | '\'' => {
                quote = Some(c);
                out.push(c);
            }
            '/' if chars.peek() == Some(&'*') => {
                chars.next();
                let mut last = ' ';
                for c in chars.by_ref() {
                    if last == '*' && c == '/' {
                        break;
                    }
                    last = c;
                }
            }
            c if c.is_whitespace() => {
                if !out.ends_with(['{', '}', ';', ',', ' ']) && !out.is_empty() {
                    out.push(' ');
                }
            }
            '{' | '}' | ';' | ',' => {
                if out.ends_with(' ') {
                    out.pop();
                }
                out.push(c);
            }
            _ => out.push(c),
        }
    }
    out
}
