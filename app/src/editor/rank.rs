//! How well words find something: every word must be found, and what begins like a word comes before what only has its
//! letters. Forgives one slip of the finger. Pure.

/// How well `words` find what is called `title` and is also known by `more`; `None` when a word is not found.
/// No words find everything equally.
pub fn rank(words: &str, title: &str, more: &str) -> Option<u32> {
    let (title, more) = (title.to_lowercase(), more.to_lowercase());
    let whole = words.trim().to_lowercase();
    let scores: Option<Vec<u32>> = whole
        .split_whitespace()
        .map(|word| one(word, &title, &more))
        .collect();
    let sum: u32 = scores?.iter().sum();
    // What is called exactly so, or begins so, is meant before all that has the same words somewhere.
    let bonus = match title.strip_prefix(&whole) {
        _ if whole.is_empty() => 0,
        Some("") => 200,
        Some(_) => 100,
        None => 0,
    };
    Some(sum + bonus)
}

fn one(word: &str, title: &str, more: &str) -> Option<u32> {
    let parts = |text: &'_ str| -> Vec<String> {
        let split = text.split(|sign: char| !sign.is_alphanumeric());
        split
            .filter(|part| !part.is_empty())
            .map(str::to_owned)
            .collect()
    };
    let (of_title, of_more) = (parts(title), parts(more));
    let begins = |parts: &[String]| parts.iter().any(|part| part.starts_with(word));
    let is = |parts: &[String]| parts.iter().any(|part| part == word);
    let initials: String = of_title
        .iter()
        .filter_map(|part| part.chars().next())
        .collect();
    if is(&of_title) {
        Some(90)
    } else if begins(&of_title) {
        Some(70)
    } else if is(&of_more) {
        Some(60)
    } else if begins(&of_more) {
        Some(50)
    } else if word.len() > 1 && initials.starts_with(word) {
        Some(40)
    } else if title.contains(word) {
        Some(30)
    } else if more.contains(word) {
        Some(20)
    } else if of_title
        .iter()
        .chain(&of_more)
        .any(|part| is_slip(part, word))
    {
        Some(10)
    } else if word.len() > 1 && in_order(title, word) {
        Some(5)
    } else {
        None
    }
}

fn in_order(text: &str, letters: &str) -> bool {
    let mut rest = text.chars();
    letters
        .chars()
        .all(|letter| rest.any(|other| other == letter))
}

/// Whether two words of at least four letters differ by one letter: missing, added, wrong, or swapped with its neighbour.
fn is_slip(a: &str, b: &str) -> bool {
    let (a, b): (Vec<char>, Vec<char>) = (a.chars().collect(), b.chars().collect());
    if a.len().min(b.len()) < 4 || a.len().abs_diff(b.len()) > 1 {
        return false;
    }
    let same = a.iter().zip(&b).take_while(|(a, b)| a == b).count();
    let (a, b) = (&a[same..], &b[same..]);
    match (a, b) {
        ([], _) | (_, []) => true,
        ([a1, a2, a_rest @ ..], [b1, b2, b_rest @ ..]) if a1 == b2 && a2 == b1 => a_rest == b_rest,
        ([_, a_rest @ ..], [_, b_rest @ ..]) => a_rest == b_rest || a_rest == b || a == b_rest,
    }
}
