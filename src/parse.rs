//! Bytes of a training file to a [`Run`].
//!
//! The format is Python's `json.dump` of `{"Config": {…}, "TrainingLoss": [one number a step]}`,
//! with `AvgFinalLoss` and `FinalLoss` at the top in older files. Every number is read to the
//! double that was written; `null` and Python's bare `NaN`, `Infinity` and `-Infinity` are read as
//! what they say. Unknown keys are passed over.

mod error;
mod python_tokens;
mod training_file;

pub use error::ParseError;

use crate::run::Run;

/// Reads a training file.
///
/// # Errors
/// Says what the bytes are instead, where they are no training file.
pub fn parse(bytes: &[u8]) -> Result<Run, ParseError> {
    let bytes = bytes.strip_prefix(b"\xef\xbb\xbf").unwrap_or(bytes);
    if let Some(error) = ParseError::of_other_format(bytes) {
        return Err(error);
    }
    // Standard JSON, by far the usual case, is read where it lies; only a refusal pays for a copy.
    let file = training_file::read(bytes).or_else(|error| match python_tokens::quoted(bytes) {
        Some(quoted) => training_file::read(&quoted),
        None => Err(error),
    });
    match file {
        Ok(file) => file.into_run(),
        Err(error) => Err(ParseError::from_json(&error, bytes.len())),
    }
}

#[cfg(test)]
mod tests;
