//! The order inside the layers: each cell goes to the mean place of its neighbours, back and forth, as long as fewer
//! wires cross. Of equal orders the one that was there first stays.

use super::layers::Layers;

/// How often it goes back and forth without getting better.
const PATIENCE: usize = 4;

/// Orders the cells of every layer.
pub(super) fn order(layers: &mut Layers) {
    let beside = Beside::of(layers);
    let mut best = layers.rows.clone();
    let mut fewest = crossings(layers);
    let mut tries = 0;
    while fewest > 0 && tries < PATIENCE {
        for from_left in [true, false] {
            sweep(layers, &beside, from_left);
            let now = crossings(layers);
            if now < fewest {
                fewest = now;
                best.clone_from(&layers.rows);
                tries = 0;
            }
        }
        tries += 1;
    }
    layers.rows = best;
}

/// The neighbours of each cell to the left and to the right, with how far down the wire ends there (0–1).
struct Beside {
    left: Vec<Vec<(usize, f64)>>,
    right: Vec<Vec<(usize, f64)>>,
}

impl Beside {
    fn of(layers: &Layers) -> Self {
        let count = layers.cells.len();
        let (mut left, mut right) = (vec![Vec::new(); count], vec![Vec::new(); count]);
        for link in &layers.links {
            left[link.to].push((link.from, share(layers, link.from, link.leaves)));
            right[link.from].push((link.to, share(layers, link.to, link.enters)));
        }
        Self { left, right }
    }
}

/// How far down a cell something is, so that wires of one cell have an order among themselves.
fn share(layers: &Layers, cell: usize, below: f64) -> f64 {
    (below / layers.cells[cell].height.max(1.)).clamp(0., 0.99)
}

fn sweep(layers: &mut Layers, beside: &Beside, from_left: bool) {
    let mut place = places(layers);
    let count = layers.rows.len();
    for step in 1..count {
        let layer = if from_left { step } else { count - 1 - step };
        let neighbours = if from_left {
            &beside.left
        } else {
            &beside.right
        };
        let mut keyed: Vec<(f64, usize)> = layers.rows[layer]
            .iter()
            .map(|&cell| {
                let around = &neighbours[cell];
                let sum: f64 = around
                    .iter()
                    .map(|&(other, share)| place[other] + share)
                    .sum();
                // What has no neighbour keeps its place among the others.
                let key = if around.is_empty() {
                    place[cell]
                } else {
                    sum / around.len() as f64
                };
                (key, cell)
            })
            .collect();
        keyed.sort_by(|(a, _), (b, _)| a.total_cmp(b));
        for (index, (_, cell)) in keyed.into_iter().enumerate() {
            layers.rows[layer][index] = cell;
            place[cell] = index as f64;
        }
    }
}

fn places(layers: &Layers) -> Vec<f64> {
    let mut place = vec![0.; layers.cells.len()];
    for row in &layers.rows {
        for (index, &cell) in row.iter().enumerate() {
            place[cell] = index as f64;
        }
    }
    place
}

/// How many pairs of wires cross.
fn crossings(layers: &Layers) -> u64 {
    let place = places(layers);
    let mut layer_of = vec![0; layers.cells.len()];
    for (layer, row) in layers.rows.iter().enumerate() {
        for &cell in row {
            layer_of[cell] = layer;
        }
    }
    let mut between: Vec<Vec<(f64, f64)>> = vec![Vec::new(); layers.rows.len()];
    for link in &layers.links {
        let start = place[link.from] + share(layers, link.from, link.leaves);
        let end = place[link.to] + share(layers, link.to, link.enters);
        between[layer_of[link.from]].push((start, end));
    }
    between.into_iter().map(inversions).sum()
}

/// Pairs whose ends are in another order than their starts, counted while merging.
fn inversions(mut wires: Vec<(f64, f64)>) -> u64 {
    wires.sort_by(|a, b| a.0.total_cmp(&b.0).then(a.1.total_cmp(&b.1)));
    let mut ends: Vec<f64> = wires.into_iter().map(|(_, end)| end).collect();
    let mut room = ends.clone();
    let mut count = 0;
    let mut width = 1;
    while width < ends.len() {
        for start in (0..ends.len()).step_by(2 * width) {
            let middle = (start + width).min(ends.len());
            let end = (start + 2 * width).min(ends.len());
            let (mut left, mut right) = (start, middle);
            for slot in &mut room[start..end] {
                if left < middle && (right >= end || ends[left] <= ends[right]) {
                    *slot = ends[left];
                    left += 1;
                } else {
                    *slot = ends[right];
                    right += 1;
                    count += (middle - left) as u64;
                }
            }
        }
        std::mem::swap(&mut ends, &mut room);
        width *= 2;
    }
    count
}
