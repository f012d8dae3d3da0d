//! Treats a picture file from the command line, for the reference comparison and the bench in `bench/media`.
//!
//! `treat IN OUT STEP…` with the steps `resize=WxH,FILTER`, `longest=N,FILTER`, `blur=SIGMA`,
//! `levels=BLACK,WHITE,GAMMA`, `sharpen=AMOUNT,RADIUS,THRESHOLD`, `blend=FILE,MODE,OPACITY,X,Y` and `quality=N`, and those of `treat/more.rs` and `treat/grade.rs`.
//! OUT ends in .png (`16.png` for 16 bits), .jpg, .webp, .tif (16 bits), .exr (half floats), .raw, or .nothing: rendered and
//! let go.

#[path = "treat/grade.rs"]
mod grade;
#[path = "treat/more.rs"]
mod more;

use std::error::Error;
use std::fs::File;
use std::io::{BufWriter, Write};
use std::path::Path;
use std::sync::Arc;

use gesso_media::native::{Format, Limits, decode, encode, raw, render_rows};
use gesso_media::{
    Blend, BlendMode, Filter, Fit, Image, Levels, Pull, RenderError, Sharpen, blend, blur, levels,
    resize, resize_to, sharpen,
};

fn main() -> Result<(), Box<dyn Error>> {
    let arguments: Vec<String> = std::env::args().skip(1).collect();
    let [input, output, steps @ ..] = &arguments[..] else {
        return Err("give an input, an output and steps".into());
    };
    let mut image = decode(Path::new(input), &Limits::default())?;
    let mut quality = 85;
    for step in steps {
        let (name, rest) = step.split_once('=').ok_or("a step is NAME=VALUES")?;
        let values: Vec<&str> = rest.split(',').collect();
        if name == "quality" {
            quality = rest.parse()?;
        } else {
            image = treated(image, name, &values)?;
        }
    }
    write(&image, Path::new(output), quality)
}

fn treated(image: Image, name: &str, values: &[&str]) -> Result<Image, Box<dyn Error>> {
    let text = |i: usize| {
        values
            .get(i)
            .copied()
            .ok_or_else(|| format!("{name} needs more values"))
    };
    let number = |i: usize| -> Result<f32, Box<dyn Error>> { Ok(text(i)?.parse()?) };
    Ok(match name {
        "resize" => {
            let (w, h) = text(0)?.split_once('x').ok_or("resize=WxH,FILTER")?;
            resize(image, w.parse()?, h.parse()?, filter(text(1)?)?)
        }
        "longest" => {
            let longest = text(0)?.parse()?;
            resize_to(image, longest, longest, Fit::LongestSide, filter(text(1)?)?)
        }
        "blur" => blur(image, number(0)?),
        "levels" => {
            let bend = Levels {
                in_black: number(0)?,
                in_white: number(1)?,
                gamma: number(2)?,
                ..Levels::default()
            };
            levels(image, &bend)
        }
        "sharpen" => sharpen(
            image,
            &Sharpen {
                amount: number(0)?,
                radius: number(1)?,
                threshold: number(2)?,
            },
        ),
        "blend" => {
            let top = decode(Path::new(text(0)?), &Limits::default())?;
            let mode = BlendMode::from_id(text(1)?).ok_or("no such blend mode")?;
            let (opacity, x, y) = (number(2)?, text(3)?.parse()?, text(4)?.parse()?);
            blend(
                image,
                top,
                None,
                &Blend {
                    mode,
                    opacity,
                    x,
                    y,
                    clip: false,
                },
            )
        }
        other => return more::treated(image, other, values),
    })
}

fn filter(name: &str) -> Result<Filter, String> {
    match name {
        "nearest" => Ok(Filter::Nearest),
        "bilinear" => Ok(Filter::Bilinear),
        "bicubic" => Ok(Filter::Bicubic),
        "lanczos" => Ok(Filter::Lanczos),
        other => Err(format!("no filter is called {other}")),
    }
}

fn write(image: &Image, path: &Path, quality: u8) -> Result<(), Box<dyn Error>> {
    let name = path.to_string_lossy();
    let pull = Pull::new();
    if name.ends_with(".nothing") {
        return Ok(render_rows(image, &pull, &|_| {}, |_| {
            Ok::<_, RenderError>(())
        })?);
    }
    if name.ends_with(".raw") {
        return Ok(raw::write(path, image, &pull, &|_| {})?);
    }
    let format = match path.extension().and_then(|extension| extension.to_str()) {
        Some("png") if name.ends_with("16.png") => Format::Png16,
        Some("png") => Format::Png8,
        Some("jpg") => Format::Jpeg { quality },
        Some("webp") => Format::WebP { quality },
        Some("tif") => Format::Tiff16,
        Some("exr") => Format::Exr16,
        _ => {
            return Err(
                "the output ends in .png, .jpg, .webp, .tif, .exr, .raw or .nothing".into(),
            );
        }
    };
    let mut out = BufWriter::with_capacity(1 << 20, File::create(path)?);
    encode(&Arc::clone(image), format, &pull, &|_| {}, &mut out)?;
    out.flush()?;
    Ok(())
}
