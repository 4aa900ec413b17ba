//! What is known of a model: its training file's word, else its name's, else what is usual; and
//! where the file and the name disagree.

mod disagreement;

pub use disagreement::{Disagreement, Setting, disagreements};

use crate::model_name::{InsertMode, ModelName, OperationShares};
use crate::run::{Config, Run};

/// How a model was trained and how that ended, as numbers to be formatted.
#[derive(Debug, Clone, PartialEq)]
pub struct Summary {
    /// How the questions divide among the operations, in percent.
    pub shares: OperationShares,
    /// How a trained model was built into this one, by the file's number, which may be one that no
    /// name has; 0 where training began from nothing.
    pub insert_number: u64,
    /// The model that training was started from, where it was.
    pub started_from: Option<StartedFrom>,
    /// The optimiser's weight decay.
    pub weight_decay: f64,
    /// The optimiser's learning rate.
    pub learning_rate: f64,
    /// Questions a step.
    pub batch_size: u64,
    /// The mean loss of the last five steps, where the file states it.
    pub average_final_loss: Option<f64>,
    /// The loss of the last step, where the file states it.
    pub final_loss: Option<f64>,
}

/// What a file or a name says of the model that a training was started from.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct StartedFrom {
    /// Its name, where the name after the `,` says it.
    pub name: Option<ModelName>,
    /// Its layers.
    pub layers: Option<u64>,
    /// Its attention heads in each layer.
    pub heads: Option<u64>,
    /// The seed of its training.
    pub seed: Option<u64>,
    /// Its training steps.
    pub training_steps: Option<u64>,
}

impl Summary {
    /// Collects what is known of the model `name` whose training file holds `run`, with the settings `config`.
    #[must_use]
    pub fn of(name: &ModelName, run: &Run, config: &Config) -> Self {
        let count = |key, otherwise| config.count(key).unwrap_or(otherwise);
        let number = |key, otherwise| config.number(key).unwrap_or(otherwise);
        let insert_number = count("insert_mode", number_of(name.insert_mode()));
        Self {
            shares: shares(name, config),
            insert_number,
            started_from: (insert_number > 0).then(|| StartedFrom::of(name, config)),
            weight_decay: number("weight_decay", 0.1),
            learning_rate: number("lr", 0.000_08),
            batch_size: count("batch_size", 512),
            average_final_loss: run.stated_average_final_loss(config),
            final_loss: run.stated_final_loss(config),
        }
    }

    /// How a trained model was built into this one, where the mode is one that names know.
    #[must_use]
    pub fn insert_mode(&self) -> Option<InsertMode> {
        let mut modes = InsertMode::ALL.into_iter();
        modes.find(|&mode| number_of(Some(mode)) == self.insert_number)
    }
}

impl StartedFrom {
    fn of(name: &ModelName, config: &Config) -> Self {
        let origin = name.started_from();
        let known = |key, said: fn(&ModelName) -> u32| {
            let said = || origin.map(|origin| said(origin).into());
            config.count(key).or_else(said)
        };
        Self {
            name: origin.cloned(),
            layers: known("insert_n_layers", ModelName::layers),
            heads: known("insert_n_heads", ModelName::heads),
            seed: known("insert_training_seed", ModelName::seed),
            training_steps: known("insert_n_training_steps", ModelName::training_steps),
        }
    }
}

fn number_of(mode: Option<InsertMode>) -> u64 {
    mode.map_or(0, |mode| mode.number().into())
}

fn shares(name: &ModelName, config: &Config) -> OperationShares {
    let usual = name.operation_shares();
    let shares = OperationShares::from_sub_and_mul(
        config.number("perc_sub").unwrap_or(usual.sub),
        config.number("perc_mult").unwrap_or(usual.mul),
    );
    OperationShares {
        add: config.number("perc_add").unwrap_or(shares.add),
        ..shares
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::run::Settings;

    fn summary(name: &str, config: &str) -> Summary {
        let run = Run {
            settings: Settings::unread(config.as_bytes()),
            ..Run::default()
        };
        Summary::of(&name.parse().unwrap(), &run, &run.settings.read())
    }

    #[test]
    fn without_a_word_in_the_file_the_name_and_the_usual_hold() {
        let expected = Summary {
            shares: OperationShares::from_sub_and_mul(66.0, 0.0),
            insert_number: 0,
            started_from: None,
            weight_decay: 0.1,
            learning_rate: 8e-5,
            batch_size: 512,
            average_final_loss: None,
            final_loss: None,
        };
        let name = "mix_d6_l3_h4_t40K_s372001";
        assert_eq!(summary(name, "{}"), expected);
        // As a file of another kind has them: no number is no word.
        let unusable =
            r#"{"lr": null, "weight_decay": "7", "batch_size": -1, "insert_n_layers": 2}"#;
        assert_eq!(summary(name, unusable), expected);
    }

    #[test]
    fn the_file_has_the_first_word() {
        let config = r#"{"perc_add": 10, "perc_sub": 20, "perc_mult": 70, "weight_decay": 0.01, "lr": 8e-05,
            "batch_size": 64, "avg_final_loss": 1.6e-08, "final_loss": 0.1}"#;
        let expected = Summary {
            shares: OperationShares {
                add: 10.0,
                sub: 20.0,
                mul: 70.0,
            },
            insert_number: 0,
            started_from: None,
            weight_decay: 0.01,
            // Python prints 0.00008 as 8e-05; they are one number.
            learning_rate: 0.000_08,
            batch_size: 64,
            average_final_loss: Some(1.6e-8),
            final_loss: Some(0.1),
        };
        assert_eq!(summary("mix_d6_l3_h4_t40K_s372001", config), expected);
    }

    #[test]
    fn additions_are_what_the_others_leave() {
        fn check(config: &str, add: f64, sub: f64, mul: f64) {
            let shares = summary("mas_d6_l3_h4_t40K_s372001", config).shares;
            assert_eq!(shares, OperationShares { add, sub, mul }, "{config}");
        }
        check("{}", 20.0, 30.0, 50.0);
        check(r#"{"perc_sub": 10}"#, 40.0, 10.0, 50.0);
        check(r#"{"perc_mult": 90}"#, 0.0, 30.0, 90.0);
        check(r#"{"perc_add": 5}"#, 5.0, 30.0, 50.0);
    }

    #[test]
    fn what_training_was_started_from() {
        fn check(name: &str, config: &str, expected: (u64, Option<[Option<u64>; 4]>)) {
            let summary = summary(name, config);
            let from = summary.started_from;
            let parts = from.map(|from| [from.layers, from.heads, from.seed, from.training_steps]);
            assert_eq!((summary.insert_number, parts), expected, "{name} {config}");
        }
        let plain = "mix_d6_l3_h4_t40K_s372001";
        let inserted = "ins2_mix_d6_l3_h4_t40K_s372001,add_d6_l2_h3_t15K_s173289";
        let from = |layers, steps| [Some(layers), Some(3), Some(173_289), Some(steps)];
        check(
            plain,
            r#"{"insert_mode": 0, "insert_n_layers": 2}"#,
            (0, None),
        );
        check(inserted, "{}", (2, Some(from(2, 15_000))));
        check(
            inserted,
            r#"{"insert_n_layers": 1, "insert_n_training_steps": 20000}"#,
            (2, Some(from(1, 20_000))),
        );
        check(
            plain,
            r#"{"insert_mode": 3, "insert_n_heads": 3}"#,
            (3, Some([None, Some(3), None, None])),
        );
        check(inserted, r#"{"insert_mode": 0}"#, (0, None));
        let mode = |number| summary(plain, &format!("{{\"insert_mode\": {number}}}")).insert_mode();
        assert_eq!(mode(3), Some(InsertMode::ResetHeadsAndMlps));
        assert_eq!((mode(0), mode(6)), (None, None));
    }
}
