//! The languages Gesso speaks, and how a reader's wishes lead to one.

use unic_langid::LanguageIdentifier;

/// A language.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, Default)]
pub enum Language {
    /// English, as the British write it.
    #[default]
    English,
    /// German.
    German,
}

impl Language {
    /// All of them.
    pub const ALL: [Self; 2] = [Self::English, Self::German];

    /// What HTML, cookies and browsers call it.
    pub const fn tag(self) -> &'static str {
        match self {
            Self::English => "en",
            Self::German => "de",
        }
    }

    /// What those who speak it call it.
    pub const fn name(self) -> &'static str {
        match self {
            Self::English => "English",
            Self::German => "Deutsch",
        }
    }

    /// The language of a tag, whatever its region: `de-AT` is German.
    pub fn from_tag(tag: &str) -> Option<Self> {
        let language = tag.split(['-', '_']).next()?.trim();
        Self::ALL
            .into_iter()
            .find(|known| known.tag().eq_ignore_ascii_case(language))
    }

    /// The one of them that an `Accept-Language` header likes best.
    pub fn preferred(header: &str) -> Option<Self> {
        let mut wishes: Vec<(f32, Self)> = header
            .split(',')
            .filter_map(|wish| {
                let mut parts = wish.split(';');
                let language = Self::from_tag(parts.next()?.trim())?;
                let weight = parts.find_map(|part| part.trim().strip_prefix("q="));
                let weight = weight.map_or(Some(1.0), |weight| weight.trim().parse().ok())?;
                (weight > 0.0).then_some((weight, language))
            })
            .collect();
        wishes.sort_by(|(one, _), (other, _)| other.total_cmp(one));
        wishes.first().map(|(_, language)| *language)
    }

    pub(crate) fn id(self) -> LanguageIdentifier {
        LanguageIdentifier::from_bytes(self.tag().as_bytes())
            .expect("the tags above are those of languages")
    }
}
