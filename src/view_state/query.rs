//! Query strings as a whole.

use percent_encoding::{AsciiSet, NON_ALPHANUMERIC, percent_decode_str, utf8_percent_encode};

use super::ViewState;
use super::keys::KEYS;

/// What stays readable: unreserved characters (RFC 3986), and what names and lists are made of.
const ESCAPED: &AsciiSet = &NON_ALPHANUMERIC
    .remove(b'-')
    .remove(b'_')
    .remove(b'.')
    .remove(b'~')
    .remove(b',')
    .remove(b'/');

/// A key of the address whose value is of no use.
#[derive(Debug, Clone, PartialEq, Eq, thiserror::Error)]
#[error("“{key}={value}” in the address is left out: {wanted}")]
pub struct Notice {
    key: &'static str,
    value: String,
    wanted: &'static str,
}

/// No more of a bad value is shown than this, in characters.
const SHOWN: usize = 40;

pub(super) fn read(query: &str) -> (ViewState, Vec<Notice>) {
    let mut state = ViewState::default();
    let mut notices = Vec::new();
    let query = query.strip_prefix('?').unwrap_or(query);
    for pair in query.split('&').filter(|pair| !pair.is_empty()) {
        let (name, value) = pair.split_once('=').unwrap_or((pair, ""));
        let Some(key) = KEYS.iter().find(|key| key.name == name) else {
            state.others.push(pair.to_owned());
            continue;
        };
        let value = percent_decode_str(value).decode_utf8_lossy();
        if (key.read)(&mut state, &value).is_none() {
            notices.push(Notice {
                key: key.name,
                value: value.chars().take(SHOWN).collect(),
                wanted: key.wanted,
            });
        }
    }
    let zoom = &mut state.axes.zoom;
    for (key, min, max) in [
        ("xmin", &mut zoom.x_min, &mut zoom.x_max),
        ("ymin", &mut zoom.y_min, &mut zoom.y_max),
    ] {
        if let (Some(low), Some(high)) = (*min, *max)
            && low >= high
        {
            (*min, *max) = (None, None);
            notices.push(Notice {
                key,
                value: low.to_string(),
                wanted: "it is not below the other end",
            });
        }
    }
    (state, notices)
}

pub(super) fn write(state: &ViewState) -> String {
    let known = KEYS.iter().filter_map(|key| {
        let value = (key.write)(state)?;
        Some(format!(
            "{}={}",
            key.name,
            utf8_percent_encode(&value, ESCAPED)
        ))
    });
    let pairs: Vec<String> = known.chain(state.others.iter().cloned()).collect();
    if pairs.is_empty() {
        String::new()
    } else {
        format!("?{}", pairs.join("&"))
    }
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::*;

    fn check(query: &str, back: &str, notices: usize) {
        let (state, told) = read(query);
        assert_eq!(write(&state), back);
        assert_eq!(told.len(), notices, "{told:?}");
    }

    #[test]
    fn queries_read_back() {
        check("", "", 0);
        check("?", "", 0);
        check("?runs=a,b&hide=b", "?runs=a,b&hide=b", 0);
        check("hide=b&runs=a%2Cb,%20c", "?runs=a,b,c&hide=b", 0);
        check("?source=samples&runs=", "?source=samples&runs=", 0);
        check(
            "?runs=<b>&flag&utm=x%20y&runs=a,a",
            "?runs=a&flag&utm=x%20y",
            0,
        );
        check(
            "?repo=owner/name&rev=refs/pr/1",
            "?repo=owner/name&rev=refs/pr/1",
            0,
        );
        check(
            "?w=200&smooth=ema&band=std&raw=1",
            "?w=200&smooth=ema&band=std&raw=1",
            0,
        );
        check(
            "?xmin=1000&xmax=2500&ymin=1e-7&ymax=0.5",
            "?xmin=1000&xmax=2500&ymin=1e-7&ymax=0.5",
            0,
        );
        check(
            "?theme=dark&embed=1&y=log&x=percent&edge=shrink",
            "?edge=shrink&y=log&x=percent&theme=dark&embed=1",
            0,
        );
    }

    #[test]
    fn defaults_are_left_out() {
        check(
            "?w=500&edge=strict&smooth=rolling&band=1&raw=0&x=step&theme=auto&embed=0",
            "",
            0,
        );
    }

    #[test]
    fn what_is_of_no_use_is_told() {
        check("?w=0&source=moon&theme=pink&x=5", "", 4);
        check("?xmin=5&xmax=5&ymin=NaN", "", 2);
        check("?xmin=inf&w=5001", "", 2);
        let (_, notices) = read(&format!("?w={}", "9".repeat(10_000)));
        assert!(notices[0].to_string().len() < 200);
    }

    proptest! {
        #[test]
        fn no_query_makes_it_panic_and_each_settles(query in "\\PC{0,80}") {
            let (state, _) = read(&query);
            prop_assert_eq!(&read(&write(&state)).0, &state);
        }

        #[test]
        fn likely_queries_settle(
            pairs in prop::collection::vec(
                ("(w|edge|smooth|y|x|xmin|xmax|ymin|ymax|band|raw|runs|hide|model)", "[-0-9a-z.,e+]{0,8}"),
                0..8,
            ),
        ) {
            let query: Vec<String> = pairs.iter().map(|(k, v)| format!("{k}={v}")).collect();
            let (state, _) = read(&query.join("&"));
            prop_assert_eq!(&read(&write(&state)).0, &state);
        }
    }
}
