//! Drawings as SVG, by resvg: the static part of SVG 1.1 and some of SVG 2, with words in the fonts that are given, without
//! scripts, and without anything that lies outside of the drawing. It is drawn once, whole, in 8 bits a channel, as browsers do.

use std::sync::{Arc, OnceLock};

use resvg::tiny_skia::{Pixmap, Transform};
use resvg::usvg::roxmltree::{Document, Node, ParsingOptions};
use resvg::usvg::{ImageHrefResolver, Options, Tree};

use crate::picture::clipped;
use crate::{Image, Picture, Pull, Region, RenderError, Tile};
use gesso_words::{Said, said};

use super::fonts::Fonts;
use super::pointwise::from_encoded;

/// Bytes of source that are read at most.
const LONGEST: usize = 4 << 20;
/// Pixels that are drawn at most: four bytes each stay in memory.
const MOST_PIXELS: u64 = 50_000_000;
/// Elements and texts in a drawing, entities resolved.
const MOST_NODES: u32 = 500_000;
/// How deep elements lie in each other at most: what draws them goes as deep.
const DEEPEST: usize = 256;
/// Bytes of words: each letter becomes a path.
const LONGEST_WORDS: usize = 100_000;

/// Why a drawing can't be drawn: what happened and what to do.
#[derive(Debug, Clone, PartialEq, Eq, thiserror::Error)]
#[error("{}", self.said())]
pub enum SvgError {
    /// It is no SVG, or a broken one.
    Broken(String),
    /// The source is too long.
    TooLong(usize),
    /// The picture would be too large.
    TooLarge(u32, u32),
    /// Elements lie in each other too deep.
    TooDeep,
    /// There are more words than a picture should hold, in bytes.
    TooManyWords(usize),
}

impl SvgError {
    /// What happened and what to do.
    pub fn said(&self) -> Said {
        match self {
            Self::Broken(reason) => said("svg-broken", [("reason", reason.as_str().into())]),
            Self::TooLong(bytes) => said(
                "svg-too-long",
                [("bytes", (*bytes).into()), ("most", (LONGEST >> 20).into())],
            ),
            Self::TooDeep => said("svg-too-deep", [("most", DEEPEST.into())]),
            Self::TooManyWords(bytes) => said(
                "svg-too-many-words",
                [("bytes", (*bytes).into()), ("most", LONGEST_WORDS.into())],
            ),
            Self::TooLarge(width, height) => said(
                "svg-too-large",
                [
                    ("width", (*width).into()),
                    ("height", (*height).into()),
                    ("most", (MOST_PIXELS / 1_000_000).into()),
                ],
            ),
        }
    }
}

/// An SVG that was read.
#[derive(Debug, Clone)]
pub struct Drawing {
    tree: Arc<Tree>,
}

struct Drawn {
    tree: Arc<Tree>,
    size: (u32, u32),
    /// Premultiplied, sRGB-encoded.
    pixels: OnceLock<Vec<u8>>,
}

impl Picture for Drawn {
    fn size(&self) -> (u32, u32) {
        self.size
    }

    fn render(&self, region: Region, pull: &Pull) -> Result<Tile, RenderError> {
        pull.check()?;
        clipped(region, self.size, |region| {
            let pixels = self.pixels.get_or_init(|| self.draw());
            let mut tile = Tile::clear(region);
            for y in region.y..region.bottom() {
                let start = (y as usize * self.size.0 as usize + region.x as usize) * 4;
                let from = &pixels[start..start + region.w as usize * 4];
                for (to, px) in tile
                    .row_mut(y)
                    .chunks_exact_mut(4)
                    .zip(from.chunks_exact(4))
                {
                    to.copy_from_slice(&decoded(px));
                }
            }
            pull.check()?;
            Ok(tile)
        })
    }
}

impl Drawn {
    fn draw(&self) -> Vec<u8> {
        let (w, h) = self.size;
        let own = self.tree.size();
        let scale = Transform::from_scale(w as f32 / own.width(), h as f32 / own.height());
        let mut map = Pixmap::new(w, h).expect("the size was checked");
        resvg::render(&self.tree, scale, &mut map.as_mut());
        map.take()
    }
}

fn decoded(px: &[u8]) -> [f32; 4] {
    let a = f32::from(px[3]);
    let k = if a > 0.0 { 1.0 / a } else { 0.0 };
    let straight = |v: u8| f32::from(v) * k;
    from_encoded([
        straight(px[0]),
        straight(px[1]),
        straight(px[2]),
        a * (1.0 / 255.0),
    ])
}

impl Drawing {
    /// Reads an SVG. Pictures in it that are files are left out; words are set in these fonts, in the first where it asks for
    /// another.
    ///
    /// # Errors
    /// When it is too long, too deep or broken.
    pub fn read(source: &str, fonts: &Fonts) -> Result<Self, SvgError> {
        if source.len() > LONGEST {
            return Err(SvgError::TooLong(source.len()));
        }
        let options = Options {
            image_href_resolver: ImageHrefResolver {
                resolve_data: Box::new(|_, _, _| None),
                resolve_string: Box::new(|_, _| None),
            },
            font_family: fonts.families().first().cloned().unwrap_or_default(),
            fontdb: Arc::clone(fonts.drawn()),
            ..Options::default()
        };
        let reading = ParsingOptions {
            allow_dtd: true,
            nodes_limit: MOST_NODES,
            ..ParsingOptions::default()
        };
        let document = Document::parse_with_options(source.trim_start(), reading)
            .map_err(|error| SvgError::Broken(error.to_string()))?;
        check(document.root())?;
        let tree = Tree::from_xmltree(&document, &options)
            .map_err(|error| SvgError::Broken(error.to_string()))?;
        Ok(Self {
            tree: Arc::new(tree),
        })
    }

    /// Its own width and height, in its own pixels.
    pub fn size(&self) -> (f32, f32) {
        let size = self.tree.size();
        (size.width(), size.height())
    }

    /// The drawing, stretched to this size.
    ///
    /// # Errors
    /// When that is too large.
    pub fn picture(&self, w: u32, h: u32) -> Result<Image, SvgError> {
        if u64::from(w) * u64::from(h) > MOST_PIXELS {
            return Err(SvgError::TooLarge(w, h));
        }
        Ok(Arc::new(Drawn {
            tree: Arc::clone(&self.tree),
            size: (w.max(1), h.max(1)),
            pixels: OnceLock::new(),
        }))
    }
}

/// Walks all of a drawing, without going deep itself.
fn check(root: Node<'_, '_>) -> Result<(), SvgError> {
    let (mut open, mut words) = (vec![root.children()], 0);
    while let Some(children) = open.last_mut() {
        let Some(node) = children.next() else {
            open.pop();
            continue;
        };
        if node.is_text() {
            let in_text = open.len() > 2;
            words += node
                .text()
                .filter(|_| in_text)
                .map_or(0, |text| text.trim().len());
        }
        if node.has_children() {
            open.push(node.children());
        }
        if open.len() > DEEPEST {
            return Err(SvgError::TooDeep);
        }
    }
    match words > LONGEST_WORDS {
        true => Err(SvgError::TooManyWords(words)),
        false => Ok(()),
    }
}
