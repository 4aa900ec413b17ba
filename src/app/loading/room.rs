//! How many losses all runs of the page may have together.

use std::cell::Cell;

/// As many runs as an address names, each longer than any that is published. Each loss takes up to 80 bytes with what is
/// made of it, and a program in a browser has no more than 4 GiB.
const CAP: usize = 20_000_000;

thread_local! {
    static HELD: Cell<usize> = const { Cell::new(0) };
}

/// Room for so many losses, as long as it is held; of the page, or of the thread in which it is taken.
#[derive(Debug, Default)]
pub(in crate::app) struct Room(usize);

#[derive(Debug, Clone, PartialEq, thiserror::Error)]
#[error(
    "more than one page can hold: {} million losses in all its runs; show fewer, then try again",
    CAP / 1_000_000
)]
pub(in crate::app) struct NoRoom;

impl Room {
    pub(in crate::app) fn of(losses: usize) -> Result<Self, NoRoom> {
        let mut room = Self::default();
        room.hold(losses)?;
        Ok(room)
    }

    /// Whether any page has room for so many.
    pub(in crate::app) fn is_enough_for(losses: usize) -> bool {
        losses <= CAP
    }

    /// Takes or leaves room until it is for so many.
    pub(in crate::app) fn hold(&mut self, losses: usize) -> Result<(), NoRoom> {
        let held = HELD.get() - self.0 + losses;
        if held > CAP {
            return Err(NoRoom);
        }
        HELD.set(held);
        self.0 = losses;
        Ok(())
    }
}

impl Drop for Room {
    fn drop(&mut self) {
        HELD.set(HELD.get() - self.0);
    }
}
