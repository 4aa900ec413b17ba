//! Which colour each run has.

use crate::model_name::ModelName;

/// How many colours a theme has for runs.
pub const COLOURS: usize = 11;
/// The first colour is that of five digits, as in the notebook's figure of 5 to 15.
const FIRST_DIGITS: usize = 5;

/// The stride at which a run that cannot have its own colour tries others. It shares no factor with their number, so that
/// each is tried; and first comes one that few figures have beside the run's own.
const APART: usize = 5;

/// A number for the look of each run: by its model's digits where that is free, so that it keeps its look whatever stands
/// beside it; else the next that is free. Number `n` has colour `n % COLOURS`, and each round of colours another dash.
#[must_use]
pub fn colours(models: &[Option<ModelName>]) -> Vec<usize> {
    let own = |model: &Option<ModelName>| {
        let digits = model.as_ref()?.digits() as usize;
        Some((digits + COLOURS - FIRST_DIGITS) % COLOURS)
    };
    let mut taken = [false; COLOURS];
    let mut take = |colour: usize| !std::mem::replace(&mut taken[colour], true);
    let by_digits: Vec<_> = models
        .iter()
        .map(|model| own(model).filter(|&colour| take(colour)))
        .collect();
    let mut further = COLOURS..;
    let looks = models.iter().zip(by_digits).filter_map(|(model, colour)| {
        let (first, stride) = own(model).map_or((0, 1), |own| (own, APART));
        let mut others = (0..COLOURS).map(|times| (first + times * stride) % COLOURS);
        colour
            .or_else(|| others.find(|&colour| take(colour)))
            .or_else(|| further.next())
    });
    looks.collect()
}

#[cfg(test)]
mod tests {
    use super::*;

    fn check(names: &[&str], expected: &[usize]) {
        let models: Vec<_> = names.iter().map(|name| name.parse().ok()).collect();
        assert_eq!(colours(&models), expected);
    }

    #[test]
    fn digits_decide_where_they_can() {
        let (d5, d6, d15) = (
            "add_d5_l2_h3_t40K_s372001",
            "add_d6_l2_h3_t40K_s372001",
            "add_d15_l2_h3_t80K_s572091",
        );
        check(&[d5, d6, d15], &[0, 1, 10]);
        check(&[d15, d6], &[10, 1]);
        check(
            &["sub_d6_l2_h3_t30K_s372001", d6, "nonsense", d5],
            &[1, 6, 2, 0],
        );
    }

    #[test]
    fn a_run_keeps_its_look_as_others_come() {
        let [mix, d5, d6, d7] = [
            "mix_d6_l3_h4_t40K_s372001",
            "add_d5_l2_h3_t40K_s372001",
            "add_d6_l2_h3_t40K_s372001",
            "add_d7_l2_h3_t45K_s173289",
        ];
        check(&[d6, mix], &[1, 6]);
        check(&[d6, mix, d5], &[1, 6, 0]);
        check(&[d7, d6, mix, d5], &[2, 1, 6, 0]);
    }

    #[test]
    fn eleven_files_have_eleven_colours() {
        let mut all = colours(&[const { None }; COLOURS]);
        all.sort_unstable();
        assert_eq!(all, (0..COLOURS).collect::<Vec<_>>());
    }

    #[test]
    fn forty_runs_have_forty_looks() {
        let models: Vec<_> = (0..40)
            .map(|n| format!("add_d6_l2_h3_t{}K_s372001", n + 1).parse().ok())
            .collect();
        let mut all = colours(&models);
        all.sort_unstable();
        assert_eq!(all, (0..40).collect::<Vec<_>>());
    }
}
