//! A list of JSON numbers, read straight to doubles.

/// The numbers from `at` on to the end of their list, at least one, and the place after it. None
/// where anything but JSON numbers is in the list.
#[must_use]
pub fn numbers(json: &[u8], mut at: usize) -> Option<(Vec<f64>, usize)> {
    let mut numbers = Vec::new();
    loop {
        let start = past_space(json, at);
        let end = number_end(json, start)?;
        numbers.push(std::str::from_utf8(&json[start..end]).ok()?.parse().ok()?);
        at = past_space(json, end);
        match json.get(at)? {
            b',' => at += 1,
            b']' => {
                numbers.shrink_to_fit();
                return Some((numbers, at + 1));
            }
            _ => return None,
        }
    }
}

/// The place after the number that begins at `start`, as RFC 8259 writes numbers.
fn number_end(json: &[u8], start: usize) -> Option<usize> {
    let digits = |from: usize| {
        let count = json[from..]
            .iter()
            .take_while(|byte| byte.is_ascii_digit())
            .count();
        (count > 0).then_some(from + count)
    };
    let is = |at: usize, byte: u8| json.get(at) == Some(&byte);
    let whole = start + usize::from(is(start, b'-'));
    let mut end = digits(whole.min(json.len()))?;
    if is(whole, b'0') && end > whole + 1 {
        return None;
    }
    if is(end, b'.') {
        end = digits(end + 1)?;
    }
    if is(end, b'e') || is(end, b'E') {
        let signed = end + 1 + usize::from(is(end + 1, b'+') || is(end + 1, b'-'));
        end = digits(signed.min(json.len()))?;
    }
    Some(end)
}

/// The place of the first byte from `at` on that is no white space.
#[must_use]
pub fn past_space(json: &[u8], at: usize) -> usize {
    let rest = json.get(at..).unwrap_or_default();
    at + rest
        .iter()
        .take_while(|byte| matches!(byte, b' ' | b'\t' | b'\n' | b'\r'))
        .count()
}
