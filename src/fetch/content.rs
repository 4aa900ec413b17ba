//! What a file holds, in the browser's keeping and not in the page's memory.

use js_sys::{Array, Uint8Array};
use wasm_bindgen::JsValue;
use wasm_bindgen_futures::JsFuture;
use web_sys::Blob;

/// The bytes of a file.
#[derive(Debug, Clone, PartialEq)]
pub struct Content {
    /// The bytes. To hand them on copies none.
    pub blob: Blob,
    /// How many they are.
    pub length: usize,
    /// What the thread has made of them while they came, where it was asked to; undefined else.
    pub made: JsValue,
}

impl Content {
    /// The bytes of arrays, in their order; none where the browser cannot hold so many.
    pub(super) fn of(parts: &Array, length: usize) -> Option<Self> {
        Some(Self {
            blob: Blob::new_with_u8_array_sequence(parts).ok()?,
            length,
            made: JsValue::UNDEFINED,
        })
    }

    /// Bytes that the browser holds.
    pub(super) fn of_blob(blob: Blob) -> Self {
        Self {
            length: blob.size() as usize,
            blob,
            made: JsValue::UNDEFINED,
        }
    }

    /// The bytes, in the program's memory; none where the browser has let go of them.
    pub async fn bytes(&self) -> Option<Vec<u8>> {
        let buffer = JsFuture::from(self.blob.array_buffer()).await.ok()?;
        Some(Uint8Array::new(&buffer).to_vec())
    }
}
