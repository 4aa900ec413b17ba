//! The format itself, for serde.

use std::fmt;

use serde::de::{Deserialize, Deserializer, Error, IgnoredAny, MapAccess, SeqAccess, Visitor};
use serde_json::{Map, Value};

use super::{ParseError, python_tokens};
use crate::run::{Config, Run};

/// What stands in a training file, each part where it is there.
#[derive(Default)]
pub(super) struct TrainingFile {
    config: Map<String, Value>,
    losses: Option<Vec<f64>>,
    average_final_loss: Option<f64>,
    final_loss: Option<f64>,
}

pub(super) fn read(json: &[u8]) -> serde_json::Result<TrainingFile> {
    serde_json::from_slice(json)
}

impl TrainingFile {
    pub(super) fn into_run(self) -> Result<Run, ParseError> {
        let losses = self.losses.ok_or(ParseError::NoTrainingLoss)?;
        if losses.is_empty() {
            return Err(ParseError::NoSteps);
        }
        Ok(Run {
            config: Config(self.config),
            losses,
            average_final_loss: self.average_final_loss,
            final_loss: self.final_loss,
        })
    }
}

// By hand and not derived: as in Python, the last of two equal keys counts.
impl<'de> Deserialize<'de> for TrainingFile {
    fn deserialize<D: Deserializer<'de>>(deserializer: D) -> Result<Self, D::Error> {
        struct FileVisitor;

        impl<'de> Visitor<'de> for FileVisitor {
            type Value = TrainingFile;

            fn expecting(&self, formatter: &mut fmt::Formatter<'_>) -> fmt::Result {
                formatter.write_str("an object with Config and TrainingLoss")
            }

            fn visit_map<A: MapAccess<'de>>(self, mut map: A) -> Result<TrainingFile, A::Error> {
                let mut file = TrainingFile::default();
                while let Some(key) = map.next_key::<String>()? {
                    match key.as_str() {
                        "Config" => {
                            file.config = map.next_value::<Option<_>>()?.unwrap_or_default();
                        }
                        "TrainingLoss" => file.losses = Some(map.next_value::<Losses>()?.0),
                        "AvgFinalLoss" => {
                            file.average_final_loss = Some(map.next_value::<Loss>()?.0);
                        }
                        "FinalLoss" => file.final_loss = Some(map.next_value::<Loss>()?.0),
                        _ => drop(map.next_value::<IgnoredAny>()?),
                    }
                }
                Ok(file)
            }
        }

        deserializer.deserialize_map(FileVisitor)
    }
}

struct Losses(Vec<f64>);

impl<'de> Deserialize<'de> for Losses {
    fn deserialize<D: Deserializer<'de>>(deserializer: D) -> Result<Self, D::Error> {
        struct LossesVisitor;

        impl<'de> Visitor<'de> for LossesVisitor {
            type Value = Losses;

            fn expecting(&self, formatter: &mut fmt::Formatter<'_>) -> fmt::Result {
                formatter.write_str("TrainingLoss to be a list of numbers")
            }

            fn visit_seq<A: SeqAccess<'de>>(self, mut list: A) -> Result<Losses, A::Error> {
                let mut losses = Vec::new();
                while let Some(Loss(loss)) = list.next_element()? {
                    losses.push(loss);
                }
                losses.shrink_to_fit();
                Ok(Losses(losses))
            }
        }

        deserializer.deserialize_seq(LossesVisitor)
    }
}

/// A number, `null` (no number), or one of Python's tokens.
struct Loss(f64);

impl<'de> Deserialize<'de> for Loss {
    fn deserialize<D: Deserializer<'de>>(deserializer: D) -> Result<Self, D::Error> {
        struct LossVisitor;

        impl Visitor<'_> for LossVisitor {
            type Value = Loss;

            fn expecting(&self, formatter: &mut fmt::Formatter<'_>) -> fmt::Result {
                formatter.write_str("a loss to be a number")
            }

            fn visit_f64<E: Error>(self, number: f64) -> Result<Loss, E> {
                Ok(Loss(number))
            }

            fn visit_u64<E: Error>(self, number: u64) -> Result<Loss, E> {
                Ok(Loss(number as f64))
            }

            fn visit_i64<E: Error>(self, number: i64) -> Result<Loss, E> {
                Ok(Loss(number as f64))
            }

            fn visit_unit<E: Error>(self) -> Result<Loss, E> {
                Ok(Loss(f64::NAN))
            }

            fn visit_str<E: Error>(self, string: &str) -> Result<Loss, E> {
                python_tokens::value(string)
                    .map(Loss)
                    .ok_or_else(|| E::invalid_type(serde::de::Unexpected::Str(string), &self))
            }
        }

        deserializer.deserialize_any(LossVisitor)
    }
}
