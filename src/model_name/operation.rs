//! What a model learns, and how it was started.

/// The operation, or operations, that a model learns.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum Operation {
    /// Addition.
    Add,
    /// Subtraction.
    Sub,
    /// Multiplication.
    Mul,
    /// Addition and subtraction.
    Mix,
    /// Multiplication, addition and subtraction.
    Mas,
}

impl Operation {
    /// Every operation, in the order of menus and of names.
    pub const ALL: [Self; 5] = [Self::Add, Self::Sub, Self::Mul, Self::Mix, Self::Mas];

    /// As a name writes it: `add`.
    #[must_use]
    pub fn code(self) -> &'static str {
        match self {
            Self::Add => "add",
            Self::Sub => "sub",
            Self::Mul => "mul",
            Self::Mix => "mix",
            Self::Mas => "mas",
        }
    }

    /// In words for people: "Addition".
    #[must_use]
    pub fn words(self) -> &'static str {
        match self {
            Self::Add => "Addition",
            Self::Sub => "Subtraction",
            Self::Mul => "Multiplication",
            Self::Mix => "Addition and subtraction",
            Self::Mas => "Multiplication, addition and subtraction",
        }
    }

    pub(super) fn from_code(code: &str) -> Option<Self> {
        Self::ALL
            .into_iter()
            .find(|operation| operation.code() == code)
    }
}

/// How a trained model was built into a new one before and while that was trained.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum InsertMode {
    /// `ins1`: the new model begins with the trained model's weights.
    Initialise = 1,
    /// `ins2`: also, the inserted heads are reset every 100 steps.
    ResetHeads,
    /// `ins3`: also, the inserted MLPs are reset every 100 steps.
    ResetHeadsAndMlps,
    /// `ins4`: also, both are reset every step.
    ResetEveryStep,
    /// `ins5`: heads without a known sub-task begin at random.
    RandomiseOtherHeads,
}

impl InsertMode {
    /// Every mode, from `ins1` to `ins5`.
    pub const ALL: [Self; 5] = [
        Self::Initialise,
        Self::ResetHeads,
        Self::ResetHeadsAndMlps,
        Self::ResetEveryStep,
        Self::RandomiseOtherHeads,
    ];

    /// As a training file writes it: 1 to 5.
    #[must_use]
    pub fn number(self) -> u32 {
        self as u32
    }

    /// As a name writes it: `ins1`.
    #[must_use]
    pub fn code(self) -> &'static str {
        match self {
            Self::Initialise => "ins1",
            Self::ResetHeads => "ins2",
            Self::ResetHeadsAndMlps => "ins3",
            Self::ResetEveryStep => "ins4",
            Self::RandomiseOtherHeads => "ins5",
        }
    }

    /// In words for people.
    #[must_use]
    pub fn words(self) -> &'static str {
        match self {
            Self::Initialise => "Started from a trained model",
            Self::ResetHeads => "Started from a trained model, useful heads reset every 100 steps",
            Self::ResetHeadsAndMlps => {
                "Started from a trained model, useful heads and MLPs reset every 100 steps"
            }
            Self::ResetEveryStep => {
                "Started from a trained model, useful heads and MLPs reset every step"
            }
            Self::RandomiseOtherHeads => {
                "Started from a trained model, heads without a known sub-task randomised"
            }
        }
    }

    pub(super) fn from_code(code: &str) -> Option<Self> {
        Self::ALL.into_iter().find(|mode| mode.code() == code)
    }
}

/// Percent of the training questions that ask for each operation.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct OperationShares {
    /// Percent additions.
    pub add: f64,
    /// Percent subtractions.
    pub sub: f64,
    /// Percent multiplications.
    pub mul: f64,
}

impl OperationShares {
    /// Additions are the rest to 100, never below 0.
    #[must_use]
    pub fn from_sub_and_mul(sub: f64, mul: f64) -> Self {
        Self {
            add: (100.0 - sub - mul).max(0.0),
            sub,
            mul,
        }
    }

    /// The shares where a training file says none.
    pub(super) fn usual(operation: Operation, inserted: bool) -> Self {
        let (sub, mul) = match operation {
            Operation::Add => (0.0, 0.0),
            Operation::Sub => (100.0, 0.0),
            Operation::Mul => (0.0, 100.0),
            // An inserted model can add already.
            Operation::Mix if inserted => (80.0, 0.0),
            Operation::Mix => (66.0, 0.0),
            Operation::Mas => (30.0, 50.0),
        };
        Self::from_sub_and_mul(sub, mul)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn usual_shares() {
        fn check(operation: Operation, inserted: bool, add: f64, sub: f64, mul: f64) {
            assert_eq!(
                OperationShares::usual(operation, inserted),
                OperationShares { add, sub, mul },
                "{operation:?}, inserted: {inserted}"
            );
        }
        check(Operation::Add, false, 100.0, 0.0, 0.0);
        check(Operation::Sub, false, 0.0, 100.0, 0.0);
        check(Operation::Mul, false, 0.0, 0.0, 100.0);
        check(Operation::Mix, false, 34.0, 66.0, 0.0);
        check(Operation::Mix, true, 20.0, 80.0, 0.0);
        check(Operation::Mas, false, 20.0, 30.0, 50.0);
    }

    #[test]
    fn additions_are_never_below_zero() {
        let shares = OperationShares::from_sub_and_mul(66.0, 50.0);
        assert!(shares.add.abs() < f64::EPSILON);
    }

    #[test]
    fn every_code_finds_its_own() {
        for operation in Operation::ALL {
            assert_eq!(Operation::from_code(operation.code()), Some(operation));
        }
        for mode in InsertMode::ALL {
            assert_eq!(InsertMode::from_code(mode.code()), Some(mode));
            assert_eq!(mode.code(), format!("ins{}", mode.number()));
        }
    }
}
