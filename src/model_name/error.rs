//! What is wrong with a name, said so that a person can mend it.

use std::fmt;

use crate::characters::quoted;

/// Long enough for any valid name with the one it was started from.
const LONGEST_NAME: usize = 80;
/// Long enough for any valid part.
const LONGEST_PART: usize = 24;

/// A text that is no model's name: the text, shortened where long, and what is wrong in it.
#[derive(Clone, Debug, PartialEq, Eq, thiserror::Error)]
#[error("{}{problem}", in_front(.name))]
pub struct ModelNameError {
    name: String,
    problem: Problem,
}

impl ModelNameError {
    pub(super) fn new(text: &str, problem: Problem) -> Self {
        Self {
            name: quoted(text, LONGEST_NAME),
            problem,
        }
    }
}

/// What is wrong in a name, and in which part.
#[derive(Clone, Debug, PartialEq, Eq, thiserror::Error)]
pub enum Problem {
    /// There is no text.
    #[error("a model's name is needed here, such as add_d5_l2_h3_t15K_s372001")]
    Empty,
    /// The name ends, or has nothing between two `_`, before this part.
    #[error("{part}, as in {}, must follow “{after}”", part.example())]
    Missing {
        /// The part that is not there.
        part: Part,
        /// The text before it.
        after: String,
    },
    /// Something else stands in a part's place.
    #[error("“{found}” stands where {part} should, as in {}", part.example())]
    Misplaced {
        /// The part that should be there.
        part: Part,
        /// What is there.
        found: String,
    },
    /// The part is not written as it has to be.
    #[error("{part} “{found}” must {}", part.rule())]
    Malformed {
        /// The part.
        part: Part,
        /// What is there.
        found: String,
    },
    /// A number with a 0 in front, which would print differently from how it was typed.
    #[error("{part} “{found}” must not begin with 0; write it as in {}", part.example())]
    LeadingZero {
        /// The part.
        part: Part,
        /// What is there.
        found: String,
    },
    /// A number that no model has.
    #[error("{part} “{found}” must be from 1 to {}", part.largest())]
    OutOfRange {
        /// The part.
        part: Part,
        /// What is there.
        found: String,
    },
    /// The steps are counted in thousands, with a K.
    #[error("the steps “{found}” must end in K, as in t15K")]
    NoK {
        /// What is there.
        found: String,
    },
    /// Text after the seed.
    #[error("a name ends with the seed, so remove “{found}”")]
    Surplus {
        /// What is there.
        found: String,
    },
    /// More than one `,`.
    #[error("a model is started from one other, so nothing may follow the second “,”")]
    SecondOrigin,
    /// A problem in the name after the `,`.
    #[error("in the model it was started from, after the “,”: {0}")]
    InOrigin(Box<Problem>),
}

/// A part of a model's name.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Part {
    /// `ins1`
    InsertMode,
    /// `add`
    Operation,
    /// `d5`
    Digits,
    /// `l2`
    Layers,
    /// `h3`
    Heads,
    /// `t15K`
    Steps,
    /// `s372001`
    Seed,
}

impl Part {
    /// The largest number of digits, layers or heads, and of thousands of steps.
    pub(super) fn largest(self) -> u32 {
        match self {
            Self::Steps => 9999,
            _ => 99,
        }
    }

    fn example(self) -> &'static str {
        match self {
            Self::InsertMode => "ins1",
            Self::Operation => "add",
            Self::Digits => "d5",
            Self::Layers => "l2",
            Self::Heads => "h3",
            Self::Steps => "t15K",
            Self::Seed => "s372001",
        }
    }

    fn rule(self) -> &'static str {
        match self {
            Self::InsertMode => "be one of ins1 to ins5",
            Self::Operation => "be add, sub, mul, mix or mas",
            Self::Digits => "be d and a number, as in d5",
            Self::Layers => "be l and a number, as in l2",
            Self::Heads => "be h and a number, as in h3",
            Self::Steps => "be t, a number and K, as in t15K",
            Self::Seed => "be s and six digits, as in s372001",
        }
    }
}

impl fmt::Display for Part {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(match self {
            Self::InsertMode => "the insert mode",
            Self::Operation => "the operation",
            Self::Digits => "the digits",
            Self::Layers => "the layers",
            Self::Heads => "the heads",
            Self::Steps => "the steps",
            Self::Seed => "the seed",
        })
    }
}

/// The name before a problem; an empty one is not worth quoting.
fn in_front(name: &str) -> String {
    if name.is_empty() {
        String::new()
    } else {
        format!("“{name}”: ")
    }
}

/// A part as a message quotes it.
pub(super) fn quote(part: &str) -> String {
    quoted(part, LONGEST_PART)
}
