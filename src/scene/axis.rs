//! Axes: what they show, how they space it, and where they are marked.

pub(super) mod along;
pub(super) mod axes;
pub(super) mod fit;
pub(super) mod scale;
pub(super) mod ticks;
pub(super) mod words;
pub(super) mod x_axis;
pub(super) mod zoom;
pub(super) mod zoom_history;
