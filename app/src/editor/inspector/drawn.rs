//! Widgets for what is drawn by hand: curves, gradients, colour wheels, levels over a histogram, and what lies on the picture
//! itself. A drag is a draft until it is let go of; then it is one edit and one undo step.

mod behind;
mod curves;
mod gradient;
mod groups;
mod held;
mod levels;
mod onto;
mod plane;
mod wheel;

pub(super) use curves::CurvesWidget;
pub(super) use gradient::GradientWidget;
pub(super) use groups::Params;
pub(super) use onto::OntoPicture;
