//! What the hub calls things: addresses, repositories, versions, and what its lists say. Plain data.

pub(super) mod address;
pub(super) mod file_path;
pub(super) mod id_error;
pub(super) mod link;
pub(super) mod listing;
pub(super) mod origin;
pub(super) mod repo_id;
pub(super) mod repositories;
pub(super) mod revision;
pub(super) mod version;
