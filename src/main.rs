//! Mounts the app; in a worker, which the page starts, serves it.

#[cfg(all(target_arch = "wasm32", feature = "app"))]
fn main() {
    use training_graphs::app;

    if web_sys::window().is_some() {
        app::mount();
    } else {
        app::serve();
    }
}

/// Lets tools that build every target do so without the app.
#[cfg(not(all(target_arch = "wasm32", feature = "app")))]
fn main() {}
