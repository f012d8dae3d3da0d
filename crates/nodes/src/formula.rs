//! A formula of numbers: read once, worked out for any letters. Total: no text makes it panic or recurse without bound, and
//! what has no value is not a number. Functions are those of `libm`, so that browser and server agree to the last bit.

use gesso_words::{Said, said};

/// How deep parentheses, functions and signs may lie in each other.
const DEEPEST: usize = 64;
/// Longest formula in bytes.
const LONGEST: usize = 1000;

/// A formula that was read.
#[derive(Debug, Clone, PartialEq)]
pub struct Formula {
    root: Term,
}

/// Why a text is no formula.
#[derive(Debug, Clone, PartialEq, Eq, thiserror::Error)]
#[error("{}", self.said())]
pub struct FormulaError {
    what: Said,
    at: usize,
}

impl FormulaError {
    /// What happened and what to do.
    pub fn said(&self) -> Said {
        said(
            "formula-unread",
            [("what", self.what.clone()), ("at", self.at.into())],
        )
    }
}

#[derive(Debug, Clone, PartialEq)]
enum Term {
    Number(f64),
    /// The letter at this place of the alphabet.
    Letter(usize),
    Call(Function, Vec<Term>),
}

#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum Function {
    Add,
    Subtract,
    Multiply,
    Divide,
    Remainder,
    Power,
    Negate,
    Less,
    AtMost,
    Greater,
    AtLeast,
    Equal,
    Unequal,
    And,
    Or,
    Not,
    If,
    Min,
    Max,
    Clamp,
    Mix,
    Abs,
    Sign,
    Floor,
    Ceil,
    Round,
    Trunc,
    Sqrt,
    Exp,
    Ln,
    Log2,
    Log10,
    Sin,
    Cos,
    Tan,
    Asin,
    Acos,
    Atan,
    Atan2,
    Degrees,
    Radians,
}

/// The functions by name, with the fewest and the most arguments.
const FUNCTIONS: &[(&str, Function, usize, usize)] = &[
    ("not", Function::Not, 1, 1),
    ("if", Function::If, 3, 3),
    ("min", Function::Min, 1, 64),
    ("max", Function::Max, 1, 64),
    ("clamp", Function::Clamp, 3, 3),
    ("mix", Function::Mix, 3, 3),
    ("mod", Function::Remainder, 2, 2),
    ("pow", Function::Power, 2, 2),
    ("abs", Function::Abs, 1, 1),
    ("sign", Function::Sign, 1, 1),
    ("floor", Function::Floor, 1, 1),
    ("ceil", Function::Ceil, 1, 1),
    ("round", Function::Round, 1, 1),
    ("trunc", Function::Trunc, 1, 1),
    ("sqrt", Function::Sqrt, 1, 1),
    ("exp", Function::Exp, 1, 1),
    ("ln", Function::Ln, 1, 1),
    ("log2", Function::Log2, 1, 1),
    ("log10", Function::Log10, 1, 1),
    ("sin", Function::Sin, 1, 1),
    ("cos", Function::Cos, 1, 1),
    ("tan", Function::Tan, 1, 1),
    ("asin", Function::Asin, 1, 1),
    ("acos", Function::Acos, 1, 1),
    ("atan", Function::Atan, 1, 1),
    ("atan2", Function::Atan2, 2, 2),
    ("degrees", Function::Degrees, 1, 1),
    ("radians", Function::Radians, 1, 1),
];

impl Formula {
    /// Reads a formula.
    ///
    /// # Errors
    /// With the place, when the text is none.
    pub fn read(text: &str) -> Result<Self, FormulaError> {
        let mut reader = Reader {
            text,
            at: 0,
            depth: 0,
        };
        if text.len() > LONGEST {
            return Err(reader.error(said("formula-too-long", [("most", LONGEST.into())])));
        }
        let root = reader.level(0)?;
        match reader.peek() {
            None => Ok(Self { root }),
            Some(c) => {
                Err(reader.error(said("formula-unexpected", [("sign", c.to_string().into())])))
            }
        }
    }

    /// Its value for these letters, `a` first; what has none is not a number.
    pub fn value(&self, letters: &[f64; 8]) -> f64 {
        self.root.value(letters)
    }
}

impl Term {
    fn value(&self, letters: &[f64; 8]) -> f64 {
        match self {
            Self::Number(number) => *number,
            Self::Letter(place) => letters[*place],
            Self::Call(Function::If, arguments) => {
                let chosen = if arguments[0].value(letters) != 0.0 {
                    1
                } else {
                    2
                };
                arguments[chosen].value(letters)
            }
            Self::Call(function, arguments) => {
                let values: Vec<f64> = arguments
                    .iter()
                    .map(|argument| argument.value(letters))
                    .collect();
                function.of(&values)
            }
        }
    }
}

impl Function {
    /// The value of the function; there are as many arguments as it takes.
    fn of(self, values: &[f64]) -> f64 {
        let (a, b, c) = (
            values[0],
            values.get(1).copied().unwrap_or(0.0),
            values.get(2).copied().unwrap_or(0.0),
        );
        let truth = |yes: bool| f64::from(u8::from(yes));
        match self {
            Self::Add => a + b,
            Self::Subtract => a - b,
            Self::Multiply => a * b,
            Self::Divide => a / b,
            // The result has the sign of the divisor, so that it counts around.
            Self::Remainder => a - b * libm::floor(a / b),
            Self::Power => libm::pow(a, b),
            Self::Negate => -a,
            Self::Less => truth(a < b),
            Self::AtMost => truth(a <= b),
            Self::Greater => truth(a > b),
            Self::AtLeast => truth(a >= b),
            Self::Equal => truth(a == b),
            Self::Unequal => truth(a != b),
            Self::And => truth(a != 0.0 && b != 0.0),
            Self::Or => truth(a != 0.0 || b != 0.0),
            Self::Not => truth(a == 0.0),
            Self::If => {
                if a != 0.0 {
                    b
                } else {
                    c
                }
            }
            Self::Min => values.iter().copied().fold(f64::INFINITY, f64::min),
            Self::Max => values.iter().copied().fold(f64::NEG_INFINITY, f64::max),
            Self::Clamp => a.max(b).min(c),
            Self::Mix => a + (b - a) * c,
            Self::Abs => a.abs(),
            Self::Sign => {
                if a == 0.0 {
                    0.0
                } else {
                    a.signum()
                }
            }
            Self::Floor => libm::floor(a),
            Self::Ceil => libm::ceil(a),
            Self::Round => libm::round(a),
            Self::Trunc => libm::trunc(a),
            Self::Sqrt => libm::sqrt(a),
            Self::Exp => libm::exp(a),
            Self::Ln => libm::log(a),
            Self::Log2 => libm::log2(a),
            Self::Log10 => libm::log10(a),
            Self::Sin => libm::sin(a),
            Self::Cos => libm::cos(a),
            Self::Tan => libm::tan(a),
            Self::Asin => libm::asin(a),
            Self::Acos => libm::acos(a),
            Self::Atan => libm::atan(a),
            Self::Atan2 => libm::atan2(a, b),
            Self::Degrees => a.to_degrees(),
            Self::Radians => a.to_radians(),
        }
    }
}

/// Operators by how loosely they bind, the loosest first; longer signs before those they begin with.
const LEVELS: [&[(&str, Function)]; 5] = [
    &[("||", Function::Or)],
    &[("&&", Function::And)],
    &[
        ("<=", Function::AtMost),
        (">=", Function::AtLeast),
        ("==", Function::Equal),
        ("!=", Function::Unequal),
        ("<", Function::Less),
        (">", Function::Greater),
    ],
    &[("+", Function::Add), ("-", Function::Subtract)],
    &[
        ("*", Function::Multiply),
        ("/", Function::Divide),
        ("%", Function::Remainder),
    ],
];

struct Reader<'a> {
    text: &'a str,
    at: usize,
    depth: usize,
}

impl Reader<'_> {
    fn error(&self, what: Said) -> FormulaError {
        FormulaError {
            what,
            at: self.text[..self.at].chars().count() + 1,
        }
    }

    /// The next character that is not blank.
    fn peek(&mut self) -> Option<char> {
        let rest = &self.text[self.at..];
        self.at += rest.len() - rest.trim_start().len();
        self.text[self.at..].chars().next()
    }

    fn takes(&mut self, sign: &str) -> bool {
        self.peek();
        let is_next = self.text[self.at..].starts_with(sign);
        self.at += if is_next { sign.len() } else { 0 };
        is_next
    }

    /// Terms joined by the operators of a level, from the left.
    fn level(&mut self, level: usize) -> Result<Term, FormulaError> {
        let Some(operators) = LEVELS.get(level) else {
            return self.signed();
        };
        let mut left = self.level(level + 1)?;
        while let Some((_, function)) = operators.iter().find(|(sign, _)| self.takes(sign)) {
            let right = self.level(level + 1)?;
            left = Term::Call(*function, vec![left, right]);
        }
        Ok(left)
    }

    /// A term with a sign before it; a power binds more tightly, so -2^2 is -4.
    fn signed(&mut self) -> Result<Term, FormulaError> {
        self.deeper(|reader| {
            let function = match reader.peek() {
                Some('-') => Some(Function::Negate),
                Some('!') => Some(Function::Not),
                _ => None,
            };
            match function {
                Some(function) => {
                    reader.at += 1;
                    Ok(Term::Call(function, vec![reader.signed()?]))
                }
                None => reader.power(),
            }
        })
    }

    /// A power, from the right: 2^3^2 is 2^9.
    fn power(&mut self) -> Result<Term, FormulaError> {
        let base = self.atom()?;
        match self.takes("^") {
            true => Ok(Term::Call(Function::Power, vec![base, self.signed()?])),
            false => Ok(base),
        }
    }

    fn atom(&mut self) -> Result<Term, FormulaError> {
        match self.peek() {
            Some('(') => {
                self.at += 1;
                let inner = self.level(0)?;
                match self.takes(")") {
                    true => Ok(inner),
                    false => Err(self.error(said("formula-no-closing", []))),
                }
            }
            Some(c) if c.is_ascii_digit() || c == '.' => self.number(),
            Some(c) if c.is_ascii_alphabetic() => self.named(),
            Some(c) => {
                Err(self.error(said("formula-unexpected", [("sign", c.to_string().into())])))
            }
            None => Err(self.error(said("formula-missing", []))),
        }
    }

    fn number(&mut self) -> Result<Term, FormulaError> {
        let rest = &self.text[self.at..];
        let digits = |text: &str| {
            text.bytes()
                .take_while(|c| c.is_ascii_digit() || *c == b'.')
                .count()
        };
        let mut end = digits(rest);
        let exponent = rest[end..].strip_prefix(['e', 'E']);
        if let Some(exponent) = exponent {
            let sign = usize::from(exponent.starts_with(['+', '-']));
            let count = digits(&exponent[sign..]);
            end += if count > 0 { 1 + sign + count } else { 0 };
        }
        let number: f64 = rest[..end]
            .parse()
            .map_err(|_| self.error(said("formula-bad-number", [])))?;
        self.at += end;
        Ok(Term::Number(number))
    }

    fn named(&mut self) -> Result<Term, FormulaError> {
        let rest = &self.text[self.at..];
        let end = rest
            .find(|c: char| !c.is_ascii_alphanumeric())
            .unwrap_or(rest.len());
        let name = &rest[..end];
        if let [letter @ b'a'..=b'h'] = name.as_bytes() {
            self.at += end;
            return Ok(Term::Letter(usize::from(letter - b'a')));
        }
        if name == "pi" {
            self.at += end;
            return Ok(Term::Number(std::f64::consts::PI));
        }
        let found = FUNCTIONS.iter().find(|(known, ..)| *known == name);
        let Some(&(name, function, least, most)) = found else {
            return Err(self.error(said("formula-unknown", [("name", name.into())])));
        };
        self.at += end;
        if !self.takes("(") {
            return Err(self.error(said("formula-no-opening", [("name", name.into())])));
        }
        let mut arguments = vec![self.level(0)?];
        while self.takes(",") {
            arguments.push(self.level(0)?);
        }
        if !self.takes(")") {
            return Err(self.error(said("formula-no-closing", [])));
        }
        match (least..=most).contains(&arguments.len()) {
            true => Ok(Term::Call(function, arguments)),
            false => Err(self.error(said(
                "formula-values",
                [("name", name.into()), ("values", least.into())],
            ))),
        }
    }

    fn deeper(
        &mut self,
        read: impl FnOnce(&mut Self) -> Result<Term, FormulaError>,
    ) -> Result<Term, FormulaError> {
        if self.depth == DEEPEST {
            return Err(self.error(said("formula-too-deep", [])));
        }
        self.depth += 1;
        let term = read(self);
        self.depth -= 1;
        term
    }
}
