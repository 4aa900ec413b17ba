//! Which colour each run has.

use crate::model_name::ModelName;

/// How many colours a theme has for runs.
pub const COLOURS: usize = 11;
/// The first colour is that of five digits, as in the notebook's figure of 5 to 15.
const FIRST_DIGITS: usize = 5;

/// A number for the look of each run: by its model's digits where that is free, so that it keeps its look whatever stands
/// beside it; else the first that is free. Number `n` has colour `n % COLOURS`, and each round of colours another dash.
#[must_use]
pub fn colours(models: &[Option<ModelName>]) -> Vec<usize> {
    let mut taken = [false; COLOURS];
    let by_digits: Vec<Option<usize>> = models
        .iter()
        .map(|model| {
            let digits = model.as_ref()?.digits() as usize;
            let colour = (digits + COLOURS - FIRST_DIGITS) % COLOURS;
            (!std::mem::replace(&mut taken[colour], true)).then_some(colour)
        })
        .collect();
    let mut free = (0..).filter(|&colour| taken.get(colour) != Some(&true));
    by_digits
        .into_iter()
        .filter_map(|colour| colour.or_else(|| free.next()))
        .collect()
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
            &[1, 2, 3, 0],
        );
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
