//! What the fuzz targets hold their inputs to.

use std::alloc::{GlobalAlloc, Layout, System};
use std::cell::Cell;

use training_graphs::parse::{ParseError, ParsedFile};

pub mod checks;

/// How many bytes reading a file may take at once for each byte of it, over [`AT_LEAST`].
///
/// The worst that a file can do is settings of objects in one another with a key each: five bytes, and
/// 640 for what is held of it.
const FOR_EACH_BYTE: usize = 136;
/// What reading the smallest file may take, mostly the buffers of the reader of tables.
const AT_LEAST: usize = 1 << 18;

/// The system's memory, with a count of what this thread has of it.
struct Counting;

#[global_allocator]
static MEMORY: Counting = Counting;

thread_local! {
    static HELD: Cell<usize> = const { Cell::new(0) };
    static MOST: Cell<usize> = const { Cell::new(0) };
}

fn hold(bytes: usize) {
    let held = HELD.get().wrapping_add(bytes);
    HELD.set(held);
    MOST.set(MOST.get().max(held));
}

fn release(bytes: usize) {
    HELD.set(HELD.get().saturating_sub(bytes));
}

// SAFETY: every call is the system's own; counting touches no memory but two cells of the thread.
unsafe impl GlobalAlloc for Counting {
    unsafe fn alloc(&self, layout: Layout) -> *mut u8 {
        hold(layout.size());
        // SAFETY: the caller's promise, passed on.
        unsafe { System.alloc(layout) }
    }

    unsafe fn dealloc(&self, place: *mut u8, layout: Layout) {
        release(layout.size());
        // SAFETY: the caller's promise, passed on.
        unsafe { System.dealloc(place, layout) }
    }
}

/// Reads a file, and holds what comes of it, and the memory that it takes, against its size.
///
/// # Errors
/// Those of the reader.
///
/// # Panics
/// Where the reader breaks a promise.
pub fn read(bytes: &[u8], name: Option<&str>) -> Result<ParsedFile, ParseError> {
    let before = HELD.get();
    MOST.set(before);
    let read = checks::read(bytes, name);
    let taken = MOST.get() - before;
    assert!(
        taken <= AT_LEAST + FOR_EACH_BYTE * bytes.len(),
        "{taken} bytes of memory for {} bytes",
        bytes.len()
    );
    read
}
