//! Doubles as whole numbers in the same order, which processors compare and choose between faster.

/// The key of a value in the order of [`f64::total_cmp`]: finite ones are between infinities, and whatever is no number
/// is beyond these.
#[must_use]
pub const fn key(value: f64) -> i64 {
    flipped(value.to_bits().cast_signed())
}

/// The value of a key.
#[must_use]
pub const fn value(key: i64) -> f64 {
    f64::from_bits(flipped(key).cast_unsigned())
}

/// The bits of a negative double rise as it falls: all but the sign's are turned round, and turned back.
const fn flipped(bits: i64) -> i64 {
    bits ^ ((bits >> 63).cast_unsigned() >> 1).cast_signed()
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::*;

    proptest! {
        #[test]
        fn keys_are_in_the_order_of_values(a in any::<f64>(), b in any::<f64>()) {
            prop_assert_eq!(key(a).cmp(&key(b)), a.total_cmp(&b));
            prop_assert_eq!(value(key(a)).to_bits(), a.to_bits());
        }
    }
}
