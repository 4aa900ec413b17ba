//! Requests that start.js made before the program was there to make them.

use js_sys::{Array, Map, Promise, Reflect, global};
use wasm_bindgen::JsCast;
use wasm_bindgen_futures::JsFuture;

use super::http::{AbortOnDrop, Reply};

/// One of them.
pub(in crate::fetch) struct Early {
    reply: Promise,
    guard: AbortOnDrop,
}

/// The addresses of those that have not been taken yet.
pub fn early() -> Vec<String> {
    let addresses = Early::requests().map(|requests| Array::from(&requests.keys()));
    let addresses = addresses.iter().flat_map(Array::iter);
    addresses
        .filter_map(|address| address.as_string())
        .collect()
}

impl Early {
    fn requests() -> Option<Map> {
        let requests = Reflect::get(&global(), &"earlyRequests".into()).ok()?;
        requests.dyn_into().ok()
    }

    /// The request for the whole of `address`, if it was made and has not been taken yet.
    pub(in crate::fetch) fn take(address: &str) -> Option<Self> {
        let requests = Self::requests()?;
        let address = address.into();
        let request = requests.get(&address);
        requests.delete(&address);
        let part = |name: &str| Reflect::get(&request, &name.into()).ok();
        Some(Self {
            reply: part("reply")?.dyn_into().ok()?,
            guard: AbortOnDrop(part("controller")?.dyn_into().ok()?),
        })
    }

    /// Waits for the beginning of the reply; none where that failed, which [`http::get`](super::http::get) will tell more of.
    pub(in crate::fetch) async fn get(self) -> Option<Reply> {
        let response = JsFuture::from(self.reply).await.ok()?;
        Some(Reply {
            response: response.unchecked_into::<web_sys::Response>().into(),
            _guard: self.guard,
        })
    }
}
