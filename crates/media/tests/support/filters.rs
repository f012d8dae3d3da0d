//! One of every kernel that looks at the neighbourhood of a pixel or bends a picture.

use gesso_media::{
    Corners, Edges, Filter, Grain, Halftone, Inks, RadialBlur, Vignette, bilateral, box_blur,
    directional_blur, displace, edges, grain, grey, halftone, median, perspective, pixelate,
    posterise, radial_blur, vignette,
};

use super::{BLUE, Named, RED, named};
use crate::fixtures::{hashed, hashed_opaque};

/// All of them, on inputs of about `w` × `h`.
pub(super) fn all(w: u32, h: u32) -> Vec<Named> {
    [
        blurs(w, h),
        denoised(w, h),
        outlines(w, h),
        textures(w, h),
        bent(w, h),
    ]
    .concat()
}

fn blurs(w: u32, h: u32) -> Vec<Named> {
    let input = || hashed(w, h, 1);
    let mut all = Vec::new();
    for radius in [0.4_f32, 1.0, 4.75, 30.0] {
        all.push(named(format!("box_{radius}"), box_blur(input(), radius)));
    }
    for (name, length, angle) in [
        ("flat", 9.0, 0.0),
        ("steep", 12.5, 100.0),
        ("slanted", 30.0, -33.0),
    ] {
        all.push(named(
            format!("directional_{name}"),
            directional_blur(input(), length, angle),
        ));
    }
    for (name, spin_degrees, zoom) in [
        ("spin", 20.0, 0.0),
        ("zoom", 0.0, 0.4),
        ("spiral", 90.0, -0.3),
    ] {
        let p = RadialBlur {
            spin_degrees,
            zoom,
            center: (w as f32 * 0.4, h as f32 * 0.7),
        };
        all.push(named(format!("radial_{name}"), radial_blur(input(), &p)));
    }
    all
}

fn denoised(w: u32, h: u32) -> Vec<Named> {
    let mut all = Vec::new();
    for radius in [1.0_f32, 2.0, 3.0, 8.0] {
        all.push(named(
            format!("median_{radius}"),
            median(hashed(w, h, 1), radius),
        ));
    }
    for (name, sigma, range) in [("fine", 1.0, 0.1), ("wide", 7.3, 0.2), ("all", 3.0, 5.0)] {
        all.push(named(
            format!("bilateral_{name}"),
            bilateral(hashed_opaque(w, h, 1), sigma, range),
        ));
    }
    all
}

fn outlines(w: u32, h: u32) -> Vec<Named> {
    let canny = Edges::Canny {
        sigma: 1.2,
        low: 0.03,
        high: 0.12,
    };
    let emboss = Edges::Emboss {
        strength: 1.5,
        angle_degrees: 200.0,
    };
    let sobel = edges(hashed(w, h, 1), Edges::Sobel { strength: 0.8 });
    vec![
        named("edges_sobel_grey", grey(sobel)),
        named("edges_canny", edges(hashed(w, h, 1), canny)),
        named("edges_emboss", edges(hashed(w, h, 1), emboss)),
    ]
}

fn textures(w: u32, h: u32) -> Vec<Named> {
    let input = || hashed(w, h, 1);
    let dots = |inks| Halftone {
        cell: 6.5,
        angle_degrees: 30.0,
        inks,
    };
    let grains = |size, colored| Grain {
        amount: 0.2,
        size,
        colored,
        seed: 7,
    };
    let one = Inks::One {
        ink: RED,
        paper: BLUE,
    };
    vec![
        named("pixelate", pixelate(input(), 7.3)),
        named("pixelate_wide", pixelate(input(), 64.0)),
        named("posterise", posterise(input(), 4)),
        named("halftone", halftone(input(), &dots(one))),
        named("halftone_three", halftone(input(), &dots(Inks::Three))),
        named("grain", grain(input(), &grains(0.4, false))),
        named("grain_colored", grain(input(), &grains(2.5, true))),
        named(
            "vignette",
            vignette(
                input(),
                &Vignette {
                    amount: 0.7,
                    start: 0.3,
                },
            ),
        ),
        named(
            "vignette_light",
            vignette(
                input(),
                &Vignette {
                    amount: -0.5,
                    start: 0.0,
                },
            ),
        ),
    ]
}

fn bent(w: u32, h: u32) -> Vec<Named> {
    let mut all = vec![named(
        "displace",
        displace(hashed(w, h, 1), hashed(w, h, 2), (7.5, -12.0)),
    )];
    let (fw, fh) = (w as f32, h as f32);
    let corners = Corners {
        top_left: (fw * 0.2, fh * 0.1),
        top_right: (fw * 0.7, fh * 0.25),
        bottom_right: (fw * 1.1, fh * 0.8),
        bottom_left: (fw * -0.1, fh * 0.95),
    };
    for (name, filter) in [
        ("nearest", Filter::Nearest),
        ("bilinear", Filter::Bilinear),
        ("lanczos", Filter::Lanczos),
    ] {
        all.push(named(
            format!("perspective_{name}"),
            perspective(hashed(w, h, 1), &corners, filter),
        ));
    }
    all
}
