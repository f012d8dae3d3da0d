//! The items of an AVIF file (ISO/IEC 23008-12): coded pictures and what belongs to them, each with its properties and the
//! place of its bytes. What they mean together is found elsewhere.

use std::borrow::Cow;
use std::collections::BTreeMap;

use super::boxes::{Boxed, Bytes, broken};
use crate::native::MediaError;
use crate::native::code_points::CodePoints;
use crate::native::decode::unsupported;
use gesso_words::said;

/// More items, or pieces of items, than this are no picture: the largest grid has 65 536.
const MOST_ITEMS: usize = 70_000;

/// What is said of an item.
#[derive(Debug, Clone)]
pub(super) enum Property<'a> {
    /// Width and height before everything else.
    Size(u32, u32),
    /// Bits a channel.
    Depth(u8),
    /// A colour profile.
    Profile(&'a [u8]),
    /// What the numbers mean, and whether they use the full range.
    Colors(CodePoints, bool),
    /// Quarter turns, anticlockwise.
    Turn(u8),
    /// Top and bottom change places, or left and right.
    Mirror { sides: bool },
    /// Width, height and the offset of the centre, each a numerator and a denominator.
    Crop([u32; 8]),
    /// What an item is to another one.
    Role(&'a [u8]),
    /// It does not change the pixels.
    Remark,
    /// Not known.
    Unknown([u8; 4]),
}

/// A picture, or what belongs to one.
#[derive(Debug, Default)]
pub(super) struct Item {
    pub(super) kind: [u8; 4],
    /// Positions in the list of properties.
    properties: Vec<usize>,
    /// Offsets and lengths; the length 0 is all that follows.
    extents: Vec<(u64, u64)>,
    /// The offsets count from the start of the box `idat`.
    inside: bool,
}

/// From one item to others.
#[derive(Debug)]
pub(super) struct Reference {
    pub(super) kind: [u8; 4],
    pub(super) from: u32,
    pub(super) to: Vec<u32>,
}

/// Everything in the box `meta`.
#[derive(Debug, Default)]
pub(super) struct Items<'a> {
    file: &'a [u8],
    idat: &'a [u8],
    pub(super) primary: u32,
    items: BTreeMap<u32, Item>,
    properties: Vec<Property<'a>>,
    pub(super) references: Vec<Reference>,
    /// Extents of all items.
    pieces: usize,
}

impl<'a> Items<'a> {
    /// Reads them.
    pub(super) fn read(file: &'a [u8]) -> Result<Self, MediaError> {
        let mut top = Bytes(file);
        while let Some(Boxed { kind, inside }) = top.boxed()? {
            if kind == *b"meta" {
                let mut items = Self {
                    file,
                    ..Self::default()
                };
                items.meta(inside)?;
                return Ok(items);
            }
        }
        Err(MediaError::Truncated)
    }

    /// The item of this id.
    pub(super) fn item(&self, id: u32) -> Result<&Item, MediaError> {
        self.items.get(&id).ok_or_else(broken)
    }

    /// Its properties, in their order.
    pub(super) fn properties<'s>(
        &'s self,
        item: &'s Item,
    ) -> impl Iterator<Item = &'s Property<'a>> {
        item.properties
            .iter()
            .filter_map(|&at| self.properties.get(at))
    }

    /// Its bytes.
    pub(super) fn data(&self, item: &Item) -> Result<Cow<'a, [u8]>, MediaError> {
        let whole = if item.inside { self.idat } else { self.file };
        let mut pieces = item.extents.iter().map(|&(offset, length)| {
            let start = usize::try_from(offset).map_err(|_| MediaError::Truncated)?;
            let rest = whole.get(start..).ok_or(MediaError::Truncated)?;
            match usize::try_from(length) {
                Ok(0) => Ok(rest),
                Ok(length) => rest.get(..length).ok_or(MediaError::Truncated),
                Err(_) => Err(MediaError::Truncated),
            }
        });
        if item.extents.len() == 1 {
            return Ok(Cow::Borrowed(pieces.next().ok_or_else(broken)??));
        }
        let mut data = Vec::new();
        for piece in pieces {
            let piece = piece?;
            // Pieces that lie upon each other would make much of little.
            if data.len() + piece.len() > whole.len() {
                return Err(broken());
            }
            data.extend_from_slice(piece);
        }
        Ok(Cow::Owned(data))
    }

    fn meta(&mut self, mut inside: Bytes<'a>) -> Result<(), MediaError> {
        inside.version()?;
        while let Some(Boxed { kind, mut inside }) = inside.boxed()? {
            match &kind {
                b"pitm" => {
                    let (version, _) = inside.version()?;
                    self.primary = inside.id(version > 0)?;
                }
                b"iinf" => self.kinds(inside)?,
                b"iloc" => self.places(inside)?,
                b"iprp" => self.all_properties(inside)?,
                b"iref" => self.all_references(inside)?,
                b"idat" => self.idat = inside.0,
                _ => {}
            }
        }
        Ok(())
    }

    /// The item of this id, made when it is not there.
    fn entry(&mut self, id: u32) -> Result<&mut Item, MediaError> {
        if self.items.len() > MOST_ITEMS {
            return Err(broken());
        }
        Ok(self.items.entry(id).or_default())
    }

    fn kinds(&mut self, mut inside: Bytes<'a>) -> Result<(), MediaError> {
        let (version, _) = inside.version()?;
        inside.id(version > 0)?;
        while let Some(Boxed { kind, mut inside }) = inside.boxed()? {
            let (version, _) = inside.version()?;
            if kind != *b"infe" || version < 2 {
                continue;
            }
            let id = inside.id(version > 2)?;
            let protected = inside.u16()? != 0;
            let kind = inside.take(4)?;
            if !protected {
                self.entry(id)?.kind.copy_from_slice(kind);
            }
        }
        Ok(())
    }

    fn places(&mut self, mut inside: Bytes<'a>) -> Result<(), MediaError> {
        let (version, _) = inside.version()?;
        let sizes = inside.u16()?;
        let nibble = |at: u16| (sizes >> at & 15) as u8;
        let (offset_size, length_size, base_size) = (nibble(12), nibble(8), nibble(4));
        let index_size = if version > 0 { nibble(0) } else { 0 };
        if [offset_size, length_size, base_size, index_size]
            .iter()
            .any(|&size| size > 8)
        {
            return Err(broken());
        }
        let long = version > 1;
        for _ in 0..inside.id(long)? {
            let id = inside.id(long)?;
            let method = if version > 0 { inside.u16()? & 15 } else { 0 };
            let elsewhere = inside.u16()? != 0 || method > 1;
            let base = inside.number(base_size)?;
            let mut extents = Vec::new();
            for _ in 0..inside.u16()? {
                self.pieces += 1;
                if self.pieces > MOST_ITEMS {
                    return Err(broken());
                }
                inside.number(index_size)?;
                let offset = inside.number(offset_size)?;
                let length = inside.number(length_size)?;
                extents.push((base.checked_add(offset).ok_or_else(broken)?, length));
            }
            let item = self.entry(id)?;
            item.inside = method == 1;
            // In another file, or made of other items: not to be had.
            item.extents = if elsewhere { Vec::new() } else { extents };
        }
        Ok(())
    }

    fn all_references(&mut self, mut inside: Bytes<'a>) -> Result<(), MediaError> {
        let (version, _) = inside.version()?;
        let long = version > 0;
        while let Some(Boxed { kind, mut inside }) = inside.boxed()? {
            let from = inside.id(long)?;
            let to = (0..inside.u16()?)
                .map(|_| inside.id(long))
                .collect::<Result<_, _>>()?;
            self.references.push(Reference { kind, from, to });
        }
        Ok(())
    }

    fn all_properties(&mut self, mut inside: Bytes<'a>) -> Result<(), MediaError> {
        while let Some(Boxed { kind, mut inside }) = inside.boxed()? {
            match &kind {
                b"ipco" => {
                    while let Some(found) = inside.boxed()? {
                        self.properties.push(property(found)?);
                    }
                }
                b"ipma" => self.associations(inside)?,
                _ => {}
            }
        }
        Ok(())
    }

    fn associations(&mut self, mut inside: Bytes<'a>) -> Result<(), MediaError> {
        let (version, flags) = inside.version()?;
        let (long, wide) = (version > 0, flags & 1 == 1);
        for _ in 0..inside.u32()? {
            let id = inside.id(long)?;
            let mut found = Vec::new();
            for _ in 0..inside.u8()? {
                let (essential, index) = if wide {
                    let word = inside.u16()?;
                    (word >> 15 == 1, word & 0x7fff)
                } else {
                    let byte = inside.u8()?;
                    (byte >> 7 == 1, u16::from(byte & 0x7f))
                };
                // They count from one; 0 is none.
                let Some(at) = usize::from(index).checked_sub(1) else {
                    continue;
                };
                match self.properties.get(at) {
                    Some(Property::Unknown(kind)) if essential => {
                        let name = String::from_utf8_lossy(kind).into_owned();
                        let what = said("kind-avif-property", [("name", name.into())]);
                        return Err(unsupported(what));
                    }
                    _ => found.push(at),
                }
            }
            self.entry(id)?.properties.extend(found);
        }
        Ok(())
    }
}

fn property<'a>(Boxed { kind, mut inside }: Boxed<'a>) -> Result<Property<'a>, MediaError> {
    Ok(match &kind {
        b"ispe" => {
            inside.version()?;
            Property::Size(inside.u32()?, inside.u32()?)
        }
        b"av1C" => match inside.take(3)?[2] >> 5 & 3 {
            0 | 1 => Property::Depth(8),
            2 => Property::Depth(10),
            _ => Property::Depth(12),
        },
        b"colr" => match inside.take(4)? {
            b"nclx" => {
                let code = CodePoints {
                    primaries: inside.u16()?,
                    transfer: inside.u16()?,
                    matrix: inside.u16()?,
                };
                Property::Colors(code, inside.u8()? >> 7 == 1)
            }
            b"prof" | b"rICC" => Property::Profile(inside.0),
            _ => Property::Remark,
        },
        b"irot" => Property::Turn(inside.u8()? & 3),
        b"imir" => Property::Mirror {
            sides: inside.u8()? & 1 == 1,
        },
        b"clap" => {
            let mut numbers = [0; 8];
            for number in &mut numbers {
                *number = inside.u32()?;
            }
            Property::Crop(numbers)
        }
        b"auxC" => {
            inside.version()?;
            Property::Role(inside.text()?)
        }
        b"pixi" | b"pasp" | b"clli" | b"mdcv" | b"cclv" | b"amve" | b"a1op" | b"a1lx" | b"lsel"
        | b"free" | b"skip" => Property::Remark,
        _ => Property::Unknown(kind),
    })
}
