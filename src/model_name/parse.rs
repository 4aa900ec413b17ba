//! From text to a [`ModelName`].

use std::str::{FromStr, Split};

use super::error::quote;
use super::{InsertMode, ModelName, ModelNameError, Operation, Part, Problem};

impl FromStr for ModelName {
    type Err = ModelNameError;

    fn from_str(text: &str) -> Result<Self, ModelNameError> {
        with_origin(text).map_err(|problem| ModelNameError::new(text, problem))
    }
}

impl TryFrom<String> for ModelName {
    type Error = ModelNameError;

    fn try_from(text: String) -> Result<Self, ModelNameError> {
        text.parse()
    }
}

fn with_origin(text: &str) -> Result<ModelName, Problem> {
    let Some((own, origin)) = text.split_once(',') else {
        return alone(text);
    };
    let name = alone(own)?;
    if origin.contains(',') {
        return Err(Problem::SecondOrigin);
    }
    let origin = alone(origin).map_err(|problem| Problem::InOrigin(Box::new(problem)))?;
    Ok(ModelName {
        started_from: Some(Box::new(origin)),
        ..name
    })
}

fn alone(text: &str) -> Result<ModelName, Problem> {
    if text.is_empty() {
        return Err(Problem::Empty);
    }
    let mut parts = Parts {
        rest: text.split('_'),
        before: "",
    };
    let mut first = parts.next(Part::Operation)?;
    let insert_mode = if first.starts_with("ins") {
        let mode =
            InsertMode::from_code(first).ok_or_else(|| malformed(Part::InsertMode, first))?;
        first = parts.next(Part::Operation)?;
        Some(mode)
    } else {
        None
    };
    let operation = Operation::from_code(first).ok_or_else(|| malformed(Part::Operation, first))?;
    let digits = number(Part::Digits, 'd', parts.next(Part::Digits)?)?;
    let layers = number(Part::Layers, 'l', parts.next(Part::Layers)?)?;
    let heads = number(Part::Heads, 'h', parts.next(Part::Heads)?)?;
    let thousand_steps = steps(parts.next(Part::Steps)?)?;
    let mut last = parts.next(Part::Seed)?;
    let grokfast = last == "gf";
    if grokfast {
        last = parts.next(Part::Seed)?;
    }
    let seed = seed(last)?;
    if let Some(surplus) = parts.rest.next() {
        return Err(Problem::Surplus {
            found: format!("_{}", quote(surplus)),
        });
    }
    Ok(ModelName {
        insert_mode,
        operation,
        digits,
        layers,
        heads,
        thousand_steps,
        grokfast,
        seed,
        started_from: None,
    })
}

/// The text between the `_`s, one after another.
struct Parts<'a> {
    rest: Split<'a, char>,
    before: &'a str,
}

impl<'a> Parts<'a> {
    fn next(&mut self, part: Part) -> Result<&'a str, Problem> {
        match self.rest.next() {
            Some(found) if !found.is_empty() => {
                self.before = found;
                Ok(found)
            }
            // A name that begins with `_` has nothing before its first part to point at.
            _ if self.before.is_empty() => Err(malformed(part, "")),
            _ => Err(Problem::Missing {
                part,
                after: quote(self.before),
            }),
        }
    }
}

fn malformed(part: Part, found: &str) -> Problem {
    Problem::Malformed {
        part,
        found: quote(found),
    }
}

fn number(part: Part, letter: char, found: &str) -> Result<u32, Problem> {
    let figures = after_letter(part, letter, found)?;
    bounded(part, figures, found)
}

fn steps(found: &str) -> Result<u32, Problem> {
    let thousands = after_letter(Part::Steps, 't', found)?;
    let figures = thousands.strip_suffix('K').ok_or_else(|| Problem::NoK {
        found: quote(found),
    })?;
    bounded(Part::Steps, figures, found)
}

fn seed(found: &str) -> Result<u32, Problem> {
    let figures = after_letter(Part::Seed, 's', found)?;
    if figures.len() != 6 || !are_digits(figures) {
        return Err(malformed(Part::Seed, found));
    }
    figures.parse().map_err(|_| malformed(Part::Seed, found))
}

fn after_letter(part: Part, letter: char, found: &str) -> Result<&str, Problem> {
    found
        .strip_prefix(letter)
        .ok_or_else(|| Problem::Misplaced {
            part,
            found: quote(found),
        })
}

fn bounded(part: Part, figures: &str, found: &str) -> Result<u32, Problem> {
    if !are_digits(figures) {
        return Err(malformed(part, found));
    }
    if figures.len() > 1 && figures.starts_with('0') {
        return Err(Problem::LeadingZero {
            part,
            found: quote(found),
        });
    }
    // Figures too many for a u32 are out of range too.
    figures
        .parse()
        .ok()
        .filter(|value| (1..=part.largest()).contains(value))
        .ok_or_else(|| Problem::OutOfRange {
            part,
            found: quote(found),
        })
}

/// Stricter than `str::parse`, which takes a `+`.
fn are_digits(text: &str) -> bool {
    !text.is_empty() && text.bytes().all(|byte| byte.is_ascii_digit())
}

#[cfg(test)]
mod tests {
    use super::*;

    fn check(text: &str, message: &str) {
        assert_eq!(text.parse::<ModelName>().unwrap_err().to_string(), message);
    }

    #[test]
    fn an_empty_name_is_asked_for() {
        check(
            "",
            "a model's name is needed here, such as add_d5_l2_h3_t15K_s372001",
        );
    }

    #[test]
    fn the_part_that_is_wrong_is_named() {
        check(
            "add_d5_l2_h3_t15_s372001",
            "“add_d5_l2_h3_t15_s372001”: the steps “t15” must end in K, as in t15K",
        );
        check(
            "adding_d5_l2_h3_t15K_s372001",
            "“adding_d5_l2_h3_t15K_s372001”: the operation “adding” must be add, sub, mul, mix or mas",
        );
        check(
            "ins7_mix_d5_l2_h3_t15K_s372001",
            "“ins7_mix_d5_l2_h3_t15K_s372001”: the insert mode “ins7” must be one of ins1 to ins5",
        );
        check(
            "add_dx_l2_h3_t15K_s372001",
            "“add_dx_l2_h3_t15K_s372001”: the digits “dx” must be d and a number, as in d5",
        );
        check(
            "add_d5_l2_h3_tK_s372001",
            "“add_d5_l2_h3_tK_s372001”: the steps “tK” must be t, a number and K, as in t15K",
        );
        check(
            "add_d5_l2_h3_t15K_s3720",
            "“add_d5_l2_h3_t15K_s3720”: the seed “s3720” must be s and six digits, as in s372001",
        );
        check(
            "add_d+5_l2_h3_t15K_s372001",
            "“add_d+5_l2_h3_t15K_s372001”: the digits “d+5” must be d and a number, as in d5",
        );
    }

    #[test]
    fn a_missing_part_is_named() {
        check("add_d5", "“add_d5”: the layers, as in l2, must follow “d5”");
        check(
            "ins1",
            "“ins1”: the operation, as in add, must follow “ins1”",
        );
        check(
            "add_d5__h3_t15K_s372001",
            "“add_d5__h3_t15K_s372001”: the layers, as in l2, must follow “d5”",
        );
        check(
            "add_d5_h3_t15K_s372001",
            "“add_d5_h3_t15K_s372001”: “h3” stands where the layers should, as in l2",
        );
        check(
            "add_d5_l2_h3_t15K_gf",
            "“add_d5_l2_h3_t15K_gf”: the seed, as in s372001, must follow “gf”",
        );
    }

    #[test]
    fn numbers_are_bounded_and_plain() {
        check(
            "add_d05_l2_h3_t15K_s372001",
            "“add_d05_l2_h3_t15K_s372001”: the digits “d05” must not begin with 0; write it as in d5",
        );
        check(
            "add_d0_l2_h3_t15K_s372001",
            "“add_d0_l2_h3_t15K_s372001”: the digits “d0” must be from 1 to 99",
        );
        check(
            "add_d5_l2_h100_t15K_s372001",
            "“add_d5_l2_h100_t15K_s372001”: the heads “h100” must be from 1 to 99",
        );
        check(
            "add_d5_l2_h3_t99999999999K_s372001",
            "“add_d5_l2_h3_t99999999999K_s372001”: the steps “t99999999999K” must be from 1 to 9999",
        );
    }

    #[test]
    fn nothing_may_follow_the_seed_but_one_origin() {
        check(
            "add_d5_l2_h3_t15K_s372001_train.json",
            "“add_d5_l2_h3_t15K_s372001_train.json”: a name ends with the seed, so remove “_train.json”",
        );
        check(
            "mix_d5_l2_h3_t15K_s372001,add_d5",
            "“mix_d5_l2_h3_t15K_s372001,add_d5”: in the model it was started from, after the “,”: the layers, as in l2, must follow “d5”",
        );
        let name = "add_d5_l2_h3_t15K_s372001";
        let error = format!("{name},{name},{name}")
            .parse::<ModelName>()
            .unwrap_err();
        assert!(
            error
                .to_string()
                .ends_with(&Problem::SecondOrigin.to_string()),
            "{error}"
        );
    }

    #[test]
    fn a_long_text_is_shortened() {
        let message = "é"
            .repeat(100_000)
            .parse::<ModelName>()
            .unwrap_err()
            .to_string();
        assert!(message.chars().count() < 250, "{message}");
    }
}

#[cfg(all(test, not(target_arch = "wasm32")))]
mod properties {
    use proptest::prelude::*;

    use super::super::labels;
    use super::*;

    /// A name's text up to the `,`.
    fn alone() -> impl Strategy<Value = String> {
        "(ins[1-5]_)?(add|sub|mul|mix|mas)_d[1-9][0-9]?_l[1-9][0-9]?_h[1-9][0-9]?_t[1-9][0-9]{0,3}K(_gf)?_s[0-9]{6}"
    }

    /// A name's text, with or without an origin.
    fn name() -> impl Strategy<Value = String> {
        (alone(), proptest::option::of(alone())).prop_map(|(own, origin)| match origin {
            Some(origin) => format!("{own},{origin}"),
            None => own,
        })
    }

    /// Names that collide often.
    fn crowded() -> impl Strategy<Value = String> {
        "(ins1_)?(add|mix)_d[56]_l[12]_h[34]_t[12]K(_gf)?_s00000[01](,add_d[56]_l[12]_h3_t1K(_gf)?_s00000[01])?"
    }

    proptest! {
        #[test]
        fn a_valid_name_prints_as_it_was_typed(text in name()) {
            prop_assert_eq!(text.parse::<ModelName>().map(|name| name.to_string()), Ok(text));
        }

        #[test]
        fn a_valid_name_with_one_character_changed_prints_the_same_or_is_refused(
            text in name(),
            at in any::<prop::sample::Index>(),
            other in any::<char>(),
        ) {
            let at = at.index(text.len());
            let text = format!("{}{other}{}", &text[..at], &text[at + 1..]);
            if let Ok(name) = text.parse::<ModelName>() {
                prop_assert_eq!(name.to_string(), text);
            }
        }

        #[test]
        fn any_text_is_read_or_refused_in_few_words(text in any::<String>()) {
            if let Err(error) = text.parse::<ModelName>() {
                prop_assert!(error.to_string().chars().count() < 250);
            }
        }

        #[test]
        fn labels_differ_where_names_do(texts in proptest::collection::vec(crowded(), 0..12)) {
            let names: Vec<ModelName> = texts.iter().filter_map(|text| text.parse().ok()).collect();
            prop_assert_eq!(names.len(), texts.len());
            let labels = labels(&names);
            for (i, a) in names.iter().enumerate() {
                for (j, b) in names.iter().enumerate() {
                    prop_assert_eq!(labels[i] == labels[j], a == b, "{} / {}: {}", a, b, labels[i]);
                }
            }
        }
    }
}
