//! A list of JSON numbers, read straight to doubles.

mod decimal;

use decimal::Decimal;

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
            if let Some((number, mark)) = next(&self.text, at) {
                self.read.push(number);
                at = mark + 1;
                if self.text[mark] == b']' {
                    self.state = State::Closed;
                }
            } else if may_go_on(&self.text[at..]) {
                break;
            } else {
                self.state = State::Broken;
            }
        }
        self.text.drain(..at);
    }

    /// How many have been read.
    #[must_use]
    pub fn count(&self) -> usize {
        self.read.len()
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

/// The number that comes next, and the place of the `,` or `]` that follows it.
// Never inlined: a browser takes up a function's optimised code when it is next called.
#[inline(never)]
fn next(text: &[u8], at: usize) -> Option<(f64, usize)> {
    let start = past_space(text, at);
    let number = Decimal::at(text, start)?;
    let mark = past_space(text, start + number.len());
    matches!(text.get(mark), Some(b',' | b']')).then(|| (number.value(), mark))
}

/// Whether it may be a number once more of the text has come.
fn may_go_on(rest: &[u8]) -> bool {
    let is_part = |byte: &u8| {
        matches!(byte, b'0'..=b'9' | b'+' | b'-' | b'.' | b'e' | b'E') || is_space(*byte)
    };
    rest.len() < LONGEST_NUMBER && rest.iter().all(is_part)
}

fn is_space(byte: u8) -> bool {
    matches!(byte, b' ' | b'\t' | b'\n' | b'\r')
}

/// The place after the number that begins at `start`, as RFC 8259 writes numbers.
#[must_use]
pub fn number_end(json: &[u8], start: usize) -> Option<usize> {
    Decimal::at(json, start).map(|number| start + number.len())
}

/// The place of the first byte from `at` on that is no white space.
#[must_use]
pub fn past_space(json: &[u8], at: usize) -> usize {
    let rest = json.get(at..).unwrap_or_default();
    at + rest.iter().take_while(|byte| is_space(**byte)).count()
}
