//! A file as it is read, its runs smoothed.

use super::room::{NoRoom, Room};
use crate::app::timing;
use crate::parse::ParsedFile;
use crate::scene::Measured;
use crate::smooth::Smoothing;

/// What is in a file, and the milliseconds that each part of the work took.
pub(in crate::app) struct Reading {
    pub(in crate::app) file: ParsedFile,
    pub(in crate::app) smoothed: Smoothed,
    pub(in crate::app) parse_time: f64,
    pub(in crate::app) smooth_time: f64,
    /// That of its losses on the page; none in a thread.
    pub(in crate::app) room: Room,
}

impl Reading {
    /// Smooths the runs of a file, which took `parse_time` milliseconds to read; none where they are more than a
    /// page ever has room for.
    pub(in crate::app) fn of(file: ParsedFile, smoothing: Smoothing, parse_time: f64) -> Self {
        let start = timing::now();
        let wanted = if Room::is_ever_for(file.losses()) {
            &file.runs[..]
        } else {
            &[]
        };
        let bands = wanted
            .iter()
            .map(|run| Measured::of(smoothing.apply(&run.losses)));
        Self {
            smoothed: Smoothed::of(smoothing, bands),
            file,
            parse_time,
            smooth_time: timing::now() - start,
            room: Room::default(),
        }
    }

    /// The same on the page itself; an error where that has no room for so many losses.
    pub(in crate::app) fn with_room(
        file: ParsedFile,
        smoothing: Smoothing,
        parse_time: f64,
    ) -> Result<Self, NoRoom> {
        let room = Room::of(file.losses())?;
        Ok(Self {
            room,
            ..Self::of(file, smoothing, parse_time)
        })
    }
}

/// A file's series, smoothed, and how.
#[derive(Debug, Clone)]
pub(in crate::app) struct Smoothed {
    pub(in crate::app) smoothing: Smoothing,
    pub(in crate::app) bands: Vec<Measured>,
}

impl Smoothed {
    pub(in crate::app) fn of(
        smoothing: Smoothing,
        bands: impl IntoIterator<Item = Measured>,
    ) -> Self {
        Self {
            smoothing,
            bands: bands.into_iter().collect(),
        }
    }
}

impl Default for Smoothed {
    fn default() -> Self {
        Self::of(Smoothing::NOTEBOOK, [])
    }
}
