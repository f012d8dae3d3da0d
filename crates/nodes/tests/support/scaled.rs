//! A call at another scale than the one it was made for.

use gesso_media::{Filter, resize, scaled_size};
use gesso_nodes::{Call, Data, Scaled};

/// The call at this scale, with what flows in made smaller.
pub(crate) fn at_scale(call: &Call, scale: f32) -> Call {
    let mut call = call.clone();
    call.scale = scale;
    for data in call.inputs.values_mut() {
        *data = smaller(data, scale);
    }
    call
}

fn smaller(data: &Data, scale: f32) -> Data {
    let less = |scaled: &Scaled| {
        let (w, h) = scaled_size(scaled.full, scale);
        Scaled {
            image: resize(scaled.image.clone(), w, h, Filter::Bilinear),
            full: scaled.full,
        }
    };
    match data {
        Data::Picture(scaled) => Data::Picture(less(scaled)),
        Data::Mask(scaled) => Data::Mask(less(scaled)),
        Data::List(items) => Data::List(items.iter().map(|item| smaller(item, scale)).collect()),
        other => other.clone(),
    }
}
