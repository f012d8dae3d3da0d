//! What is drawn by hand, as numbers: points of a curve, stops of a gradient, the puck of a wheel, boxes and outlines on a
//! picture, strokes of a brush. Pure: widgets show it and give it places, tests ask it without a browser.

pub mod boxes;
pub mod curve;
pub mod gradient;
pub mod histogram;
pub mod stroke;
pub mod wheel;
