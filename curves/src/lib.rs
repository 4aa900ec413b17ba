//! What is done to every value of a curve: reading it, smoothing it, and finding what of it a screen
//! can show.
//!
//! A package of its own, so that it alone is compiled for speed, and all else for size. What looks at every
//! value is never inlined: within a function of the page's it would be compiled as that is.

pub mod decimate;
pub mod geometry;
pub mod number_list;
pub mod smooth;
pub mod stairs;
