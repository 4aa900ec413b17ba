//! A run: what a training file means.

mod config;
mod settings;
mod steps;

pub use config::Config;
pub use settings::Settings;
pub use steps::Steps;

/// One series of losses, and what its file tells of the model that was trained.
#[derive(Debug, Clone, Default, PartialEq)]
pub struct Run {
    /// What the file calls the series: `loss`, or the heading of a column. None where the file has
    /// one series without a name.
    pub series: Option<String>,
    /// The settings the model was trained with.
    pub settings: Settings,
    /// Where in training each loss stands.
    pub steps: Steps,
    /// The losses, in the order of their steps. Not a number where the file has none.
    pub losses: Vec<f64>,
    /// `AvgFinalLoss` of older files.
    pub average_final_loss: Option<f64>,
    /// `FinalLoss` of older files.
    pub final_loss: Option<f64>,
}

impl Run {
    /// The mean loss of the last five steps, as the file states it, whose settings are `config`.
    ///
    /// Older files say it at the top, which wins over the configuration where it is above 0.
    #[must_use]
    pub fn stated_average_final_loss(&self, config: &Config) -> Option<f64> {
        above_zero(self.average_final_loss).or_else(|| config.number("avg_final_loss"))
    }

    /// The loss of the last step, as the file states it; see [`Run::stated_average_final_loss`].
    #[must_use]
    pub fn stated_final_loss(&self, config: &Config) -> Option<f64> {
        above_zero(self.final_loss).or_else(|| config.number("final_loss"))
    }

    /// The mean of the last five losses: what [`Run::stated_average_final_loss`] is, where the file does
    /// not state it. None for fewer, or where one of them is no number.
    #[must_use]
    pub fn mean_of_last_five(&self) -> Option<f64> {
        let last = self.losses.last_chunk::<5>()?;
        let of_sum = last.iter().sum::<f64>() / 5.0;
        // Where the sum is past the largest double, the mean is not.
        let of_parts = last.iter().map(|loss| loss / 5.0).sum();
        [of_sum, of_parts].into_iter().find(|mean| mean.is_finite())
    }

    /// How many steps the run takes: the number of its losses, or the last of its own steps.
    #[must_use]
    pub fn length(&self) -> f64 {
        match (&self.steps, self.losses.len().checked_sub(1)) {
            (Steps::At(_), Some(last)) => self.steps.step(last),
            (_, None) => 0.0,
            (Steps::FromZero, _) => self.losses.len() as f64,
        }
    }
}

fn above_zero(number: Option<f64>) -> Option<f64> {
    number.filter(|&number| number > 0.0)
}

#[cfg(test)]
mod tests {
    use super::*;

    fn run(config: &str, average_final_loss: Option<f64>) -> Run {
        Run {
            settings: Settings::unread(config.as_bytes()),
            losses: vec![1.0, f64::NAN, 2.0, f64::INFINITY],
            average_final_loss,
            ..Run::default()
        }
    }

    #[test]
    fn the_top_of_an_old_file_wins_where_it_is_above_zero() {
        fn check(config: &str, top: Option<f64>, expected: Option<f64>) {
            let run = run(config, top);
            assert_eq!(
                run.stated_average_final_loss(&run.settings.read()),
                expected
            );
        }
        let config = r#"{"avg_final_loss": 2e-9}"#;
        check(config, Some(3e-9), Some(3e-9));
        check(config, Some(0.0), Some(2e-9));
        check(config, None, Some(2e-9));
        check("{}", None, None);
    }

    #[test]
    fn the_last_five_have_a_mean_where_all_are_numbers() {
        assert_eq!(run("{}", None).mean_of_last_five(), None);
        let run = |losses: &[f64]| Run {
            losses: losses.to_vec(),
            ..Run::default()
        };
        let six = [9.0, 1.0, 2.0, 3.0, 4.0, 5.0];
        assert_eq!(run(&six).mean_of_last_five(), Some(3.0));
        assert_eq!(run(&[1e308; 5]).mean_of_last_five(), Some(1e308));
        assert_eq!(run(&[f64::MAX; 5]).mean_of_last_five(), Some(f64::MAX));
        assert_eq!(run(&[f64::INFINITY; 5]).mean_of_last_five(), None);
        let gap = [9.0, 1.0, 2.0, f64::NAN, 4.0, 5.0];
        assert_eq!(run(&gap).mean_of_last_five(), None);
    }

    #[test]
    fn a_run_is_as_long_as_its_steps() {
        fn check(steps: Steps, losses: &[f64], expected: f64) {
            let losses = losses.to_vec();
            let run = Run {
                steps,
                losses,
                ..Run::default()
            };
            assert_eq!(run.length().to_bits(), expected.to_bits());
        }
        check(Steps::FromZero, &[1.0; 4], 4.0);
        check(Steps::FromZero, &[], 0.0);
        check(Steps::At([10.0, 500.0].into()), &[1.0; 2], 500.0);
        check(Steps::At([].into()), &[], 0.0);
    }
}
