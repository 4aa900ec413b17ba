//! What a file holds, as it has come: in the browser's keeping, and not in the program's memory.

use js_sys::{Array, ArrayBuffer, Uint8Array};
use wasm_bindgen::{JsCast, JsValue};

/// The bytes of a file.
#[derive(Debug, Clone, PartialEq)]
pub struct Content {
    /// Arrays of bytes, one after the other.
    pub parts: Array,
    /// How many bytes they have.
    pub length: usize,
}

/// A file that has come, and what of it is done already.
#[derive(Debug, Clone, PartialEq)]
pub struct Body {
    /// What it holds.
    pub content: Content,
    /// What the thread has made of it while it came, where it was asked to.
    pub made: Option<JsValue>,
}

impl From<Content> for Body {
    fn from(content: Content) -> Self {
        Self {
            content,
            made: None,
        }
    }
}

impl Content {
    /// The bytes of arrays, in their order.
    #[must_use]
    pub fn of(parts: Array) -> Self {
        let length = arrays(&parts).map(|part| part.length() as usize).sum();
        Self { parts, length }
    }

    /// The bytes of a buffer.
    #[must_use]
    pub fn of_buffer(buffer: &ArrayBuffer) -> Self {
        Self::of(Array::of1(&Uint8Array::new(buffer)))
    }

    /// The bytes, in the program's memory.
    #[must_use]
    pub fn bytes(&self) -> Vec<u8> {
        let mut bytes = vec![0; self.length];
        let mut start = 0;
        for part in arrays(&self.parts) {
            let end = start + part.length() as usize;
            if let Some(place) = bytes.get_mut(start..end) {
                part.copy_to(place);
            }
            start = end;
        }
        bytes
    }
}

fn arrays(parts: &Array) -> impl Iterator<Item = Uint8Array> {
    parts.iter().filter_map(|part| part.dyn_into().ok())
}
