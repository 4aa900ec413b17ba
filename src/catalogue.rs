//! Which trained models are known, what the notebook says of each, and the sets it compares.
//!
//! The data is `catalogue/models.json`, part of the program; tests hold it equal to the notebook's
//! own lists. Any other name that follows the grammar can be drawn too: it just has no entry here.

mod entry;
mod search;
mod sort;

use std::sync::LazyLock;

use serde::Deserialize;

use crate::model_name::ModelName;

pub use entry::{Accuracy, AvgFinalLoss, Entry, Example, Failures};
pub use search::{Filter, search};
pub use sort::{Column, Direction, sort};

/// Models that the notebook draws in one figure.
#[derive(Clone, Debug, PartialEq, Eq, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct ComparisonSet {
    /// What an address calls it: `inited-mixed`.
    pub id: String,
    /// Its title: "Inited Mixed".
    pub title: String,
    /// The models, by rising digits.
    pub names: Vec<ModelName>,
}

/// A small run trained for this project, whose training file ships with it for when the hub is out
/// of reach. Not one of the notebook's models: those have a `d_model` of 510.
#[derive(Clone, Debug, PartialEq, Eq, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Sample {
    /// The run's name.
    pub name: ModelName,
    /// The width of its residual stream.
    pub d_model: u32,
}

impl Sample {
    /// What it is, for people: "Small run (`d_model` 96) trained for this project".
    #[must_use]
    pub fn words(&self) -> String {
        format!(
            "Small run (d_model {}) trained for this project",
            self.d_model
        )
    }
}

/// Every known model, in the notebook's order: those of a group stand together, and those that only
/// a comparison set names follow those with a note.
#[must_use]
pub fn entries() -> &'static [Entry] {
    &CATALOGUE.entries
}

/// The entry of a model. One started from another model is found by its own name.
#[must_use]
pub fn find(name: &ModelName) -> Option<&'static Entry> {
    let name = name.without_origin();
    entries().iter().find(|entry| entry.name == name)
}

/// The model that the notebook draws alone: the one line it leaves uncommented.
#[must_use]
pub fn default_name() -> Option<&'static ModelName> {
    CATALOGUE.default.as_ref()
}

/// The comparison sets: Addition, Mixed, Inited Mixed.
#[must_use]
pub fn sets() -> &'static [ComparisonSet] {
    &CATALOGUE.sets
}

/// The comparison set with this id.
#[must_use]
pub fn set(id: &str) -> Option<&'static ComparisonSet> {
    sets().iter().find(|set| set.id == id)
}

/// The runs that ship with the site.
#[must_use]
pub fn samples() -> &'static [Sample] {
    &CATALOGUE.samples
}

/// The data cannot fail to parse, since a test parses it; were it to, the catalogue would be empty
/// and names could still be typed.
static CATALOGUE: LazyLock<Catalogue> = LazyLock::new(|| parse().unwrap_or_default());

#[derive(Default)]
struct Catalogue {
    default: Option<ModelName>,
    entries: Vec<Entry>,
    sets: Vec<ComparisonSet>,
    samples: Vec<Sample>,
}

/// The data as it is written.
#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
struct Written {
    default: ModelName,
    groups: Vec<Group>,
    sets: Vec<ComparisonSet>,
    samples: Vec<Sample>,
}

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
struct Group {
    title: String,
    models: Vec<Entry>,
}

fn parse() -> Result<Catalogue, serde_json::Error> {
    let written: Written = serde_json::from_str(include_str!("catalogue/models.json"))?;
    let entries = written.groups.into_iter().flat_map(|group| {
        let Group { title, models } = group;
        models.into_iter().map(move |entry| Entry {
            group: title.clone(),
            ..entry
        })
    });
    Ok(Catalogue {
        default: Some(written.default),
        entries: entries.collect(),
        sets: written.sets,
        samples: written.samples,
    })
}

#[cfg(test)]
#[allow(clippy::unwrap_used, reason = "a test stops at the first surprise")]
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
    fn whatever_a_set_or_the_default_names_has_an_entry() {
        let named = sets()
            .iter()
            .flat_map(|set| &set.names)
            .chain(default_name());
        for name in named {
            assert!(find(name).is_some(), "{name}");
        }
    }

    #[test]
    fn samples_are_no_entries() {
        assert!(samples().iter().all(|sample| find(&sample.name).is_none()));
    }

    #[test]
    fn a_model_is_found_with_or_without_its_origin() {
        let text = "ins1_mix_d6_l3_h4_t40K_s372001,add_d6_l2_h3_t15K_s372001";
        let entry = find(&text.parse().unwrap()).unwrap();
        assert_eq!(entry.name.to_string(), "ins1_mix_d6_l3_h4_t40K_s372001");
        assert!(find(&"add_d99_l2_h3_t15K_s372001".parse().unwrap()).is_none());
    }

    #[test]
    fn a_set_is_found_by_its_id() {
        fn check(id: &str, title: Option<&str>) {
            assert_eq!(set(id).map(|set| set.title.as_str()), title);
        }
        check("addition", Some("Addition"));
        check("mixed", Some("Mixed"));
        check("inited-mixed", Some("Inited Mixed"));
        check("Addition", None);
    }
}
