//! What the Transformers Trainer logs as it goes: `log_history` in its `trainer_state.json`.

use std::fmt;

use serde::de::{Deserialize, Deserializer, IgnoredAny, MapAccess, SeqAccess, Visitor};

use super::number::{Loss, Step};
use crate::parse::ParseError;
use crate::parse::ParsedFile;
use crate::parse::points::Points;

/// The losses in training and in evaluation, each over its own steps.
#[derive(Default)]
pub(super) struct Log {
    loss: Points,
    eval_loss: Points,
}

impl Log {
    pub(super) fn push(&mut self, entry: &Entry) {
        if let Some(loss) = entry.loss {
            self.loss.push(entry.step, loss);
        }
        if let Some(loss) = entry.eval_loss {
            self.eval_loss.push(entry.step, loss);
        }
    }

    pub(super) fn into_file(self) -> Result<ParsedFile, ParseError> {
        let mut file = ParsedFile::default();
        file.add(Some("loss".to_owned()), self.loss);
        file.add(Some("eval_loss".to_owned()), self.eval_loss);
        file.or(ParseError::NoLoggedLoss)
    }
}

impl<'de> Deserialize<'de> for Log {
    fn deserialize<D: Deserializer<'de>>(deserializer: D) -> Result<Self, D::Error> {
        struct LogVisitor;

        impl<'de> Visitor<'de> for LogVisitor {
            type Value = Log;

            fn expecting(&self, formatter: &mut fmt::Formatter<'_>) -> fmt::Result {
                formatter.write_str("log_history to be a list of entries")
            }

            fn visit_seq<A: SeqAccess<'de>>(self, mut list: A) -> Result<Log, A::Error> {
                let mut log = Log::default();
                while let Some(entry) = list.next_element()? {
                    log.push(&entry);
                }
                Ok(log)
            }
        }

        deserializer.deserialize_seq(LogVisitor)
    }
}

/// One line of a log. Summaries at the end of a training (`train_loss`) have neither loss.
pub(super) struct Entry {
    /// Not a number where there is none.
    step: f64,
    loss: Option<f64>,
    eval_loss: Option<f64>,
}

impl Entry {
    pub(super) fn from_map<'de, A: MapAccess<'de>>(mut map: A) -> Result<Self, A::Error> {
        let mut entry = Self {
            step: f64::NAN,
            loss: None,
            eval_loss: None,
        };
        while let Some(key) = map.next_key::<String>()? {
            match key.as_str() {
                "step" => entry.step = map.next_value::<Step>()?.0,
                "loss" => entry.loss = Some(map.next_value::<Loss>()?.0),
                "eval_loss" => entry.eval_loss = Some(map.next_value::<Loss>()?.0),
                _ => drop(map.next_value::<IgnoredAny>()?),
            }
        }
        Ok(entry)
    }
}

impl<'de> Deserialize<'de> for Entry {
    fn deserialize<D: Deserializer<'de>>(deserializer: D) -> Result<Self, D::Error> {
        struct EntryVisitor;

        impl<'de> Visitor<'de> for EntryVisitor {
            type Value = Entry;

            fn expecting(&self, formatter: &mut fmt::Formatter<'_>) -> fmt::Result {
                formatter.write_str("an entry with step and loss")
            }

            fn visit_map<A: MapAccess<'de>>(self, map: A) -> Result<Entry, A::Error> {
                Entry::from_map(map)
            }
        }

        deserializer.deserialize_map(EntryVisitor)
    }
}
