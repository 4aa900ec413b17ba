//! Many values to the few that a screen can show, and only those inside the panel.
//!
//! Nothing is averaged: each column, about a pixel wide, keeps a line's first, least, greatest and
//! last value, each at its own step, so that the drawn line covers the pixels that the whole line
//! would; of the edges of an area it keeps the greatest above and the least below.

mod blocks;
mod clip;
mod columns;
mod edge;
mod lines;
mod straighten;
mod vertex;

pub use blocks::{Blocks, align};
pub use clip::{clip_area, clip_line};
pub use columns::columns;
pub use edge::{Edge, edge};
pub use straighten::straighten;
pub use vertex::Vertex;
