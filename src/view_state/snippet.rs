//! What to put into another page so that it shows a view. `docs/embedding.md` has the contract.

use super::{ThemeChoice, ViewState};

/// What screen readers call the frame.
const TITLE: &str = "Training Graphs";

/// A script tag that puts the figure where it stands. `site` is the address of this site, with the
/// slash at its end.
#[must_use]
pub fn script_tag(view: &ViewState, site: &str) -> String {
    let query = ViewState {
        embed: None,
        ..view.clone()
    }
    .to_query();
    let view = if query.is_empty() {
        query
    } else {
        format!(" data-view=\"{}\"", escaped(&query))
    };
    let script = escaped(&format!("{site}embed.js"));
    format!("<script src=\"{script}\"{view} async></script>")
}

/// A frame for pages that want no script of another site.
#[must_use]
pub fn frame(view: &ViewState, site: &str) -> String {
    let query = ViewState {
        embed: Some(ThemeChoice::Auto),
        ..view.clone()
    }
    .to_query();
    let address = escaped(&format!("{site}{query}"));
    format!(
        "<iframe src=\"{address}\" title=\"{TITLE}\"\n  \
           width=\"100%\" height=\"900\" style=\"border: 0\" loading=\"lazy\" \
           referrerpolicy=\"no-referrer\"\n  \
           allow=\"fullscreen *\"\n  \
           sandbox=\"allow-scripts allow-popups allow-popups-to-escape-sandbox \
           allow-same-origin\"></iframe>"
    )
}

/// Text as the value of an attribute in double quotes.
fn escaped(text: &str) -> String {
    text.replace('&', "&amp;")
        .replace('"', "&quot;")
        .replace('<', "&lt;")
        .replace('>', "&gt;")
}

#[cfg(test)]
mod tests {
    use super::*;

    const SITE: &str = "https://someone.github.io/training-graphs/";

    fn check(query: &str, script: &str, framed: &str) {
        let (view, _) = ViewState::from_query(query);
        assert_eq!(
            script_tag(&view, SITE),
            format!("<script src=\"{SITE}embed.js\"{script} async></script>")
        );
        let frame = frame(&view, SITE);
        let address = format!("<iframe src=\"{SITE}?{framed}\" title=\"Training Graphs\"");
        assert!(frame.starts_with(&address), "{frame}");
    }

    #[test]
    fn a_snippet_carries_the_view_and_nothing_else() {
        check("", "", "embed=1");
        check(
            "?runs=a,b&w=50",
            " data-view=\"?runs=a,b&amp;w=50\"",
            "runs=a,b&amp;w=50&amp;embed=1",
        );
        // A theme is in it where the visitor chose one; that of a page around is not chosen.
        check("?theme=auto&embed=dark", "", "embed=1");
        check(
            "?theme=dark&embed=1",
            " data-view=\"?theme=dark\"",
            "theme=dark&amp;embed=1",
        );
    }

    #[test]
    fn nothing_in_an_address_leaves_its_attribute() {
        check(
            "?x=\"><script>&runs=<b>\"",
            " data-view=\"?runs=%3Cb%3E%22\"",
            "runs=%3Cb%3E%22&amp;embed=1",
        );
        check(
            "?mine=\"><script>",
            " data-view=\"?mine=&quot;&gt;&lt;script&gt;\"",
            "embed=1&amp;mine=&quot;&gt;&lt;script&gt;",
        );
    }

    #[test]
    fn the_documentation_has_the_same_frame() {
        let guide = include_str!("../../docs/embedding.md");
        let plain = |text: &str| text.split_whitespace().collect::<Vec<_>>().join(" ");
        let (view, _) = ViewState::from_query("");
        let ours = frame(&view, "https://SITE/").replace("?embed", "?runs=…&amp;embed");
        assert!(plain(guide).contains(&plain(&ours)), "{ours}");
        let (view, _) = ViewState::from_query("?w=5");
        let ours = script_tag(&view, "https://SITE/").replace("w=5", "runs=…");
        assert!(guide.contains(&ours), "{ours}");
    }
}
