//! Everything that a link carries, to and from a query string.
//!
//! Plain `key=value`; defaults are left out, and keys that mean nothing here are kept.

use percent_encoding::percent_decode_str;

use crate::fetch::Source;

/// What a link asks to see.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct ViewState {
    /// `source`: where the runs come from.
    pub source: Source,
    /// `runs`: the names of the runs, in order; none for the source's own choice.
    pub runs: Option<Vec<String>>,
    /// `hide`: the runs that are listed but not drawn.
    pub hidden: Vec<String>,
    /// Keys of others, as they were.
    others: Vec<String>,
}

impl ViewState {
    /// Reads a query, with or without its question mark. What cannot be used is ignored.
    #[must_use]
    pub fn from_query(query: &str) -> Self {
        let mut state = Self::default();
        let query = query.strip_prefix('?').unwrap_or(query);
        for pair in query.split('&').filter(|pair| !pair.is_empty()) {
            let (key, value) = pair.split_once('=').unwrap_or((pair, ""));
            match key {
                "source" => {
                    if value == "samples" {
                        state.source = Source::Samples;
                    }
                }
                "runs" => state.runs = Some(list(value)),
                "hide" => state.hidden = list(value),
                _ => state.others.push(pair.to_owned()),
            }
        }
        state
    }

    /// The query that reads back as this state: empty, or with its question mark.
    #[must_use]
    pub fn to_query(&self) -> String {
        let mut pairs = Vec::new();
        if self.source == Source::Samples {
            pairs.push("source=samples".to_owned());
        }
        if let Some(runs) = &self.runs {
            pairs.push(format!("runs={}", joined(runs)));
        }
        if !self.hidden.is_empty() {
            pairs.push(format!("hide={}", joined(&self.hidden)));
        }
        pairs.extend(self.others.iter().cloned());
        if pairs.is_empty() {
            String::new()
        } else {
            format!("?{}", pairs.join("&"))
        }
    }
}

/// The parts between commas, each once.
fn list(value: &str) -> Vec<String> {
    let decoded = percent_decode_str(value).decode_utf8_lossy();
    let mut parts: Vec<String> = Vec::new();
    for part in decoded.split(',').map(str::trim) {
        if !part.is_empty() && !parts.iter().any(|known| known == part) {
            parts.push(part.to_owned());
        }
    }
    parts
}

fn joined(parts: &[String]) -> String {
    use percent_encoding::{NON_ALPHANUMERIC, utf8_percent_encode};
    const KEPT: &percent_encoding::AsciiSet = &NON_ALPHANUMERIC
        .remove(b'_')
        .remove(b'-')
        .remove(b'.')
        .remove(b'~');
    let encoded = parts
        .iter()
        .map(|part| utf8_percent_encode(part, KEPT).to_string());
    encoded.collect::<Vec<_>>().join(",")
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::*;

    fn check(query: &str, back: &str) {
        assert_eq!(ViewState::from_query(query).to_query(), back);
    }

    #[test]
    fn queries_read_back() {
        check("", "");
        check("?", "");
        check("?runs=a,b&hide=b", "?runs=a,b&hide=b");
        check("hide=b&runs=a%2Cb,%20c", "?runs=a,b,c&hide=b");
        check("?source=samples", "?source=samples");
        check("?source=moon&runs=", "?runs=");
        check("?utm_source=x%20y&runs=a,a", "?runs=a&utm_source=x%20y");
        check("?runs=<b>&flag", "?runs=%3Cb%3E&flag");
    }

    proptest! {
        #[test]
        fn any_runs_survive(runs in prop::collection::vec("[^,\\s]{1,12}", 0..5)) {
            let state = ViewState { runs: Some(list(&joined(&runs))), ..ViewState::default() };
            prop_assert_eq!(ViewState::from_query(&state.to_query()), state);
        }

        #[test]
        fn no_query_makes_it_panic(query in "\\PC{0,60}") {
            let state = ViewState::from_query(&query);
            prop_assert_eq!(&ViewState::from_query(&state.to_query()), &state);
        }
    }
}
