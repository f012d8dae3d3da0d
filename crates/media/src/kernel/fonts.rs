//! The fonts that words are set in: those that were given and no other, so the same words look the same on every machine.

use std::sync::{Arc, Mutex, OnceLock, PoisonError};

use cosmic_text::fontdb::{Database, Source};
use cosmic_text::{Fallback, FontSystem, SwashCache};
use resvg::usvg;

/// Some fonts. Costly to make; share one.
pub struct Fonts {
    pub(super) setting: Mutex<(FontSystem, SwashCache)>,
    files: Vec<Arc<[u8]>>,
    families: Vec<String>,
    /// The same for drawings, whose reader has a database of its own.
    drawn: OnceLock<Arc<usvg::fontdb::Database>>,
}

impl std::fmt::Debug for Fonts {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        f.debug_struct("Fonts")
            .field("families", &self.families)
            .finish_non_exhaustive()
    }
}

/// Which family stands for a word as `serif`, where it is among the fonts.
type Generic = (fn(&mut usvg::fontdb::Database, String), &'static str);

/// The families that stand for the generic ones of style sheets.
const GENERICS: [Generic; 5] = [
    (usvg::fontdb::Database::set_serif_family, "Caladea"),
    (usvg::fontdb::Database::set_sans_serif_family, "Inter"),
    (
        usvg::fontdb::Database::set_monospace_family,
        "Courier Prime",
    ),
    (usvg::fontdb::Database::set_cursive_family, "Dancing Script"),
    (usvg::fontdb::Database::set_fantasy_family, "Bebas Neue"),
];

impl Fonts {
    /// From the bytes of font files (TTF, OTF, collections); what is no font is left out. The first family is what words
    /// are set in that ask for none of these.
    pub fn new(mut files: Vec<Arc<[u8]>>) -> Self {
        files.retain(|file| is_sound(file));
        let mut database = Database::new();
        for file in &files {
            database.load_font_source(Source::Binary(Arc::new(Arc::clone(file))));
        }
        let mut families = Vec::new();
        for (name, _) in database.faces().flat_map(|face| &face.families) {
            if !families.contains(name) {
                families.push(name.clone());
            }
        }
        let system =
            FontSystem::new_with_locale_and_db_and_fallback("en".to_owned(), database, NoFallback);
        Self {
            setting: Mutex::new((system, SwashCache::new())),
            files,
            families,
            drawn: OnceLock::new(),
        }
    }

    /// For words in drawings.
    pub(super) fn drawn(&self) -> &Arc<usvg::fontdb::Database> {
        self.drawn.get_or_init(|| {
            let mut database = usvg::fontdb::Database::new();
            for file in &self.files {
                let file = Arc::new(Arc::clone(file));
                database.load_font_source(usvg::fontdb::Source::Binary(file));
            }
            for (set, family) in GENERICS {
                let is_there = self.families.iter().any(|name| name == family);
                let first = || self.families.first().cloned().unwrap_or_default();
                let stands = if is_there { family.to_owned() } else { first() };
                set(&mut database, stands);
            }
            Arc::new(database)
        })
    }

    /// No fonts, for what sets no words. Made once and shared.
    pub fn none() -> Arc<Self> {
        static NONE: OnceLock<Arc<Fonts>> = OnceLock::new();
        Arc::clone(NONE.get_or_init(|| Arc::new(Self::new(Vec::new()))))
    }

    /// The names of the families, in the order they were given.
    pub fn families(&self) -> &[String] {
        &self.families
    }
}

/// Most faces of one file.
const MOST_FACES: u32 = 64;

/// Whether a collection has no more faces than it has room for: readers make room for as many as it claims.
fn is_sound(file: &[u8]) -> bool {
    if !file.starts_with(b"ttcf") {
        return true;
    }
    let count = file.get(8..12).and_then(|count| count.try_into().ok());
    let count = count.map_or(u32::MAX, u32::from_be_bytes);
    count <= MOST_FACES && file.len() >= 12 + 4 * count as usize
}

/// Missing glyphs are looked for in the given fonts only.
struct NoFallback;

impl Fallback for NoFallback {
    fn common_fallback(&self) -> &[&'static str] {
        &[]
    }

    fn forbidden_fallback(&self) -> &[&'static str] {
        &[]
    }

    fn script_fallback(&self, _script: unicode_script::Script, _locale: &str) -> &[&'static str] {
        &[]
    }
}

/// A set of fonts, by the names of its files.
type Set = (Vec<String>, Arc<Fonts>);

/// The sets of fonts that were asked for last.
#[derive(Debug, Default)]
pub struct FontCase {
    sets: Mutex<Vec<Set>>,
}

impl FontCase {
    /// How many sets are kept.
    const MOST: usize = 8;

    /// The fonts of these files, in this order; `bytes` gives the file of a name when they are not at hand.
    ///
    /// # Errors
    /// What `bytes` says.
    pub fn fonts<E>(
        &self,
        names: &[String],
        bytes: impl FnMut(&String) -> Result<Arc<[u8]>, E>,
    ) -> Result<Arc<Fonts>, E> {
        if names.is_empty() {
            return Ok(Fonts::none());
        }
        if let Some(fonts) = self.find(names) {
            return Ok(fonts);
        }
        let files: Result<Vec<Arc<[u8]>>, E> = names.iter().map(bytes).collect();
        let fonts = Arc::new(Fonts::new(files?));
        let mut sets = self.sets.lock().unwrap_or_else(PoisonError::into_inner);
        sets.insert(0, (names.to_vec(), Arc::clone(&fonts)));
        sets.truncate(Self::MOST);
        Ok(fonts)
    }

    fn find(&self, names: &[String]) -> Option<Arc<Fonts>> {
        let mut sets = self.sets.lock().unwrap_or_else(PoisonError::into_inner);
        let place = sets.iter().position(|(known, _)| known == names)?;
        sets[..=place].rotate_right(1);
        Some(Arc::clone(&sets[0].1))
    }
}
