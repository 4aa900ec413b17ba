//! Numbers as people write them.

/// From here on numbers are written as parts of powers of ten.
const LARGE: f64 = 1e15;
/// And below this.
const SMALL: f64 = 1e-6;
/// The digits of a power, and its minus.
const RAISED: &str = "⁰¹²³⁴⁵⁶⁷⁸⁹⁻";

/// `-1234567` as `−1,234,567`, with exactly `decimals` places.
#[must_use]
pub fn grouped(number: f64, decimals: usize) -> String {
    let plain = format!("{:.decimals$}", number.abs());
    let is_nought = plain.bytes().all(|digit| matches!(digit, b'0' | b'.'));
    let sign = if number < 0.0 && !is_nought {
        "−"
    } else {
        ""
    };
    format!("{sign}{}", in_groups(&plain))
}

/// A training step: a whole one in groups of digits; another, such as a part of an epoch, to seven digits, one of them a
/// decimal at least.
#[must_use]
pub fn step_in_words(step: f64) -> String {
    if step.fract() == 0.0 && step.abs() < LARGE {
        grouped(step, 0)
    } else if (SMALL..LARGE).contains(&step.abs()) {
        let places = 6.0 - step.abs().log10().floor();
        let text = grouped(step, places.max(1.0) as usize);
        let short = text.trim_end_matches('0');
        let kept = if short.ends_with('.') { "0" } else { "" };
        format!("{short}{kept}")
    } else {
        scientific(step, 3)
    }
}

/// `-8` as `10⁻⁸`.
#[must_use]
pub fn power_of_ten(exponent: i32) -> String {
    let raised = |character: char| {
        let place = character.to_digit(10).unwrap_or(10);
        RAISED.chars().nth(place as usize)
    };
    let raised = exponent
        .to_string()
        .chars()
        .filter_map(raised)
        .collect::<String>();
    format!("10{raised}")
}

/// A text with its numbers as they are to be spoken: `3.15 × 10⁻⁸` becomes `3.15 times 10 to the minus 8`. A screen reader
/// may leave out raised digits, `×` and `−`.
#[must_use]
pub fn aloud(text: &str) -> String {
    let mut said = String::new();
    let mut is_power = false;
    for character in text.chars() {
        let raised = RAISED.chars().position(|raised| raised == character);
        if raised.is_some() && !is_power {
            said.push_str(" to the ");
        }
        is_power = raised.is_some();
        match (raised, character) {
            (Some(10), _) | (_, '−') => said.push_str("minus "),
            (Some(digit), _) => said.push_str(&digit.to_string()),
            (None, '×') => said.push_str("times"),
            (None, _) => said.push(character),
        }
    }
    said
}

/// `2.5e12` as `2.5×10¹²`, with all its digits; powers of ten alone, and 0 as it is.
#[must_use]
pub fn in_powers(number: f64) -> String {
    let digits = format!("{number:e}");
    let Some((mantissa, exponent)) = digits.split_once('e') else {
        return digits;
    };
    let power = power_of_ten(exponent.parse().unwrap_or_default());
    match mantissa {
        "0" => "0".to_owned(),
        "1" => power,
        "-1" => format!("−{power}"),
        _ => format!("{}×{power}", with_minus(mantissa)),
    }
}

/// A number as [`scientific`] writes it; a dash where there is none.
#[must_use]
pub fn scientific_or_dash(number: f64, digits: usize) -> String {
    if number.is_nan() {
        "–".to_owned()
    } else {
        scientific(number, digits)
    }
}

/// `1.6e-8` as `1.6 × 10⁻⁸`, with `digits` significant digits; numbers from 0.001 to 100,000 are
/// written out, with no fewer digits than they have in front of the point.
#[must_use]
pub fn scientific(number: f64, digits: usize) -> String {
    if number == 0.0 {
        return "0".to_owned();
    }
    if !number.is_finite() {
        return with_minus(&number.to_string()).replace("inf", "∞");
    }
    let places = digits.saturating_sub(1);
    let rounded = format!("{number:.places$e}");
    let Some((mantissa, exponent)) = rounded.split_once('e') else {
        return rounded;
    };
    let exponent: i32 = exponent.parse().unwrap_or_default();
    if (-3..5).contains(&exponent) {
        return grouped(number, (places as i32 - exponent).max(0) as usize);
    }
    format!("{} × {}", with_minus(mantissa), power_of_ten(exponent))
}

/// A number as [`scientific`] writes it, with all its digits.
#[must_use]
pub fn exact(number: f64) -> String {
    let digits = format!("{number:e}");
    let digits = digits.bytes().take_while(|digit| *digit != b'e');
    scientific(number, digits.filter(u8::is_ascii_digit).count())
}

/// A number with all its digits; in the form `1e21` where it is very large or small.
#[must_use]
pub fn plain(number: f64) -> String {
    let digits = if number == 0.0 || (SMALL..LARGE).contains(&number.abs()) {
        number.to_string()
    } else {
        format!("{number:e}")
    };
    with_minus(&digits)
}

/// `15,000 steps`, of `step` and `steps`.
#[must_use]
pub fn counted(number: f64, [one, many]: [&str; 2]) -> String {
    let plain = plain(number);
    let noun = if plain == "1" { one } else { many };
    format!("{} {noun}", in_groups(&plain))
}

/// A number's digits in groups of three up to its point: `−1234567.25` as `−1,234,567.25`. One of powers of ten stays
/// as it is.
fn in_groups(digits: &str) -> String {
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

/// Digits with the sign that is as wide as them.
fn with_minus(digits: &str) -> String {
    digits.replace('-', "−")
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
        check(-1000.0, "−1,000 steps");
        check(1_234_567.0, "1,234,567 steps");
        check(1e21, "1e21 steps");
        check(-1e-300, "−1e−300 steps");
    }

    #[test]
    fn thousands_are_parted() {
        let check = |number, decimals, expected: &str| {
            assert_eq!(grouped(number, decimals), expected);
        };
        check(0.0, 0, "0");
        check(999.0, 0, "999");
        check(80_000.0, 0, "80,000");
        check(-1_234_567.25, 2, "−1,234,567.25");
        check(-0.001, 0, "0");
    }

    #[test]
    fn no_digit_is_rounded_away() {
        let check = |number, expected: &str| assert_eq!(exact(number), expected);
        check(0.00008, "8 × 10⁻⁵");
        check(0.000_25, "2.5 × 10⁻⁴");
        check(0.015, "0.015");
        check(-12.75, "−12.75");
        check(1.0, "1");
        check(0.0, "0");
        check(f64::INFINITY, "∞");
        check(f64::NEG_INFINITY, "−∞");
    }

    #[test]
    fn steps_are_told_apart() {
        let check = |step, expected: &str| assert_eq!(step_in_words(step), expected);
        check(45_000.0, "45,000");
        check(0.25, "0.25");
        check(1234.5, "1,234.5");
        check(1_234_567.5, "1,234,567.5");
        check(6.871_978_737_449_516, "6.871979");
        check(12.000_000_001, "12.0");
        check(-0.5, "−0.5");
        check(1e300, "1.00 × 10³⁰⁰");
        check(1e-300, "1.00 × 10⁻³⁰⁰");
    }

    #[test]
    fn small_numbers_are_powers_of_ten() {
        let check = |number, expected: &str| assert_eq!(scientific(number, 2), expected);
        check(1.6e-8, "1.6 × 10⁻⁸");
        check(9.99e-9, "1.0 × 10⁻⁸");
        check(0.0025, "0.0025");
        check(2.868, "2.9");
        check(-3e12, "−3.0 × 10¹²");
        check(0.0, "0");
        assert_eq!(power_of_ten(-450), "10⁻⁴⁵⁰");
        assert_eq!(power_of_ten(136), "10¹³⁶");
    }

    #[test]
    fn numbers_far_from_one_keep_their_digits() {
        let check = |number, expected: &str| assert_eq!(in_powers(number), expected);
        check(2e25, "2×10²⁵");
        check(1e12, "10¹²");
        check(-1e-30, "−10⁻³⁰");
        check(-1.25e9, "−1.25×10⁹");
        check(0.0, "0");
    }

    #[test]
    fn powers_and_signs_are_said() {
        let words = "Losses from −3.15 down to 3.15 × 10⁻⁸; below 10⁻¹², 10⁰ and 10¹⁰.";
        let said = "Losses from minus 3.15 down to 3.15 times 10 to the minus 8; below 10 to the minus 12, \
            10 to the 0 and 10 to the 10.";
        assert_eq!(aloud(words), said);
    }
}
