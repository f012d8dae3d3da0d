//! Structured data as it flows through wires: an immutable value of this crate's own, for nothing here has a serial form.
//! Reads JSON text with a limit of depth, and writes it back with keys in their order.

use gesso_words::{Said, said};
use std::fmt;
use std::fmt::Write as _;
use std::sync::Arc;

/// How deep arrays and objects may lie in each other.
const DEEPEST: usize = 64;

/// One value of JSON.
#[derive(Debug, Clone, PartialEq)]
pub enum Json {
    /// Nothing.
    Null,
    /// Yes or no.
    Bool(bool),
    /// A finite number.
    Number(f64),
    /// Words.
    Text(Arc<str>),
    /// Values in order.
    Array(Arc<[Json]>),
    /// Values by name, in the order of the text.
    Object(Arc<[(Arc<str>, Json)]>),
}

/// Text that is no JSON.
#[derive(Debug, Clone, PartialEq, Eq, thiserror::Error)]
#[error("{}", self.said())]
pub struct JsonError {
    /// The key of the words for what is wrong.
    what: &'static str,
    at: usize,
}

impl JsonError {
    /// What happened.
    pub fn said(&self) -> Said {
        said(
            "json-unread",
            [("what", said(self.what, [])), ("at", self.at.into())],
        )
    }
}

impl Json {
    /// Reads JSON text.
    ///
    /// # Errors
    /// With the place, when the text is no JSON or nested too deeply.
    pub fn read(text: &str) -> Result<Self, JsonError> {
        let mut reader = Reader {
            text,
            at: 0,
            depth: 0,
        };
        let value = reader.value()?;
        reader.blank();
        match reader.at == text.len() {
            true => Ok(value),
            false => Err(reader.error("json-after-end")),
        }
    }

    /// The value in it under a name.
    pub fn field(&self, name: &str) -> Option<&Self> {
        let Self::Object(fields) = self else {
            return None;
        };
        let mut fields = fields.iter();
        fields
            .find(|(key, _)| &**key == name)
            .map(|(_, value)| value)
    }

    /// The value in it at a place; negative places count from the end.
    pub fn item(&self, place: i64) -> Option<&Self> {
        let Self::Array(items) = self else {
            return None;
        };
        let place = match place < 0 {
            true => items
                .len()
                .checked_sub(usize::try_from(place.unsigned_abs()).ok()?)?,
            false => usize::try_from(place).ok()?,
        };
        items.get(place)
    }
}

impl fmt::Display for Json {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Self::Null => f.write_str("null"),
            Self::Bool(yes) => write!(f, "{yes}"),
            Self::Number(number) => write!(f, "{number}"),
            Self::Text(text) => quoted(f, text),
            Self::Array(items) => {
                f.write_char('[')?;
                for (place, item) in items.iter().enumerate() {
                    f.write_str(if place == 0 { "" } else { "," })?;
                    write!(f, "{item}")?;
                }
                f.write_char(']')
            }
            Self::Object(fields) => {
                f.write_char('{')?;
                for (place, (name, value)) in fields.iter().enumerate() {
                    f.write_str(if place == 0 { "" } else { "," })?;
                    quoted(f, name)?;
                    write!(f, ":{value}")?;
                }
                f.write_char('}')
            }
        }
    }
}

fn quoted(f: &mut fmt::Formatter<'_>, text: &str) -> fmt::Result {
    f.write_char('"')?;
    for c in text.chars() {
        match c {
            '"' => f.write_str("\\\"")?,
            '\\' => f.write_str("\\\\")?,
            '\n' => f.write_str("\\n")?,
            '\r' => f.write_str("\\r")?,
            '\t' => f.write_str("\\t")?,
            c if c < ' ' => write!(f, "\\u{:04x}", c as u32)?,
            c => f.write_char(c)?,
        }
    }
    f.write_char('"')
}

struct Reader<'a> {
    text: &'a str,
    at: usize,
    depth: usize,
}

impl Reader<'_> {
    fn error(&self, what: &'static str) -> JsonError {
        let at = self.text[..self.at].chars().count() + 1;
        JsonError { what, at }
    }

    fn peek(&self) -> Option<char> {
        self.text[self.at..].chars().next()
    }

    fn next(&mut self) -> Option<char> {
        let next = self.peek()?;
        self.at += next.len_utf8();
        Some(next)
    }

    fn blank(&mut self) {
        while self.peek().is_some_and(|c| " \t\r\n".contains(c)) {
            self.at += 1;
        }
    }

    fn takes(&mut self, word: &str) -> bool {
        let is_next = self.text[self.at..].starts_with(word);
        self.at += if is_next { word.len() } else { 0 };
        is_next
    }

    fn value(&mut self) -> Result<Json, JsonError> {
        self.blank();
        match self.peek() {
            Some('{') => self.nested(Self::object),
            Some('[') => self.nested(Self::array),
            Some('"') => Ok(Json::Text(self.string()?.into())),
            _ if self.takes("null") => Ok(Json::Null),
            _ if self.takes("true") => Ok(Json::Bool(true)),
            _ if self.takes("false") => Ok(Json::Bool(false)),
            _ => self.number(),
        }
    }

    fn nested(
        &mut self,
        read: fn(&mut Self) -> Result<Json, JsonError>,
    ) -> Result<Json, JsonError> {
        if self.depth == DEEPEST {
            return Err(self.error("json-too-deep"));
        }
        self.depth += 1;
        self.at += 1;
        let value = read(self);
        self.depth -= 1;
        value
    }

    fn array(&mut self) -> Result<Json, JsonError> {
        let mut items = Vec::new();
        self.blank();
        if self.takes("]") {
            return Ok(Json::Array(items.into()));
        }
        loop {
            items.push(self.value()?);
            self.blank();
            match self.next() {
                Some(',') => {}
                Some(']') => return Ok(Json::Array(items.into())),
                _ => return Err(self.error("json-no-bracket")),
            }
        }
    }

    fn object(&mut self) -> Result<Json, JsonError> {
        let mut fields = Vec::new();
        self.blank();
        if self.takes("}") {
            return Ok(Json::Object(fields.into()));
        }
        loop {
            self.blank();
            let name = self.string()?.into();
            self.blank();
            if !self.takes(":") {
                return Err(self.error("json-no-colon"));
            }
            fields.push((name, self.value()?));
            self.blank();
            match self.next() {
                Some(',') => {}
                Some('}') => return Ok(Json::Object(fields.into())),
                _ => return Err(self.error("json-no-brace")),
            }
        }
    }

    fn string(&mut self) -> Result<String, JsonError> {
        if !self.takes("\"") {
            return Err(self.error("json-no-quote"));
        }
        let mut text = String::new();
        loop {
            match self.next() {
                Some('"') => return Ok(text),
                Some('\\') => text.push(self.escaped()?),
                Some(c) if c >= ' ' => text.push(c),
                _ => return Err(self.error("json-no-end")),
            }
        }
    }

    fn escaped(&mut self) -> Result<char, JsonError> {
        Ok(match self.next() {
            Some('n') => '\n',
            Some('r') => '\r',
            Some('t') => '\t',
            Some('b') => '\u{8}',
            Some('f') => '\u{c}',
            Some(c @ ('"' | '\\' | '/')) => c,
            Some('u') => {
                let first = self.unit()?;
                let code = match first {
                    0xd800..0xdc00 if self.takes("\\u") => {
                        let second = self.unit()?;
                        0x10000 + ((first - 0xd800) << 10) + (second.wrapping_sub(0xdc00) & 0x3ff)
                    }
                    code => code,
                };
                char::from_u32(code).unwrap_or(char::REPLACEMENT_CHARACTER)
            }
            _ => return Err(self.error("json-bad-escape")),
        })
    }

    fn unit(&mut self) -> Result<u32, JsonError> {
        let mut unit = 0;
        for _ in 0..4 {
            let digit = self.next().and_then(|c| c.to_digit(16));
            unit = unit * 16 + digit.ok_or_else(|| self.error("json-bad-escape"))?;
        }
        Ok(unit)
    }

    fn number(&mut self) -> Result<Json, JsonError> {
        let from = self.at;
        while self
            .peek()
            .is_some_and(|c| c.is_ascii_digit() || "+-.eE".contains(c))
        {
            self.at += 1;
        }
        let number: Option<f64> = self.text[from..self.at].parse().ok();
        match number.filter(|number| number.is_finite()) {
            Some(number) => Ok(Json::Number(number)),
            None => Err(self.error("json-no-value")),
        }
    }
}
