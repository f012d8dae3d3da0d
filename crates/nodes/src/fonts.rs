//! The fonts that come with Gesso, by the hashes of their files. The files themselves stand in `gesso-media`, and only the server
//! has them; a workflow names a font as any other file, and whoever sets words asks for what is named.

use gesso_graph::AssetRef;

/// A family of fonts that comes with Gesso.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Family {
    /// As the font calls itself.
    pub name: &'static str,
    /// What it looks like, as a key of a text.
    pub character: &'static str,
    /// The hashes of its files, the regular one first: that one stands for the family.
    files: &'static [&'static str],
}

/// In the order shown; the first is what words are set in when nothing is chosen.
pub const FAMILIES: &[Family] = &[
    Family {
        name: "Inter",
        character: "font-sans",
        files: &[
            "a05a96f2ba45b6719379d67f288b71cfbddb0d1e84e07d1fb98ae603f841613a",
            "a75569cc2a854ecb341db72793b8cfd103e83018f26fa6e2f4d3c3b8fa0af027",
        ],
    },
    Family {
        name: "Caladea",
        character: "font-serif",
        files: &[
            "82a53560479280372e4d72c41e1fa8f8240ea3f0921c083fe289cc9f6bf2e953",
            "27a67e8c28f8fdc30a603565b4a81f0af44038b7640d1742de0ef0b91af8e10a",
        ],
    },
    Family {
        name: "Roboto Slab",
        character: "font-slab",
        files: &[
            "b08e15ce630044149f3c4abf42fdeb3e46342968935f3c2508bbbf5bed3bd7d8",
            "08ef570690f454797e2d6416e2bec6de2f8c6feabd4e37772ea9a72447ee23c6",
        ],
    },
    Family {
        name: "Courier Prime",
        character: "font-typewriter",
        files: &["e59800b587403eae2b24d9b8e5b71c2a5c83a5f65a1d68057909dd840d8e45ba"],
    },
    Family {
        name: "Bebas Neue",
        character: "font-display",
        files: &["db6e5d67866a0771a83674f4de3b387de76d9575a6e8bffc2c083a2a0ee00fef"],
    },
    Family {
        name: "Yanone Kaffeesatz",
        character: "font-condensed",
        files: &[
            "d0f2ff2a54ff12ff9b575592701b3648006bb7ade93cfce2e6e9e54c701be993",
            "9c63e7a3ff0d73538374f35eed3a51c7c3b616e20aae22744babc64c64530be1",
        ],
    },
    Family {
        name: "Dancing Script",
        character: "font-handwriting",
        files: &[
            "09a5fb4d2cb99dbbf77917998605797345fb675cd1c56b929ddb5ed84996d96e",
            "62b8df3c5053d1b7ed6a046dc3771d94332d8f0a2657dc0ec57c761bfd9db631",
        ],
    },
];

impl Family {
    /// The family as a workflow names it.
    pub fn asset_ref(&self) -> AssetRef {
        AssetRef {
            hash: self.files[0].into(),
            name: self.name.into(),
            media_type: "font/otf".into(),
        }
    }

    /// The family that a file stands for.
    pub fn of(hash: &str) -> Option<&'static Self> {
        FAMILIES.iter().find(|family| family.files[0] == hash)
    }
}

/// The hashes of all files, family by family.
pub fn hashes() -> impl Iterator<Item = &'static str> {
    FAMILIES
        .iter()
        .flat_map(|family| family.files.iter().copied())
}

/// The files of a font: those of its family when it comes with Gesso, else itself.
#[cfg(feature = "run")]
pub(crate) fn files_of(font: &AssetRef) -> Vec<AssetRef> {
    let Some(family) = Family::of(&font.hash) else {
        return vec![font.clone()];
    };
    let file = |hash: &&str| AssetRef {
        hash: (*hash).into(),
        ..family.asset_ref()
    };
    family.files.iter().map(file).collect()
}

/// The words by which style sheets ask for some font of a kind, and the family that stands for it.
#[cfg(feature = "run")]
const GENERICS: [(&str, &str); 4] = [
    ("serif", "Caladea"),
    ("monospace", "Courier Prime"),
    ("cursive", "Dancing Script"),
    ("fantasy", "Bebas Neue"),
];

/// The families that come with Gesso and are spoken of in a drawing.
#[cfg(feature = "run")]
pub(crate) fn named_in(source: &str) -> impl Iterator<Item = &'static Family> {
    // Where no words are, no family is.
    let families = if source.contains("text") {
        FAMILIES
    } else {
        &[]
    };
    families.iter().filter(move |family| {
        let stands = |(word, name): &(&str, &str)| *name == family.name && source.contains(word);
        source.contains(family.name) || GENERICS.iter().any(stands)
    })
}
