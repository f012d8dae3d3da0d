//! Where things are: the checkout, the target folder, and what differs between a build for people and one for developers.

use std::path::{Path, PathBuf};
use std::sync::LazyLock;

/// A build for people (`Release`) or for developers (`Dev`). They keep apart, so that one can run while the other is made.
#[derive(Clone, Copy, PartialEq, Eq)]
pub(crate) enum Flavour {
    Dev,
    Release,
}

impl Flavour {
    /// The cargo profile of the page's WASM.
    pub(crate) fn wasm_profile(self) -> &'static str {
        match self {
            Flavour::Dev => "wasm-dev",
            Flavour::Release => "wasm-release",
        }
    }

    /// The folder below the target folder that cargo puts the server into.
    fn server_folder(self) -> &'static str {
        match self {
            Flavour::Dev => "debug",
            Flavour::Release => "release",
        }
    }

    /// The finished site: what the server is pointed at with `--site`.
    pub(crate) fn site(self) -> PathBuf {
        target().join(match self {
            Flavour::Dev => "site-dev",
            Flavour::Release => "site",
        })
    }

    /// Where the page is kept between the compiler and the site.
    pub(crate) fn page(self) -> PathBuf {
        target().join("page").join(self.wasm_profile())
    }

    /// The built server.
    pub(crate) fn server(self) -> PathBuf {
        target().join(self.server_folder()).join("gesso")
    }
}

/// The checkout that this xtask works on: of the package that cargo runs it for, itself or one whose tests it runs. (It was not
/// always built there: checkouts may share a target folder.)
pub(crate) fn root() -> &'static Path {
    static ROOT: LazyLock<PathBuf> = LazyLock::new(|| {
        let package = std::env::var_os("CARGO_MANIFEST_DIR");
        let package = package.map_or_else(|| env!("CARGO_MANIFEST_DIR").into(), PathBuf::from);
        let checkout = package
            .ancestors()
            .find(|folder| folder.join("xtask").is_dir());
        checkout.expect("xtask lies in the checkout").to_owned()
    });
    &ROOT
}

/// The folder that cargo builds into: `CARGO_TARGET_DIR`, else `target` in the checkout.
pub(crate) fn target() -> PathBuf {
    match std::env::var_os("CARGO_TARGET_DIR") {
        Some(dir) => root().join(dir),
        None => root().join("target"),
    }
}
