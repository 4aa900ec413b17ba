//! Ordering models by a column of their table.

use std::cmp::Ordering;

use super::Entry;
use crate::model_name::ModelName;

/// A column by which models can be ordered.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub enum Column {
    /// The name, with numbers as numbers.
    Name,
    /// Digits.
    Digits,
    /// Layers.
    Layers,
    /// Heads.
    Heads,
    /// Training steps.
    Steps,
    /// Training seed.
    Seed,
    /// Insert mode; models trained from nothing have none.
    InsertMode,
    /// The number of nines, of a mixed model's worse operation.
    Accuracy,
    /// Mean loss of the last steps.
    AvgFinalLoss,
}

impl Column {
    /// Every column, in the order of the table.
    pub const ALL: [Self; 9] = [
        Self::Name,
        Self::Digits,
        Self::Layers,
        Self::Heads,
        Self::Steps,
        Self::Seed,
        Self::InsertMode,
        Self::Accuracy,
        Self::AvgFinalLoss,
    ];

    /// Its heading.
    #[must_use]
    pub fn words(self) -> &'static str {
        match self {
            Self::Name => "Name",
            Self::Digits => "Digits",
            Self::Layers => "Layers",
            Self::Heads => "Heads",
            Self::Steps => "Steps",
            Self::Seed => "Seed",
            Self::InsertMode => "Insert mode",
            Self::Accuracy => "Accuracy",
            Self::AvgFinalLoss => "Average final loss",
        }
    }
}

/// Which end comes first.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Hash)]
pub enum Direction {
    /// The smallest.
    #[default]
    Ascending,
    /// The largest.
    Descending,
}

/// Orders entries by a column. Equal ones keep their order, and ones without a value come last in
/// both directions.
pub fn sort(entries: &mut [&Entry], column: Column, direction: Direction) {
    entries.sort_by(|a, b| column.compare(a, b, direction));
}

impl Column {
    fn compare(self, a: &Entry, b: &Entry, direction: Direction) -> Ordering {
        /// Of two values where there are both; one without a value is after one with.
        fn by<'a, K: PartialOrd>(
            [a, b]: [&'a Entry; 2],
            direction: Direction,
            key: impl Fn(&'a Entry) -> Option<K>,
        ) -> Ordering {
            match (key(a), key(b)) {
                (Some(a), Some(b)) => {
                    // Losses are finite, so there always is an order.
                    let ascending = a.partial_cmp(&b).unwrap_or(Ordering::Equal);
                    match direction {
                        Direction::Ascending => ascending,
                        Direction::Descending => ascending.reverse(),
                    }
                }
                (a, b) => a.is_none().cmp(&b.is_none()),
            }
        }
        let number =
            |of: fn(&ModelName) -> u32| by([a, b], direction, |entry| Some(of(&entry.name)));
        match self {
            Self::Name => by([a, b], direction, |entry| Some(&entry.name)),
            Self::Digits => number(ModelName::digits),
            Self::Layers => number(ModelName::layers),
            Self::Heads => number(ModelName::heads),
            Self::Steps => number(ModelName::thousand_steps),
            Self::Seed => number(ModelName::seed),
            Self::InsertMode => by([a, b], direction, |entry| entry.name.insert_mode()),
            Self::Accuracy => by([a, b], direction, Entry::nines),
            Self::AvgFinalLoss => by([a, b], direction, |entry| entry.avg_final_loss),
        }
    }
}

#[cfg(test)]
mod tests {
    use super::super::{Filter, entries, search};
    use super::*;

    /// The names that `query` finds, ordered.
    fn check(query: &str, column: Column, direction: Direction, expected: &[&str]) {
        let mut found = search(entries(), query, &Filter::default());
        sort(&mut found, column, direction);
        let names: Vec<String> = found.iter().map(|entry| entry.name.to_string()).collect();
        assert_eq!(names, expected, "{query} by {column:?}, {direction:?}");
    }

    #[test]
    fn numbers_order_as_numbers() {
        let expected = [
            "sub_d6_l2_h3_t30K_s372001",
            "sub_d10_l2_h3_t75K_s173289",
            "sub_d10_l2_h3_t75K_gf_s173289",
        ];
        for column in [Column::Name, Column::Digits, Column::Steps] {
            check("sub_", column, Direction::Ascending, &expected);
        }
    }

    #[test]
    fn equal_values_keep_their_order_in_both_directions() {
        check(
            "sub_",
            Column::Digits,
            Direction::Descending,
            &[
                "sub_d10_l2_h3_t75K_s173289",
                "sub_d10_l2_h3_t75K_gf_s173289",
                "sub_d6_l2_h3_t30K_s372001",
            ],
        );
        check(
            "sub_",
            Column::Layers,
            Direction::Descending,
            &[
                "sub_d6_l2_h3_t30K_s372001",
                "sub_d10_l2_h3_t75K_s173289",
                "sub_d10_l2_h3_t75K_gf_s173289",
            ],
        );
    }

    #[test]
    fn accuracy_orders_by_nines_of_the_worse_operation() {
        check(
            "ins1_mix_d10",
            Column::Accuracy,
            Direction::Ascending,
            &[
                "ins1_mix_d10_l3_h3_t50K_gf_s572091",
                "ins1_mix_d10_l3_h3_t50K_s572091",
            ],
        );
        check(
            "add_d6",
            Column::Accuracy,
            Direction::Ascending,
            &[
                "add_d6_l2_h3_t15K_s372001",
                "add_d6_l2_h3_t20K_s173289",
                "add_d6_l2_h3_t20K_s572091",
                "add_d6_l2_h3_t40K_s372001",
            ],
        );
    }

    #[test]
    fn missing_values_come_last_in_both_directions() {
        check(
            "_l4_",
            Column::Accuracy,
            Direction::Ascending,
            &[
                "ins3_mix_d6_l4_h3_t40K_s372001",
                "ins2_mix_d6_l4_h4_t40K_s372001",
                "ins4_mix_d6_l4_h3_t40K_s372001",
            ],
        );
        check(
            "_l4_",
            Column::Accuracy,
            Direction::Descending,
            &[
                "ins2_mix_d6_l4_h4_t40K_s372001",
                "ins3_mix_d6_l4_h3_t40K_s372001",
                "ins4_mix_d6_l4_h3_t40K_s372001",
            ],
        );
        check(
            "s775824 mix_d6_l3",
            Column::AvgFinalLoss,
            Direction::Ascending,
            &["ins5_mix_d6_l3_h4_t30K_s775824"],
        );
        check(
            "d5_",
            Column::AvgFinalLoss,
            Direction::Descending,
            &[
                "add_d5_l2_h3_t15K_s372001",
                "add_d5_l2_h3_t40K_s372001",
                "add_d5_l1_h3_t15K_s372001",
                "mix_d5_l3_h4_t40K_s372001",
                "ins1_mix_d5_l2_h3_t40K_s572091",
            ],
        );
        check(
            "mix_d10",
            Column::InsertMode,
            Direction::Descending,
            &[
                "ins1_mix_d10_l3_h3_t50K_s572091",
                "ins1_mix_d10_l3_h3_t50K_gf_s572091",
                "mix_d10_l3_h4_t75K_s173289",
                "mix_d10_l3_h4_t75K_gf_s173289",
            ],
        );
    }
}
