//! Moments as people say them: "3 minutes ago", "yesterday", "12 March 2026". The clock is the caller's.

use crate::words::{text, with, words};

const MINUTE_MS: i64 = 60_000;
const HOUR_MS: i64 = 60 * MINUTE_MS;
const DAY_MS: i64 = 24 * HOUR_MS;
/// How long before `now_ms` it was. A moment that has not come yet (clocks differ) is "just now".
pub fn ago(then_ms: i64, now_ms: i64) -> String {
    let passed = now_ms.saturating_sub(then_ms);
    match passed {
        ..MINUTE_MS => text("just-now").to_owned(),
        MINUTE_MS..HOUR_MS => counted("minutes-ago", passed / MINUTE_MS),
        HOUR_MS..DAY_MS => counted("hours-ago", passed / HOUR_MS),
        _ if passed < 2 * DAY_MS => text("yesterday").to_owned(),
        _ if passed < 7 * DAY_MS => counted("days-ago", passed / DAY_MS),
        _ => date(then_ms),
    }
}

fn counted(key: &str, count: i64) -> String {
    with(key, &[("count", &count)])
}

/// The day in words, in universal time.
pub fn date(then_ms: i64) -> String {
    let (year, month, day) = civil(then_ms.div_euclid(DAY_MS));
    let name = words().find(&format!("month-{month}")).unwrap_or_default();
    with(
        "date",
        &[("day", &day), ("month", &name), ("year", &year.to_string())],
    )
}

/// The moment as machines read it, to the minute, in universal time.
pub fn machine(then_ms: i64) -> String {
    let (year, month, day) = civil(then_ms.div_euclid(DAY_MS));
    let minute = then_ms.rem_euclid(DAY_MS) / MINUTE_MS;
    format!(
        "{year:04}-{month:02}-{day:02}T{:02}:{:02}Z",
        minute / 60,
        minute % 60
    )
}

/// Year, month and day of a day since 1970. Howard Hinnant, "chrono-compatible low-level date algorithms".
pub fn civil(days: i64) -> (i64, usize, i64) {
    let shifted = days + 719_468;
    let era = shifted.div_euclid(146_097);
    let day_of_era = shifted.rem_euclid(146_097);
    let year_of_era =
        (day_of_era - day_of_era / 1_460 + day_of_era / 36_524 - day_of_era / 146_096) / 365;
    let day_of_year = day_of_era - (365 * year_of_era + year_of_era / 4 - year_of_era / 100);
    let shifted_month = (5 * day_of_year + 2) / 153;
    let day = day_of_year - (153 * shifted_month + 2) / 5 + 1;
    let month = if shifted_month < 10 {
        shifted_month + 3
    } else {
        shifted_month - 9
    };
    let year = year_of_era + era * 400 + i64::from(month <= 2);
    (
        year,
        usize::try_from(month).expect("a month is between 1 and 12"),
        day,
    )
}
