//! The order in which people expect names: numbers in them by what they are worth, letters without regard to their case.

use std::cmp::Ordering;
use std::iter::Peekable;
use std::str::Chars;

/// Compares names as people do: `img2` before `img10`, and `b` between `A` and `C`. What is the same so is compared as it is.
pub fn natural(a: &str, b: &str) -> Ordering {
    let (mut left, mut right) = (a.chars().peekable(), b.chars().peekable());
    loop {
        let order = match (left.peek().copied(), right.peek().copied()) {
            (None, None) => return a.cmp(b),
            (Some(x), Some(y)) if x.is_ascii_digit() && y.is_ascii_digit() => {
                let (x, y) = (digits(&mut left), digits(&mut right));
                (x.len(), x).cmp(&(y.len(), y))
            }
            (x, y) => {
                left.next();
                right.next();
                x.map(lower).cmp(&y.map(lower))
            }
        };
        if order != Ordering::Equal {
            return order;
        }
    }
}

/// The digits that stand here, without leading zeros.
fn digits(chars: &mut Peekable<Chars<'_>>) -> String {
    let mut digits = String::new();
    while let Some(digit) = chars.next_if(char::is_ascii_digit) {
        if digit != '0' || !digits.is_empty() {
            digits.push(digit);
        }
    }
    digits
}

fn lower(letter: char) -> char {
    letter.to_lowercase().next().unwrap_or(letter)
}
