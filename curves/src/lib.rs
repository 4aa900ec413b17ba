//! What is done to every value of a curve: reading it, smoothing it, and finding what of it a screen
//! can show.
//!
//! A package of its own, so that it alone is compiled for speed, and all else for size. Where the page's functions
//! would take in a loop over values, it is never inlined: there it would be compiled for size.

pub mod decimate;
pub mod geometry;
pub mod number_list;
pub mod smooth;
pub mod stairs;
