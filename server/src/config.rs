//! The settings of a server, already checked: whoever holds a [`Config`] need not doubt it.

use gesso_media::native::Av1;
use std::net::SocketAddr;
use std::path::PathBuf;
use std::time::Duration;

/// Everything a server is told when it starts.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Config {
    /// Where to listen; always a loopback address. Port 0 takes a free one.
    pub listen: SocketAddr,
    /// The folder that holds everything to keep.
    pub data: PathBuf,
    /// The folder with the built page: `manifest.json`, `pkg/`, `docs/`, `sample/`.
    pub site: PathBuf,
    /// Largest upload, in bytes.
    pub upload_limit: u64,
    /// Most pixels of an uploaded picture.
    pub pixel_limit: u64,
    /// Most bytes of one opened picture's samples in memory.
    pub decoded_limit: u64,
    /// Where pictures coded with AV1 are decoded: apart, in a program that answers [`crate::cli::Asked::DecodeAv1`].
    pub av1: Av1,
    /// What kept results may take on disk, in bytes, before the least recently used go.
    pub cache_limit: u64,
    /// Most runs that one table of values starts.
    pub row_limit: usize,
    /// Most text of one table of values, in bytes.
    pub row_bytes_limit: u64,
    /// Steps worked on at once; 0 means one per core.
    pub workers: usize,
    /// What opened pictures, and pictures kept between steps, may take in memory, in bytes.
    pub memory: u64,
    /// How long one run may be worked for.
    pub run_limit: Option<Duration>,
    /// Pictures never carry their workflow, whatever their readers chose.
    pub bare_downloads: bool,
    /// Whether there is the page `/bench`.
    pub bench: bool,
    /// What to log, in the notation of `tracing_subscriber::EnvFilter`.
    pub log: String,
}

/// Bytes in a mebibyte, the unit of the limits people set.
pub(crate) const MIB: u64 = 1024 * 1024;
/// Pixels in a megapixel.
pub(crate) const MEGAPIXEL: u64 = 1_000_000;

impl Config {
    /// The defaults on a free loopback port, with these folders.
    pub fn local(data: impl Into<PathBuf>, site: impl Into<PathBuf>) -> Self {
        Self {
            listen: SocketAddr::from(([127, 0, 0, 1], 0)),
            data: data.into(),
            site: site.into(),
            upload_limit: crate::cli::UPLOAD_LIMIT_MIB * MIB,
            pixel_limit: crate::cli::PIXEL_LIMIT_MEGAPIXELS * MEGAPIXEL,
            decoded_limit: crate::cli::DECODED_LIMIT_MIB * MIB,
            av1: Av1::Here,
            cache_limit: crate::cli::CACHE_LIMIT_MIB * MIB,
            row_limit: usize::from(crate::cli::ROW_LIMIT),
            row_bytes_limit: crate::cli::ROW_LIMIT_KIB * 1024,
            workers: 0,
            memory: crate::cli::MEMORY_MIB * MIB,
            run_limit: crate::cli::minutes(crate::cli::RUN_LIMIT_MINUTES),
            bare_downloads: false,
            bench: false,
            log: "info".into(),
        }
    }
}
