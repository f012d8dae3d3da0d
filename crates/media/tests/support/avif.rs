//! AVIF files of all sorts, put together by hand: streams of rav1e in boxes as other programs write them.

use gesso_media::Image;
use gesso_media::math::srgb_encode;
use rav1e::color::{ChromaSampling, PixelRange};
use rav1e::prelude::{Config, EncoderConfig, EncoderStatus, Rational, SpeedSettings};

use crate::fixtures::whole;

/// How a picture is coded.
#[derive(Debug, Clone, Copy)]
pub(crate) struct Av01 {
    pub(crate) depth: u8,
    /// Colour planes have half the columns, and half the rows.
    pub(crate) half: (usize, usize),
    /// Luma alone: the mean of the colours.
    pub(crate) grey: bool,
    pub(crate) full: bool,
    pub(crate) primaries: u16,
    pub(crate) transfer: u16,
    pub(crate) matrix: u16,
}

impl Default for Av01 {
    fn default() -> Self {
        Self {
            depth: 8,
            half: (0, 0),
            grey: false,
            full: true,
            primaries: 1,
            transfer: 13,
            matrix: 6,
        }
    }
}

/// A coded picture.
#[derive(Clone)]
pub(crate) struct Coded {
    size: (u32, u32),
    av01: Av01,
    pub(crate) stream: Vec<u8>,
}

/// Luma and two differences, or green, blue and red, of encoded red, green and blue (ITU-T H.273).
fn mixed(matrix: u16, [r, g, b]: [f32; 3]) -> [f32; 3] {
    let (kr, kb) = match matrix {
        0 => return [g, b, r],
        8 => {
            let y = 0.25 * r + 0.5 * g + 0.25 * b;
            return [y, -0.25 * r + 0.5 * g - 0.25 * b, 0.5 * r - 0.5 * b];
        }
        1 | 12 => (0.2126, 0.0722),
        7 => (0.212, 0.087),
        9 => (0.2627, 0.0593),
        _ => (0.299, 0.114),
    };
    let y = kr * r + (1.0 - kr - kb) * g + kb * b;
    [y, (b - y) / (2.0 - 2.0 * kb), (r - y) / (2.0 - 2.0 * kr)]
}

/// Codes a picture with the finest steps.
pub(crate) fn coded(image: &Image, av01: Av01) -> Coded {
    let (w, h) = image.size();
    let (width, height) = (w as usize, h as usize);
    let px = whole(image).px;
    let mut planes = vec![Vec::new(); 3];
    for px in px.chunks_exact(4) {
        let rgb = [px[0], px[1], px[2]].map(srgb_encode);
        let mixed = mixed(av01.matrix, rgb);
        for (plane, v) in planes.iter_mut().zip(mixed) {
            plane.push(v);
        }
    }
    let config = EncoderConfig {
        width,
        height,
        bit_depth: usize::from(av01.depth),
        chroma_sampling: match (av01.grey, av01.half) {
            (true, _) => ChromaSampling::Cs400,
            (_, (0, _)) => ChromaSampling::Cs444,
            (_, (_, 0)) => ChromaSampling::Cs422,
            _ => ChromaSampling::Cs420,
        },
        pixel_range: if av01.full {
            PixelRange::Full
        } else {
            PixelRange::Limited
        },
        time_base: Rational::new(1, 1),
        quantizer: 1,
        still_picture: true,
        speed_settings: SpeedSettings::from_preset(8),
        ..EncoderConfig::default()
    };
    let mut context = Config::new()
        .with_encoder_config(config)
        .new_context::<u16>()
        .expect("rav1e takes it");
    let mut frame = context.new_frame();
    let count = if av01.grey { 1 } else { 3 };
    for (at, values) in planes.iter().enumerate().take(count) {
        let difference = at > 0 && av01.matrix != 0;
        let (across, down) = if at > 0 { av01.half } else { (0, 0) };
        let mut bytes = Vec::new();
        for y in 0..height.div_ceil(1 << down) {
            for x in 0..width.div_ceil(1 << across) {
                let value = mean(values, (width, height), (x, y), (across, down));
                bytes.extend(number(value, difference, &av01).to_le_bytes());
            }
        }
        let row = width.div_ceil(1 << across) * 2;
        frame.planes[at].copy_from_raw_u8(&bytes, row, 2);
    }
    context.send_frame(frame).expect("it is taken");
    context.flush();
    let mut stream = Vec::new();
    loop {
        match context.receive_packet() {
            Ok(packet) => stream.extend(packet.data),
            Err(EncoderStatus::Encoded) => {}
            Err(EncoderStatus::LimitReached) => break,
            Err(status) => panic!("{status}"),
        }
    }
    Coded {
        size: (w, h),
        av01,
        stream,
    }
}

/// Of the pixels that a sample of a smaller plane stands for.
fn mean(
    values: &[f32],
    (width, height): (usize, usize),
    (x, y): (usize, usize),
    (across, down): (usize, usize),
) -> f32 {
    let rows = (y << down)..((y + 1) << down).min(height);
    let found: Vec<f32> = rows
        .flat_map(|y| ((x << across)..((x + 1) << across).min(width)).map(move |x| y * width + x))
        .map(|at| values[at])
        .collect();
    found.iter().sum::<f32>() / found.len() as f32
}

fn number(v: f32, difference: bool, av01: &Av01) -> u16 {
    let more = f32::from(1_u16 << (av01.depth - 8));
    let top = 256.0 * more - 1.0;
    let v = match (av01.full, difference) {
        (true, false) => v * top,
        (true, true) => v * top + 128.0 * more,
        (false, false) => (v * 219.0 + 16.0) * more,
        (false, true) => (v * 224.0 + 128.0) * more,
    };
    v.clamp(0.0, top).round() as u16
}

fn boxed(kind: &[u8; 4], content: &[u8]) -> Vec<u8> {
    let mut out = (content.len() as u32 + 8).to_be_bytes().to_vec();
    out.extend(kind);
    out.extend(content);
    out
}

/// A property of the picture.
pub(crate) fn property(kind: &[u8; 4], content: &[u8]) -> Vec<u8> {
    boxed(kind, content)
}

/// A file in the making.
pub(crate) struct Avif {
    pub(crate) kind: [u8; 4],
    /// Of the picture, all of them essential. The first says the size.
    pub(crate) properties: Vec<Vec<u8>>,
    pub(crate) alpha: Option<Coded>,
    /// Of the first tiles of a grid, each one's own.
    pub(crate) tile_alpha: Vec<Coded>,
    pub(crate) premultiplied: bool,
    data: Vec<u8>,
    tiles: Vec<Coded>,
}

impl Avif {
    /// With this picture.
    pub(crate) fn of(coded: &Coded) -> Self {
        Self {
            kind: *b"av01",
            properties: properties(coded),
            alpha: None,
            tile_alpha: Vec::new(),
            premultiplied: false,
            data: coded.stream.clone(),
            tiles: Vec::new(),
        }
    }

    /// With a picture of this size, of tiles in so many columns.
    pub(crate) fn grid(tiles: &[Coded], columns: u8, (w, h): (u16, u16)) -> Self {
        let rows = (tiles.len() as u8).div_ceil(columns);
        let mut data = vec![0, 0, rows - 1, columns - 1];
        data.extend(w.to_be_bytes());
        data.extend(h.to_be_bytes());
        let size = Coded {
            size: (w.into(), h.into()),
            ..tiles[0].clone()
        };
        Self {
            kind: *b"grid",
            properties: properties(&size),
            data,
            tiles: tiles.to_vec(),
            alpha: None,
            tile_alpha: Vec::new(),
            premultiplied: false,
        }
    }

    /// All of it.
    pub(crate) fn file(&self) -> Vec<u8> {
        let mut items = vec![(self.kind, self.properties.clone(), self.data.clone())];
        let mut references = Vec::new();
        let mut refer = |kind: &[u8; 4], from: u16, to: &[u16]| {
            let ids = [&[from, to.len() as u16], to].concat();
            let bytes: Vec<u8> = ids.iter().flat_map(|id| id.to_be_bytes()).collect();
            references.extend(boxed(kind, &bytes));
        };
        for tile in &self.tiles {
            items.push((*b"av01", properties(tile), tile.stream.clone()));
        }
        if !self.tiles.is_empty() {
            let to: Vec<u16> = (2..2 + self.tiles.len() as u16).collect();
            refer(b"dimg", 1, &to);
        }
        let whole = self.alpha.iter().map(|alpha| (alpha, 1));
        for (alpha, of) in whole.chain(self.tile_alpha.iter().zip(2..)) {
            let id = items.len() as u16 + 1;
            let mut list = properties(alpha);
            list.push(boxed(b"auxC", b"\0\0\0\0urn:mpeg:hevc:2015:auxid:1\0"));
            items.push((*b"av01", list, alpha.stream.clone()));
            refer(b"auxl", id, &[of]);
            if self.premultiplied {
                refer(b"prem", of, &[id]);
            }
        }
        assembled(&items, &references)
    }
}

/// A kind, properties and data.
type Item = ([u8; 4], Vec<Vec<u8>>, Vec<u8>);

/// Everything beside `ftyp` is in `meta`, the data in `idat`; ids count from one.
fn assembled(items: &[Item], references: &[u8]) -> Vec<u8> {
    let count = items.len() as u16;
    let mut kinds = [&[0; 4], &count.to_be_bytes()[..]].concat();
    let mut places = [&[1, 0, 0, 0, 0x44, 0][..], &count.to_be_bytes()].concat();
    let (mut list, mut of_items) = (Vec::new(), vec![0; 4]);
    of_items.extend(u32::from(count).to_be_bytes());
    let (mut data, mut next) = (Vec::new(), 1_u8);
    for (id, (kind, properties, content)) in (1_u16..).zip(items) {
        let id = id.to_be_bytes();
        kinds.extend(boxed(
            b"infe",
            &[&[2, 0, 0, 0], &id[..], &[0, 0], kind, &[0]].concat(),
        ));
        places.extend(id);
        places.extend([0, 1, 0, 0, 0, 1]);
        places.extend((data.len() as u32).to_be_bytes());
        places.extend((content.len() as u32).to_be_bytes());
        data.extend(content);
        of_items.extend(id);
        of_items.push(properties.len() as u8);
        for property in properties {
            list.extend(property);
            of_items.push(0x80 | next);
            next += 1;
        }
    }
    let inside = [
        vec![0; 4],
        boxed(b"pitm", &[0, 0, 0, 0, 0, 1]),
        boxed(b"iloc", &places),
        boxed(b"iinf", &kinds),
        boxed(b"iref", &[&[0; 4], references].concat()),
        boxed(
            b"iprp",
            &[boxed(b"ipco", &list), boxed(b"ipma", &of_items)].concat(),
        ),
        boxed(b"idat", &data),
    ];
    let start = boxed(b"ftyp", b"avif\0\0\0\0mif1");
    [start, boxed(b"meta", &inside.concat())].concat()
}

fn properties(coded: &Coded) -> Vec<Vec<u8>> {
    let av01 = coded.av01;
    let (w, h) = coded.size;
    let size = [&[0; 4], &w.to_be_bytes()[..], &h.to_be_bytes()].concat();
    let bits = match av01.depth {
        8 => 0,
        10 => 0x40,
        _ => 0x60,
    };
    let mut colors = b"nclx".to_vec();
    for code in [av01.primaries, av01.transfer, av01.matrix] {
        colors.extend(code.to_be_bytes());
    }
    colors.push(if av01.full { 0x80 } else { 0 });
    vec![
        boxed(b"ispe", &size),
        boxed(b"av1C", &[0x81, 0x3f, bits, 0]),
        boxed(b"colr", &colors),
    ]
}
