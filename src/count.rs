//! How many there are of something.

/// Numbers from here on are powers of ten, and parts of one below.
pub const LONG: f64 = 1e15;
/// See [`LONG`].
pub const SHORT: f64 = 1e-6;

/// A number with all its digits, or as one of powers of ten.
#[must_use]
pub fn plain(number: f64) -> String {
    if number == 0.0 || (SHORT..LONG).contains(&number.abs()) {
        number.to_string()
    } else {
        format!("{number:e}")
    }
}

/// A number's digits in groups of three up to its point: `-1234567.25` as `-1,234,567.25`. One of powers of ten stays
/// as it is.
#[must_use]
pub fn grouped(digits: &str) -> String {
    let whole = digits.find(['.', 'e']).unwrap_or(digits.len());
    let mut text = String::new();
    for (at, character) in digits.char_indices() {
        let starts_group = at < whole && (whole - at).is_multiple_of(3);
        if starts_group && text.ends_with(|before: char| before.is_ascii_digit()) {
            text.push(',');
        }
        text.push(character);
    }
    text
}

/// `15,000 steps`, of `step` and `steps`.
#[must_use]
pub fn counted(number: f64, [one, many]: [&str; 2]) -> String {
    let plain = plain(number);
    let noun = if plain == "1" { one } else { many };
    format!("{} {noun}", grouped(&plain))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn one_is_no_plural() {
        let check = |number, expected: &str| {
            assert_eq!(counted(number, ["step", "steps"]), expected);
        };
        check(1.0, "1 step");
        check(0.0, "0 steps");
        check(1.5, "1.5 steps");
        check(-1000.0, "-1,000 steps");
        check(1_234_567.0, "1,234,567 steps");
        check(1e21, "1e21 steps");
        check(-1e-300, "-1e-300 steps");
    }
}
