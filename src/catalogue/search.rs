//! Finding models by typing and by what they are made of.

use super::Entry;
use crate::model_name::{InsertMode, ModelName, Operation};

/// What a model must be made of. Each field lists the values that are let through; an empty one lets
/// all through.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Filter {
    /// Operations.
    pub operations: Vec<Operation>,
    /// Numbers of digits.
    pub digits: Vec<u32>,
    /// Numbers of layers.
    pub layers: Vec<u32>,
    /// Numbers of heads.
    pub heads: Vec<u32>,
    /// Numbers of training steps, in thousands.
    pub thousand_steps: Vec<u32>,
    /// Training seeds.
    pub seeds: Vec<u32>,
    /// Insert modes; `None` is for models trained from nothing.
    pub insert_modes: Vec<Option<InsertMode>>,
    /// With or without `GrokFast`.
    pub grokfast: Vec<bool>,
}

impl Filter {
    /// Every value that occurs in `entries`, in order: what there is to choose from.
    #[must_use]
    pub fn choices(entries: &[Entry]) -> Self {
        Self {
            operations: occurring(entries, ModelName::operation),
            digits: occurring(entries, ModelName::digits),
            layers: occurring(entries, ModelName::layers),
            heads: occurring(entries, ModelName::heads),
            thousand_steps: occurring(entries, ModelName::thousand_steps),
            seeds: occurring(entries, ModelName::seed),
            insert_modes: occurring(entries, ModelName::insert_mode),
            grokfast: occurring(entries, ModelName::grokfast),
        }
    }

    /// Whether a model is let through.
    #[must_use]
    pub fn lets_through(&self, name: &ModelName) -> bool {
        allows(&self.operations, name.operation())
            && allows(&self.digits, name.digits())
            && allows(&self.layers, name.layers())
            && allows(&self.heads, name.heads())
            && allows(&self.thousand_steps, name.thousand_steps())
            && allows(&self.seeds, name.seed())
            && allows(&self.insert_modes, name.insert_mode())
            && allows(&self.grokfast, name.grokfast())
    }
}

/// The entries that the filter lets through and in which every word of `query` occurs: in the name,
/// the group, the operation's words or the note, in any case. Their order is kept.
#[must_use]
pub fn search<'a>(entries: &'a [Entry], query: &str, filter: &Filter) -> Vec<&'a Entry> {
    let query = query.to_lowercase();
    let words: Vec<&str> = query.split_whitespace().collect();
    entries
        .iter()
        .filter(|entry| filter.lets_through(&entry.name))
        .filter(|entry| {
            let text = searched_text(entry);
            words.iter().all(|word| text.contains(word))
        })
        .collect()
}

fn occurring<T: Ord>(entries: &[Entry], of: impl Fn(&ModelName) -> T) -> Vec<T> {
    let mut values = Vec::new();
    for value in entries.iter().map(|entry| of(&entry.name)) {
        if let Err(place) = values.binary_search(&value) {
            values.insert(place, value);
        }
    }
    values
}

fn allows<T: Copy + PartialEq>(values: &[T], value: T) -> bool {
    values.is_empty() || values.contains(&value)
}

/// A word never reaches across two of the lines.
fn searched_text(entry: &Entry) -> String {
    let name = entry.name.to_string();
    let operation = entry.name.operation().words();
    let note = entry.note.as_deref().unwrap_or_default();
    [&name, &entry.group, operation, note]
        .join("\n")
        .to_lowercase()
}

#[cfg(test)]
mod tests {
    use super::super::entries;
    use super::*;

    fn found(query: &str, filter: &Filter) -> Vec<String> {
        search(entries(), query, filter)
            .iter()
            .map(|entry| entry.name.to_string())
            .collect()
    }

    #[test]
    fn every_word_must_occur() {
        fn check(query: &str, expected: &[&str]) {
            assert_eq!(found(query, &Filter::default()), expected, "{query}");
        }
        check("main focus", &["ins1_mix_d6_l3_h4_t40K_s372001"]);
        check("FOCUS mix_D6 main", &["ins1_mix_d6_l3_h4_t40K_s372001"]);
        check("d10 grokfast add_", &["add_d10_l2_h3_t40K_gf_s572091"]);
        check(
            " fewest\tnodes ",
            &["add_d5_l2_h3_t40K_s372001", "add_d6_l2_h3_t20K_s173289"],
        );
        check("+0707892", &["add_d6_l2_h3_t15K_s372001"]);
        check(
            "insert mode 5",
            &[
                "ins5_mix_d6_l3_h4_t30K_s775824",
                "ins5_mix_d6_l2_h4_t30K_s775824",
            ],
        );
        check("focus nodes", &[]);
    }

    #[test]
    fn nothing_typed_finds_all() {
        assert_eq!(found(" ", &Filter::default()).len(), entries().len());
    }

    #[test]
    fn filters_let_through_what_they_list() {
        fn check(filter: &Filter, expected: &[&str]) {
            assert_eq!(found("", filter), expected, "{filter:?}");
        }
        check(
            &Filter {
                operations: vec![Operation::Sub],
                ..Filter::default()
            },
            &[
                "sub_d6_l2_h3_t30K_s372001",
                "sub_d10_l2_h3_t75K_s173289",
                "sub_d10_l2_h3_t75K_gf_s173289",
            ],
        );
        check(
            &Filter {
                digits: vec![10],
                grokfast: vec![true],
                insert_modes: vec![None],
                ..Filter::default()
            },
            &[
                "add_d10_l2_h3_t40K_gf_s572091",
                "sub_d10_l2_h3_t75K_gf_s173289",
                "mix_d10_l3_h4_t75K_gf_s173289",
            ],
        );
        check(
            &Filter {
                layers: vec![1, 4],
                ..Filter::default()
            },
            &[
                "add_d5_l1_h3_t15K_s372001",
                "ins2_mix_d6_l4_h4_t40K_s372001",
                "ins3_mix_d6_l4_h3_t40K_s372001",
                "ins4_mix_d6_l4_h3_t40K_s372001",
            ],
        );
        check(
            &Filter {
                heads: vec![4],
                thousand_steps: vec![40],
                seeds: vec![173_289],
                ..Filter::default()
            },
            &["ins1_mix_d6_l3_h4_t40K_s173289"],
        );
    }

    #[test]
    fn choices_are_the_values_that_occur() {
        let choices = Filter::choices(entries());
        assert_eq!(
            choices.operations,
            [Operation::Add, Operation::Sub, Operation::Mix]
        );
        assert_eq!(choices.layers, [1, 2, 3, 4]);
        assert_eq!(choices.heads, [3, 4]);
        assert_eq!(choices.grokfast, [false, true]);
        assert_eq!(choices.insert_modes.first(), Some(&None));
        assert_eq!(search(entries(), "", &choices).len(), entries().len());
    }
}
