//! What somebody may have meant who wrote a name that is not there.

/// The names nearest to what was written, the nearest first; none when nothing is near.
pub(super) fn near<'a>(written: &str, names: impl IntoIterator<Item = &'a str>) -> Vec<&'a str> {
    const MOST: usize = 3;
    let written = written.to_lowercase();
    let mut found: Vec<(usize, &str)> = names
        .into_iter()
        .filter_map(|name| {
            let lower = name.to_lowercase();
            let apart = match lower.contains(&written) || written.contains(&lower) {
                true => 1,
                false => distance(&written, &lower),
            };
            (apart <= 1 + written.chars().count() / 3).then_some((apart, name))
        })
        .collect();
    found.sort_unstable();
    found.dedup();
    found.into_iter().take(MOST).map(|(_, name)| name).collect()
}

/// " Did you mean …?", or what there is when nothing is near.
pub(super) fn hint<'a>(written: &str, names: impl IntoIterator<Item = &'a str> + Clone) -> String {
    const LISTED: usize = 12;
    match near(written, names.clone()) {
        near if !near.is_empty() => format!("Did you mean {}?", near.join(" or ")),
        _ => {
            let all: Vec<&str> = names.into_iter().take(LISTED + 1).collect();
            let more = if all.len() > LISTED { ", …" } else { "" };
            let all: Vec<&str> = all.into_iter().take(LISTED).collect();
            match all.is_empty() {
                true => "There are none.".into(),
                false => format!("There are {}{more}.", all.join(", ")),
            }
        }
    }
}

/// How many letters must be put in, taken out or changed.
fn distance(a: &str, b: &str) -> usize {
    let b: Vec<char> = b.chars().collect();
    let mut row: Vec<usize> = (0..=b.len()).collect();
    for (i, letter) in a.chars().enumerate() {
        let mut corner = row[0];
        row[0] = i + 1;
        for (j, other) in b.iter().enumerate() {
            let changed = corner + usize::from(letter != *other);
            corner = row[j + 1];
            row[j + 1] = changed.min(corner + 1).min(row[j] + 1);
        }
    }
    row[b.len()]
}
