//! What is seen of the page: one file for each part.

mod choice;
pub(super) mod dialog;
pub(super) mod downloads;
pub(super) mod embed;
pub(super) mod embed_dialog;
pub(super) mod figure;
pub(super) mod folded;
pub(super) mod help;
pub(super) mod kept;
pub(super) mod legend;
pub(super) mod local_files;
pub(super) mod masthead;
pub(super) mod model;
pub(super) mod models;
pub(super) mod notice;
pub(super) mod progress;
pub(super) mod share;
pub(super) mod toolbar;
