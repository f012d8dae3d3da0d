//! Amounts with their units, as the readers of a language write them.

use crate::{Language, Words};

impl Words {
    /// A number with so many digits after the point, or after the comma.
    pub fn number(&self, number: f64, digits: usize) -> String {
        let text = format!("{number:.digits$}");
        match self.language {
            Language::English => text,
            Language::German => text.replace('.', ","),
        }
    }

    /// A number with at most two digits after the point, without those that are nought.
    pub fn short(&self, number: f64) -> String {
        let text = self.number(number, 2);
        text.trim_end_matches('0')
            .trim_end_matches(['.', ','])
            .to_owned()
    }

    /// How large something is shown, 1 being its own size: "80 %", "0.4 %".
    pub fn zoom(&self, zoom: f64) -> String {
        let percent = zoom * 100.0;
        let digits = if percent < 1.0 { 1 } else { 0 };
        format!("{} %", self.number(percent, digits))
    }

    /// A length in bytes, in the unit a person would use.
    pub fn bytes(&self, count: u64) -> String {
        let mut amount = count as f64;
        for unit in ["B", "kB", "MB"] {
            if amount < 1000.0 {
                let digits = usize::from(unit != "B");
                return format!("{} {unit}", self.number(amount, digits));
            }
            amount /= 1000.0;
        }
        format!("{} GB", self.number(amount, 1))
    }

    /// A span of time, in the unit a person would use.
    pub fn span(&self, ms: i64) -> String {
        match ms {
            ..1_000 => format!("{ms} ms"),
            1_000..60_000 => format!("{} s", self.number(ms as f64 / 1000.0, 1)),
            _ => format!("{} min {} s", ms / 60_000, ms % 60_000 / 1000),
        }
    }
}
