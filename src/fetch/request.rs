//! A request, from its turn to the last byte of its reply.

#[cfg(target_arch = "wasm32")]
pub(super) mod ask;
pub(super) mod busy;
#[cfg(target_arch = "wasm32")]
pub(super) mod content;
#[cfg(target_arch = "wasm32")]
pub(super) mod content_policy;
#[cfg(target_arch = "wasm32")]
pub(super) mod early;
#[cfg(target_arch = "wasm32")]
pub(super) mod http;
pub(super) mod length;
#[cfg(target_arch = "wasm32")]
pub(super) mod relay;
#[cfg(target_arch = "wasm32")]
pub(super) mod reply;
pub(super) mod retry;
pub(super) mod silence;
