//! Where the cells of ordered layers come to stand: each layer is as wide as its widest thing, and heights are settled
//! so that wires run straight. Keeping order and distance while being as near as possible to where each cell is wanted
//! is isotonic regression, solved exactly by pooling adjacent violators (Ayer et al. 1955).

use super::layers::Layers;
use super::{BETWEEN_LAYERS, BETWEEN_ROWS};
use crate::geometry::{Point, Size};

/// How often the layers pull at each other.
const ROUNDS: usize = 6;
/// How much more than others a wire that passes through wants to run straight.
const STRAIGHT: f64 = 4.;
/// Room beside a wire that passes through.
const BESIDE_WIRE: f64 = 12.;

/// The place of each thing, from the piece's corner, in whole pixels.
pub(super) fn settle(layers: &Layers, sizes: &[Size]) -> Vec<Point> {
    let mut top = stacked(layers);
    let (mut into, mut from) = (
        vec![Vec::new(); layers.cells.len()],
        vec![Vec::new(); layers.cells.len()],
    );
    for link in &layers.links {
        into[link.to].push((link.from, link.leaves - link.enters));
        from[link.from].push((link.to, link.enters - link.leaves));
    }
    for _ in 0..ROUNDS {
        for row in &layers.rows {
            pull(layers, row, &mut top, &[&into]);
        }
        for row in layers.rows.iter().rev() {
            pull(layers, row, &mut top, &[&from]);
        }
    }
    for row in &layers.rows {
        pull(layers, row, &mut top, &[&into, &from]);
    }
    // The last word has what flows in, so that chains are straight to the pixel.
    for row in &layers.rows {
        pull(layers, row, &mut top, &[&into]);
    }
    let highest = layers
        .cells
        .iter()
        .zip(&top)
        .filter(|(cell, _)| cell.thing.is_some())
        .fold(f64::INFINITY, |highest, (_, &top)| highest.min(top));
    let mut places = vec![Point::default(); sizes.len()];
    let mut x = 0.;
    for row in &layers.rows {
        let things = || {
            row.iter()
                .filter_map(|&cell| Some((cell, layers.cells[cell].thing?)))
        };
        for (cell, thing) in things() {
            places[thing] = Point::new(x, top[cell] - highest);
        }
        let widest = things().fold(0., |widest: f64, (_, thing)| widest.max(sizes[thing].w));
        x += widest.ceil() + BETWEEN_LAYERS;
    }
    places
}

/// How far below the one above a cell has to stay.
fn apart(layers: &Layers, above: usize, below: usize) -> f64 {
    let both = [above, below].map(|cell| layers.cells[cell].thing.is_some());
    let gap = if both == [true, true] {
        BETWEEN_ROWS
    } else {
        BESIDE_WIRE
    };
    layers.cells[above].height.ceil() + gap
}

/// Each layer stacked around the same middle line.
fn stacked(layers: &Layers) -> Vec<f64> {
    let mut top = vec![0.; layers.cells.len()];
    for row in &layers.rows {
        let steps: f64 = row
            .windows(2)
            .map(|two| apart(layers, two[0], two[1]))
            .sum();
        let last = row.last().map_or(0., |&cell| layers.cells[cell].height);
        let mut next = -((steps + last) / 2.).round();
        for (index, &cell) in row.iter().enumerate() {
            top[cell] = next;
            if let Some(&below) = row.get(index + 1) {
                next += apart(layers, cell, below);
            }
        }
    }
    top
}

type Neighbours = [Vec<(usize, f64)>];

/// Moves the cells of one layer as near as possible to where their neighbours want them.
fn pull(layers: &Layers, row: &[usize], top: &mut [f64], towards: &[&Neighbours]) {
    let mut below = 0.;
    let mut pools: Vec<Pool> = Vec::with_capacity(row.len());
    for (index, &cell) in row.iter().enumerate() {
        if let Some(above) = index.checked_sub(1) {
            below += apart(layers, row[above], cell);
        }
        let (sum, count) = towards
            .iter()
            .flat_map(|neighbours| &neighbours[cell])
            .fold((0., 0.), |(sum, count), &(other, shift)| {
                (sum + top[other] + shift, count + 1.)
            });
        let (wanted, weight) = match layers.cells[cell].thing {
            _ if count == 0. => (top[cell], 0.1),
            None => (sum / count, STRAIGHT),
            Some(_) => (sum / count, 1.),
        };
        let mut pool = Pool {
            sum: (wanted - below) * weight,
            weight,
            cells: 1,
        };
        while let Some(above) = pools.pop_if(|above| above.mean() > pool.mean()) {
            pool.sum += above.sum;
            pool.weight += above.weight;
            pool.cells += above.cells;
        }
        pools.push(pool);
    }
    let mut below = 0.;
    let mut index = 0_usize;
    for pool in pools {
        // Rounded before the distances are added: order and distances stay whole.
        let mean = pool.mean().round();
        for _ in 0..pool.cells {
            if let Some(above) = index.checked_sub(1) {
                below += apart(layers, row[above], row[index]);
            }
            top[row[index]] = mean + below;
            index += 1;
        }
    }
}

/// Neighbouring cells that stand as near to each other as they may.
struct Pool {
    sum: f64,
    weight: f64,
    cells: usize,
}

impl Pool {
    fn mean(&self) -> f64 {
        self.sum / self.weight
    }
}
