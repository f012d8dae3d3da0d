//! One of every kernel, to hold laws against all of them.

use gesso_media::{
    Blend, BlendMode, Channels, Filter, Fit, Hsl, Image, Levels, MaskShape, Region, Shape, Sharpen,
    Transform, apply_mask, blend, blur, checker, crop, hsl, levels, linear_gradient,
    mask_from_alpha, mask_from_luma, mask_invert, mask_shape, noise, place, radial_gradient,
    resize, resize_to, sharpen, solid, transform,
};

use crate::fixtures::{hashed, hashed_opaque};

/// One of every kernel, on inputs of about `w` × `h`, with its name.
pub(crate) fn every_kernel(w: u32, h: u32) -> Vec<(String, Image)> {
    let a = || hashed(w, h, 1);
    let b = || hashed(w, h, 2);
    let (red, blue) = ([0.9, 0.2, 0.1, 1.0], [0.1, 0.3, 0.8, 0.4]);
    let mut all: Vec<(String, Image)> = Vec::new();
    let mut add = |name: &str, image: Image| all.push((name.to_owned(), image));
    add("solid", solid(w, h, blue));
    add("linear_gradient", linear_gradient(w, h, red, blue, 33.0));
    add("radial_gradient", radial_gradient(w, h, red, blue));
    add("checker", checker(w, h, red, blue, 7.5));
    add("noise", noise(w, h, red, blue, 42, 5.0));
    for (name, filter) in [
        ("nearest", Filter::Nearest),
        ("bilinear", Filter::Bilinear),
        ("bicubic", Filter::Bicubic),
        ("lanczos", Filter::Lanczos),
    ] {
        add(
            &format!("resize_down_{name}"),
            resize(a(), w / 3 + 1, h / 2 + 1, filter),
        );
        add(
            &format!("resize_up_{name}"),
            resize(a(), w * 2 + 1, h + 5, filter),
        );
        let turned = Transform {
            rotate_degrees: 31.0,
            scale_x: 0.7,
            scale_y: 1.4,
            dx: 3.3,
            filter,
            ..Transform::default()
        };
        add(&format!("transform_{name}"), transform(a(), &turned));
    }
    add(
        "resize_fill",
        resize_to(a(), 20, 20, Fit::Fill, Filter::Bicubic),
    );
    add("crop", crop(a(), Region::new(-3, 5, w, h / 2 + 1)));
    add("place", place(a(), w + 9, h + 9, 4, -2));
    for mode in BlendMode::ALL {
        let p = Blend {
            mode,
            opacity: 0.8,
            x: 3,
            y: -2,
            clip: false,
        };
        add(&format!("blend_{}", mode.id()), blend(a(), b(), None, &p));
    }
    let clipped = Blend {
        clip: true,
        ..Blend::default()
    };
    add(
        "blend_clip_mask",
        blend(a(), b(), Some(hashed(w, h, 3)), &clipped),
    );
    let bent = Levels {
        in_black: 0.1,
        in_white: 0.9,
        gamma: 1.7,
        out_black: 0.05,
        ..Levels::default()
    };
    add("levels", levels(a(), &bent));
    add(
        "levels_red",
        levels(
            a(),
            &Levels {
                channels: Channels::Red,
                ..bent
            },
        ),
    );
    let turned = Hsl {
        hue_degrees: 77.0,
        saturation: 0.3,
        vibrance: -0.4,
        lightness: 0.1,
        invert: false,
    };
    add("hsl", hsl(a(), &turned));
    add(
        "hsl_invert",
        hsl(
            a(),
            &Hsl {
                invert: true,
                ..Hsl::default()
            },
        ),
    );
    for sigma in [0.6_f32, 3.0, 5.5, 12.0, 40.0] {
        add(&format!("blur_{sigma}"), blur(a(), sigma));
    }
    add(
        "sharpen",
        sharpen(
            a(),
            &Sharpen {
                amount: 1.2,
                radius: 1.5,
                threshold: 0.02,
            },
        ),
    );
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
        add(&format!("mask_{name}"), mask_shape(w, h, &p));
    }
    add("mask_from_luma", mask_from_luma(a()));
    add("mask_from_alpha", mask_from_alpha(a()));
    add("mask_invert", mask_invert(hashed(w, h, 3)));
    add("apply_mask", apply_mask(a(), hashed(w, h, 3)));
    all
}
