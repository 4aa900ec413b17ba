//! Where a training file and the name it was asked for by say different things.

use std::fmt;

use crate::characters::quoted;
use crate::model_name::ModelName;
use crate::number::{counted, plain};
use crate::run::{Config, Run, Steps};

/// How much of a name in a file is repeated, in characters.
const SHOWN: usize = 80;

/// One thing that a name and a file differ in.
#[derive(Debug, Clone, PartialEq)]
pub enum Disagreement {
    /// The file is of a model of another name.
    Name {
        /// The name that was asked for.
        name: String,
        /// The name in the file.
        file: String,
    },
    /// A setting has two values.
    Setting {
        /// Which.
        setting: Setting,
        /// The name's value.
        name: u32,
        /// The file's value.
        file: f64,
    },
    /// The file holds another number of losses than the name has training steps.
    Losses {
        /// The name's training steps.
        name: u32,
        /// How many losses there are.
        file: usize,
    },
}

/// A setting that a name gives as a number.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Setting {
    /// Digits in each of a question's two numbers.
    Digits,
    /// Layers of the transformer.
    Layers,
    /// Attention heads in each layer.
    Heads,
    /// Training steps.
    Steps,
    /// The seed of the training.
    Seed,
}

impl Setting {
    const ALL: [Self; 5] = [
        Self::Digits,
        Self::Layers,
        Self::Heads,
        Self::Steps,
        Self::Seed,
    ];

    fn key(self) -> &'static str {
        match self {
            Self::Digits => "n_digits",
            Self::Layers => "n_layers",
            Self::Heads => "n_heads",
            Self::Steps => "n_training_steps",
            Self::Seed => "training_seed",
        }
    }

    fn in_name(self, name: &ModelName) -> u32 {
        match self {
            Self::Digits => name.digits(),
            Self::Layers => name.layers(),
            Self::Heads => name.heads(),
            Self::Steps => name.training_steps(),
            Self::Seed => name.seed(),
        }
    }

    fn words(self, number: f64) -> String {
        match self {
            Self::Digits => counted(number, ["digit", "digits"]),
            Self::Layers => counted(number, ["layer", "layers"]),
            Self::Heads => counted(number, ["head", "heads"]),
            Self::Steps => counted(number, ["step", "steps"]),
            Self::Seed if is_seed(number) => format!("seed {number:06}"),
            Self::Seed => format!("seed {}", plain(number)),
        }
    }
}

/// Whether a name can have the seed.
fn is_seed(number: f64) -> bool {
    number.fract() == 0.0 && number.is_sign_positive() && number < 1e6
}

/// What the name and the file of a run differ in, of what the file says at all.
#[must_use]
pub fn disagreements(name: &ModelName, run: &Run, config: &Config) -> Vec<Disagreement> {
    let mut found = Vec::new();
    let asked = name.own_name().to_string();
    let named = config.text("model_name").filter(|file| {
        let own = file.split(',').next().unwrap_or_default();
        own.trim() != asked
    });
    if let Some(file) = named {
        found.push(Disagreement::Name {
            name: asked,
            file: quoted(file, SHOWN),
        });
    }
    for setting in Setting::ALL {
        let said = setting.in_name(name);
        match config.number(setting.key()) {
            #[expect(clippy::float_cmp, reason = "whole numbers")]
            Some(file) if file != f64::from(said) => found.push(Disagreement::Setting {
                setting,
                name: said,
                file,
            }),
            _ => {}
        }
    }
    // Where losses stand at steps of their own, their number says nothing.
    let (said, held) = (name.training_steps(), run.losses.len());
    if run.steps == Steps::FromZero && held != said as usize {
        found.push(Disagreement::Losses {
            name: said,
            file: held,
        });
    }
    found
}

impl fmt::Display for Disagreement {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Self::Name { name, file } => write!(f, "the name is {name}, the file's own {file}"),
            Self::Setting {
                setting,
                name,
                file,
            } => {
                let [name, file] = [f64::from(*name), *file].map(|number| setting.words(number));
                write!(f, "the name says {name}, the file {file}")
            }
            Self::Losses { name, file } => {
                let steps = Setting::Steps.words((*name).into());
                let losses = counted(*file as f64, ["loss", "losses"]);
                write!(f, "the name says {steps}, the file holds {losses}")
            }
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::run::Settings;

    fn check(config: &str, steps: Steps, losses: usize, expected: &[&str]) {
        let run = Run {
            settings: Settings::unread(config.as_bytes()),
            losses: vec![1.0; losses],
            steps,
            ..Run::default()
        };
        let name = "add_d5_l2_h3_t15K_s072001,add_d5_l1_h3_t15K_s072001";
        let found: Vec<_> = disagreements(&name.parse().unwrap(), &run, &run.settings.read())
            .iter()
            .map(ToString::to_string)
            .collect();
        assert_eq!(found, expected, "{config}");
    }

    #[test]
    fn a_file_that_agrees_or_is_silent() {
        let config = r#"{"model_name": "add_d5_l2_h3_t15K_s072001", "n_digits": 5, "n_layers": 2,
            "n_heads": 3.0, "n_training_steps": 15000, "training_seed": 72001}"#;
        check(config, Steps::FromZero, 15_000, &[]);
        check("{}", Steps::FromZero, 15_000, &[]);
        check(
            r#"{"model_name": "", "n_digits": null}"#,
            Steps::FromZero,
            15_000,
            &[],
        );
        let with_origin = r#"{"model_name": "add_d5_l2_h3_t15K_s072001,add_d6_l1_h3_t15K_s1"}"#;
        check(with_origin, Steps::FromZero, 15_000, &[]);
        check("{}", Steps::At([100.0, 15_000.0].into()), 2, &[]);
    }

    #[test]
    fn every_difference_is_said() {
        let config = r#"{"model_name": "other", "n_digits": 6, "n_layers": 1, "n_heads": 2.5,
            "n_training_steps": 1234567, "training_seed": 372001}"#;
        let expected = [
            "the name is add_d5_l2_h3_t15K_s072001, the file's own other",
            "the name says 5 digits, the file 6 digits",
            "the name says 2 layers, the file 1 layer",
            "the name says 3 heads, the file 2.5 heads",
            "the name says 15,000 steps, the file 1,234,567 steps",
            "the name says seed 072001, the file seed 372001",
            "the name says 15,000 steps, the file holds 14,200 losses",
        ];
        check(config, Steps::FromZero, 14_200, &expected);
        for (seed, told) in [
            ("7", "000007"),
            ("-7.5", "−7.5"),
            ("-7", "−7"),
            ("-0.0", "−0"),
            ("0.25", "0.25"),
            ("1234567", "1234567"),
            ("1e300", "1e300"),
        ] {
            let seeds = format!("the name says seed 072001, the file seed {told}");
            let config = format!("{{\"training_seed\": {seed}}}");
            check(&config, Steps::FromZero, 15_000, &[&seeds]);
        }
        let one = "the name says 15,000 steps, the file holds 1 loss";
        check("{}", Steps::FromZero, 1, &[one]);
        let negative = "the name says 5 digits, the file −1,000 digits";
        check(
            r#"{"n_digits": -1000}"#,
            Steps::FromZero,
            15_000,
            &[negative],
        );
    }
}
