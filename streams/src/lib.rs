//! What leptos' server functions name of the crate `wasm-streams`. This page has no server, and calls none of it.
//!
//! That crate exports classes to the page's script, and what is exported no compiler leaves out, nor what that needs:
//! 6 kB of the packed page.

use futures_util::stream::Empty;
use wasm_bindgen::JsValue;

/// The body of a request or of a reply. There is none.
#[derive(Debug)]
pub enum ReadableStream {}

impl ReadableStream {
    /// A reply's.
    ///
    /// # Panics
    /// Always.
    #[must_use]
    pub fn from_raw(_: web_sys::ReadableStream) -> Self {
        unreachable!("the page has no server functions")
    }

    /// A request's.
    ///
    /// # Panics
    /// Always.
    #[must_use]
    pub fn from_stream<S>(_: S) -> Self {
        unreachable!("the page has no server functions")
    }

    /// As the browser takes it.
    #[must_use]
    pub fn into_raw(self) -> web_sys::ReadableStream {
        match self {}
    }

    /// Its parts.
    pub fn into_stream(self) -> Empty<Result<JsValue, JsValue>> {
        match self {}
    }
}
