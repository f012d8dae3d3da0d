//! Moments in words.

use gesso_app::when::{ago, date, machine};
use proptest::prelude::*;

const MINUTE: i64 = 60_000;
const HOUR: i64 = 60 * MINUTE;
const DAY: i64 = 24 * HOUR;
/// 12 March 2026, 14:05 in universal time.
const NOON: i64 = 1_773_324_300_000;

fn check(passed: i64, expected: &str) {
    assert_eq!(ago(NOON - passed, NOON), expected, "{passed} ms ago");
}

#[test]
fn the_words_grow_coarser_with_time() {
    check(0, "just now");
    check(59_999, "just now");
    check(MINUTE, "1 minute ago");
    check(59 * MINUTE, "59 minutes ago");
    check(HOUR, "1 hour ago");
    check(23 * HOUR, "23 hours ago");
    check(DAY, "yesterday");
    check(2 * DAY, "2 days ago");
    check(7 * DAY, "5 March 2026");
}

#[test]
fn a_moment_that_has_not_come_yet_is_just_now() {
    check(-5 * HOUR, "just now");
    check(i64::MIN / 2, "just now");
}

#[test]
fn days_of_the_calendar_are_found_on_both_sides_of_1970() {
    assert_eq!(date(0), "1 January 1970");
    assert_eq!(date(-DAY), "31 December 1969");
    assert_eq!(date(951_782_400_000), "29 February 2000");
    assert_eq!(machine(NOON), "2026-03-12T14:05Z");
}

proptest! {
    #[test]
    fn any_two_moments_have_words(then in any::<i64>(), now in any::<i64>()) {
        prop_assert!(!ago(then, now).is_empty());
        prop_assert!(machine(then).ends_with('Z'));
    }
}
