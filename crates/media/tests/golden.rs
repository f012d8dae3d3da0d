//! Pictures as they were found good by looking at them.
//!
//! `GESSO_BLESS=1 cargo test -p gesso-media --test golden` writes them anew; look at them before committing.

#[path = "support/golden.rs"]
mod golden;

use std::path::PathBuf;
use std::sync::Arc;

use gesso_media::native::{Limits, decode, embedded_fonts};
use gesso_media::{
    Align, Blend, BlendMode, Color, Filter, Fit, Hsl, Image, Levels, MaskShape, Pull, Region,
    Shape, Sharpen, TextStyle, Transform, apply_mask, blend, blur, checker, crop, hsl, levels,
    linear_gradient, mask_shape, noise, place, radial_gradient, resize, resize_to, sharpen, solid,
    text, transform,
};

const INK: Color = [0.08, 0.09, 0.12, 1.0];
const SKY: Color = [0.35, 0.62, 0.9, 1.0];
const SAND: Color = [0.93, 0.78, 0.5, 1.0];

fn check(name: &str, image: &Image) {
    let folder = PathBuf::from(env!("CARGO_MANIFEST_DIR")).join("tests/golden");
    golden::check(&folder, name, image);
}

/// A small landscape: sky, sun, dunes.
fn scene(w: u32, h: u32) -> Image {
    let sky = linear_gradient(w, h, SKY, [0.95, 0.9, 0.85, 1.0], 90.0);
    let (fw, fh) = (w as f32, h as f32);
    let disc = MaskShape {
        shape: Shape::Ellipse,
        center: (fw * 0.7, fh * 0.35),
        size: (fh * 0.4, fh * 0.4),
        rotate_degrees: 0.0,
        feather: 2.0,
        invert: false,
    };
    let sun = solid(w, h, [1.0, 0.85, 0.3, 1.0]);
    let with_sun = blend(sky, sun, Some(mask_shape(w, h, &disc)), &Blend::default());
    let dune = MaskShape {
        shape: Shape::Polygon(vec![
            (0.0, 0.3),
            (0.4, 0.0),
            (1.0, 0.5),
            (1.0, 1.0),
            (0.0, 1.0),
        ]),
        center: (fw * 0.5, fh * 0.8),
        size: (fw, fh * 0.5),
        ..disc
    };
    let sand = noise(w, h, SAND, [0.8, 0.6, 0.35, 1.0], 5, 3.0);
    blend(
        with_sun,
        apply_mask(sand, mask_shape(w, h, &dune)),
        None,
        &Blend::default(),
    )
}

/// Pictures side by side.
fn sheet(images: &[Image], columns: u32) -> Image {
    let (w, h) = images[0].size();
    let rows = (images.len() as u32).div_ceil(columns);
    let paper = solid(columns * (w + 2) + 2, rows * (h + 2) + 2, INK);
    images.iter().zip(0..).fold(paper, |sheet, (image, i)| {
        let (x, y) = ((i % columns) * (w + 2) + 2, (i / columns) * (h + 2) + 2);
        blend(
            sheet,
            Arc::clone(image),
            None,
            &Blend {
                x: x as i32,
                y: y as i32,
                ..Blend::default()
            },
        )
    })
}

#[test]
fn generated_pictures() {
    let clear = [0.9, 0.1, 0.4, 0.0];
    check(
        "generate",
        &sheet(
            &[
                solid(48, 32, SKY),
                linear_gradient(48, 32, INK, SAND, 20.0),
                radial_gradient(48, 32, SAND, clear),
                checker(48, 32, SKY, SAND, 6.5),
                noise(48, 32, INK, SAND, 3, 8.0),
                noise(48, 32, INK, SAND, 3, 1.0),
            ],
            3,
        ),
    );
}

#[test]
fn the_scene_itself() {
    check("scene", &scene(160, 100));
}

#[test]
fn all_26_blend_modes() {
    let base = scene(48, 30);
    let top = linear_gradient(48, 30, [0.9, 0.2, 0.3, 1.0], [0.1, 0.4, 0.9, 0.7], 0.0);
    let images: Vec<Image> = BlendMode::ALL
        .into_iter()
        .map(|mode| {
            blend(
                Arc::clone(&base),
                Arc::clone(&top),
                None,
                &Blend {
                    mode,
                    ..Blend::default()
                },
            )
        })
        .collect();
    check("blend", &sheet(&images, 7));
}

#[test]
fn filters_and_colour() {
    let image = scene(64, 40);
    let input = || Arc::clone(&image);
    check(
        "treated",
        &sheet(
            &[
                blur(input(), 1.5),
                blur(input(), 8.0),
                sharpen(
                    input(),
                    &Sharpen {
                        amount: 1.5,
                        radius: 1.2,
                        threshold: 0.0,
                    },
                ),
                levels(
                    input(),
                    &Levels {
                        in_black: 0.2,
                        in_white: 0.9,
                        gamma: 0.8,
                        ..Levels::default()
                    },
                ),
                hsl(
                    input(),
                    &Hsl {
                        hue_degrees: 120.0,
                        ..Hsl::default()
                    },
                ),
                hsl(
                    input(),
                    &Hsl {
                        saturation: -1.0,
                        invert: true,
                        ..Hsl::default()
                    },
                ),
                hsl(
                    input(),
                    &Hsl {
                        vibrance: 0.8,
                        lightness: 0.1,
                        ..Hsl::default()
                    },
                ),
                blur(
                    place(crop(input(), Region::new(20, 10, 30, 20)), 64, 40, 17, 10),
                    3.0,
                ),
            ],
            4,
        ),
    );
}

#[test]
fn geometry() {
    let image = scene(64, 40);
    let input = || Arc::clone(&image);
    let turned = Transform {
        rotate_degrees: 25.0,
        scale_x: 0.7,
        scale_y: 0.7,
        ..Transform::default()
    };
    check(
        "geometry",
        &sheet(
            &[
                transform(input(), &turned),
                transform(
                    input(),
                    &Transform {
                        filter: Filter::Nearest,
                        ..turned
                    },
                ),
                transform(
                    input(),
                    &Transform {
                        scale_x: -0.25,
                        scale_y: 0.25,
                        rotate_degrees: 0.0,
                        ..turned
                    },
                ),
                transform(
                    input(),
                    &Transform {
                        dx: 10.5,
                        dy: -6.25,
                        ..Transform::default()
                    },
                ),
                resize(
                    resize(input(), 20, 13, Filter::Lanczos),
                    64,
                    40,
                    Filter::Bicubic,
                ),
                resize(
                    resize(input(), 16, 10, Filter::Bilinear),
                    64,
                    40,
                    Filter::Nearest,
                ),
                place(
                    resize_to(input(), 40, 40, Fit::Fill, Filter::Lanczos),
                    64,
                    40,
                    12,
                    0,
                ),
                place(
                    resize_to(input(), 64, 20, Fit::Fit, Filter::Lanczos),
                    64,
                    40,
                    16,
                    10,
                ),
            ],
            4,
        ),
    );
}

#[test]
fn words() {
    let fonts = embedded_fonts();
    let style = TextStyle {
        size: 22.0,
        color: SAND,
        ..TextStyle::default()
    };
    let set =
        |content: &str, style: &TextStyle| text(&fonts, content, style).expect("it fits").image;
    let paper = |image: Image| {
        blend(
            solid(220, 90, INK),
            image,
            None,
            &Blend {
                x: 10,
                y: 6,
                ..Blend::default()
            },
        )
    };
    check(
        "text",
        &sheet(
            &[
                paper(set("Greetings from Łódź", &style)),
                paper(set(
                    "Bold, fi AVA Ty.",
                    &TextStyle {
                        weight: 700,
                        ..style.clone()
                    },
                )),
                paper(set(
                    "Words that are wrapped in a box and set in the middle",
                    &TextStyle {
                        width: 200.0,
                        align: Align::Center,
                        ..style.clone()
                    },
                )),
                paper(set(
                    "Two\nlines, right",
                    &TextStyle {
                        align: Align::Right,
                        line_height: 1.5,
                        ..style.clone()
                    },
                )),
                paper(set(
                    "Half the size",
                    &TextStyle {
                        scale: 0.5,
                        ..style.clone()
                    },
                )),
                paper(set("Привет, κόσμε 你好", &style)),
            ],
            2,
        ),
    );
}

#[test]
fn close_lines_cut_no_letter() {
    let fonts = embedded_fonts();
    let set = |content: &str, line_height| {
        let style = TextStyle {
            size: 40.0,
            line_height,
            ..TextStyle::default()
        };
        text(&fonts, content, &style).expect("it fits").mask
    };
    let ink = |image: &Image| -> f32 {
        let whole = image.render(Region::whole(image.size()), &Pull::new());
        whole.expect("it renders").px.iter().sum()
    };
    let roomy = ink(&set("Ågjpqy", 2.0));
    for line_height in [0.1, 0.5, 0.8, 0.9, 1.0, 1.1] {
        let tight = ink(&set("Ågjpqy", line_height));
        let lost = (roomy - tight).abs() / roomy;
        assert!(lost < 0.01, "{lost} at {line_height}");
    }
    let paper = |line_height| {
        blend(
            solid(150, 130, INK),
            set("Ågjpqy\nÉgjpqy", line_height),
            None,
            &Blend {
                x: 4,
                y: 2,
                ..Blend::default()
            },
        )
    };
    check(
        "text-close",
        &sheet(&[paper(0.8), paper(1.0), paper(1.2)], 3),
    );
}

#[test]
fn soft_masks() {
    let shape = |shape, feather, invert| {
        let p = MaskShape {
            shape,
            center: (30.0, 20.0),
            size: (44.0, 26.0),
            rotate_degrees: 15.0,
            feather,
            invert,
        };
        apply_mask(scene(60, 40), mask_shape(60, 40, &p))
    };
    check(
        "masks",
        &sheet(
            &[
                shape(Shape::Rectangle { radius: 0.0 }, 0.0, false),
                shape(Shape::Rectangle { radius: 8.0 }, 6.0, false),
                shape(Shape::Ellipse, 0.0, true),
                shape(Shape::Ellipse, 14.0, false),
                shape(
                    Shape::Polygon(vec![
                        (0.5, 0.0),
                        (0.8, 1.0),
                        (0.0, 0.4),
                        (1.0, 0.4),
                        (0.2, 1.0),
                    ]),
                    2.0,
                    false,
                ),
                shape(Shape::Gradient, 0.0, false),
            ],
            3,
        ),
    );
}

#[test]
fn limits_of_text_are_said_in_words() {
    let fonts = embedded_fonts();
    assert_eq!(fonts.families(), ["Inter"]);
    let huge = TextStyle {
        size: 10_000.0,
        ..TextStyle::default()
    };
    let said =
        |result: Result<_, gesso_media::TextError>| result.err().map(|error| error.to_string());
    assert!(
        said(text(&fonts, "Far too large for a picture", &huge))
            .is_some_and(|words| words.contains("too large"))
    );
    let long = "x".repeat(100_001);
    assert!(
        said(text(&fonts, &long, &TextStyle::default()))
            .is_some_and(|words| words.contains("100001 bytes"))
    );
    let none = gesso_media::Fonts::new(vec![Arc::from(&b"no font"[..])]);
    assert!(
        said(text(&none, "x", &TextStyle::default()))
            .is_some_and(|words| words.contains("no font"))
    );
    let empty = text(&fonts, "", &TextStyle::default()).expect("nothing is a text too");
    assert!(empty.image.size().0 >= 1 && empty.mask.size() == empty.image.size());
}

#[test]
fn golden_files_are_ordinary_pictures() {
    let path = PathBuf::from(env!("CARGO_MANIFEST_DIR")).join("tests/golden/scene.png");
    assert_eq!(
        decode(&path, &Limits::default())
            .expect("it is read")
            .size(),
        (160, 100)
    );
}
