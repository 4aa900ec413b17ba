//! Training Graphs: training curves of arithmetic transformers, read from Hugging Face and drawn in
//! the browser.

#[cfg(all(target_arch = "wasm32", feature = "app"))]
pub mod app;
pub mod catalogue;
pub mod characters;
pub mod draw;
pub mod export;
pub mod fetch;
pub mod model_name;
pub mod number;
pub mod palette;
pub mod parse;
pub mod run;
pub mod scene;
pub mod summary;
pub mod view_state;

pub use training_curves::{decimate, geometry, number_list, order, smooth, stairs};
