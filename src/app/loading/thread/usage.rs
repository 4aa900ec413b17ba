//! How much a thread is and has been used.

use std::cell::Cell;
use std::rc::Rc;

/// A thread's memory never shrinks: one that has read so many bytes in all, 4 MiB, is not worth it once it has nothing to
/// do.
const MOST_BYTES: usize = 1 << 22;

/// Jobs and bytes of one thread. Clones count together.
#[derive(Clone, Default)]
pub(super) struct Usage(Rc<Counts>);

#[derive(Default)]
struct Counts {
    jobs: Cell<usize>,
    /// Bytes that its jobs are about.
    bytes_in_hand: Cell<usize>,
    /// Bytes that it has read.
    bytes_read: Cell<usize>,
}

impl Usage {
    /// Begins a job about so many bytes.
    pub(super) fn begin(&self, bytes: usize) {
        self.0.jobs.set(self.0.jobs.get() + 1);
        self.0
            .bytes_in_hand
            .set(self.0.bytes_in_hand.get().saturating_add(bytes));
    }

    /// Ends a job that was begun.
    pub(super) fn end(&self, bytes: usize) {
        self.0.jobs.set(self.0.jobs.get().saturating_sub(1));
        self.0
            .bytes_in_hand
            .set(self.0.bytes_in_hand.get().saturating_sub(bytes));
    }

    /// How many bytes all its present jobs are about.
    pub(super) fn bytes_in_hand(&self) -> usize {
        self.0.bytes_in_hand.get()
    }

    /// Counts bytes that it has read.
    pub(super) fn count_read(&self, bytes: usize) {
        self.0
            .bytes_read
            .set(self.0.bytes_read.get().saturating_add(bytes));
    }

    /// How many jobs it has at present.
    pub(super) fn jobs(&self) -> usize {
        self.0.jobs.get()
    }

    /// Whether it has read more than its memory is worth.
    pub(super) fn is_worn(&self) -> bool {
        self.0.bytes_read.get() >= MOST_BYTES
    }
}
