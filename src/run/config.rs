//! The settings in a training file.

use serde_json::{Map, Value};

/// The `Config` of a training file: every key it has, known or not.
#[derive(Debug, Clone, Default, PartialEq)]
pub struct Config(pub Map<String, Value>);

impl Config {
    /// The number under `key`, where there is one.
    #[must_use]
    pub fn number(&self, key: &str) -> Option<f64> {
        self.0.get(key)?.as_f64()
    }

    /// The whole number from 0 under `key`, where there is one; Python may have written `5.0`.
    #[must_use]
    pub fn count(&self, key: &str) -> Option<u64> {
        let value = self.0.get(key)?;
        let whole = |number: &f64| number.fract() == 0.0 && (0.0..=MAX_EXACT).contains(number);
        value
            .as_u64()
            .or_else(|| Some(value.as_f64().filter(whole)? as u64))
    }

    /// The text under `key`, where there is one that is not empty.
    #[must_use]
    pub fn text(&self, key: &str) -> Option<&str> {
        self.0.get(key)?.as_str().filter(|text| !text.is_empty())
    }
}

/// Up to here every whole number is a double.
const MAX_EXACT: f64 = 9_007_199_254_740_992.0;

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn counts_are_whole_and_not_negative() {
        let json = r#"{"a": 5, "b": 5.0, "c": 5.5, "d": -5, "e": "5", "f": 1e300, "g": null}"#;
        let config = Config(serde_json::from_str(json).unwrap());
        let counts = ["a", "b", "c", "d", "e", "f", "g", "h"].map(|key| config.count(key));
        assert_eq!(counts[..2], [Some(5), Some(5)]);
        assert_eq!(counts[2..], [None; 6]);
    }

    #[test]
    fn values_of_another_kind_are_none() {
        let json = r#"{"text": "relu", "empty": "", "flag": true}"#;
        let config = Config(serde_json::from_str(json).unwrap());
        assert_eq!(config.text("text"), Some("relu"));
        assert_eq!((config.text("empty"), config.text("flag")), (None, None));
        assert_eq!(config.number("text"), None);
    }
}
