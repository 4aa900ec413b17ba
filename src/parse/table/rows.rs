//! The rows of a table, one at a time.

use csv::{ByteRecord, Reader, ReaderBuilder, Trim};

use super::super::ParseError;
use super::STEPS;
use super::marks::Marks;
use crate::characters::quoted;

/// How much of a cell a message repeats, in characters.
const SHOWN: usize = 40;
/// How much of a heading names a series, in characters.
const LONGEST_HEADING: usize = 200;
/// How programs write that there is no value; `nan` is a number by itself.
const MISSING: [&str; 9] = ["na", "n/a", "#n/a", "#nv", "#n/d", "null", "none", "-", "–"];
/// What may stand between cells.
const SEPARATORS: [u8; 3] = [b'\t', b';', b','];

pub(super) struct Rows<'a> {
    bytes: &'a [u8],
    reader: Reader<&'a [u8]>,
    row: ByteRecord,
    separator: u8,
    /// Whether a number of this row has one. Then a point may part thousands, and is refused.
    has_comma: bool,
    /// Cells in the first row.
    columns: usize,
}

impl<'a> Rows<'a> {
    pub(super) fn of(bytes: &'a [u8]) -> Self {
        let told = told_separator(bytes);
        let separator = told.unwrap_or_else(|| separator(bytes));
        let reader = ReaderBuilder::new()
            .has_headers(false)
            .flexible(true)
            .trim(Trim::All)
            .delimiter(separator)
            .from_reader(bytes);
        let mut rows = Self {
            bytes,
            reader,
            row: ByteRecord::new(),
            separator,
            has_comma: false,
            columns: 0,
        };
        if told.is_some() {
            // Past the line that says so.
            let _is_there = rows.reader.read_byte_record(&mut rows.row);
        }
        rows
    }

    /// Whether all its letters can be read.
    pub(super) fn is_utf_8(&self) -> bool {
        self.row.iter().all(|cell| str::from_utf8(cell).is_ok())
    }

    /// Notes how the number in a column is written. Where commas part cells, that is in no doubt.
    pub(super) fn note(&self, column: usize, heading: &str, marks: &mut Marks) {
        let text = str::from_utf8(self.cell(column)).unwrap_or_default();
        if self.separator != b',' {
            marks.note(text, || ParseError::Ambiguous {
                line: self.line(),
                column: quoted(heading, SHOWN),
                cell: shown(self.cell(column)),
            });
        }
    }

    /// Goes to the next row that is not blank; false past the last.
    pub(super) fn advance(&mut self) -> bool {
        // From memory, as bytes and with rows of any length, nothing is left that can fail.
        let is_there = loop {
            let is_there = self.reader.read_byte_record(&mut self.row).unwrap_or(false);
            // In a lone column an empty cell is a place.
            let is_blank =
                self.columns > 1 && self.row.iter().all(<[u8]>::is_empty) && self.len() == 1;
            if !(is_there && is_blank) {
                break is_there;
            }
        };
        if self.columns == 0 {
            self.columns = self.row.len();
        }
        // Between tabs a comma may part thousands, and is refused.
        self.has_comma = self.separator == b';'
            && self
                .row
                .iter()
                .any(|cell| with_decimal_comma(cell).is_some());
        is_there
    }

    /// Cells in this row.
    pub(super) fn len(&self) -> usize {
        self.row.len()
    }

    /// Whether this row says what the columns are: it has words, or begins with the empty heading
    /// of an index.
    pub(super) fn is_heading(&self) -> bool {
        let is_index = self.len() > 1 && self.row.get(0).is_some_and(<[u8]>::is_empty);
        is_index || (0..self.len()).any(|column| self.has_words(column))
    }

    /// Whether a cell is neither empty nor a number.
    pub(super) fn has_words(&self, column: usize) -> bool {
        let cell = self.cell(column);
        !cell.is_empty() && self.read(cell).is_none()
    }

    /// Whether a cell says that there is no value.
    pub(super) fn is_missing(&self, column: usize) -> bool {
        str::from_utf8(self.cell(column)).is_ok_and(is_missing)
    }

    fn cell(&self, column: usize) -> &[u8] {
        self.row.get(column).unwrap_or_default()
    }

    /// The cells as headings.
    pub(super) fn texts(&self) -> Vec<String> {
        let text = |cell| quoted(&String::from_utf8_lossy(cell), LONGEST_HEADING);
        self.row.iter().map(text).collect()
    }

    /// The number in a column; none where the cell is empty.
    pub(super) fn number(&self, column: usize, heading: &str) -> Result<Option<f64>, ParseError> {
        if self.len() != self.columns {
            return Err(ParseError::Ragged {
                line: self.line(),
                cells: self.len(),
                columns: self.columns,
            });
        }
        let cell = self.cell(column);
        if cell.is_empty() {
            return Ok(None);
        }
        self.read(cell)
            .map(Some)
            .ok_or_else(|| ParseError::NotANumber {
                line: self.line(),
                column: quoted(heading, SHOWN),
                cell: shown(cell),
            })
    }

    fn read(&self, cell: &[u8]) -> Option<f64> {
        let text = str::from_utf8(cell).ok()?;
        if is_missing(text) {
            return Some(f64::NAN);
        }
        if self.has_comma && text.contains('.') {
            return None;
        }
        let number = self.has_comma.then(|| with_decimal_comma(cell)).flatten();
        number.or_else(|| text.parse().ok())
    }

    /// The line at which this row begins, from 1. Counted only for a message: the reader's own
    /// count is of the line before where lines end in two bytes or blank ones were passed over.
    fn line(&self) -> usize {
        let position = self.row.position().map_or(0, |at| at.byte() as usize);
        let is_end = |byte: &&u8| b"\r\n".contains(*byte);
        let skipped = self.bytes.iter().skip(position).take_while(is_end).count();
        let before = self.bytes.iter().take(position + skipped);
        let before: Vec<u8> = before.copied().collect();
        let ends = before.iter().enumerate().filter(|(at, byte)| {
            let is_pair = before.get(at + 1) == Some(&b'\n');
            **byte == b'\n' || **byte == b'\r' && !is_pair
        });
        1 + ends.count()
    }
}

/// A cell as a message repeats it, in quotation marks.
fn shown(cell: &[u8]) -> String {
    format!("{:?}", quoted(&String::from_utf8_lossy(cell), SHOWN))
}

fn is_missing(text: &str) -> bool {
    MISSING.iter().any(|word| text.eq_ignore_ascii_case(word))
}

/// Whether a heading is one of steps, but for the empty one of an index.
fn names_steps(heading: &[u8]) -> bool {
    let is_it = |name: &&str| heading.eq_ignore_ascii_case(name.as_bytes());
    !heading.is_empty() && STEPS.iter().any(is_it)
}

/// What the first line says that stands between cells, as Excel has it: `sep=;`.
fn told_separator(bytes: &[u8]) -> Option<u8> {
    let line = bytes.split(|byte| b"\r\n".contains(byte)).next()?;
    match line.strip_prefix(b"sep=")? {
        [separator] if SEPARATORS.contains(separator) => Some(*separator),
        _ => None,
    }
}

/// What stands between the cells of the first line: of commas, semicolons and tabs, the one that leaves a heading of
/// steps there, or else the most frequent.
fn separator(bytes: &[u8]) -> u8 {
    let is_end = |byte: &&u8| b"\r\n".contains(*byte);
    let mut is_quoted = false;
    let line = bytes
        .iter()
        .skip_while(is_end)
        .take_while(|byte| !is_end(byte))
        .filter(|&byte| {
            is_quoted ^= *byte == b'"';
            *byte != b'"' && !(is_quoted && SEPARATORS.contains(byte))
        });
    let line: Vec<u8> = line.copied().collect();
    let rank = |separator: &u8| {
        let cells = || line.split(|byte| byte == separator).map(<[u8]>::trim_ascii);
        let is_index = cells().nth(1).is_some() && cells().next().is_some_and(<[u8]>::is_empty);
        let has_steps = is_index || cells().any(names_steps);
        (has_steps, cells().count())
    };
    // Of equals, the last.
    SEPARATORS.into_iter().max_by_key(rank).unwrap_or(b',')
}

/// The number in a cell that has a decimal comma.
fn with_decimal_comma(cell: &[u8]) -> Option<f64> {
    let (whole, decimals) = str::from_utf8(cell).ok()?.split_once(',')?;
    format!("{whole}.{decimals}").parse().ok()
}
