//! What the notebook says of one model.

use serde::Deserialize;

use crate::model_name::ModelName;

/// A known model, and what the notebook says of it.
#[derive(Clone, Debug, PartialEq, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Entry {
    /// Its name.
    pub name: ModelName,
    /// The notebook's heading above it.
    #[serde(skip)]
    pub group: String,
    /// Accuracy in addition.
    pub add_accuracy: Option<Accuracy>,
    /// Accuracy in subtraction.
    pub sub_accuracy: Option<Accuracy>,
    /// Mean loss of the last training steps: 3.5e-9 where the notebook has "3.5-09".
    pub avg_final_loss: Option<f64>,
    /// The notebook's comment, word for word; models that only a comparison set names have none.
    pub note: Option<String>,
}

impl Entry {
    /// The fewest nines of its accuracies: a mixed model is as good as its worse operation.
    #[must_use]
    pub fn nines(&self) -> Option<usize> {
        [&self.add_accuracy, &self.sub_accuracy]
            .into_iter()
            .flatten()
            .filter_map(Accuracy::nines)
            .min()
    }
}

/// An accuracy as the notebook writes it, such as "Six9s" for 99.9999 %.
#[derive(Clone, Debug, PartialEq, Eq, Deserialize)]
pub struct Accuracy(String);

impl Accuracy {
    /// As the notebook writes it.
    #[must_use]
    pub fn written(&self) -> &str {
        &self.0
    }

    /// The number of nines: 6 for "Six9s", 5 for the notebook's "Fives", 0 for "Poor!", and none for
    /// "???".
    #[must_use]
    pub fn nines(&self) -> Option<usize> {
        const WORDS: [&str; 7] = ["Poor", "One", "Two", "Three", "Four", "Five", "Six"];
        WORDS.iter().position(|word| self.0.starts_with(word))
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn accuracies_are_counted_in_nines() {
        fn check(written: &str, nines: Option<usize>) {
            assert_eq!(Accuracy(written.to_owned()).nines(), nines, "{written}");
        }
        check("Poor!", Some(0));
        check("Two9s", Some(2));
        check("Three9s", Some(3));
        check("Three9S", Some(3));
        check("Four9s", Some(4));
        check("Fives", Some(5));
        check("Five9s", Some(5));
        check("Six9s", Some(6));
        check("???", None);
        check("", None);
    }
}
