//! What the page loads, runs and lists of files: where each is, how far it has come, and what becomes of it.

pub(super) mod away;
pub(super) mod keeping;
pub(super) mod list;
pub(super) mod load;
pub(super) mod load_error;
pub(super) mod load_status;
pub(super) mod loaded;
pub(super) mod loads;
pub(super) mod network;
pub(super) mod own_file;
pub(super) mod place;
pub(super) mod reading;
pub(super) mod room;
pub(super) mod standing;
pub(super) mod task;
pub(super) mod thread;
pub(super) mod work;
