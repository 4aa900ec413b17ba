//! JSON, told apart by what stands in it.

mod config;
mod list;
mod log;
mod number;
pub(super) mod python_tokens;
mod training_file;

use std::fmt;

use serde::de::{Deserialize, Deserializer, IgnoredAny, MapAccess, SeqAccess, Visitor};

use super::{LossList, ParseError, ParsedFile, past_mark};
use config::ConfigReader;
use list::List;
use log::Log;
use number::Loss;
use training_file::{Losses, Stated};

/// Reads JSON without a byte order mark.
pub(super) fn read(bytes: &[u8]) -> Result<ParsedFile, ParseError> {
    // Which that reader would pass over.
    let has_mark = past_mark(bytes).len() < bytes.len();
    if !has_mark && let Some(run) = super::published(LossList::of(bytes)) {
        return Ok(ParsedFile::of(run));
    }
    let shape = serde_json::from_slice(&python_tokens::with_numbers_as_strings(bytes));
    match shape {
        Ok(Shape::Object {
            losses: Some(losses),
            stated,
            ..
        }) => losses.into_file(stated),
        Ok(Shape::Object { log: Some(log), .. }) => log.into_file(),
        Ok(Shape::Object { .. }) => Err(ParseError::NoTrainingLoss),
        Ok(Shape::List(list)) => list.into_file(),
        Err(error) => match list_of_lines(bytes) {
            Some(list) => read(&list),
            None => Err(ParseError::from_json(&error, bytes)),
        },
    }
}

/// The list that JSON Lines are, where an object stands on each of several lines: each stays on its own. Where the last
/// is cut off, so is the list.
fn list_of_lines(bytes: &[u8]) -> Option<Vec<u8>> {
    let lines = || bytes.split(|byte| *byte == b'\n').map(<[u8]>::trim_ascii);
    let mut entries = lines().filter(|line| !line.is_empty());
    let last = entries.next_back()?;
    let is_object = |entry: &[u8]| entry.starts_with(b"{") && entry.ends_with(b"}");
    let mut before = entries.peekable();
    before.peek()?;
    if !last.starts_with(b"{") || !before.all(is_object) {
        return None;
    }
    let mut list = Vec::with_capacity(bytes.len() + bytes.len() / 2);
    let mut between = b"[";
    for line in lines() {
        if !line.is_empty() {
            list.extend(between);
            between = b",";
        }
        list.extend(line);
        list.push(b'\n');
    }
    if is_object(last) {
        list.push(b']');
    }
    Some(list)
}

/// The key that this reader alone knows: a file that has it is left to it.
pub(super) const LOG: &[u8] = b"log_history";

enum Shape {
    Object {
        losses: Option<Losses>,
        stated: Stated,
        log: Option<Log>,
    },
    List(List),
}

// By hand and not derived: as in Python, the last of two equal keys counts.
impl<'de> Deserialize<'de> for Shape {
    fn deserialize<D: Deserializer<'de>>(deserializer: D) -> Result<Self, D::Error> {
        struct ShapeVisitor;

        impl<'de> Visitor<'de> for ShapeVisitor {
            type Value = Shape;

            fn expecting(&self, formatter: &mut fmt::Formatter<'_>) -> fmt::Result {
                formatter.write_str(
                    "an object with Config and TrainingLoss or with log_history, or a list of losses",
                )
            }

            fn visit_map<A: MapAccess<'de>>(self, mut map: A) -> Result<Shape, A::Error> {
                let (mut losses, mut log) = (None, None);
                let mut stated = Stated::default();
                while let Some(key) = map.next_key::<String>()? {
                    match key.as_str() {
                        "Config" => {
                            stated.config = map.next_value_seed(ConfigReader)?;
                        }
                        "TrainingLoss" => losses = Some(map.next_value()?),
                        "AvgFinalLoss" => {
                            stated.average_final_loss = Some(map.next_value::<Loss>()?.0);
                        }
                        "FinalLoss" => stated.final_loss = Some(map.next_value::<Loss>()?.0),
                        "log_history" => log = map.next_value()?,
                        _ => drop(map.next_value::<IgnoredAny>()?),
                    }
                }
                Ok(Shape::Object {
                    losses,
                    stated,
                    log,
                })
            }

            fn visit_seq<A: SeqAccess<'de>>(self, seq: A) -> Result<Shape, A::Error> {
                List::from_seq(seq).map(Shape::List)
            }
        }

        deserializer.deserialize_any(ShapeVisitor)
    }
}
