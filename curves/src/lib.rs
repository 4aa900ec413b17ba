//! What is done to every value of a curve: reading it, smoothing it, and finding what of it a screen
//! can show.
//!
//! A package of its own, so that it alone is compiled for speed, and all else for size. Functions
//! whose loop over values takes time are never inlined: within one of the page's, it would be compiled for size.

pub mod decimate;
pub mod geometry;
pub mod number_list;
pub mod order;
pub mod smooth;
pub mod stairs;
