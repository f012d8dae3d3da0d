//! The limits of the engine. Every one has a default that suits a small machine.

use std::time::Duration;

/// How much the engine may do and keep.
#[derive(Debug, Clone, PartialEq)]
pub struct EngineConfig {
    /// Steps at work at the same time, over all runs; the number of processors.
    pub workers: usize,
    /// Runs under way at the same time; more are refused.
    pub runs: usize,
    /// Steps of one run.
    pub steps: usize,
    /// How long one run may be worked for; what it waits for workers does not count. As long as it takes, if there is none.
    pub run_time: Option<Duration>,
    /// Pixels of one picture, full size. What would be larger fails with a message.
    pub pixels: u64,
    /// Pixels up to which a picture that is read twice or looked at is kept whole on disk (16 bytes each before packing).
    pub kept_pixels: u64,
    /// Bytes of decoded files and rendered proxies in memory, those that are kept between steps and those at work.
    pub memory_bytes: u64,
    /// Bytes of artifacts on disk before the least recently used are thrown away.
    pub cache_bytes: u64,
    /// The longest side of a preview in pixels.
    pub preview_side: u32,
    /// The least time between two reports of one step's progress.
    pub progress_every: Duration,
    /// Who this engine is to the store. One process on one store keeps the same name over restarts, so that it takes up its
    /// own runs at once.
    pub worker: String,
    /// How long a claimed run is this worker's without a sign of life.
    pub lease: Duration,
}

impl Default for EngineConfig {
    fn default() -> Self {
        Self {
            workers: std::thread::available_parallelism().map_or(2, usize::from),
            runs: 500,
            steps: 10_000,
            run_time: Some(Duration::from_secs(24 * 60 * 60)),
            pixels: 1_000_000_000,
            kept_pixels: 64_000_000,
            memory_bytes: 512 << 20,
            cache_bytes: 10 << 30,
            preview_side: 512,
            progress_every: Duration::from_millis(50),
            worker: "local".into(),
            lease: Duration::from_secs(30),
        }
    }
}
