//! The palette of some colours: median cut (Heckbert 1982, "Color image quantization for frame buffer display"), each cut
//! through the box with the largest spread, then rounds of k-means (Lloyd 1982). Nothing in it is random.

use crate::color::oklab::{Oklab, apart};
use crate::{Pull, RenderError};

/// A colour and how much it counts.
pub(super) type Weighed = (Oklab, f32);

const ROUNDS: usize = 6;

/// At most `count` colours that stand for all; none for none.
pub(super) fn of(colors: &[Weighed], count: usize, pull: &Pull) -> Result<Vec<Oklab>, RenderError> {
    if colors.is_empty() {
        return Ok(Vec::new());
    }
    let mut boxes = vec![Group::new(colors.to_vec())];
    while boxes.len() < count {
        pull.check()?;
        let spread = |group: &Group| group.spread;
        let widest = (0..boxes.len()).reduce(|a, b| {
            let is_wider = spread(&boxes[b]) > spread(&boxes[a]);
            if is_wider { b } else { a }
        });
        let Some(widest) = widest.filter(|&i| boxes[i].spread > 0.0) else {
            break;
        };
        let (low, high) = boxes.swap_remove(widest).cut();
        boxes.extend([low, high]);
    }
    let mut means: Vec<Oklab> = boxes.iter().map(|group| group.mean).collect();
    for _ in 0..ROUNDS {
        pull.check()?;
        let moved = round(colors, &means);
        if moved == means {
            break;
        }
        means = moved;
    }
    Ok(means)
}

/// Some of the colours.
struct Group {
    colors: Vec<Weighed>,
    mean: Oklab,
    axis: usize,
    /// The sum of squares along the axis; 0 when there is nothing to cut.
    spread: f64,
}

impl Group {
    fn new(colors: Vec<Weighed>) -> Self {
        let mut weight = 0.0;
        let mut sums = [(0.0, 0.0); 3];
        let mut reach = [(f32::INFINITY, f32::NEG_INFINITY); 3];
        for (lab, w) in &colors {
            let w = f64::from(*w);
            weight += w;
            for ((sum, reach), &v) in sums.iter_mut().zip(&mut reach).zip(lab) {
                *reach = (reach.0.min(v), reach.1.max(v));
                let v = f64::from(v);
                sum.0 += v * w;
                sum.1 += v * v * w;
            }
        }
        let weight = weight.max(f64::MIN_POSITIVE);
        let spread = |i: usize| {
            let (sum, squares): (f64, f64) = sums[i];
            let is_one = reach[i].0 >= reach[i].1;
            if is_one {
                0.0
            } else {
                (squares - sum * sum / weight).max(1e-12)
            }
        };
        let axis = (1..3).fold(0, |best, i| if spread(i) > spread(best) { i } else { best });
        Self {
            mean: sums.map(|(sum, _)| (sum / weight) as f32),
            axis,
            spread: spread(axis),
            colors,
        }
    }

    /// In two at the median; both have some, for the axis has at least two values.
    fn cut(mut self) -> (Self, Self) {
        let axis = self.axis;
        self.colors.sort_by(|(a, _), (b, _)| {
            let order = |i: usize| a[i].total_cmp(&b[i]);
            order(axis)
                .then(order((axis + 1) % 3))
                .then(order((axis + 2) % 3))
        });
        let half = self.colors.iter().map(|(_, w)| f64::from(*w)).sum::<f64>() / 2.0;
        let mut below = 0.0;
        let middle = self.colors.iter().position(|(_, w)| {
            below += f64::from(*w);
            below >= half
        });
        let value = |i: usize| self.colors[i].0[axis];
        let last = self.colors.len() - 1;
        let mut at = middle.unwrap_or(last).min(last);
        // Equal values stay together: to the nearest change of value, upwards first.
        while at < last && value(at) == value(at + 1) {
            at += 1;
        }
        if at == last {
            while at > 0 && value(at) == value(last) {
                at -= 1;
            }
        }
        let high = self.colors.split_off(at + 1);
        (Self::new(self.colors), Self::new(high))
    }
}

/// The means of what is nearest to each mean; one that nothing is nearest to stays.
fn round(colors: &[Weighed], means: &[Oklab]) -> Vec<Oklab> {
    let mut sums = vec![([0.0_f64; 3], 0.0_f64); means.len()];
    for (lab, w) in colors {
        let (mut best, mut least) = (0, f32::INFINITY);
        for (i, mean) in means.iter().enumerate() {
            let d = apart(*mean, *lab);
            if d < least {
                (best, least) = (i, d);
            }
        }
        let (sum, weight) = &mut sums[best];
        *weight += f64::from(*w);
        for (sum, v) in sum.iter_mut().zip(lab) {
            *sum += f64::from(*v) * f64::from(*w);
        }
    }
    sums.iter()
        .zip(means)
        .map(|((sum, weight), mean)| {
            if *weight > 0.0 {
                sum.map(|v| (v / weight) as f32)
            } else {
                *mean
            }
        })
        .collect()
}
