//! Keys and passwords that somebody wrote into a text: known by their looks, and left out of what is given away. A workflow has
//! no place for them, so this is the net below; what it does not know it leaves alone.

use serde_json::Value;

/// How the keys of services begin that say themselves what they are.
const BEGINNINGS: &[&str] = &[
    "sk-",
    "sk_live_",
    "sk_test_",
    "rk_live_",
    "pk_live_",
    "ghp_",
    "gho_",
    "ghs_",
    "github_pat_",
    "glpat-",
    "xoxb-",
    "xoxp-",
    "AKIA",
    "ASIA",
    "AIza",
    "ya29",
    "hf_",
    "r8_",
    "eyJ",
];
/// Words of this length and longer are keys if they begin like one.
const SHORTEST: usize = 20;
/// What may stand around a secret.
const QUOTES: [char; 2] = ['"', '\''];
/// What may stand between a secret's name and its value besides the sign.
const BETWEEN: [char; 4] = [' ', '\t', '"', '\''];
/// Values of this length and longer, with a digit, are secrets after a name and a colon.
const SHORTEST_NAMED: usize = 8;
/// What stands before the `=` or `:` that a secret follows.
const NAMES: &[&str] = &[
    "password",
    "passwd",
    "pwd",
    "secret",
    "client_secret",
    "token",
    "access_token",
    "api_key",
    "apikey",
    "api-key",
];
/// What stands in a secret's place.
const IN_PLACE: &str = "…";

/// Takes the secrets out of all texts within; whether there were any.
pub(crate) fn take_out(value: &mut Value) -> bool {
    match value {
        Value::String(text) => match without(text) {
            Some(clean) => {
                *text = clean;
                true
            }
            None => false,
        },
        Value::Array(items) => items
            .iter_mut()
            .fold(false, |any, item| take_out(item) | any),
        Value::Object(fields) => {
            (fields.values_mut()).fold(false, |any, field| take_out(field) | any)
        }
        Value::Null | Value::Bool(_) | Value::Number(_) => false,
    }
}

/// The text without its secrets; nothing if it has none.
fn without(text: &str) -> Option<String> {
    let mut clean = String::with_capacity(text.len());
    let mut rest = text;
    let mut any = false;
    while let Some(first) = rest.chars().next() {
        if let Some(length) = value(&clean, rest) {
            clean.push_str(IN_PLACE);
            rest = &rest[length..];
            any = true;
            continue;
        }
        let word = &rest[..rest
            .find(|letter| !is_of_word(letter))
            .unwrap_or(rest.len())];
        if word.is_empty() {
            clean.push(first);
            rest = &rest[first.len_utf8()..];
            if clean.ends_with("://")
                && let Some(length) = login(rest)
            {
                clean.push_str(IN_PLACE);
                rest = &rest[length..];
                any = true;
            }
            continue;
        }
        let is_secret = is_key(word);
        clean.push_str(if is_secret { IN_PLACE } else { word });
        any |= is_secret;
        rest = &rest[word.len()..];
    }
    any.then_some(clean)
}

fn is_of_word(letter: char) -> bool {
    letter.is_alphanumeric() || matches!(letter, '-' | '_' | '.' | '+' | '~')
}

fn is_key(word: &str) -> bool {
    word.len() >= SHORTEST
        && word.contains(|letter: char| letter.is_ascii_digit())
        && BEGINNINGS
            .iter()
            .any(|beginning| word.starts_with(beginning))
}

/// How long the value of something that is called a secret is at the start of the rest: after `?token=` any, after `token:` or
/// Bearer one that is no word that people write.
fn value(before: &str, rest: &str) -> Option<usize> {
    let end = rest.find(|letter: char| letter.is_whitespace() || "\"'&,;}".contains(letter));
    let value = &rest[..end.unwrap_or(rest.len())];
    let is_named = |name: &str| is_name(last_word(name.trim_end_matches(BETWEEN)));
    let after_sign = before.trim_end_matches(QUOTES).strip_suffix('=');
    let before = before.trim_end_matches(BETWEEN);
    let looks_made = value.len() >= SHORTEST_NAMED && value.contains(|c: char| c.is_ascii_digit());
    let is_secret = after_sign.is_some_and(is_named)
        || looks_made
            && (before.strip_suffix([':', '=']).is_some_and(is_named)
                || last_word(before).eq_ignore_ascii_case("bearer"));
    (is_secret && !value.is_empty()).then_some(value.len())
}

fn is_name(word: &str) -> bool {
    NAMES.iter().any(|known| word.eq_ignore_ascii_case(known))
}

fn last_word(text: &str) -> &str {
    let before = text.rfind(|letter| !is_of_word(letter));
    let start = before.map_or(0, |at| {
        at + text[at..].chars().next().map_or(1, char::len_utf8)
    });
    &text[start..]
}

/// How long the name and the password are at the start of what follows `https://`, without the `@`.
fn login(address: &str) -> Option<usize> {
    let end = address.find(|letter: char| letter.is_whitespace() || "/?#\"'<>".contains(letter));
    let host = &address[..end.unwrap_or(address.len())];
    let at = host.rfind('@')?;
    host[..at].contains(':').then_some(at)
}
