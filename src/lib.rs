//! Training Graphs: training curves of arithmetic transformers, read from Hugging Face and drawn in
//! the browser.

pub mod decimate;
pub mod draw;
pub mod geometry;
pub mod parse;
pub mod run;
pub mod scene;
pub mod smooth;
