//! Whether the browser keeps up with the pixels of a dense screen, and what to do when it doesn't: without a GPU, showing
//! sixteen hundred by a thousand CSS pixels at a density of two costs more than a frame has. So on such a machine fewer
//! pixels are drawn while something moves. A machine that keeps up never sees it.

/// A frame that took longer is late.
const LATE_MS: f64 = 22.0;
/// Frames further apart don't belong together.
const APART_MS: f64 = 400.0;
/// Late frames count more than those in time; from this balance on, the browser doesn't keep up.
const LATE_WEIGHT: u32 = 2;
const TOO_LATE: u32 = 10;
/// Pixels per CSS pixel of a draft.
const DRAFT: f64 = 1.0;

/// How the frames of movements come.
#[derive(Default)]
pub(crate) struct Pace {
    /// When the last frame of a movement was.
    last_ms: Option<f64>,
    balance: u32,
    slow: bool,
    draft: bool,
}

impl Pace {
    /// Takes note of a frame; says whether to draw with another density from now on.
    pub(crate) fn frame(&mut self, time_ms: f64, moving: bool, dpr: f64) -> bool {
        let before = self.last_ms.take();
        if moving {
            self.last_ms = Some(time_ms);
            let took = before.map(|before| time_ms - before);
            match took.filter(|took| *took > 0.0 && *took < APART_MS) {
                Some(took) if took > LATE_MS => self.balance += LATE_WEIGHT,
                Some(_) => self.balance = self.balance.saturating_sub(1),
                None => {}
            }
            self.slow = self.slow || self.balance >= TOO_LATE;
        }
        let draft = moving && self.slow && dpr > DRAFT;
        std::mem::replace(&mut self.draft, draft) != draft
    }

    /// The density to draw with, when it is not the screen's.
    pub(crate) fn draft(&self) -> Option<f64> {
        self.draft.then_some(DRAFT)
    }
}
