//! The actions of the editor in every language.

use gesso_app::editor::action::shortcuts;
use gesso_words::{Language, Words};

#[test]
fn every_action_has_a_label_and_search_words_in_every_language() {
    for language in Language::ALL {
        let words = Words::of(language);
        for (id, ..) in shortcuts() {
            let key = format!("action-{}", id.replace('.', "-"));
            assert!(words.find(&key).is_some(), "{key} in {}", language.tag());
            let more = format!("{key}.words");
            assert!(words.find(&more).is_some(), "{more} in {}", language.tag());
        }
    }
}
