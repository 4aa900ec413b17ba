//! UTF-16, in which programs of Windows save text.

/// The text of bytes that begin with the mark of UTF-16, in either order of bytes; none of others. What is no character
/// is the replacement character.
pub(super) fn text(bytes: &[u8]) -> Option<String> {
    let (is_little, rest) = match bytes {
        [0xff, 0xfe, rest @ ..] => (true, rest),
        [0xfe, 0xff, rest @ ..] => (false, rest),
        _ => return None,
    };
    let unit = |pair: &[u8; 2]| {
        if is_little {
            u16::from_le_bytes(*pair)
        } else {
            u16::from_be_bytes(*pair)
        }
    };
    let characters = char::decode_utf16(rest.as_chunks().0.iter().map(unit));
    let text = characters.map(|character| character.unwrap_or(char::REPLACEMENT_CHARACTER));
    Some(text.collect())
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn either_order_of_bytes_is_read() {
        let units: Vec<u16> = "\u{feff}step;\u{1d538}".encode_utf16().collect();
        for order in [u16::to_le_bytes, u16::to_be_bytes] {
            let bytes: Vec<u8> = units.iter().flat_map(|unit| order(*unit)).collect();
            assert_eq!(text(&bytes).as_deref(), Some("step;\u{1d538}"));
        }
        assert_eq!(
            text(b"\xff\xfe\x00\xd8a\x00!").as_deref(),
            Some("\u{fffd}a")
        );
        assert_eq!(text(b"\xef\xbb\xbfstep"), None);
    }
}
