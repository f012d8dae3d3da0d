//! The steps of `treat` that compare masks, layers and filters with other programs: `porter_duff=FILE,OPERATOR`, `grow=BY`,
//! `median=RADIUS`, `box=RADIUS`, `sobel=1`, `mirror=PIXELS`, `turn=QUARTERS`, `rotate=DEGREES,FILTER`, `pixelate=CELL`, `posterise=LEVELS`,
//! `displace=FILE,X,Y`, `directional=LENGTH,ANGLE`, `radial=SPIN,ZOOM,X,Y`, `bilateral=SIGMA,RANGE`,
//! `key=BY,R,G,B,TOLERANCE,SOFTNESS`, `despill=R,G,B,AMOUNT`, `quantize=COLOURS` and `perspective=X0,Y0,…` with the corners
//! from the upper left one clockwise.

use std::error::Error;
use std::path::Path;

use gesso_media::native::{Limits, decode};
use gesso_media::{
    Blend, Channel, Corners, Dither, Edges, Filter, Image, Key, KeyBy, Operator, Orient,
    RadialBlur, Sides, Surround, Transform, bilateral, blend, box_blur, despill, directional_blur,
    displace, edges, grey, mask_from_channel, mask_grow, mask_key, median, orient, pad,
    perspective, pixelate, porter_duff, posterise, quantize, radial_blur, solid, transform,
};

/// The picture after one step.
pub(crate) fn treated(image: Image, name: &str, values: &[&str]) -> Result<Image, Box<dyn Error>> {
    let text = |i: usize| {
        values
            .get(i)
            .copied()
            .ok_or_else(|| format!("{name} needs more values"))
    };
    let number = |i: usize| -> Result<f32, Box<dyn Error>> { Ok(text(i)?.parse()?) };
    let file = |i: usize| -> Result<Image, Box<dyn Error>> {
        Ok(decode(Path::new(text(i)?), &Limits::default())?)
    };
    Ok(match name {
        "porter_duff" => {
            let operator = Operator::from_id(text(1)?).ok_or("no such operator")?;
            porter_duff(file(0)?, image, operator, (0, 0))
        }
        "grow" => grey(mask_grow(
            mask_from_channel(image, Channel::Red),
            number(0)?,
        )),
        "median" => median(image, number(0)?),
        "box" => box_blur(image, number(0)?),
        "sobel" => grey(edges(image, Edges::Sobel { strength: 1.0 })),
        "mirror" => {
            let side = text(0)?.parse()?;
            let sides = Sides {
                left: side,
                top: side,
                right: side,
                bottom: side,
            };
            pad(image, sides, Surround::Mirror)
        }
        "turn" => orient(
            image,
            &Orient {
                quarter_turns: text(0)?.parse()?,
                ..Orient::default()
            },
        ),
        "rotate" => transform(
            image,
            &Transform {
                rotate_degrees: number(0)?,
                filter: crate::filter(text(1)?)?,
                ..Transform::default()
            },
        ),
        "pixelate" => pixelate(image, number(0)?),
        "posterise" => posterise(image, text(0)?.parse()?),
        "directional" => directional_blur(image, number(0)?, number(1)?),
        "radial" => radial_blur(
            image,
            &RadialBlur {
                spin_degrees: number(0)?,
                zoom: number(1)?,
                center: (number(2)?, number(3)?),
            },
        ),
        "bilateral" => bilateral(image, number(0)?, number(1)?),
        "key" => {
            let key = Key {
                by: match text(0)? {
                    "color" => KeyBy::Color,
                    _ => KeyBy::Chroma,
                },
                color: [number(1)?, number(2)?, number(3)?, 1.0],
                tolerance: number(4)?,
                softness: number(5)?,
            };
            // Layers are blended as they are encoded: the file has the coverage as it is.
            blend(
                solid(image.size().0, image.size().1, [0.0, 0.0, 0.0, 1.0]),
                mask_key(image, &key),
                None,
                &Blend::default(),
            )
        }
        "despill" => despill(image, [number(0)?, number(1)?, number(2)?, 1.0], number(3)?),
        "quantize" => quantize(image, text(0)?.parse()?, Dither::None, (1, 1)).image,
        "displace" => displace(image, file(0)?, (number(1)?, number(2)?)),
        "perspective" => {
            let corners = Corners {
                top_left: (number(0)?, number(1)?),
                top_right: (number(2)?, number(3)?),
                bottom_right: (number(4)?, number(5)?),
                bottom_left: (number(6)?, number(7)?),
            };
            perspective(image, &corners, Filter::Bilinear)
        }
        other => return crate::grade::treated(image, other, values),
    })
}
