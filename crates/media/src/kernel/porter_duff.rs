//! The thirteen operators of Porter and Duff, "Compositing digital images" (SIGGRAPH 1984), as W3C "Compositing and
//! Blending Level 1", section 9, writes them, in sRGB-encoded values as [`blend`](super::blend()) does.
//! `αo = αs · Fa + αb · Fb` and `co = (cs · αs · Fa + cb · αb · Fb) / αo`.

use std::sync::Arc;

use crate::math::unit;
use crate::picture::clipped;
use crate::{Image, Picture, Pull, Region, RenderError, Tile};

use super::pointwise::Block;

macro_rules! operators {
    ($($name:ident $id:literal $doc:literal;)*) => {
        /// What is kept of the source, the destination and where both are.
        #[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
        pub enum Operator {
            $(#[doc = $doc] $name,)*
        }

        impl Operator {
            /// All of them.
            pub const ALL: [Self; 13] = [$(Self::$name),*];

            /// The id stored in documents.
            pub const fn id(self) -> &'static str {
                match self { $(Self::$name => $id,)* }
            }
        }
    };
}

operators! {
    Clear "clear" "Nothing.";
    Source "source" "The source alone.";
    Destination "destination" "The destination alone.";
    SourceOver "source_over" "The source before the destination.";
    DestinationOver "destination_over" "The destination before the source.";
    SourceIn "source_in" "The source where the destination is.";
    DestinationIn "destination_in" "The destination where the source is.";
    SourceOut "source_out" "The source where the destination is not.";
    DestinationOut "destination_out" "The destination where the source is not.";
    SourceAtop "source_atop" "The source where the destination is, before it.";
    DestinationAtop "destination_atop" "The destination where the source is, before it.";
    Xor "xor" "Each where the other is not.";
    Plus "plus" "The sum of both.";
}

impl Operator {
    /// The operator of a stored id.
    pub fn from_id(id: &str) -> Option<Self> {
        Self::ALL.into_iter().find(|operator| operator.id() == id)
    }

    /// Fa and Fb, from the alphas of source and destination.
    #[inline(always)]
    fn factors(self, s: f32, b: f32) -> (f32, f32) {
        match self {
            Self::Clear => (0.0, 0.0),
            Self::Source => (1.0, 0.0),
            Self::Destination => (0.0, 1.0),
            Self::SourceOver => (1.0, 1.0 - s),
            Self::DestinationOver => (1.0 - b, 1.0),
            Self::SourceIn => (b, 0.0),
            Self::DestinationIn => (0.0, s),
            Self::SourceOut => (1.0 - b, 0.0),
            Self::DestinationOut => (0.0, 1.0 - s),
            Self::SourceAtop => (b, 1.0 - s),
            Self::DestinationAtop => (1.0 - b, s),
            Self::Xor => (1.0 - b, 1.0 - s),
            Self::Plus => (1.0, 1.0),
        }
    }

    /// Whether a pixel has colour of one picture alone, so that it is scaled and its colour keeps its bits.
    fn is_one_alone(self) -> bool {
        matches!(
            self,
            Self::Clear
                | Self::Source
                | Self::SourceIn
                | Self::DestinationIn
                | Self::SourceOut
                | Self::DestinationOut
        )
    }
}

struct Composed {
    source: Image,
    destination: Image,
    operator: Operator,
    at: (i32, i32),
}

impl Picture for Composed {
    fn size(&self) -> (u32, u32) {
        self.destination.size()
    }

    fn render(&self, region: Region, pull: &Pull) -> Result<Tile, RenderError> {
        clipped(region, self.size(), |region| {
            let mut below = self.destination.render(region, pull)?;
            let moved = region.moved(self.at.0.saturating_neg(), self.at.1.saturating_neg());
            let above = self.source.render(moved, pull)?;
            let blocks = Block::slices(&mut below.px).zip(above.px.chunks(Block::FLOATS));
            let mut encoded = [Block::default(), Block::default()];
            for (b, s) in blocks {
                if self.operator.is_one_alone() {
                    scaled(self.operator, b, s);
                } else {
                    mixed(self.operator, b, s, &mut encoded);
                }
            }
            pull.check()?;
            Ok(below)
        })
    }

    fn reach(&self) -> u32 {
        self.destination.reach().max(self.source.reach())
    }
}

fn scaled(operator: Operator, b: &mut [f32], s: &[f32]) {
    for (b, s) in b.chunks_exact_mut(4).zip(s.chunks_exact(4)) {
        let (fa, fb) = operator.factors(unit(s[3]), unit(b[3]));
        for (b, s) in b.iter_mut().zip(s) {
            *b = if fb > 0.0 { *b * fb } else { 0.0 } + if fa > 0.0 { s * fa } else { 0.0 };
        }
    }
}

fn mixed(operator: Operator, b: &mut [f32], s: &[f32], [under, over]: &mut [Block; 2]) {
    under.encode(b);
    over.encode(s);
    let pairs = under.values_mut().chunks_exact_mut(4);
    for (cb, cs) in pairs.zip(over.values().chunks_exact(4)) {
        let (alpha_s, alpha_b) = (unit(cs[3]), unit(cb[3]));
        let (fa, fb) = operator.factors(alpha_s, alpha_b);
        let (from_s, from_b) = (alpha_s * fa, alpha_b * fb);
        let alpha = unit(from_s + from_b);
        let k = if alpha > 0.0 { 1.0 / alpha } else { 0.0 };
        for (cb, cs) in cb.iter_mut().zip(cs) {
            *cb = unit((cs * from_s + *cb * from_b) * k);
        }
        cb[3] = alpha;
    }
    let mut out = [0.0; Block::FLOATS];
    let out = &mut out[..b.len()];
    under.decode(out);
    let pixels = b.chunks_exact_mut(4).zip(out.chunks_exact(4));
    for ((b, out), s) in pixels.zip(s.chunks_exact(4)) {
        // Under nothing the destination keeps its bits.
        if s[3] > 0.0 || operator == Operator::DestinationAtop {
            b.copy_from_slice(out);
        }
    }
}

/// Both pictures by one operator, in the destination's frame; `at` is where the source's top left corner stands, in
/// pixels of this scale. Outside its own frame the source is transparent.
pub fn porter_duff(source: Image, destination: Image, operator: Operator, at: (i32, i32)) -> Image {
    if operator == Operator::Destination {
        return destination;
    }
    Arc::new(Composed {
        source,
        destination,
        operator,
        at,
    })
}
