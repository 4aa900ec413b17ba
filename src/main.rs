//! Mounts the app.

#[cfg(target_arch = "wasm32")]
fn main() {
    training_graphs::app::mount();
}

/// Lets tools that build every target natively do so.
#[cfg(not(target_arch = "wasm32"))]
fn main() {}
