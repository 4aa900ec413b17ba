//! A file as it is read, its runs smoothed.

use super::load::Smoothed;
use super::room::{NoRoom, Room};
use super::timing;
use crate::parse::ParsedFile;
use crate::scene::Measured;
use crate::smooth::Smoothing;

/// What is in a file, and the milliseconds that each part of the work took.
pub(super) struct Reading {
    pub(super) file: ParsedFile,
    pub(super) smoothed: Smoothed,
    pub(super) parse_time: f64,
    pub(super) smooth_time: f64,
}

impl Reading {
    /// Smooths the runs of a file that it took so long to read.
    pub(super) fn of(file: ParsedFile, smoothing: Smoothing, parse_time: f64) -> Self {
        let start = timing::now();
        let runs = file.runs.iter();
        let bands = runs.map(|run| Measured::of(smoothing.apply(&run.losses)));
        Self {
            smoothed: Smoothed::of(smoothing, bands),
            file,
            parse_time,
            smooth_time: timing::now() - start,
        }
    }

    /// The same on the page, where there is room for the losses.
    pub(super) fn with_room(
        file: ParsedFile,
        smoothing: Smoothing,
        parse_time: f64,
    ) -> Result<(Self, Room), NoRoom> {
        let losses = file.runs.iter().map(|run| run.losses.len());
        let room = Room::of(losses.sum())?;
        Ok((Self::of(file, smoothing, parse_time), room))
    }
}
