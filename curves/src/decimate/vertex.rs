//! A value in its place.

/// A value, and its place among the run's values.
#[derive(Debug, Clone, Copy, PartialEq)]
pub struct Vertex {
    /// The place, from 0.
    pub index: usize,
    /// The value there.
    pub value: f64,
}

impl Vertex {
    /// The value in a place.
    pub(super) fn at(values: &[f64], index: usize) -> Self {
        Self {
            index,
            value: values[index],
        }
    }
}
