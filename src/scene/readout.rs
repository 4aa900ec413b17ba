//! What curves say, in numbers and words: at a place, between two, and as a whole.

mod between;
mod callout;
mod course;
mod description;
mod hover;
mod table;

pub use between::{Between, between};
pub use callout::{Callout, Pointed, Side, callout};
pub use course::{Course, courses};
pub use description::{gaps_in_words, milestones, overview, panels_in_words};
pub use hover::{Readout, nearest_step, next_x, readouts, snapped, x_in_words};
pub use table::{Row, Table, table};
