//! Where things are in the workspace.

use std::path::{Path, PathBuf};

/// The site's package.
pub(crate) const SITE: &str = "training-graphs";

/// The workspace's own directory.
pub(crate) fn root() -> &'static Path {
    let xtask = Path::new(env!("CARGO_MANIFEST_DIR"));
    xtask.parent().unwrap_or(xtask)
}

/// The built site.
pub(crate) fn dist() -> PathBuf {
    root().join("dist")
}
