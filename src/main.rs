//! Mounts the app; in a worker, which the page starts, serves it.

#[cfg(target_arch = "wasm32")]
fn main() {
    use training_graphs::app;

    if web_sys::window().is_some() {
        app::mount();
    } else {
        app::smooth_for_page();
    }
}

/// Lets tools that build every target natively do so.
#[cfg(not(target_arch = "wasm32"))]
fn main() {}
