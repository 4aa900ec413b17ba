//! Points and commas in a table's numbers: whether they part decimals or thousands.

use super::super::ParseError;

/// What parts numbers: the one writes decimals in English, the other in German.
const MARKS: [char; 2] = ['.', ','];

/// What the numbers of a column have shown, for each of [`MARKS`].
#[derive(Default)]
pub(super) struct Marks {
    /// That the first number that may be of thousands or have decimals, as 1.234, is in doubt.
    open: [Option<ParseError>; 2],
    /// Whether there was one that has decimals for certain: 0.5.
    decimal: [bool; 2],
    /// Whether there was one of three figures or more, without a mark.
    has_hundreds: bool,
}

impl Marks {
    /// Takes a number as it is written, and what is to be said if it is in doubt.
    pub(super) fn note(&mut self, number: &str, doubt: impl FnOnce() -> ParseError) {
        let at = match MARKS.map(|mark| number.matches(mark).count()) {
            [1, 0] => 0,
            [0, 1] => 1,
            _ => {
                self.has_hundreds |= number.parse().is_ok_and(|number: u64| number >= 100);
                return;
            }
        };
        if !has_groups(number, MARKS[at]) {
            self.decimal[at] = true;
        } else if self.open[at].is_none() {
            self.open[at] = Some(doubt());
        }
    }

    /// Whether none has decimals for certain, and some are as large as those that may be of thousands.
    fn is_undecided(&self) -> bool {
        self.has_hundreds && !self.decimal.contains(&true)
    }
}

/// What of a table is in doubt: a number that may be of thousands, where the other mark stands too, or among whole numbers.
pub(super) fn doubt(mut columns: Vec<Marks>) -> Option<ParseError> {
    let decimal = [0, 1].map(|at| columns.iter().any(|column| column.decimal[at]));
    let open = [0, 1].map(|at| columns.iter().any(|column| column.open[at].is_some()));
    let are_mixed = (decimal[0] || open[0]) && (decimal[1] || open[1]);
    columns.retain(|column| are_mixed || column.is_undecided());
    // Where one mark has certain decimals, the other is what is in doubt.
    let order = if decimal[0] { [1, 0] } else { [0, 1] };
    let mut found = order.into_iter().flat_map(|at| {
        let found = columns
            .iter_mut()
            .filter_map(|column| column.open[at].take());
        found.collect::<Vec<_>>()
    });
    found.next()
}

/// Whether a number may be one of thousands: one to three figures that begin with no nought, then three.
fn has_groups(number: &str, mark: char) -> bool {
    let figures = number.trim_start_matches(['+', '-']);
    let is_figures = |text: &str| text.bytes().all(|byte| byte.is_ascii_digit());
    figures.split_once(mark).is_some_and(|(first, group)| {
        (1..=3).contains(&first.len())
            && !first.starts_with('0')
            && is_figures(first)
            && group.len() == 3
            && is_figures(group)
    })
}
