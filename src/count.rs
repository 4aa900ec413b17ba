//! How many there are of something.

/// Numbers from here on are powers of ten.
const LONG: f64 = 1e15;

/// A number with all its digits, or as one of powers of ten.
#[must_use]
pub fn plain(number: f64) -> String {
    if number.abs() < LONG {
        number.to_string()
    } else {
        format!("{number:e}")
    }
}

/// `15,000 steps`, of `step` and `steps`.
#[must_use]
pub fn counted(number: f64, [one, many]: [&str; 2]) -> String {
    let plain = plain(number);
    let whole = plain.find(['.', 'e']).unwrap_or(plain.len());
    let mut text = String::new();
    for (at, character) in plain.char_indices() {
        let starts_group = at < whole && (whole - at).is_multiple_of(3);
        if starts_group && text.ends_with(|before: char| before.is_ascii_digit()) {
            text.push(',');
        }
        text.push(character);
    }
    format!("{text} {}", if plain == "1" { one } else { many })
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
    }
}
