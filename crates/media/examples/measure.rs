//! Measures every kernel by itself against the bandwidth of the memory in the same run, for the bench in `bench/media`.
//!
//! `measure [ROUNDS]` prints a table: the time for one 24-megapixel picture (median of the rounds, all cores), and the
//! bytes that have to move at least (every pixel read and written once as four floats) against a plain copy.

use std::hint::black_box;
use std::sync::Arc;
use std::time::Instant;

use gesso_media::native::{Encoding, Format, encode, materialise, render_rows};
use gesso_media::{
    Blend, BlendMode, Channels, Filter, Hsl, Image, Levels, Pull, RenderError, Sharpen, Tile,
    Transform, blend, blur, hsl, levels, noise, resize, sharpen, transform,
};
use rayon::prelude::{IndexedParallelIterator, ParallelIterator, ParallelSlice, ParallelSliceMut};

const SIZE: (u32, u32) = (6000, 4000);

type Work = Box<dyn Fn()>;
type Kernel = Box<dyn Fn() -> Image>;

fn main() -> Result<(), Box<dyn std::error::Error>> {
    let rounds: usize = std::env::args().nth(1).map_or(Ok(3), |n| n.parse())?;
    let (w, h) = SIZE;
    let made = noise(w, h, [0.1, 0.3, 0.2, 1.0], [0.9, 0.7, 1.0, 1.0], 7, 3.0);
    let pixels = w as usize * h as usize;
    let source: Image = Arc::new(materialise(&made, &Pull::new(), &|_| {})?);
    let mut works: Vec<(String, usize, Work)> =
        vec![("copy of memory".into(), pixels, copies(pixels))];
    for (name, kernel) in kernels(&source) {
        let (w, h) = kernel().size();
        let moved = (pixels + w as usize * h as usize) / 2;
        // Anew each time: what a kernel keeps is made again.
        works.push((name, moved, Box::new(move || rendered(&kernel()))));
    }
    for (name, format) in [
        ("write JPEG, quality 85", Format::Jpeg { quality: 85 }),
        ("write PNG, 8 bit", Format::Png8),
        ("write TIFF, 16 bit", Format::Tiff16),
        ("write EXR, 16-bit float", Format::Exr16),
    ] {
        let image = Arc::clone(&source);
        works.push((
            name.into(),
            pixels,
            Box::new(move || written(&image, format.into())),
        ));
    }
    let mut times = vec![Vec::new(); works.len()];
    for _ in 0..rounds {
        for ((_, _, work), times) in works.iter().zip(&mut times) {
            let start = Instant::now();
            work();
            times.push(start.elapsed().as_secs_f64());
        }
    }
    report(&works, times);
    Ok(())
}

fn report(works: &[(String, usize, Work)], times: Vec<Vec<f64>>) {
    let mut lines = format!(
        "{:<28}{:>8}{:>12}{:>10}{:>12}\n",
        "", "ms", "Mpixel/s", "GB/s", "of a copy"
    );
    let mut copied = None;
    for ((name, moved, _), mut times) in works.iter().zip(times) {
        times.sort_by(f64::total_cmp);
        let seconds = times[times.len() / 2];
        let bandwidth = *moved as f64 * 32.0 / seconds / 1e9;
        let full = *copied.get_or_insert(bandwidth);
        let speed = f64::from(SIZE.0) * f64::from(SIZE.1) / seconds / 1e6;
        lines += &format!(
            "{name:<28}{:>8.0}{speed:>12.0}{bandwidth:>10.2}{:>11.0}%\n",
            seconds * 1e3,
            bandwidth / full * 100.0
        );
    }
    use std::io::Write as _;
    std::io::stdout()
        .write_all(lines.as_bytes())
        .expect("the table is printed");
}

/// All cores copying what a picture takes.
fn copies(pixels: usize) -> Work {
    let from = vec![1.0_f32; pixels * 4];
    // Zeroes would be no memory yet, and the first copy would wait for it.
    let to = std::cell::RefCell::new(vec![0.5_f32; pixels * 4]);
    const PIECE: usize = 1 << 18;
    Box::new(move || {
        let mut to = to.borrow_mut();
        to.par_chunks_mut(PIECE)
            .zip(from.par_chunks(PIECE))
            .for_each(|(to, from)| to.copy_from_slice(from));
        black_box(&*to);
    })
}

fn kernels(source: &Image) -> Vec<(String, Kernel)> {
    let (w, h) = source.size();
    let mut all: Vec<(String, Kernel)> = Vec::new();
    let mut add = |name: &str, kernel: Box<dyn Fn(Image) -> Image>| {
        let source = Arc::clone(source);
        all.push((
            name.to_owned(),
            Box::new(move || kernel(Arc::clone(&source))),
        ));
    };
    let bend = Levels {
        channels: Channels::Rgb,
        in_black: 0.05,
        in_white: 0.95,
        gamma: 1.2,
        ..Levels::default()
    };
    let shift = Hsl {
        hue_degrees: 20.0,
        saturation: 0.2,
        ..Hsl::default()
    };
    let turn = Transform {
        rotate_degrees: 10.0,
        ..Transform::default()
    };
    let halo = Sharpen {
        amount: 0.8,
        radius: 1.5,
        threshold: 0.0,
    };
    add("nothing", Box::new(|image| image));
    add("levels", Box::new(move |image| levels(image, &bend)));
    add(
        "hue and saturation",
        Box::new(move |image| hsl(image, &shift)),
    );
    for sigma in [2.0, 10.0, 50.0] {
        add(
            &format!("blur, sigma {sigma}"),
            Box::new(move |image| blur(image, sigma)),
        );
    }
    add("sharpen", Box::new(move |image| sharpen(image, &halo)));
    let half = move |image| resize(image, w / 2, h / 2, Filter::Lanczos);
    add("resize to half, Lanczos", Box::new(half));
    let small = |image| resize(image, 2048, 1365, Filter::Lanczos);
    add("resize to 2048, Lanczos", Box::new(small));
    add(
        "turn by 10°",
        Box::new(move |image| transform(image, &turn)),
    );
    for mode in [
        BlendMode::Normal,
        BlendMode::Multiply,
        BlendMode::SoftLight,
        BlendMode::Luminosity,
    ] {
        let p = Blend {
            mode,
            opacity: 0.7,
            ..Blend::default()
        };
        add(
            &format!("blend, {}", mode.label().to_lowercase()),
            Box::new(move |image| blend(Arc::clone(&image), image, None, &p)),
        );
    }
    all
}

fn rendered(image: &Image) {
    let drop_it = |strip: Tile| {
        black_box(&strip.px[0]);
        Ok::<_, RenderError>(())
    };
    render_rows(image, &Pull::new(), &|_| {}, drop_it).expect("it renders");
}

fn written(image: &Image, encoding: Encoding) {
    let mut out = std::io::Cursor::new(Vec::new());
    encode(image, encoding, &Pull::new(), &|_| {}, &mut out).expect("it is written");
    black_box(out.into_inner().len());
}
