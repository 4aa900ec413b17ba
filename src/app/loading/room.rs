//! How many losses all runs of the page may have together, and those that a thread reads at one time.

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

/// Why there is none.
#[derive(Debug, Clone, Copy, PartialEq, Eq, thiserror::Error)]
pub(in crate::app) enum NoRoom {
    #[error("it has more losses than one page can hold, which is {} million", CAP / 1_000_000)]
    Ever,
    #[error(
        "no room: one page holds at most {} million losses in all its runs; show fewer, then try again",
        CAP / 1_000_000
    )]
    Now,
}

impl Room {
    pub(in crate::app) fn of(losses: usize) -> Result<Self, NoRoom> {
        let mut room = Self::default();
        room.hold(losses)?;
        Ok(room)
    }

    /// Whether a page that has no other run has room for so many.
    pub(in crate::app) fn is_ever_for(losses: usize) -> bool {
        losses <= CAP
    }

    /// Takes or leaves room until it is for so many.
    pub(in crate::app) fn hold(&mut self, losses: usize) -> Result<(), NoRoom> {
        if !Self::is_ever_for(losses) {
            return Err(NoRoom::Ever);
        }
        let held = HELD.get() - self.0 + losses;
        if held > CAP {
            return Err(NoRoom::Now);
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
