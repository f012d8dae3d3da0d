//! How often each brightness is in a picture: drawn behind curves and levels.

/// How many steps of brightness are told apart.
pub const STEPS: usize = 64;

/// Red, green, blue, and the brightness of all.
#[derive(Debug, Clone, PartialEq)]
pub struct Histogram {
    counts: [[u32; STEPS]; 4],
}

impl Histogram {
    /// Of straight RGBA with 8 bits; transparent pixels don't count.
    pub fn of(rgba: &[u8]) -> Self {
        let mut counts = [[0; STEPS]; 4];
        for px in rgba.chunks_exact(4).filter(|px| px[3] > 0) {
            let [r, g, b] = [px[0], px[1], px[2]].map(u32::from);
            // Rec. 709 weights on encoded values, in 1024ths.
            let brightness = (r * 218 + g * 732 + b * 74) >> 10;
            for (counts, value) in counts.iter_mut().zip([r, g, b, brightness]) {
                counts[(value as usize * STEPS / 256).min(STEPS - 1)] += 1;
            }
        }
        Self { counts }
    }

    /// One of them, or the brightness with 3, as the path of an SVG of 100 by 100. The square root of the counts shows what
    /// is rare too.
    pub fn path(&self, channel: usize) -> String {
        let counts = &self.counts[channel.min(3)];
        let most = counts.iter().copied().max().unwrap_or(0).max(1);
        let width = 100.0 / STEPS as f64;
        let mut path = String::from("M0 100");
        for (i, &count) in counts.iter().enumerate() {
            let height = (f64::from(count) / f64::from(most)).sqrt() * 96.0;
            let (left, right) = (i as f64 * width, (i + 1) as f64 * width);
            path.push_str(&format!(
                " L{left:.2} {:.1} L{right:.2} {:.1}",
                100.0 - height,
                100.0 - height
            ));
        }
        path.push_str(" L100 100 Z");
        path
    }
}
