//! Axes: what they show, how they space it, and where they are marked.

pub(super) mod along;
pub(super) mod fit;
pub(super) mod scale;
pub(super) mod ticks;
pub(super) mod view;
pub(super) mod words;
