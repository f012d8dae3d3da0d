//! Treats a picture file from the command line, for the reference comparison and the bench in `bench/media`.
//!
//! `treat IN OUT STEP…` with the steps `resize=WxH,FILTER`, `longest=N,FILTER`, `blur=SIGMA`,
//! `levels=BLACK,WHITE,GAMMA`, `sharpen=AMOUNT,RADIUS,THRESHOLD`, `blend=FILE,MODE,OPACITY,X,Y` `frame=N` of an animation that is read, and `quality=N` and `speed=N` of the file that is written, and those of `treat/more.rs` and `treat/grade.rs`.
//! IN may be a folder: each of its files is treated, as many at a time as there are cores, and `*` in OUT is its name.
//! OUT ends in .png (`16.png` for 16 bits, `.p3.png` for those in Display P3), .jpg, .webp, .avif (`10.avif` for 10 bits, `.p3.avif`), .tif (16 bits), .exr (half floats; `.32.tif` and `.32.exr` with whole ones), .raw, or .nothing: rendered and
//! let go.

#[path = "treat/grade.rs"]
mod grade;
#[path = "treat/more.rs"]
mod more;

use std::error::Error;
use std::fs::File;
use std::io::{BufWriter, Write};
use std::path::Path;
use std::process::ExitCode;
use std::sync::Arc;
use std::sync::atomic::{AtomicUsize, Ordering};

use gesso_media::native::{
    Colors, Encoding, Format, Limits, MediaError, decode, encode, frames, raw, render_rows, stream,
};
use gesso_media::{
    Blend, BlendMode, Filter, Fit, Image, Levels, Pull, RenderError, Sharpen, blend, blur, levels,
    resize, resize_to, sharpen,
};

fn main() -> ExitCode {
    match all() {
        Ok(()) => ExitCode::SUCCESS,
        Err(error) => {
            eprintln!("{error}");
            ExitCode::FAILURE
        }
    }
}

fn all() -> Result<(), Box<dyn Error>> {
    let arguments: Vec<String> = std::env::args().skip(1).collect();
    let [input, output, steps @ ..] = &arguments[..] else {
        return Err("give an input, an output and steps".into());
    };
    if !Path::new(input).is_dir() {
        return one(Path::new(input), Path::new(output), steps);
    }
    let mut files = Vec::new();
    for entry in std::fs::read_dir(input)? {
        files.push(entry?.path());
    }
    let next = AtomicUsize::new(0);
    let work = || -> Result<(), String> {
        while let Some(file) = files.get(next.fetch_add(1, Ordering::Relaxed)) {
            let name = file.file_stem().unwrap_or_default().to_string_lossy();
            let output = output.replace('*', &name);
            one(file, Path::new(&output), steps).map_err(|error| error.to_string())?;
        }
        Ok(())
    };
    let cores = std::thread::available_parallelism()?.get();
    std::thread::scope(|scope| {
        let workers: Vec<_> = (0..cores).map(|_| scope.spawn(work)).collect();
        for worker in workers {
            worker.join().map_err(|_| "a worker panicked")??;
        }
        Ok(())
    })
}

fn one(input: &Path, output: &Path, steps: &[String]) -> Result<(), Box<dyn Error>> {
    let (image, layers) = opened(input, steps);
    let (mut image, mut layers) = (image?, layers.into_iter());
    let (mut quality, mut speed) = (85, 8);
    for step in steps {
        let (name, rest) = step.split_once('=').ok_or("a step is NAME=VALUES")?;
        let values: Vec<&str> = rest.split(',').collect();
        if name == "quality" {
            quality = rest.parse()?;
        } else if name == "speed" {
            speed = rest.parse()?;
        } else if name != "frame" {
            image = treated(image, name, &values, &mut layers)?;
        }
    }
    write(&image, output, quality, speed)
}

type Decoded = Result<Image, MediaError>;

/// The picture and those that are blended with it, read side by side, as the steps of a run are.
fn opened(input: &Path, steps: &[String]) -> (Decoded, Vec<Decoded>) {
    std::thread::scope(|scope| {
        let files = steps.iter().filter_map(|step| step.strip_prefix("blend="));
        let layers: Vec<_> = files
            .map(|values| values.split(',').next().unwrap_or_default())
            .map(|file| scope.spawn(move || decode(Path::new(file), &Limits::default())))
            .collect();
        let frame = steps.iter().find_map(|step| step.strip_prefix("frame="));
        let image = if let Some(frame) = frame {
            picture_of(input, frame)
        } else if steps.iter().all(|step| is_of_points(step)) {
            stream(input, &Limits::default())
        } else {
            decode(input, &Limits::default())
        };
        let layers = layers
            .into_iter()
            .map(|layer| layer.join().expect("it reads"));
        (image, layers.collect())
    })
}

/// One picture of an animation, 0 being the first.
fn picture_of(input: &Path, frame: &str) -> Decoded {
    let limits = Limits::default();
    let first = frame.parse().unwrap_or_default();
    let found = frames(input, first, 1, &limits, &Pull::new())?;
    let missing = || MediaError::Io(std::io::ErrorKind::NotFound.into());
    found
        .into_iter()
        .next()
        .map(|one| one.image)
        .ok_or_else(missing)
}

/// Whether a step looks at one pixel for each that it makes, or is none: then the picture is read as it is rendered.
fn is_of_points(step: &str) -> bool {
    const POINTS: [&str; 9] = [
        "levels",
        "curve",
        "cdl",
        "white_balance",
        "hsl",
        "lut",
        "posterise",
        "quality",
        "speed",
    ];
    step.split_once('=')
        .is_some_and(|(name, _)| POINTS.contains(&name))
}

fn treated(
    image: Image,
    name: &str,
    values: &[&str],
    layers: &mut impl Iterator<Item = Decoded>,
) -> Result<Image, Box<dyn Error>> {
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
            let top = layers.next().ok_or("a layer for each blend")??;
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

fn write(image: &Image, path: &Path, quality: u8, speed: u8) -> Result<(), Box<dyn Error>> {
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
        Some("png") if name.ends_with("16.png") || name.ends_with(".p3.png") => Format::Png16,
        Some("png") => Format::Png8,
        Some("jpg") => Format::Jpeg { quality },
        Some("webp") => Format::WebP { quality },
        Some("avif") => Format::Avif {
            depth: if name.ends_with("10.avif") { 10 } else { 8 },
            quality,
            speed,
        },
        Some("tif") if name.ends_with(".32.tif") => Format::Tiff32,
        Some("tif") => Format::Tiff16,
        Some("exr") if name.ends_with(".32.exr") => Format::Exr32,
        Some("exr") => Format::Exr16,
        _ => {
            return Err(
                "the output ends in .png, .jpg, .webp, .avif, .tif, .exr, .raw or .nothing".into(),
            );
        }
    };
    let mut out = BufWriter::with_capacity(1 << 20, File::create(path)?);
    let mut encoding = Encoding::from(format);
    if name.ends_with(".p3.png") || name.ends_with(".p3.avif") {
        encoding.colors = Colors::DisplayP3;
    }
    encode(&Arc::clone(image), encoding, &pull, &|_| {}, &mut out)?;
    out.flush()?;
    Ok(())
}
