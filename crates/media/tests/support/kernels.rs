//! One of every kernel, to hold laws against all of them.

mod colors;
mod composed;
mod filters;

use gesso_media::{
    Blend, BlendMode, Channels, Filter, Fit, Hsl, Image, Levels, MaskShape, Region, Shape, Sharpen,
    Transform, apply_mask, blend, blur, checker, crop, hsl, levels, linear_gradient,
    mask_from_alpha, mask_from_luma, mask_invert, mask_shape, noise, place, radial_gradient,
    resize, resize_to, sharpen, solid, transform,
};

use crate::fixtures::{hashed, hashed_opaque};

type Named = (String, Image);

const RED: [f32; 4] = [0.9, 0.2, 0.1, 1.0];
const BLUE: [f32; 4] = [0.1, 0.3, 0.8, 0.4];

/// One of every kernel, on inputs of about `w` × `h`, with its name.
pub(crate) fn every_kernel(w: u32, h: u32) -> Vec<Named> {
    [
        generators(w, h),
        geometry(w, h),
        blends(w, h),
        treatments(w, h),
        masks(w, h),
        composed::all(w, h),
        filters::all(w, h),
        colors::all(w, h),
    ]
    .concat()
}

fn named(name: impl Into<String>, image: Image) -> Named {
    (name.into(), image)
}

fn generators(w: u32, h: u32) -> Vec<Named> {
    vec![
        named("solid", solid(w, h, BLUE)),
        named("linear_gradient", linear_gradient(w, h, RED, BLUE, 33.0)),
        named("radial_gradient", radial_gradient(w, h, RED, BLUE)),
        named("checker", checker(w, h, RED, BLUE, 7.5)),
        named("noise", noise(w, h, RED, BLUE, 42, 5.0)),
    ]
}

fn geometry(w: u32, h: u32) -> Vec<Named> {
    let input = || hashed(w, h, 1);
    let mut all = vec![
        named(
            "resize_fill",
            resize_to(input(), 20, 20, Fit::Fill, Filter::Bicubic),
        ),
        named("crop", crop(input(), Region::new(-3, 5, w, h / 2 + 1))),
        named("place", place(input(), w + 9, h + 9, 4, -2)),
    ];
    for (name, filter) in [
        ("nearest", Filter::Nearest),
        ("bilinear", Filter::Bilinear),
        ("bicubic", Filter::Bicubic),
        ("lanczos", Filter::Lanczos),
    ] {
        let turned = Transform {
            rotate_degrees: 31.0,
            scale_x: 0.7,
            scale_y: 1.4,
            dx: 3.3,
            filter,
            ..Transform::default()
        };
        all.push(named(
            format!("resize_down_{name}"),
            resize(input(), w / 3 + 1, h / 2 + 1, filter),
        ));
        all.push(named(
            format!("resize_up_{name}"),
            resize(input(), w * 2 + 1, h + 5, filter),
        ));
        all.push(named(
            format!("transform_{name}"),
            transform(input(), &turned),
        ));
        let grown = Transform {
            scale_x: 1.0,
            ..turned
        };
        all.push(named(
            format!("transform_grown_{name}"),
            transform(input(), &grown),
        ));
    }
    all
}

fn blends(w: u32, h: u32) -> Vec<Named> {
    let (base, top) = (|| hashed(w, h, 1), || hashed(w, h, 2));
    let clipped = Blend {
        clip: true,
        ..Blend::default()
    };
    let mut all = vec![named(
        "blend_clip_mask",
        blend(base(), top(), Some(hashed(w, h, 3)), &clipped),
    )];
    for mode in BlendMode::ALL {
        let p = Blend {
            mode,
            opacity: 0.8,
            x: 3,
            y: -2,
            clip: false,
        };
        all.push(named(
            format!("blend_{}", mode.id()),
            blend(base(), top(), None, &p),
        ));
    }
    all
}

fn treatments(w: u32, h: u32) -> Vec<Named> {
    let input = || hashed(w, h, 1);
    let bent = Levels {
        in_black: 0.1,
        in_white: 0.9,
        gamma: 1.7,
        out_black: 0.05,
        ..Levels::default()
    };
    let turned = Hsl {
        hue_degrees: 77.0,
        saturation: 0.3,
        vibrance: -0.4,
        lightness: 0.1,
        ..Hsl::default()
    };
    let mut all = vec![
        named("levels", levels(input(), &bent)),
        named(
            "levels_red",
            levels(
                input(),
                &Levels {
                    channels: Channels::Red,
                    ..bent
                },
            ),
        ),
        named("hsl", hsl(input(), &turned)),
        named(
            "hsl_invert",
            hsl(
                input(),
                &Hsl {
                    invert: true,
                    ..Hsl::default()
                },
            ),
        ),
        named("blur_opaque", blur(hashed_opaque(w, h, 4), 2.0)),
        named(
            "sharpen",
            sharpen(
                input(),
                &Sharpen {
                    amount: 1.2,
                    radius: 1.5,
                    threshold: 0.02,
                },
            ),
        ),
    ];
    for sigma in [0.6_f32, 3.0, 5.5, 12.0, 40.0] {
        all.push(named(format!("blur_{sigma}"), blur(input(), sigma)));
    }
    all
}

fn masks(w: u32, h: u32) -> Vec<Named> {
    let mut all = vec![
        named("mask_from_luma", mask_from_luma(hashed(w, h, 1))),
        named("mask_from_alpha", mask_from_alpha(hashed(w, h, 1))),
        named("mask_invert", mask_invert(hashed(w, h, 3))),
        named("apply_mask", apply_mask(hashed(w, h, 1), hashed(w, h, 3))),
    ];
    for (name, shape) in [
        ("rectangle", Shape::Rectangle { radius: 4.0 }),
        ("ellipse", Shape::Ellipse),
        (
            "polygon",
            Shape::Polygon(vec![(0.5, 0.0), (1.0, 1.0), (0.0, 0.6)]),
        ),
        ("gradient", Shape::Gradient),
    ] {
        let center = (w as f32 * 0.45, h as f32 * 0.55);
        let size = (w as f32 * 0.6, h as f32 * 0.5);
        let p = MaskShape {
            shape,
            center,
            size,
            rotate_degrees: 17.0,
            feather: 6.0,
            invert: name == "ellipse",
        };
        all.push(named(format!("mask_{name}"), mask_shape(w, h, &p)));
    }
    all
}
