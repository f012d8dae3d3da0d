//! The steps of `treat` that compare grades with other programs: `curve=X,Y,SLOPE,…` for each point of the curve of all
//! colours, `cdl=` with three slopes, three offsets, three powers and the saturation, `white_balance=KELVIN,TINT`,
//! `hsl=DEGREES,SATURATION,VIBRANCE,LIGHTNESS` and `lut=FILE`.

use std::error::Error;
use std::sync::Arc;

use gesso_media::{
    Cdl, Curves, Hsl, Image, Knot, Lut, WhiteBalance, cdl, curves, hsl, lut, white_balance,
};

/// The picture after one step.
pub(crate) fn treated(image: Image, name: &str, values: &[&str]) -> Result<Image, Box<dyn Error>> {
    let numbers = || {
        values
            .iter()
            .map(|text| text.parse())
            .collect::<Result<Vec<f64>, _>>()
    };
    Ok(match name {
        "curve" => {
            let numbers = numbers()?;
            let knots = numbers.chunks_exact(3).map(|knot| Knot {
                x: knot[0],
                y: knot[1],
                slope: knot[2],
            });
            let p = Curves {
                all: knots.collect(),
                ..Curves::default()
            };
            curves(image, &p)
        }
        "cdl" => {
            let all: [f64; 10] = numbers()?.try_into().map_err(|_| "cdl needs ten numbers")?;
            let three = |from: usize| [0, 1, 2].map(|i| all[from + i] as f32);
            let p = Cdl {
                slope: three(0),
                offset: three(3),
                power: three(6),
                saturation: all[9] as f32,
            };
            cdl(image, &p)
        }
        "white_balance" => {
            let [kelvin, tint]: [f64; 2] = numbers()?
                .try_into()
                .map_err(|_| "white_balance=KELVIN,TINT")?;
            let (kelvin, tint) = (kelvin as f32, tint as f32);
            white_balance(image, &WhiteBalance { kelvin, tint })
        }
        "hsl" => {
            let all: [f64; 4] = numbers()?
                .try_into()
                .map_err(|_| "hsl needs four numbers")?;
            let [hue_degrees, saturation, vibrance, lightness] = all.map(|v| v as f32);
            let p = Hsl {
                hue_degrees,
                saturation,
                vibrance,
                lightness,
                ..Hsl::default()
            };
            hsl(image, &p)
        }
        "lut" => {
            let text = std::fs::read_to_string(values.first().ok_or("lut=FILE")?)?;
            lut(image, Arc::new(Lut::from_cube(&text)?), 1.0)
        }
        other => return Err(format!("no step is called {other}").into()),
    })
}
