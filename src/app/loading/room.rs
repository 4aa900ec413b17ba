//! How many losses all runs of the page may have together.

use std::cell::Cell;

/// Five hundred of the longest runs. Each loss takes up to 80 bytes with what is made of it, and a
/// program in a browser has no more than 4 GiB.
const CAP: usize = 40_000_000;

thread_local! {
    static HELD: Cell<usize> = const { Cell::new(0) };
}

/// Room for so many losses, as long as it is held.
#[derive(Debug)]
pub(in crate::app) struct Room(usize);

#[derive(Debug, Clone, PartialEq, thiserror::Error)]
#[error(
    "more than one page can hold: {} million losses in all its runs; show fewer, then try again",
    CAP / 1_000_000
)]
pub(in crate::app) struct NoRoom;

impl Room {
    pub(in crate::app) fn of(losses: usize) -> Result<Self, NoRoom> {
        let held = HELD.get() + losses;
        if held > CAP {
            return Err(NoRoom);
        }
        HELD.set(held);
        Ok(Self(losses))
    }
}

impl Drop for Room {
    fn drop(&mut self) {
        HELD.set(HELD.get() - self.0);
    }
}
