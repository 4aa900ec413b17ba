//! The published format, as far as it is a list and settings.

use std::fmt;

use serde::de::{Deserialize, Deserializer, SeqAccess, Visitor};

use super::number::Loss;
use crate::parse::ParseError;
use crate::parse::ParsedFile;
use crate::run::{Config, Run, Settings};

/// What a training file states beside its losses, each part where it is there.
#[derive(Default)]
pub(super) struct Stated {
    pub(super) config: Config,
    pub(super) average_final_loss: Option<f64>,
    pub(super) final_loss: Option<f64>,
}

/// `TrainingLoss`.
pub(super) struct Losses(Vec<f64>);

impl Losses {
    pub(super) fn into_file(self, stated: Stated) -> Result<ParsedFile, ParseError> {
        if self.0.is_empty() {
            return Err(ParseError::NoSteps);
        }
        let settings = Settings::from(stated.config);
        if settings.json().len() > Settings::LONGEST {
            return Err(ParseError::ConfigTooLong {
                bytes: settings.json().len(),
            });
        }
        Ok(ParsedFile::of(Run {
            settings,
            losses: self.0,
            average_final_loss: stated.average_final_loss,
            final_loss: stated.final_loss,
            ..Run::default()
        }))
    }
}

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
