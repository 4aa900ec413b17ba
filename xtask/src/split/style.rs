//! A style sheet without words and blanks.

use anyhow::{Result, anyhow};

/// The same style in fewer bytes.
pub(super) fn minify(sheet: &str) -> Result<String> {
    let minified = minifier::css::minify(sheet);
    let minified = minified.map_err(|fault| anyhow!("cannot read a style sheet: {fault}"))?;
    Ok(minified.to_string())
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn blanks_that_mean_something_stay() {
        let sheet = "nav :not(a):hover > b, #c d { /* Beside. */ left: calc(50% - 3px); font: 1em/1.5 \"A, B\", serif; }
            @media (max-width: 30em) and (hover: none) { :root { --x: var(--y) auto; } }";
        assert_eq!(
            minify(sheet).unwrap(),
            "nav :not(a):hover>b,#c d{left:calc(50% - 3px);font:1em/1.5 \"A, B\",serif;}\
            @media (max-width:30em) and (hover:none){:root{--x:var(--y) auto;}}"
        );
    }
}
