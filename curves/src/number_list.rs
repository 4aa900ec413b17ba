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
        let mut at = 0;
        while self.state == State::Open {
            match next(&self.text, at) {
                Next::Number(number, mark) => {
                    self.read.push(number);
                    at = mark + 1;
                    self.state = match self.text[mark] {
                        b',' => State::Open,
                        b']' => State::Closed,
                        _ => State::Broken,
                    };
                }
                Next::Unfinished if self.text.len() - at < LONGEST_NUMBER => break,
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
    /// A number, and the place of what follows it.
    Number(f64, usize),
    /// What may be a number once more of the text has come.
    Unfinished,
    /// No number.
    Other,
}

// A function that is called for each, as a browser improves a program from one call to the next.
#[inline(never)]
fn next(json: &[u8], at: usize) -> Next {
    let start = past_space(json, at);
    let Some(end) = number_end(json, start) else {
        let is_part = |byte: &u8| matches!(byte, b'0'..=b'9' | b'+' | b'-' | b'.' | b'e' | b'E');
        let rest = json.get(start..).unwrap_or_default();
        return if rest.iter().all(is_part) {
            Next::Unfinished
        } else {
            Next::Other
        };
    };
    let mark = past_space(json, end);
    if mark >= json.len() {
        return Next::Unfinished;
    }
    match std::str::from_utf8(&json[start..end]).map(str::parse) {
        Ok(Ok(number)) => Next::Number(number, mark),
        _ => Next::Other,
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
        .take_while(|byte| matches!(byte, b' ' | b'\t' | b'\n' | b'\r'))
        .count()
}
