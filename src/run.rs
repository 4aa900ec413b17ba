//! A run: what a training file means.

use serde_json::{Map, Value};

/// One model's training, as its file tells it.
#[derive(Debug, Clone, PartialEq)]
pub struct Run {
    /// The settings the model was trained with.
    pub config: Config,
    /// The loss at each training step, from step 0. Not a number where the file has none.
    pub losses: Vec<f64>,
    /// `AvgFinalLoss` of older files.
    pub average_final_loss: Option<f64>,
    /// `FinalLoss` of older files.
    pub final_loss: Option<f64>,
}

impl Run {
    /// The mean loss of the last five steps, as the file states it.
    ///
    /// Older files say it at the top, which wins over the configuration where it is above 0.
    #[must_use]
    pub fn average_final_loss(&self) -> Option<f64> {
        above_zero(self.average_final_loss).or_else(|| self.config.number("avg_final_loss"))
    }

    /// The loss of the last step, as the file states it; see [`Run::average_final_loss`].
    #[must_use]
    pub fn final_loss(&self) -> Option<f64> {
        above_zero(self.final_loss).or_else(|| self.config.number("final_loss"))
    }

    /// How many steps have no finite loss.
    #[must_use]
    pub fn gaps(&self) -> usize {
        self.losses.iter().filter(|loss| !loss.is_finite()).count()
    }
}

fn above_zero(number: Option<f64>) -> Option<f64> {
    number.filter(|&number| number > 0.0)
}

/// The `Config` of a training file: every key it has, known or not.
#[derive(Debug, Clone, Default, PartialEq)]
pub struct Config(pub Map<String, Value>);

impl Config {
    /// The number under `key`, where there is one.
    #[must_use]
    pub fn number(&self, key: &str) -> Option<f64> {
        self.0.get(key)?.as_f64()
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn run(config: &str, average_final_loss: Option<f64>) -> Run {
        Run {
            config: Config(serde_json::from_str(config).unwrap_or_default()),
            losses: vec![1.0, f64::NAN, 2.0, f64::INFINITY],
            average_final_loss,
            final_loss: None,
        }
    }

    #[test]
    fn the_top_of_an_old_file_wins_where_it_is_above_zero() {
        let config = r#"{"avg_final_loss": 2e-9}"#;
        assert_eq!(run(config, Some(3e-9)).average_final_loss(), Some(3e-9));
        assert_eq!(run(config, Some(0.0)).average_final_loss(), Some(2e-9));
        assert_eq!(run(config, None).average_final_loss(), Some(2e-9));
        assert_eq!(run("{}", None).average_final_loss(), None);
    }

    #[test]
    fn gaps_are_the_steps_without_a_finite_loss() {
        assert_eq!(run("{}", None).gaps(), 2);
    }
}
