//! A JSON number, read in one look at its text.

/// A number as it is written: its digits, times ten to the power of minus `decimals`.
pub(super) struct Decimal<'a> {
    text: &'a [u8],
    is_negative: bool,
    /// None where there are too many for a `u64`.
    digits: Option<u64>,
    decimals: i32,
}

impl<'a> Decimal<'a> {
    /// The number that begins at `start`, as RFC 8259 writes numbers.
    #[inline]
    pub(super) fn at(json: &'a [u8], start: usize) -> Option<Self> {
        let is = |at: usize, byte: u8| json.get(at) == Some(&byte);
        let is_negative = is(start, b'-');
        let whole = start + usize::from(is_negative);
        let (mut digits, mut end) = digits_at(json, whole, 0);
        if end == whole || is(whole, b'0') && end > whole + 1 {
            return None;
        }
        let (mut count, mut decimals) = (end - whole, 0);
        if is(end, b'.') {
            let fraction = end + 1;
            (digits, end) = digits_at(json, fraction, digits);
            decimals = end - fraction;
            count += decimals;
            if decimals == 0 {
                return None;
            }
        }
        let is_long = count > LONGEST && count - leading_zeros(&json[whole..end]) > LONGEST;
        let mut decimals = i32::try_from(decimals).unwrap_or(i32::MAX);
        if is(end, b'e') || is(end, b'E') {
            let exponent;
            (exponent, end) = exponent_at(json, end + 1)?;
            decimals = decimals.saturating_sub(exponent);
        }
        Some(Self {
            text: &json[start..end],
            is_negative,
            digits: (!is_long).then_some(digits),
            decimals,
        })
    }

    /// How many bytes it takes.
    pub(super) fn len(&self) -> usize {
        self.text.len()
    }

    /// The double that is nearest to it.
    #[inline]
    pub(super) fn value(&self) -> f64 {
        let magnitude = self
            .digits
            .and_then(|digits| nearest(digits, self.decimals));
        match magnitude {
            Some(magnitude) if self.is_negative => -magnitude,
            Some(magnitude) => magnitude,
            None => parsed(self.text),
        }
    }
}

/// Any number of so many digits fits in a `u64`.
const LONGEST: usize = 19;

/// The digits that begin at `at`, after those of `value`, and the place after them. What is too large for a `u64`
/// wraps; whoever has counted the digits leaves it out.
#[inline]
fn digits_at(json: &[u8], mut at: usize, mut value: u64) -> (u64, usize) {
    let next = |at: usize| json.get(at..)?.first_chunk::<8>().copied();
    while let Some(eight) = next(at).and_then(eight_digits) {
        value = value.wrapping_mul(100_000_000).wrapping_add(eight);
        at += 8;
    }
    while let Some(digit @ b'0'..=b'9') = json.get(at) {
        value = value.wrapping_mul(10).wrapping_add(u64::from(digit - b'0'));
        at += 1;
    }
    (value, at)
}

/// The number that is eight digits, all of which are put together at once.
#[inline]
fn eight_digits(text: [u8; 8]) -> Option<u64> {
    let letters = u64::from_le_bytes(text);
    let each = |byte: u8| u64::from_le_bytes([byte; 8]);
    let digits = letters.wrapping_sub(each(b'0'));
    // The first bit of a byte is set where it is below the digits, or above.
    if (digits | letters.wrapping_add(each(0x7f - b'9'))) & each(0x80) != 0 {
        return None;
    }
    let pairs = (digits * 10 + (digits >> 8)) & 0x00ff_00ff_00ff_00ff;
    let fours = (pairs * 100 + (pairs >> 16)) & 0x0000_ffff_0000_ffff;
    Some((fours * 10_000 + (fours >> 32)) & 0xffff_ffff)
}

/// How many zeros a number's digits begin with, in front of the point or after it.
#[cold]
fn leading_zeros(digits: &[u8]) -> usize {
    let zeros = digits.iter().take_while(|byte| matches!(byte, b'0' | b'.'));
    zeros.filter(|byte| **byte == b'0').count()
}

/// The exponent of ten that begins at `start`, after its `e`, and the place after it.
fn exponent_at(json: &[u8], start: usize) -> Option<(i32, usize)> {
    let sign = json.get(start).filter(|sign| matches!(sign, b'+' | b'-'));
    let first = start + usize::from(sign.is_some());
    let (mut exponent, mut at) = (0_i32, first);
    while let Some(digit @ b'0'..=b'9') = json.get(at) {
        exponent = exponent
            .saturating_mul(10)
            .saturating_add(i32::from(digit - b'0'));
        at += 1;
    }
    let signed = if sign == Some(&b'-') {
        -exponent
    } else {
        exponent
    };
    (at > first).then_some((signed, at))
}

/// The double nearest to so many digits with so many decimals; none where one look does not tell.
///
/// The digits times a power of ten, of which 64 bits are known, are known to 63 bits, which nearly always
/// leaves no doubt about the nearest 53. After D. Lemire, 2021, "Number parsing at a gigabyte per second".
#[inline]
fn nearest(digits: u64, decimals: i32) -> Option<f64> {
    if digits == 0 {
        return Some(0.0);
    }
    let power = POWERS.get(usize::try_from(decimals).ok()?)?;
    let shift = digits.leading_zeros();
    let product = u128::from(digits << shift) * u128::from(power.digits);
    // The power is below its true value, by no more than one; so the true product is above this, by less than two.
    let product = (product >> 64) as u64;
    let spare = 11 - product.leading_zeros();
    let half = 1 << (spare - 1);
    if product & (2 * half - 1) == half - 1 {
        return None;
    }
    let rounded = (product >> spare) + ((product >> (spare - 1)) & 1);
    let exponent = power.exponent + 64 + spare as i32 - shift as i32;
    Some(rounded as f64 * f64::from_bits(((1023 + exponent) as u64) << 52))
}

/// `digits` times two to the power of `exponent`, just below one over a power of ten.
#[derive(Clone, Copy)]
struct Power {
    digits: u64,
    exponent: i32,
}

/// One over each power of ten, rounded down, as long as that of five is less than 2^127: twice what is left of a division
/// by it is then a `u128`.
const POWERS: [Power; 55] = {
    let mut powers = [Power {
        digits: 0,
        exponent: 0,
    }; 55];
    let (mut decimals, mut five) = (0, 1_u128);
    while decimals < powers.len() {
        // 2^(63 + bits), less one, by `five`, bit after bit.
        let bits = u128::BITS - five.leading_zeros();
        let mut rest = (1 << (bits - 1)) - 1;
        let mut digits = 0;
        let mut bit = 0;
        while bit < 64 {
            rest = rest * 2 + 1;
            let fits = rest >= five;
            if fits {
                rest -= five;
            }
            digits = (digits << 1) | fits as u64;
            bit += 1;
        }
        powers[decimals] = Power {
            digits,
            exponent: -(63 + bits as i32 + decimals as i32),
        };
        five *= 5;
        decimals += 1;
    }
    powers
};

/// What Rust's own reader makes of the text of a number.
#[cold]
#[inline(never)]
fn parsed(number: &[u8]) -> f64 {
    let number = std::str::from_utf8(number).ok();
    number
        .and_then(|number| number.parse().ok())
        .unwrap_or(f64::NAN)
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::*;

    /// Whether it is read as Rust reads it.
    fn is_right(number: &str) -> bool {
        let read = Decimal::at(number.as_bytes(), 0).filter(|read| read.len() == number.len());
        read.is_some_and(|read| read.value().to_bits() == parsed(number.as_bytes()).to_bits())
    }

    #[test]
    fn the_nearest_double_is_found() {
        for number in [
            "0",
            "-0",
            "-0.0",
            "0e5",
            "0.5",
            "7",
            "-7.25",
            "1E+2",
            "1e-0",
            "2.3025851249694824",
            "0.00012345678901234567",
            "1.6284012e-08",
            // Halfway between two doubles, and a hair beside that.
            "9007199254740993",
            "9007199254740993.0",
            "9007199254740993.001",
            "9007199254740992.999",
            "1.00000000000000011102230246251565404236316680908203125",
            "1.00000000000000011102230246251565404236316680908203124",
            // The last that `u64` holds, and the next.
            "18446744073709551615",
            "18446744073709551616",
            "9999999999999999999",
            "99999999999999999999",
            "1.7976931348623157e308",
            "1e309",
            "5e-324",
            "2e-324",
            "1e-99999999999",
            "0.1e99999999999",
            "1e-54",
            "1e-55",
            "12345678",
            "123456789012345678",
            "0.00000000000000000000000000000000000001",
        ] {
            assert!(is_right(number), "{number}");
        }
    }

    #[test]
    fn what_json_does_not_have_is_none() {
        for text in [
            "", "-", "+1", ".5", "1.", "1.e5", "1e", "1e+", "01", "-01", "--1", "NaN", "/", ":",
        ] {
            assert!(Decimal::at(text.as_bytes(), 0).is_none(), "{text}");
        }
        let text = b"[0, 12:345678";
        let lengths = [0, 1, 4, 7, 99].map(|at| Decimal::at(text, at).map(|number| number.len()));
        assert_eq!(lengths, [None, Some(1), Some(2), Some(6), None]);
        // The digits after the second point are no longer its own.
        let zeros = format!("0.{}", "0".repeat(19));
        let number = Decimal::at(format!("{zeros}.0").as_bytes(), 0).map(|number| number.len());
        assert_eq!(number, Some(zeros.len()));
    }

    proptest! {
        #![proptest_config(ProptestConfig::with_cases(4096))]

        #[test]
        fn any_number_is_read_as_rust_reads_it(
            whole in "-?(0|[1-9][0-9]{0,20})",
            fraction in "(\\.[0-9]{1,22})?",
            exponent in "([eE][+-]?[0-9]{1,2})?",
        ) {
            let number = format!("{whole}{fraction}{exponent}");
            prop_assert!(is_right(&number), "{}", number);
        }

        #[test]
        fn what_is_halfway_between_doubles_is_read_to_its_bits(
            double in 1_u64 << 52..1 << 53, shift in 0_u32..10, beside in -1_i64..=1, zeros in 0_usize..5,
        ) {
            let halfway = u64::wrapping_shl(double * 2 + 1, shift).wrapping_add_signed(beside);
            let zeros = "0".repeat(zeros);
            let numbers = [format!("{halfway}"), format!("{halfway}.{zeros}1"), format!("0.{zeros}{halfway}")];
            prop_assert!(numbers.iter().all(|number| is_right(number)), "{:?}", numbers);
        }

        #[test]
        fn doubles_of_32_bits_are_read(loss: f32) {
            prop_assume!(loss.is_finite());
            let number = format!("{:e}", f64::from(loss));
            prop_assert!(is_right(&number), "{}", number);
        }
    }
}
