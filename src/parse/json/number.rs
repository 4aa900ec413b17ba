//! Numbers in JSON, and what stands in for them.

use std::fmt;

use serde::de::{Deserialize, Deserializer, Error, Unexpected, Visitor};

use super::python_tokens;

/// A number, `null` (no number), or one of Python's tokens.
pub(super) struct Loss(pub(super) f64);

/// As [`Loss`]; not a number where an entry has none.
pub(super) struct Step(pub(super) f64);

impl<'de> Deserialize<'de> for Loss {
    fn deserialize<D: Deserializer<'de>>(deserializer: D) -> Result<Self, D::Error> {
        let number = deserializer.deserialize_any(Number("a loss to be a number"))?;
        Ok(Self(number))
    }
}

impl<'de> Deserialize<'de> for Step {
    fn deserialize<D: Deserializer<'de>>(deserializer: D) -> Result<Self, D::Error> {
        let number = deserializer.deserialize_any(Number("a step to be a number"))?;
        Ok(Self(number))
    }
}

/// Reads a number; holds what an error says was expected.
pub(super) struct Number(pub(super) &'static str);

impl<'de> Visitor<'de> for Number {
    type Value = f64;

    fn expecting(&self, formatter: &mut fmt::Formatter<'_>) -> fmt::Result {
        formatter.write_str(self.0)
    }

    fn visit_f64<E: Error>(self, number: f64) -> Result<f64, E> {
        Ok(number)
    }

    fn visit_u64<E: Error>(self, number: u64) -> Result<f64, E> {
        Ok(number as f64)
    }

    fn visit_i64<E: Error>(self, number: i64) -> Result<f64, E> {
        Ok(number as f64)
    }

    fn visit_unit<E: Error>(self) -> Result<f64, E> {
        Ok(f64::NAN)
    }

    // What has an escape is not borrowed: it is of the file's own.
    fn visit_borrowed_str<E: Error>(self, string: &'de str) -> Result<f64, E> {
        python_tokens::value(string).ok_or_else(|| E::invalid_type(Unexpected::Str(string), &self))
    }
}
