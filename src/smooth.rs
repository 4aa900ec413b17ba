//! Losses to the [`Band`] that is drawn. Smoothing sees every step, whatever part is on the screen.

mod rolling;

pub use rolling::{Window, rolling};

/// A smoothed run: at each step the mean, the least and the greatest loss of the window there.
///
/// The three lists are as long as the run. A value that the window does not have is not a number.
#[derive(Debug, Clone, Default, PartialEq)]
pub struct Band {
    /// The line.
    pub mean: Vec<f64>,
    /// The lower edge.
    pub min: Vec<f64>,
    /// The upper edge.
    pub max: Vec<f64>,
}
