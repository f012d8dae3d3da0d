//! Which layer everything of one connected piece lies in: as far left as what it needs allows, and near to what needs it.
//! A wire over several layers gets a cell in each, so that the others make room for it.

use super::Link;
use crate::geometry::{Rect, Size};

/// The height of the room a wire takes between others.
const WIRE: f64 = 8.;
/// A wire over more layers than this is not made room for: it would widen the whole layout.
const LONGEST: usize = 24;

/// One place in a layer: a thing or a wire passing through.
#[derive(Debug, Clone, Copy)]
pub(super) struct Cell {
    pub(super) height: f64,
    /// Which thing, if it is one.
    pub(super) thing: Option<usize>,
    /// Where it was from above, to begin with that order.
    pub(super) middle: f64,
}

/// The layers of one piece.
pub(super) struct Layers {
    pub(super) cells: Vec<Cell>,
    /// The cells of each layer, from above.
    pub(super) rows: Vec<Vec<usize>>,
    /// Wires between cells of neighbouring layers.
    pub(super) links: Vec<Link>,
}

impl Layers {
    /// Finds the layers, in the order things were in from above.
    pub(super) fn of(sizes: &[Size], before: &[Rect], links: &[Link]) -> Self {
        let forward = without_loops(before, links);
        let layer_of = assign(sizes.len(), &forward);
        let count = layer_of.iter().max().map_or(0, |last| last + 1);
        let mut layers = Self {
            cells: Vec::with_capacity(sizes.len()),
            rows: vec![Vec::new(); count],
            links: Vec::with_capacity(forward.len()),
        };
        for (thing, size) in sizes.iter().enumerate() {
            let middle = before[thing].center().y;
            layers.add(layer_of[thing], size.h, Some(thing), middle);
        }
        for link in &forward {
            layers.lead(link, layer_of[link.from], layer_of[link.to]);
        }
        for row in &mut layers.rows {
            row.sort_by(|&a, &b| layers.cells[a].middle.total_cmp(&layers.cells[b].middle));
        }
        layers
    }

    fn add(&mut self, layer: usize, height: f64, thing: Option<usize>, middle: f64) -> usize {
        let cell = self.cells.len();
        self.cells.push(Cell {
            height,
            thing,
            middle,
        });
        self.rows[layer].push(cell);
        cell
    }

    /// Leads a wire through the layers between its ends.
    fn lead(&mut self, link: &Link, start: usize, end: usize) {
        let over = end.saturating_sub(start + 1);
        if over > LONGEST {
            return;
        }
        let (from, to) = (
            self.cells[link.from].middle + link.leaves,
            self.cells[link.to].middle + link.enters,
        );
        let mut here = *link;
        for step in 1..=over {
            let share = step as f64 / (over + 1) as f64;
            let cell = self.add(start + step, WIRE, None, from + (to - from) * share);
            self.links.push(Link {
                to: cell,
                enters: WIRE / 2.,
                ..here
            });
            here = Link {
                from: cell,
                leaves: WIRE / 2.,
                ..*link
            };
        }
        self.links.push(here);
    }
}

/// The links without those that close a loop; only frames that feed each other make any.
fn without_loops(before: &[Rect], links: &[Link]) -> Vec<Link> {
    let mut leaving = vec![Vec::new(); before.len()];
    for (index, link) in links.iter().enumerate() {
        leaving[link.from].push(index);
    }
    let mut starts: Vec<usize> = (0..before.len()).collect();
    let mut entered = vec![false; before.len()];
    for link in links {
        entered[link.to] = true;
    }
    // From what nothing feeds, then from the left.
    starts.sort_by(|&a, &b| {
        entered[a]
            .cmp(&entered[b])
            .then(before[a].x.total_cmp(&before[b].x))
    });
    let (mut seen, mut open) = (vec![false; before.len()], vec![false; before.len()]);
    let mut closing = vec![false; links.len()];
    for start in starts {
        if std::mem::replace(&mut seen[start], true) {
            continue;
        }
        open[start] = true;
        let mut path = vec![(start, 0)];
        while let Some((here, next)) = path.last_mut() {
            let Some(&index) = leaving[*here].get(*next) else {
                open[*here] = false;
                path.pop();
                continue;
            };
            *next += 1;
            let to = links[index].to;
            if open[to] {
                closing[index] = true;
            } else if !std::mem::replace(&mut seen[to], true) {
                open[to] = true;
                path.push((to, 0));
            }
        }
    }
    let kept = links.iter().zip(closing).filter(|(_, closing)| !closing);
    kept.map(|(link, _)| *link).collect()
}

/// The layer of each thing: after everything it needs; what more things need than it needs itself goes right, next to
/// the first of them.
fn assign(count: usize, links: &[Link]) -> Vec<usize> {
    let mut waiting = vec![0_usize; count];
    let (mut leaving, mut entering) = (vec![Vec::new(); count], vec![0_usize; count]);
    for link in links {
        waiting[link.to] += 1;
        entering[link.to] += 1;
        leaving[link.from].push(link.to);
    }
    let mut sorted: Vec<usize> = (0..count).filter(|&thing| waiting[thing] == 0).collect();
    let mut layer = vec![0; count];
    let mut next = 0;
    while let Some(&here) = sorted.get(next) {
        next += 1;
        for &to in &leaving[here] {
            layer[to] = layer[to].max(layer[here] + 1);
            waiting[to] -= 1;
            if waiting[to] == 0 {
                sorted.push(to);
            }
        }
    }
    for &here in sorted.iter().rev() {
        let nearest = leaving[here].iter().map(|&to| layer[to]).min();
        if let Some(nearest) = nearest
            && leaving[here].len() > entering[here]
        {
            layer[here] = nearest - 1;
        }
    }
    layer
}
