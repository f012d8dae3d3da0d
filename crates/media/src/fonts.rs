//! The fonts that come with Gesso: Inter, under the Open Font License (`fonts/README.md`).

use std::sync::{Arc, OnceLock};

use crate::kernel::Fonts;

/// Inter in regular and bold. Made once and shared.
pub fn embedded_fonts() -> Arc<Fonts> {
    static FONTS: OnceLock<Arc<Fonts>> = OnceLock::new();
    let files: [&[u8]; 2] = [
        include_bytes!("../fonts/Inter-Regular.otf"),
        include_bytes!("../fonts/Inter-Bold.otf"),
    ];
    Arc::clone(FONTS.get_or_init(|| Arc::new(Fonts::new(files.map(Arc::from).to_vec()))))
}
