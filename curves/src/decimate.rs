//! Many values to the few that a screen can show, and only those inside the panel.
//!
//! Nothing is averaged: each pixel column keeps its first, least, greatest and last value, each at
//! its own step, so that the drawn line covers the very pixels that the whole line would.

mod blocks;
mod clip;
mod columns;
mod straighten;

pub use blocks::Blocks;
pub use clip::{clip_area, clip_line};
pub use columns::{Outline, Vertex, columns};
pub use straighten::straighten;
