//! Which trained models are known, what the notebook says of each, and the sets it compares.
//!
//! What is said is `catalogue/models.json`, part of the program; tests hold it equal to the notebook's
//! own lists. Any other name that follows the grammar can be drawn too: it just has no entry here.

mod entry;
mod names;
mod search;
mod sort;

use std::sync::LazyLock;

use serde::Deserialize;

use crate::model_name::ModelName;

pub use entry::{Accuracy, Entry};
pub use names::{ComparisonSet, addition, is_listed, samples, sets};
pub use search::{Filter, search};
pub use sort::{Column, Direction, sort};

/// Every known model, in the notebook's order: those of a group stand together, and those that only
/// a comparison set names follow those with a note.
#[must_use]
pub fn entries() -> &'static [Entry] {
    &ENTRIES
}

/// The entry of a model. One started from another model is found by its own name.
#[must_use]
pub fn find(name: &ModelName) -> Option<&'static Entry> {
    let name = name.own_name();
    entries().iter().find(|entry| entry.name == name)
}

/// The data cannot fail to parse, since a test parses it; were it to, the catalogue would be empty
/// and names could still be typed.
static ENTRIES: LazyLock<Vec<Entry>> = LazyLock::new(|| parse().unwrap_or_default());

/// The data as it is written.
#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
struct Written {
    groups: Vec<Group>,
}

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
struct Group {
    title: String,
    models: Vec<Entry>,
}

fn parse() -> Result<Vec<Entry>, serde_json::Error> {
    let written: Written = serde_json::from_str(include_str!("catalogue/models.json"))?;
    let entries = written.groups.into_iter().flat_map(|group| {
        let Group { title, models } = group;
        models.into_iter().map(move |entry| Entry {
            group: title.clone(),
            ..entry
        })
    });
    Ok(entries.collect())
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_data_parses() {
        assert!(parse().is_ok(), "{:?}", parse().err());
    }

    #[test]
    fn names_are_unique() {
        for (i, entry) in entries().iter().enumerate() {
            assert!(
                entries()[..i].iter().all(|other| other.name != entry.name),
                "{} is there twice",
                entry.name
            );
        }
    }

    #[test]
    fn whatever_a_set_names_has_an_entry() {
        for name in sets().iter().flat_map(|set| &set.names) {
            assert!(find(name).is_some(), "{name}");
        }
    }

    #[test]
    fn samples_are_no_entries() {
        assert!(samples().iter().all(|name| find(name).is_none()));
    }

    #[test]
    fn a_model_is_found_with_or_without_its_origin() {
        let text = "ins1_mix_d6_l3_h4_t40K_s372001,add_d6_l2_h3_t15K_s372001";
        let entry = find(&text.parse().unwrap()).unwrap();
        assert_eq!(entry.name.to_string(), "ins1_mix_d6_l3_h4_t40K_s372001");
        assert!(find(&"add_d99_l2_h3_t15K_s372001".parse().unwrap()).is_none());
    }
}
