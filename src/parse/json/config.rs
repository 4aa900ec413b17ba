//! `Config`, as values.

use std::fmt;

use serde::de::{DeserializeSeed, Deserializer, Error, MapAccess, SeqAccess, Visitor};
use serde_json::{Map, Value};

use super::python_tokens;
use crate::run::Config;

/// No more values are read than this. As values, settings take a hundred times their text.
const MOST: usize = 1 << 16;

/// Reads a `Config`; without anything where it is `null`.
pub(super) struct ConfigReader;

impl<'de> DeserializeSeed<'de> for ConfigReader {
    type Value = Config;

    fn deserialize<D: Deserializer<'de>>(self, deserializer: D) -> Result<Config, D::Error> {
        deserializer.deserialize_any(self)
    }
}

impl<'de> Visitor<'de> for ConfigReader {
    type Value = Config;

    fn expecting(&self, formatter: &mut fmt::Formatter<'_>) -> fmt::Result {
        formatter.write_str("a map")
    }

    fn visit_unit<E: Error>(self) -> Result<Config, E> {
        Ok(Config::default())
    }

    fn visit_map<A: MapAccess<'de>>(self, map: A) -> Result<Config, A::Error> {
        let mut left = MOST;
        Left(&mut left).map(map).map(Config)
    }
}

/// Reads a value while there are some left to read.
struct Left<'a>(&'a mut usize);

impl Left<'_> {
    fn map<'de, A: MapAccess<'de>>(self, mut map: A) -> Result<Map<String, Value>, A::Error> {
        let mut values = Map::new();
        while let Some(key) = map.next_key()? {
            values.insert(key, map.next_value_seed(Left(self.0))?);
        }
        Ok(values)
    }
}

impl<'de> DeserializeSeed<'de> for Left<'_> {
    type Value = Value;

    fn deserialize<D: Deserializer<'de>>(self, deserializer: D) -> Result<Value, D::Error> {
        let left = self.0.checked_sub(1);
        *self.0 = left.ok_or_else(|| {
            D::Error::custom(format_args!("its Config has more than {MOST} values"))
        })?;
        deserializer.deserialize_any(self)
    }
}

impl<'de> Visitor<'de> for Left<'_> {
    type Value = Value;

    fn expecting(&self, formatter: &mut fmt::Formatter<'_>) -> fmt::Result {
        formatter.write_str("any value")
    }

    fn visit_unit<E: Error>(self) -> Result<Value, E> {
        Ok(Value::Null)
    }

    fn visit_bool<E: Error>(self, value: bool) -> Result<Value, E> {
        Ok(value.into())
    }

    fn visit_i64<E: Error>(self, value: i64) -> Result<Value, E> {
        Ok(value.into())
    }

    fn visit_u64<E: Error>(self, value: u64) -> Result<Value, E> {
        Ok(value.into())
    }

    fn visit_f64<E: Error>(self, value: f64) -> Result<Value, E> {
        Ok(value.into())
    }

    fn visit_str<E: Error>(self, value: &str) -> Result<Value, E> {
        // What Python writes and JSON has no number for.
        let is_token = python_tokens::value(value).is_some();
        Ok(if is_token { Value::Null } else { value.into() })
    }

    fn visit_seq<A: SeqAccess<'de>>(self, mut list: A) -> Result<Value, A::Error> {
        let mut values = Vec::new();
        while let Some(value) = list.next_element_seed(Left(self.0))? {
            values.push(value);
        }
        Ok(Value::Array(values))
    }

    fn visit_map<A: MapAccess<'de>>(self, map: A) -> Result<Value, A::Error> {
        self.map(map).map(Value::Object)
    }
}
