//! Where a list goes on.

use super::address::HUB;
use crate::fetch::error::FetchError;

/// The address of the next page in a `Link` header (RFC 8288), which must be of the hub's API for
/// models: nobody else is asked in its name.
pub(in crate::fetch) fn next_page(link: &str) -> Result<Option<String>, FetchError> {
    // Each link is `<target>; parameters`, and no target has a `<` or `>` in it.
    let links = link.split('<').filter_map(|link| link.split_once('>'));
    let mut next = links.filter(|(_, parameters)| is_next(parameters));
    let Some((target, _)) = next.next() else {
        return Ok(None);
    };
    let path = target.strip_prefix(HUB).unwrap_or(target);
    if !["/api/models/", "/api/models?"]
        .iter()
        .any(|api| path.starts_with(api))
    {
        return Err(FetchError::ForeignPage);
    }
    Ok(Some(format!("{HUB}{path}")))
}

fn is_next(parameters: &str) -> bool {
    parameters.split([';', ',']).any(|parameter| {
        let (key, value) = parameter.split_once('=').unwrap_or_default();
        let mut relations = value.trim().trim_matches('"').split_whitespace();
        key.trim().eq_ignore_ascii_case("rel")
            && relations.any(|relation| relation.eq_ignore_ascii_case("next"))
    })
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::*;

    #[test]
    fn lists_go_on_at_the_hub_alone() {
        fn check(link: &str, expected: Result<Option<&str>, FetchError>) {
            assert_eq!(
                next_page(link),
                expected.map(|page| page.map(str::to_owned)),
                "{link}"
            );
        }
        let page = "https://huggingface.co/api/models/a/b/tree/main?cursor=x,y;z%3D";
        let next = Ok(Some(page));
        check(&format!("<{page}>; rel=\"next\""), next.clone());
        check(&format!("<{page}>;rel=next"), next.clone());
        check(
            &format!("<https://x.y/>; rel=\"prev\", <{page}>; title=a; REL=\"last Next\""),
            next.clone(),
        );
        check(&format!("<{}>; rel=\"next\"", page.replace(HUB, "")), next);
        for none in [
            "",
            "nonsense",
            "<",
            "<>",
            "<https://x.y/>; rel=\"nextish\"",
            "<https://x.y/>; next",
        ] {
            check(none, Ok(None));
        }
        for foreign in [
            "https://example.com/api/models/a/b",
            "http://huggingface.co/api/models/a/b",
            "https://huggingface.co.example.com/api/models/",
            "https://huggingface.co@example.com/api/models/",
            "https://huggingface.co:444/api/models/",
            "//example.com/api/models/",
            "https://huggingface.co/a/b/resolve/main/c",
            "javascript:alert(1)",
            "",
        ] {
            check(
                &format!("<{foreign}>; rel=\"next\""),
                Err(FetchError::ForeignPage),
            );
        }
    }

    proptest! {
        #[test]
        fn no_link_leaves_the_hub(
            host in "(https?:|javascript:)?(//)?([a-z]{1,3}[.@:])?(huggingface\\.co)?([.@:][a-z0-9]{1,3})?",
            path in "/(api/models|[a-z.%/]{0,9})[?/][a-z.%/]{0,9}",
        ) {
            let is_hubs = ["", "https://huggingface.co"].contains(&host.as_str());
            let page = next_page(&format!("<{host}{path}>; rel=\"next\""));
            let is_followed = matches!(page, Ok(Some(_)));
            prop_assert_eq!(is_followed, is_hubs && path.starts_with("/api/models"), "{:?}", page);
            if let Ok(Some(page)) = page {
                prop_assert!(page.starts_with("https://huggingface.co/api/models"));
            }
        }
    }
}
