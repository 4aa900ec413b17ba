//! What the page needs to know before anyone asks: the names.

use std::sync::LazyLock;

use crate::model_name::ModelName;

/// Models that the notebook draws in one figure.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct ComparisonSet {
    /// Its title: "Inited Mixed".
    pub title: &'static str,
    /// The models, by rising digits.
    pub names: Vec<ModelName>,
}

/// The comparison sets: Addition, Mixed, Inited Mixed.
#[must_use]
pub fn sets() -> &'static [ComparisonSet; 3] {
    &SETS
}

/// The models of the notebook's own comparison, its Part 3.
#[must_use]
pub fn addition() -> &'static [ModelName] {
    &sets()[0].names
}

/// The runs that ship with the site, small ones trained for this project, for when the hub is out of reach. None is one of
/// the notebook's models: those have a `d_model` of 510.
#[must_use]
pub fn samples() -> &'static [ModelName] {
    &SAMPLES
}

/// Whether the notebook lists the model, by its own name or by that with its origin.
#[must_use]
pub fn is_listed(name: &ModelName) -> bool {
    let name = name.own_name().to_string();
    let lists: [&[&str]; 4] = [&ADDITION, &MIXED, &INITED_MIXED, &OTHERS];
    lists.iter().any(|names| names.contains(&name.as_str()))
}

static SETS: LazyLock<[ComparisonSet; 3]> = LazyLock::new(|| {
    let sets: [(_, &[&str]); 3] = [
        ("Addition", &ADDITION),
        ("Mixed", &MIXED),
        ("Inited Mixed", &INITED_MIXED),
    ];
    sets.map(|(title, names)| ComparisonSet {
        title,
        names: self::names(names),
    })
});

static SAMPLES: LazyLock<Vec<ModelName>> = LazyLock::new(|| names(&SHIPPED));

/// Reads names of models. A test holds that every one is read.
fn names(texts: &[&str]) -> Vec<ModelName> {
    texts.iter().filter_map(|text| text.parse().ok()).collect()
}

const ADDITION: [&str; 11] = [
    "add_d5_l2_h3_t40K_s372001",
    "add_d6_l2_h3_t40K_s372001",
    "add_d7_l2_h3_t45K_s173289",
    "add_d8_l2_h3_t45K_s173289",
    "add_d9_l2_h3_t45K_s173289",
    "add_d10_l2_h3_t40K_s572091",
    "add_d11_l2_h3_t50K_s572091",
    "add_d12_l2_h3_t50K_s572091",
    "add_d13_l2_h3_t50K_s572091",
    "add_d14_l2_h3_t60K_s572091",
    "add_d15_l2_h3_t80K_s572091",
];

const MIXED: [&str; 9] = [
    "mix_d5_l3_h4_t40K_s372001",
    "mix_d6_l3_h4_t40K_s372001",
    "mix_d7_l3_h4_t50K_s372001",
    "mix_d8_l3_h4_t60K_s173289",
    "mix_d9_l3_h4_t60K_s173289",
    "mix_d10_l3_h4_t75K_s173289",
    "mix_d11_l3_h4_t80K_s572091",
    "mix_d12_l3_h4_t85K_s572091",
    "mix_d13_l3_h4_t85K_s572091",
];

const INITED_MIXED: [&str; 7] = [
    "ins1_mix_d5_l2_h3_t40K_s572091",
    "ins1_mix_d6_l3_h4_t40K_s372001",
    "ins1_mix_d7_l3_h4_t50K_s572091",
    "ins1_mix_d8_l3_h4_t70K_s572091",
    "ins1_mix_d9_l3_h4_t70K_s572091",
    "ins1_mix_d10_l3_h3_t50K_s572091",
    "ins1_mix_d11_l3_h4_t75K_s572091",
];

const SHIPPED: [&str; 8] = [
    "add_d3_l2_h3_t10K_s100001",
    "add_d4_l2_h3_t10K_s100001",
    "add_d5_l1_h3_t15K_s100001",
    "add_d5_l2_h3_t15K_s100001",
    "add_d6_l2_h3_t15K_s100001",
    "add_d8_l2_h3_t20K_s100001",
    "sub_d6_l2_h3_t15K_s100001",
    "mix_d6_l3_h4_t20K_s100001",
];

/// What the notebook lists beside its comparisons. What it says of all of them is in `models.json`.
const OTHERS: [&str; 22] = [
    "add_d5_l1_h3_t15K_s372001",
    "add_d5_l2_h3_t15K_s372001",
    "add_d6_l2_h3_t15K_s372001",
    "add_d6_l2_h3_t20K_s173289",
    "add_d6_l2_h3_t20K_s572091",
    "add_d10_l2_h3_t40K_gf_s572091",
    "add_d20_l2_h3_t80K_s572091",
    "sub_d6_l2_h3_t30K_s372001",
    "sub_d10_l2_h3_t75K_s173289",
    "sub_d10_l2_h3_t75K_gf_s173289",
    "mix_d10_l3_h4_t75K_gf_s173289",
    "ins1_mix_d6_l2_h3_t40K_s572091",
    "ins1_mix_d6_l3_h3_t40K_s572091",
    "ins1_mix_d6_l3_h3_t80K_s572091",
    "ins1_mix_d6_l3_h4_t40K_s173289",
    "ins1_mix_d6_l3_h4_t50K_s572091",
    "ins1_mix_d10_l3_h3_t50K_gf_s572091",
    "ins2_mix_d6_l4_h4_t40K_s372001",
    "ins3_mix_d6_l4_h3_t40K_s372001",
    "ins4_mix_d6_l4_h3_t40K_s372001",
    "ins5_mix_d6_l3_h4_t30K_s775824",
    "ins5_mix_d6_l2_h4_t30K_s775824",
];

#[cfg(test)]
mod tests {
    use super::*;
    use crate::catalogue::entries;

    #[test]
    fn every_name_is_one() {
        let named = sets().iter().map(|set| set.names.len());
        assert_eq!(
            named.collect::<Vec<_>>(),
            [ADDITION.len(), MIXED.len(), INITED_MIXED.len()]
        );
        assert_eq!(samples().len(), SHIPPED.len());
    }

    #[test]
    fn the_catalogue_has_what_is_listed() {
        let lists = [
            ADDITION.len(),
            MIXED.len(),
            INITED_MIXED.len(),
            OTHERS.len(),
        ];
        assert_eq!(entries().len(), lists.iter().sum::<usize>());
        for entry in entries() {
            assert!(is_listed(&entry.name), "{}", entry.name);
        }
    }
}
