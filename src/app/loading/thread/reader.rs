//! A file that is being read while it comes.

use crate::app::loading::room::Room;
use crate::app::timing;
use crate::parse::{self, LossList, ParsedFile};

/// A file that is being read, part by part.
#[derive(Default)]
pub(super) struct Reader {
    losses: LossList,
    room: Room,
    /// Whether it has more losses than there is room for beside those of other files: it is read again once all of it is
    /// there, after them.
    is_given_up: bool,
    parse_time: f64,
}

impl Reader {
    pub(super) fn read_on(&mut self, part: &[u8]) {
        if self.is_given_up {
            return;
        }
        let start = timing::now();
        self.losses.read_on(part);
        self.parse_time += timing::now() - start;
        if self.room.hold(self.losses.count()).is_err() {
            *self = Self {
                is_given_up: true,
                ..Self::default()
            };
        }
    }

    /// What has been read, and how long that took; none where it is not plainly a published file, or has been given up.
    pub(super) fn end(self) -> Option<(ParsedFile, f64)> {
        let start = timing::now();
        let run = parse::published(self.losses)?;
        Some((
            ParsedFile::of(run),
            self.parse_time + (timing::now() - start),
        ))
    }
}
