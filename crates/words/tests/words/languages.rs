//! How a reader's wishes lead to a language.

use gesso_words::Language;

#[test]
fn a_region_does_not_change_the_language() {
    assert_eq!(Language::from_tag("de-AT"), Some(Language::German));
    assert_eq!(Language::from_tag("DE"), Some(Language::German));
    assert_eq!(Language::from_tag("en_GB"), Some(Language::English));
    assert_eq!(Language::from_tag("den"), None);
    assert_eq!(Language::from_tag(""), None);
}

#[test]
fn the_heaviest_wish_that_can_be_met_wins() {
    let check =
        |header: &str, expected| assert_eq!(Language::preferred(header), expected, "{header}");
    check("de-DE,de;q=0.9,en;q=0.8", Some(Language::German));
    check("en-GB,en;q=0.9,de;q=0.8", Some(Language::English));
    check("fr,de;q=0.5,en;q=0.7", Some(Language::English));
    check("de;q=0.5, en;q=0.5", Some(Language::German));
    check("fr-FR, it", None);
    check("de;q=0, en;q=0.1", Some(Language::English));
    check("de;q=many", None);
    check("", None);
}

#[test]
fn every_language_is_found_by_its_tag() {
    for language in Language::ALL {
        assert_eq!(Language::from_tag(language.tag()), Some(language));
    }
}
