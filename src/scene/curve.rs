//! A run as a figure takes it.

use std::sync::Arc;

use super::scale::Extent;
use crate::smooth::Band;

/// A smoothed run, its colour, and how far its values reach.
#[derive(Debug, Clone)]
pub struct Curve {
    /// Which colour of the theme's runs.
    pub colour: usize,
    /// What is drawn.
    pub band: Arc<Band>,
    /// The extent of all values; none where there are none.
    pub extent: Option<Extent>,
    /// The extent of the values above zero.
    pub positive: Option<Extent>,
}

impl Curve {
    /// Measures a band. Linear in its length, so that drawing need not be.
    #[must_use]
    pub fn new(colour: usize, band: Arc<Band>) -> Self {
        let values = || band.min.iter().chain(&band.max).copied();
        let extent = Extent::of(values(), |_| true);
        let positive = match extent {
            Some(extent) if extent.min > 0.0 => Some(extent),
            _ => Extent::of(values(), |value| value > 0.0),
        };
        Self {
            colour,
            band,
            extent,
            positive,
        }
    }
}
