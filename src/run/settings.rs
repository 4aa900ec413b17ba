//! Settings as a file has them, to be read when they are asked for.

use serde_json::Value;

use super::Config;

/// A [`Config`] that is still JSON: a figure needs none of it.
#[derive(Debug, Clone, Default, PartialEq)]
pub struct Settings(Box<[u8]>);

impl Settings {
    /// No longer may their JSON be, in bytes: those of a run are a few hundred.
    pub const LONGEST: usize = 1 << 20;

    /// Settings whose text is known to be a JSON object.
    #[must_use]
    pub fn unread(json: &[u8]) -> Self {
        Self(json.into())
    }

    /// Their JSON, an object; nothing where a file has none.
    #[must_use]
    pub fn json(&self) -> &[u8] {
        &self.0
    }

    /// What they say. A file without settings says nothing.
    #[must_use]
    pub fn read(&self) -> Config {
        Config(serde_json::from_slice(&self.0).unwrap_or_default())
    }
}

impl From<Config> for Settings {
    fn from(config: Config) -> Self {
        Self(Value::Object(config.0).to_string().into_bytes().into())
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn settings_say_the_same_again() {
        let json = r#"{"a": [1, -0.0, 1e300, 18446744073709551615, 0.1], "é\n": {"\u007f": null}}"#;
        let config = Settings::unread(json.as_bytes()).read();
        assert_eq!(config.0.len(), 2);
        let again = Settings::from(config.clone()).read();
        assert_eq!(format!("{again:?}"), format!("{config:?}"));
        assert_eq!(Settings::default().read(), Config::default());
    }
}
