//! The fonts that come with Gesso (`fonts/README.md`): one file for each face, named by the hash of its bytes as every file
//! that a workflow speaks of. They are only ever added to, for a workflow keeps the hash.

use std::sync::{Arc, OnceLock};

use crate::kernel::Fonts;

/// Inter's two first.
const FILES: [&[u8]; 12] = [
    include_bytes!("../fonts/Inter-Regular.otf"),
    include_bytes!("../fonts/Inter-Bold.otf"),
    include_bytes!("../fonts/Caladea-Regular.ttf"),
    include_bytes!("../fonts/Caladea-Bold.ttf"),
    include_bytes!("../fonts/RobotoSlab-Regular.otf"),
    include_bytes!("../fonts/RobotoSlab-Bold.otf"),
    include_bytes!("../fonts/CourierPrime-Regular.otf"),
    include_bytes!("../fonts/BebasNeue-Regular.otf"),
    include_bytes!("../fonts/YanoneKaffeesatz-Regular.otf"),
    include_bytes!("../fonts/YanoneKaffeesatz-Bold.otf"),
    include_bytes!("../fonts/DancingScript-Regular.otf"),
    include_bytes!("../fonts/DancingScript-Bold.otf"),
];

/// Inter in regular and bold. Made once and shared.
pub fn embedded_fonts() -> Arc<Fonts> {
    static FONTS: OnceLock<Arc<Fonts>> = OnceLock::new();
    let inter = || {
        Arc::new(Fonts::new(
            FILES[..2].iter().map(|file| (*file).into()).collect(),
        ))
    };
    Arc::clone(FONTS.get_or_init(inter))
}

/// All of them, in the order of the families in `gesso-nodes`.
pub fn font_files() -> &'static [&'static [u8]] {
    &FILES
}

/// The file of a font that comes with Gesso, by the hash of its bytes.
#[cfg(feature = "native")]
pub fn embedded_font(hash: &str) -> Option<&'static [u8]> {
    static HASHES: OnceLock<[String; FILES.len()]> = OnceLock::new();
    let hashes = HASHES.get_or_init(|| FILES.map(|file| blake3::hash(file).to_hex().to_string()));
    let place = hashes.iter().position(|known| known == hash)?;
    Some(FILES[place])
}
