//! The built page, unchanged, in a real browser against a stand-in for the hub at the hub's own addresses.
//!
//! A test starts a [`Hub`], says what it holds and what goes wrong, and gives a [`flow`](flow::flow) the steps of a
//! visitor. Every wait is for a condition, and bounded; only where time itself matters is it for a fixed time.

pub mod browser;
pub mod downloads;
pub mod fault;
pub mod flow;
pub mod host;
pub mod hub;
pub mod page;
pub mod runs;
pub mod server;
pub mod site;
pub mod thread;
mod waiting;

pub use browser::Screen;
pub use downloads::Downloads;
pub use fault::Fault;
pub use flow::flow;
pub use host::Host;
pub use hub::Hub;
pub use page::{Page, Spot};
