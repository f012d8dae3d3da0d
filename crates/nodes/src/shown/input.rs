//! What goes into the nodes of the reference, made from nothing.

use super::table::Input;
use crate::call::{Data, NodeError, Scaled};
use crate::json::Json;
use gesso_media::{
    Blend, Combine, Grain, Image, MaskShape, Shape, apply_mask, blend, grain, linear_gradient,
    mask_combine, mask_shape, noise, solid,
};

/// Width and height.
pub(super) const SIZE: (u32, u32) = (240, 160);

/// What goes in.
///
/// # Errors
/// When something is no JSON, which nothing is.
pub(super) fn flowing(input: Input) -> Result<Data, NodeError> {
    Ok(match input {
        Input::Text(words) => Data::Text(words.into()),
        Input::Texts(all) => Data::list(all.iter().map(|words| Data::Text((*words).into())))?,
        Input::Json(text) => {
            let json = Json::read(text).map_err(|error| NodeError::new(error.said()))?;
            Data::Json(json.into())
        }
        shown => {
            let image = picture(shown);
            let full = image.size();
            Data::Picture(Scaled { image, full })
        }
    })
}

/// A picture; of what has words, an empty one.
pub(super) fn picture(input: Input) -> Image {
    let (w, h) = SIZE;
    match input {
        Input::Text(_) | Input::Texts(_) | Input::Json(_) => solid(w, h, [0.0; 4]),
        Input::Scene => scene([0.35, 0.62, 0.9, 1.0], [0.95, 0.9, 0.85, 1.0]),
        Input::Evening => scene([0.25, 0.15, 0.4, 1.0], [0.95, 0.5, 0.3, 1.0]),
        Input::Dusk => scene([0.35, 0.4, 0.7, 1.0], [0.98, 0.72, 0.5, 1.0]),
        Input::Star => apply_mask(
            linear_gradient(w, h, [0.95, 0.3, 0.25, 1.0], [0.9, 0.7, 0.2, 1.0], 60.0),
            star(),
        ),
        Input::StarMask => star(),
        Input::Screen => {
            let green = solid(w, h, [0.1, 0.7, 0.25, 1.0]);
            blend(green, picture(Input::Star), None, &Blend::default())
        }
        Input::Noisy => grain(
            picture(Input::Scene),
            &Grain {
                amount: 0.15,
                size: 1.0,
                colored: true,
                seed: 1,
            },
        ),
        Input::Ring => {
            let round = |side, invert| oval((w as f32 * 0.5, h as f32 * 0.5), side, invert);
            let shape = Combine::Intersect;
            mask_combine(round(110.0, false), round(50.0, true), shape)
        }
        Input::Clouds => noise(w, h, [0.0, 0.2, 0.0, 1.0], [1.0, 0.8, 1.0, 1.0], 4, 60.0),
    }
}

fn oval(center: (f32, f32), side: f32, invert: bool) -> Image {
    let p = MaskShape {
        shape: Shape::Ellipse,
        center,
        size: (side, side),
        rotate_degrees: 0.0,
        feather: 1.5,
        invert,
    };
    mask_shape(SIZE.0, SIZE.1, &p)
}

fn star() -> Image {
    let corner = |i: u32| {
        let (sin, cos) = gesso_media::math::sin_cos_degrees(f64::from(i) * 36.0);
        let r = if i.is_multiple_of(2) { 0.5 } else { 0.22 };
        ((0.5 + r * sin) as f32, (0.5 - r * cos) as f32)
    };
    let p = MaskShape {
        shape: Shape::Polygon((0..10).map(corner).collect()),
        center: (SIZE.0 as f32 * 0.5, SIZE.1 as f32 * 0.52),
        size: (130.0, 130.0),
        rotate_degrees: 0.0,
        feather: 1.0,
        invert: false,
    };
    mask_shape(SIZE.0, SIZE.1, &p)
}

fn scene(above: [f32; 4], below: [f32; 4]) -> Image {
    let (w, h) = SIZE;
    let sky = linear_gradient(w, h, above, below, 90.0);
    let sun = solid(w, h, [1.0, 0.85, 0.3, 1.0]);
    let lit = blend(
        sky,
        sun,
        Some(oval((165.0, 55.0), 52.0, false)),
        &Blend::default(),
    );
    let dune = MaskShape {
        shape: Shape::Polygon(vec![
            (0.0, 0.3),
            (0.4, 0.0),
            (0.7, 0.35),
            (1.0, 0.2),
            (1.0, 1.0),
            (0.0, 1.0),
        ]),
        center: (120.0, 125.0),
        size: (242.0, 72.0),
        rotate_degrees: 0.0,
        feather: 1.0,
        invert: false,
    };
    let sand = noise(w, h, [0.93, 0.78, 0.5, 1.0], [0.75, 0.52, 0.3, 1.0], 5, 5.0);
    blend(
        lit,
        apply_mask(sand, mask_shape(w, h, &dune)),
        None,
        &Blend::default(),
    )
}
