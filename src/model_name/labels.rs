//! Short labels for legends.

use super::ModelName;

/// What can be added to a label, in the order it is tried; empty where there is nothing to tell.
type Word = fn(&ModelName) -> String;

/// Words that say how the model was made.
const MAKE: [Word; 4] = [
    |name| format!("l{}", name.layers()),
    |name| format!("h{}", name.heads()),
    |name| format!("t{}K", name.thousand_steps()),
    |name| String::from(if name.grokfast() { "gf" } else { "" }),
];
/// The word that tells nothing of the model but that it is another.
const SEED: Word = |name| format!("s{:06}", name.seed());

/// A short label for each name, in the same order; different names always get different labels.
///
/// A label is `d` and the digits. Where operations or insert modes differ among the names, they are
/// told: `add d6`, `ins1 mix d6`. Where labels still collide, only what differs among those that
/// collide is added: `d5 l1` and `d5 l2`, `d10` and `d10 gf`.
#[must_use]
pub fn labels(names: &[ModelName]) -> Vec<String> {
    let tell_operation = names
        .windows(2)
        .any(|pair| pair[0].operation() != pair[1].operation());
    let tell_mode = names
        .windows(2)
        .any(|pair| pair[0].insert_mode() != pair[1].insert_mode());
    let mut labels = vec![String::new(); names.len()];
    for (label, name) in labels.iter_mut().zip(names) {
        if let Some(mode) = name.insert_mode().filter(|_| tell_mode) {
            add_word(label, mode.code());
        }
        if tell_operation {
            add_word(label, name.operation().code());
        }
        add_word(label, &format!("d{}", name.digits()));
    }
    for alike in alike(0..names.len(), |i| labels[i].clone()) {
        tell_apart(&mut labels, names, &alike);
    }
    labels
}

/// Adds words to the labels of `alike`, which are equal so far, until they differ.
fn tell_apart(labels: &mut [String], names: &[ModelName], alike: &[usize]) {
    if alike.len() < 2 {
        return;
    }
    let kinds = |word: &Word| self::alike(alike.iter().copied(), |i| word(&names[i])).len();
    // One word that is enough beats two that come first.
    let enough = MAKE.iter().find(|word| kinds(word) == alike.len());
    let helps = || MAKE.iter().chain([&SEED]).find(|word| kinds(word) > 1);
    let Some(word) = enough.or_else(helps) else {
        return tell_origins(labels, names, alike);
    };
    for &i in alike {
        add_word(&mut labels[i], &word(&names[i]));
    }
    for alike in self::alike(alike.iter().copied(), |i| word(&names[i])) {
        tell_apart(labels, names, &alike);
    }
}

/// Names equal up to the `,` are told apart by short labels of the models they were started from.
fn tell_origins(labels: &mut [String], names: &[ModelName], alike: &[usize]) {
    let equal = |pair: &[usize]| names[pair[0]] == names[pair[1]];
    if alike.windows(2).all(equal) {
        return;
    }
    let (started, origins): (Vec<usize>, Vec<ModelName>) = alike
        .iter()
        .filter_map(|&i| Some((i, names[i].started_from()?.clone())))
        .unzip();
    for (i, origin) in started.into_iter().zip(self::labels(&origins)) {
        add_word(&mut labels[i], &format!("from {origin}"));
    }
}

/// The indices of equal texts, together. There are few of them: a map would add more to the page than it saves.
fn alike(
    indices: impl IntoIterator<Item = usize>,
    text: impl Fn(usize) -> String,
) -> Vec<Vec<usize>> {
    let mut groups: Vec<(String, Vec<usize>)> = Vec::new();
    for i in indices {
        let text = text(i);
        match groups.iter_mut().find(|(known, _)| *known == text) {
            Some((_, group)) => group.push(i),
            None => groups.push((text, vec![i])),
        }
    }
    groups.into_iter().map(|(_, group)| group).collect()
}

fn add_word(label: &mut String, word: &str) {
    if !label.is_empty() && !word.is_empty() {
        label.push(' ');
    }
    label.push_str(word);
}

#[cfg(test)]
mod tests {
    use super::*;

    /// Each row is a name and its label.
    fn check(rows: &[(&str, &str)]) {
        let names: Vec<ModelName> = rows.iter().map(|(name, _)| name.parse().unwrap()).collect();
        let expected: Vec<&str> = rows.iter().map(|&(_, label)| label).collect();
        assert_eq!(labels(&names), expected);
    }

    #[test]
    fn digits_are_enough_where_they_differ() {
        check(&[]);
        check(&[("add_d14_l2_h3_t60K_s572091", "d14")]);
        check(&[
            ("add_d5_l2_h3_t40K_s372001", "d5"),
            ("add_d7_l2_h3_t45K_s173289", "d7"),
            ("add_d15_l2_h3_t80K_s572091", "d15"),
        ]);
        check(&[
            ("ins1_mix_d5_l2_h3_t40K_s572091", "d5"),
            ("ins1_mix_d6_l3_h4_t40K_s372001", "d6"),
        ]);
    }

    #[test]
    fn the_same_digits_are_told_apart_by_what_differs() {
        check(&[
            ("add_d5_l1_h3_t15K_s372001", "d5 l1"),
            ("add_d5_l2_h3_t15K_s372001", "d5 l2"),
            ("add_d6_l2_h3_t15K_s372001", "d6"),
        ]);
        check(&[
            ("add_d5_l1_h3_t15K_s372001", "d5 l1"),
            ("add_d5_l2_h3_t15K_s372001", "d5 l2 t15K"),
            ("add_d5_l2_h3_t40K_s372001", "d5 l2 t40K"),
        ]);
        check(&[
            ("add_d10_l2_h3_t40K_s572091", "d10"),
            ("add_d10_l2_h3_t40K_gf_s572091", "d10 gf"),
        ]);
        check(&[
            ("add_d6_l2_h3_t15K_s372001", "d6 t15K"),
            ("add_d6_l2_h3_t20K_s173289", "d6 t20K s173289"),
            ("add_d6_l2_h3_t20K_s572091", "d6 t20K s572091"),
            ("add_d6_l2_h3_t40K_s372001", "d6 t40K"),
        ]);
    }

    #[test]
    fn one_word_that_is_enough_comes_alone() {
        check(&[
            ("add_d6_l2_h3_t15K_s372001", "d6 t15K"),
            ("add_d6_l2_h3_t20K_s372001", "d6 t20K"),
            ("add_d6_l3_h3_t30K_s173289", "d6 t30K"),
        ]);
    }

    #[test]
    fn operations_and_insert_modes_are_told_where_they_differ() {
        check(&[
            ("add_d6_l2_h3_t15K_s372001", "add d6"),
            ("sub_d6_l2_h3_t30K_s372001", "sub d6"),
            ("mix_d10_l3_h4_t75K_s173289", "mix d10"),
            ("mix_d10_l3_h4_t75K_gf_s173289", "mix d10 gf"),
            ("ins1_mix_d6_l3_h4_t40K_s372001", "ins1 mix d6"),
        ]);
        check(&[
            ("mix_d6_l3_h4_t40K_s372001", "d6"),
            ("ins1_mix_d6_l3_h4_t40K_s372001", "ins1 d6"),
            ("ins5_mix_d6_l2_h4_t30K_s775824", "ins5 d6 l2"),
            ("ins5_mix_d6_l3_h4_t30K_s775824", "ins5 d6 l3"),
        ]);
    }

    #[test]
    fn origins_are_told_last() {
        check(&[
            ("ins1_mix_d6_l3_h4_t40K_s372001", "d6"),
            (
                "ins1_mix_d6_l3_h4_t40K_s372001,add_d6_l2_h3_t15K_s372001",
                "d6 from d6 t15K",
            ),
            (
                "ins1_mix_d6_l3_h4_t40K_s372001,add_d6_l2_h3_t20K_s173289",
                "d6 from d6 t20K",
            ),
        ]);
    }

    #[test]
    fn the_same_name_twice_has_one_label() {
        check(&[
            ("add_d5_l2_h3_t15K_s372001", "d5"),
            ("add_d5_l2_h3_t15K_s372001", "d5"),
        ]);
    }
}
