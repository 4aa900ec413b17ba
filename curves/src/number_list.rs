//! A list of JSON numbers, read straight to doubles.

/// No number of a list takes more of its text, space around it included.
const LONGEST_NUMBER: usize = 1 << 16;

/// The numbers of a list that comes in parts.
#[derive(Debug, Clone, Default)]
pub struct Numbers {
    read: Vec<f64>,
    /// What has come and is not read yet; after the list's end, what follows it.
    text: Vec<u8>,
    state: State,
}

#[derive(Debug, Clone, Copy, Default, PartialEq, Eq)]
enum State {
    /// A number is next.
    #[default]
    Open,
    /// The list has ended.
    Closed,
    /// There is something else in it.
    Broken,
}

impl Numbers {
    /// Reads on in a list, whose text begins after its `[`.
    pub fn read_on(&mut self, part: &[u8]) {
        self.text.extend_from_slice(part);
        let text = valid(&self.text);
        let mut at = 0;
        while self.state == State::Open {
            match next(text, at) {
                Next::Number(number, mark) => {
                    self.read.push(number);
                    at = mark + 1;
                    if self.text[mark] == b']' {
                        self.state = State::Closed;
                    }
                }
                Next::Unfinished
                    if self.text[at..].iter().copied().all(is_part)
                        && self.text.len() - at < LONGEST_NUMBER =>
                {
                    break;
                }
                Next::Unfinished | Next::Other => self.state = State::Broken,
            }
        }
        self.text.drain(..at);
    }

    /// Whether it has turned out to be no list of numbers.
    #[must_use]
    pub fn is_broken(&self) -> bool {
        self.state == State::Broken
    }

    /// The numbers, at least one, and the text after the `]`; none where the list has not ended, or has anything but
    /// JSON numbers in it.
    #[must_use]
    pub fn done(mut self) -> Option<(Vec<f64>, Vec<u8>)> {
        self.read.shrink_to_fit();
        (self.state == State::Closed).then_some((self.read, self.text))
    }
}

/// What comes next in a list.
enum Next {
    /// A number, and the place of the `,` or `]` that follows it.
    Number(f64, usize),
    /// What may be a number once more of the text has come.
    Unfinished,
    /// No number.
    Other,
}

// A function that is called for each, as a browser improves a program from one call to the next.
#[inline(never)]
fn next(text: &str, at: usize) -> Next {
    let json = text.as_bytes();
    let rest = json.get(at..).unwrap_or_default();
    let Some(length) = memchr::memchr2(b',', b']', rest) else {
        return Next::Unfinished;
    };
    let mark = at + length;
    let number = text[at..mark].trim_matches(is_space);
    match number.parse() {
        Ok(value) if is_json(number.as_bytes()) => Next::Number(value, mark),
        _ => Next::Other,
    }
}

/// Whether what Rust takes for a number is one in JSON.
fn is_json(number: &[u8]) -> bool {
    match number.strip_prefix(b"-").unwrap_or(number) {
        // Nearly all are so; from there on, the two are the same.
        [b'0'..=b'9', b'.', b'0'..=b'9', ..] => true,
        _ => number_end(number, 0) == Some(number.len()),
    }
}

/// What may be in a number, or around it.
fn is_part(byte: u8) -> bool {
    matches!(byte, b'0'..=b'9' | b'+' | b'-' | b'.' | b'e' | b'E') || is_space(char::from(byte))
}

fn is_space(letter: char) -> bool {
    matches!(letter, ' ' | '\t' | '\n' | '\r')
}

/// As much of the bytes as is text.
fn valid(bytes: &[u8]) -> &str {
    match std::str::from_utf8(bytes) {
        Ok(text) => text,
        Err(error) => std::str::from_utf8(&bytes[..error.valid_up_to()]).unwrap_or_default(),
    }
}

/// The place after the number that begins at `start`, as RFC 8259 writes numbers.
#[must_use]
pub fn number_end(json: &[u8], start: usize) -> Option<usize> {
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
        .take_while(|byte| is_space(char::from(**byte)))
        .count()
}
