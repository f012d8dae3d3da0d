//! What can be put into a text: words and numbers.

use fluent_bundle::FluentValue;
use std::borrow::Cow;
use std::sync::Arc;

/// An argument of a text.
pub trait Value {
    /// As Fluent takes it.
    fn value(&self) -> FluentValue<'_>;
}

impl Value for &str {
    fn value(&self) -> FluentValue<'_> {
        FluentValue::from(*self)
    }
}

impl Value for String {
    fn value(&self) -> FluentValue<'_> {
        FluentValue::from(self.as_str())
    }
}

impl Value for &String {
    fn value(&self) -> FluentValue<'_> {
        FluentValue::from(self.as_str())
    }
}

impl Value for Arc<str> {
    fn value(&self) -> FluentValue<'_> {
        FluentValue::from(&**self)
    }
}

impl Value for Cow<'_, str> {
    fn value(&self) -> FluentValue<'_> {
        FluentValue::from(&**self)
    }
}

macro_rules! number {
    ($($kind:ty),*) => {
        $(impl Value for $kind {
            fn value(&self) -> FluentValue<'_> {
                FluentValue::from(*self)
            }
        })*
    };
}

number!(u8, u16, u32, u64, usize, i32, i64, f64);
