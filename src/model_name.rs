//! The grammar of model names: `[insN_]op_dD_lL_hH_tTK[_gf]_sSSSSSS[,NAME]`.
//!
//! `add_d5_l2_h3_t15K_s372001` is a model of 5-digit addition with 2 layers of 3 heads, trained for
//! 15,000 steps from seed 372001. A `,` names the model it was started from. A [`ModelName`] holds
//! only what the grammar allows, so printing one gives back the very text it was read from.

mod error;
mod labels;
mod operation;
mod parse;

use std::fmt;

use serde::Deserialize;

pub use error::{ModelNameError, Part, Problem};
pub use labels::labels;
pub use operation::{InsertMode, Operation, OperationShares};

/// A model's name, taken apart.
///
/// Names order part by part, operations as in [`Operation::ALL`] and numbers as numbers: `add_d5…` before `add_d10…`,
/// `sub…` before `mix…`. Names with an insert mode follow those without.
#[derive(Clone, Debug, PartialEq, Eq, PartialOrd, Ord, Hash, Deserialize)]
#[serde(try_from = "String")]
pub struct ModelName {
    insert_mode: Option<InsertMode>,
    operation: Operation,
    digits: u32,
    layers: u32,
    heads: u32,
    thousand_steps: u32,
    grokfast: bool,
    seed: u32,
    started_from: Option<Box<ModelName>>,
}

impl ModelName {
    /// How a trained model was built into this one; `None` where training began from nothing.
    #[must_use]
    pub fn insert_mode(&self) -> Option<InsertMode> {
        self.insert_mode
    }

    /// The operation, or operations, that the model learns.
    #[must_use]
    pub fn operation(&self) -> Operation {
        self.operation
    }

    /// Digits in each of a question's two numbers, 1 to 99.
    #[must_use]
    pub fn digits(&self) -> u32 {
        self.digits
    }

    /// Layers of the transformer, 1 to 99.
    #[must_use]
    pub fn layers(&self) -> u32 {
        self.layers
    }

    /// Attention heads in each layer, 1 to 99.
    #[must_use]
    pub fn heads(&self) -> u32 {
        self.heads
    }

    /// Training steps as the name gives them, in thousands, 1 to 9999.
    #[must_use]
    pub fn thousand_steps(&self) -> u32 {
        self.thousand_steps
    }

    /// Training steps: 15,000 for `t15K`.
    #[must_use]
    pub fn training_steps(&self) -> u32 {
        self.thousand_steps * 1000
    }

    /// Whether training was sped up with `GrokFast` (`gf`).
    #[must_use]
    pub fn grokfast(&self) -> bool {
        self.grokfast
    }

    /// The training seed, below one million; a name writes it with six digits.
    #[must_use]
    pub fn seed(&self) -> u32 {
        self.seed
    }

    /// The model this one was started from, where the name says so after a `,`.
    #[must_use]
    pub fn started_from(&self) -> Option<&ModelName> {
        self.started_from.as_deref()
    }

    /// The name without the model it was started from, which is what its files are called.
    #[must_use]
    pub fn own_name(&self) -> ModelName {
        ModelName {
            started_from: None,
            ..self.clone()
        }
    }

    /// How questions divide among the operations in training, unless the training file says otherwise.
    #[must_use]
    pub fn operation_shares(&self) -> OperationShares {
        OperationShares::usual(self.operation, self.insert_mode.is_some())
    }
}

impl fmt::Display for ModelName {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        if let Some(mode) = self.insert_mode {
            write!(f, "{}_", mode.code())?;
        }
        write!(
            f,
            "{}_d{}_l{}_h{}_t{}K",
            self.operation.code(),
            self.digits,
            self.layers,
            self.heads,
            self.thousand_steps
        )?;
        if self.grokfast {
            f.write_str("_gf")?;
        }
        write!(f, "_s{:06}", self.seed)?;
        match &self.started_from {
            Some(origin) => write!(f, ",{origin}"),
            None => Ok(()),
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn every_part_of_a_name_is_read() {
        let text = "ins5_mix_d10_l3_h4_t50K_gf_s007091,add_d10_l2_h3_t40K_s572091";
        let name: ModelName = text.parse().unwrap();
        assert_eq!(name.insert_mode(), Some(InsertMode::RandomiseOtherHeads));
        assert_eq!(name.operation(), Operation::Mix);
        assert_eq!(
            (
                name.digits(),
                name.layers(),
                name.heads(),
                name.training_steps()
            ),
            (10, 3, 4, 50_000)
        );
        assert!(name.grokfast());
        assert_eq!(name.seed(), 7091);
        assert_eq!(name.started_from().unwrap().digits(), 10);
        assert_eq!(name.to_string(), text);
    }

    #[test]
    fn names_order_with_numbers_as_numbers() {
        let sorted = [
            "add_d5_l1_h3_t15K_s372001",
            "add_d5_l2_h3_t15K_s372001",
            "add_d10_l2_h3_t40K_s572091",
            "add_d10_l2_h3_t40K_gf_s572091",
            "sub_d6_l2_h3_t30K_s372001",
            "mix_d6_l3_h4_t40K_s372001",
            "ins1_mix_d6_l2_h3_t40K_s572091",
            "ins2_mix_d6_l4_h4_t40K_s372001",
        ];
        let names = sorted.map(|text| text.parse::<ModelName>().unwrap());
        assert!(names.is_sorted());
    }
}
