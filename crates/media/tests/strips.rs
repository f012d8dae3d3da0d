//! What drivers and kernels ask for at once: strips and the boxes behind them stay small, and a kernel that panics
//! is heard by who drives it.

use std::io::Cursor;
use std::panic::{AssertUnwindSafe, catch_unwind};
use std::sync::Arc;
use std::sync::atomic::{AtomicU64, Ordering};

use gesso_media::native::{Format, encode, materialise, render_rows};
use gesso_media::{
    Filter, Image, Picture, Pull, Region, RenderError, Tile, Transform, resize, solid, transform,
};

/// Transparent, and remembers the most pixels it was asked for at once.
struct Probe {
    size: (u32, u32),
    reach: u32,
    most: Arc<AtomicU64>,
}

impl Picture for Probe {
    fn size(&self) -> (u32, u32) {
        self.size
    }

    fn render(&self, region: Region, pull: &Pull) -> Result<Tile, RenderError> {
        pull.check()?;
        self.most.fetch_max(region.area(), Ordering::Relaxed);
        Ok(Tile::clear(region))
    }

    fn reach(&self) -> u32 {
        self.reach
    }
}

fn probe(w: u32, h: u32, reach: u32) -> (Image, Arc<AtomicU64>) {
    let most = Arc::new(AtomicU64::new(0));
    let size = (w, h);
    let image = Arc::new(Probe {
        size,
        reach,
        most: Arc::clone(&most),
    });
    (image, most)
}

fn mib(pixels: &AtomicU64) -> u64 {
    (pixels.load(Ordering::Relaxed) * 16) >> 20
}

/// Panics in one strip, far from the first.
struct Faulty;

impl Picture for Faulty {
    fn size(&self) -> (u32, u32) {
        (400, 900)
    }

    fn render(&self, region: Region, pull: &Pull) -> Result<Tile, RenderError> {
        pull.check()?;
        assert!(region.bottom() < 700, "row 700 is out of paint");
        Ok(Tile::clear(region))
    }
}

#[test]
fn a_panic_in_a_kernel_reaches_who_asked_and_the_pool_goes_on() {
    let faulty: Image = Arc::new(Faulty);
    let pull = Pull::new();
    let said = |work: &dyn Fn()| {
        let panic = catch_unwind(AssertUnwindSafe(work)).expect_err("it panics");
        panic
            .downcast_ref::<String>()
            .cloned()
            .or_else(|| panic.downcast_ref::<&str>().map(|text| (*text).to_owned()))
    };
    let expected = Some("row 700 is out of paint".to_owned());
    for format in [Format::Jpeg { quality: 90 }, Format::Png8] {
        let file = || {
            drop(encode(
                &faulty,
                format,
                &pull,
                &|_| {},
                &mut Cursor::new(Vec::new()),
            ))
        };
        assert_eq!(said(&file), expected, "{format:?}");
    }
    let whole = || drop(materialise(&faulty, &pull, &|_| {}));
    assert_eq!(said(&whole), expected);
    let sound = solid(400, 900, [1.0; 4]);
    materialise(&sound, &pull, &|_| {}).expect("the pool still works");
}

#[test]
fn a_strip_stays_small_however_far_a_kernel_reaches() {
    let (image, most) = probe(30_000, 3_000, 20_000);
    render_rows(&image, &Pull::new(), &|_| {}, |_| Ok::<_, RenderError>(())).expect("it renders");
    assert!(mib(&most) <= 32, "{} MiB", mib(&most));
}

#[test]
fn magnifying_reaches_no_further_than_the_pixels_it_reads() {
    let small = solid(10, 10, [1.0; 4]);
    let large = resize(small, 30_000, 30_000, Filter::Lanczos);
    assert!(large.reach() < 20, "{}", large.reach());
    let (far, most) = probe(30_000, 4_000, 5_000);
    let small = resize(far, 300, 40, Filter::Bilinear);
    assert!(small.reach() >= 50, "shrinking keeps what it reads in mind");
    small
        .render(Region::whole((300, 40)), &Pull::new())
        .expect("it renders");
    assert!(mib(&most) <= 32, "{} MiB", mib(&most));
}

#[test]
fn a_turned_or_shrunk_strip_never_reads_the_whole_picture_at_once() {
    for (rotate_degrees, scale) in [
        (45.0, 1.0),
        (7.0, 1.0),
        (90.0, 1.0),
        (30.0, 0.1),
        (0.0, 0.1),
    ] {
        let (image, most) = probe(3_000, 2_000, 0);
        let p = Transform {
            rotate_degrees,
            scale_x: scale,
            scale_y: scale,
            ..Transform::default()
        };
        transform(image, &p)
            .render(Region::new(0, 980, 3_000, 24), &Pull::new())
            .expect("it renders");
        let most = mib(&most);
        assert!(most <= 16, "{most} MiB at {rotate_degrees}° and {scale}");
    }
}
