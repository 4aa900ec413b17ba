//! What a visitor downloads before there is anything to see.

use std::{collections::BTreeSet, fs, io::Write as _, path::Path};

use anyhow::{Context as _, Result, bail, ensure};
use flate2::{Compression, write::GzEncoder};

use crate::workspace;

/// How many bytes the page may be, packed as gzip does it by default. At a slow mobile network's 400 kbit/s every 50 kB
/// are a second of waiting.
const BUDGET: usize = 250_000;

/// Prints what the parts of the built page weigh; fails where they are more than the budget in all.
pub(crate) fn check() -> Result<()> {
    let parts = parts(&workspace::dist())?;
    let total: usize = parts.iter().map(|part| part.packed).sum();
    for Part { name, packed } in &parts {
        println!("{:>7.1} kB  {name}", kilobytes(*packed));
    }
    println!("{:>7.1} kB  in all, gzipped", kilobytes(total));
    ensure!(
        total <= BUDGET,
        "the page weighs {:.1} kB, more than its budget of {:.0} kB: make it smaller, or load less of it at once",
        kilobytes(total),
        kilobytes(BUDGET)
    );
    Ok(())
}

struct Part {
    name: String,
    /// Bytes, gzipped.
    packed: usize,
}

/// What names a file that comes after the figure.
const LATER: &str = "data-later=";

/// index.html and what it names, the heaviest first, without what comes after the figure.
fn parts(dist: &Path) -> Result<Vec<Part>> {
    let index = fs::read_to_string(dist.join("index.html"))
        .context("the site is not built: `cargo xtask build` first")?;
    let named = named(&index);
    if named.is_empty() {
        bail!("index.html names no file: has its form changed?");
    }
    let mut parts = named
        .into_iter()
        .chain(["index.html"])
        .map(|name| {
            let bytes =
                fs::read(dist.join(name)).with_context(|| format!("index.html names {name}"))?;
            let (name, packed) = (name.to_owned(), packed(&bytes)?);
            Ok(Part { name, packed })
        })
        .collect::<Result<Vec<_>>>()?;
    parts.sort_by_key(|part| std::cmp::Reverse(part.packed));
    Ok(parts)
}

/// The files that an attribute of index.html is the address of, each once.
fn named(index: &str) -> BTreeSet<&str> {
    let parts: Vec<&str> = index.split('"').collect();
    let values = parts.windows(2).filter(|pair| !pair[0].ends_with(LATER));
    values
        .filter_map(|pair| pair[1].strip_prefix("./"))
        .collect()
}

/// How many bytes are left of some when they are gzipped, as a site sends them.
pub(crate) fn packed(bytes: &[u8]) -> Result<usize> {
    let mut encoder = GzEncoder::new(Vec::new(), Compression::default());
    encoder.write_all(bytes)?;
    Ok(encoder.finish()?.len())
}

fn kilobytes(bytes: usize) -> f64 {
    bytes as f64 / 1e3
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_parts_are_what_the_index_names() {
        let dist = tempfile::tempdir().unwrap();
        let index = r#"<link href="./a.css"/><script src="./b.js" data-wasm="./c.wasm" data-later="./on-demand.wasm"></script>
            <link rel="preload" href="./c.wasm"><meta content="preview.png"><a href="https://x.y/">"#;
        let files = [
            ("index.html", index.as_bytes()),
            ("a.css", b"a"),
            ("b.js", b"b"),
            ("c.wasm", &[0; 10_000]),
            ("on-demand.wasm", b"d"),
        ];
        for (name, bytes) in files {
            fs::write(dist.path().join(name), bytes).unwrap();
        }
        let parts = parts(dist.path()).unwrap();
        let mut names: Vec<&str> = parts.iter().map(|part| part.name.as_str()).collect();
        names.sort_unstable();
        assert_eq!(names, ["a.css", "b.js", "c.wasm", "index.html"]);
        let wasm = parts.iter().find(|part| part.name == "c.wasm").unwrap();
        assert!(wasm.packed < 1000, "{} bytes", wasm.packed);
    }

    #[test]
    fn a_missing_part_is_named() {
        let dist = tempfile::tempdir().unwrap();
        let error = |dist: &Path| parts(dist).err().unwrap().to_string();
        assert!(error(dist.path()).contains("not built"));
        fs::write(dist.path().join("index.html"), "<p>").unwrap();
        assert!(error(dist.path()).contains("names no file"));
        fs::write(dist.path().join("index.html"), r#"<link href="./a.css">"#).unwrap();
        assert!(error(dist.path()).contains("a.css"));
    }
}
