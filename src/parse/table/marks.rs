//! Points and commas in a table's numbers: whether they part decimals or thousands.

use super::rows::Cell;

/// What part numbers: the one writes decimals in English, the other in German.
pub(super) const MARKS: [char; 2] = ['.', ','];

/// What the numbers so far have shown, for each of [`MARKS`].
#[derive(Default)]
pub(super) struct Marks {
    /// The first number that may be thousands or a decimal: `1.234`.
    open: [Option<Cell>; 2],
    /// Whether there was one that has decimals for certain: `0.5`.
    decimal: [bool; 2],
    /// Whether there was one without either.
    has_plain: bool,
}

impl Marks {
    /// Takes a number as it is written, which stands in a cell.
    pub(super) fn note(&mut self, number: &str, cell: impl FnOnce() -> Cell) {
        let marks = MARKS.map(|mark| number.matches(mark).count());
        match marks {
            [0, 0] => self.has_plain |= number.parse::<u64>().is_ok(),
            [1, 0] | [0, 1] => {
                let at = usize::from(marks[0] == 0);
                if !has_groups(number, MARKS[at]) {
                    self.decimal[at] = true;
                } else if self.open[at].is_none() {
                    self.open[at] = Some(cell());
                }
            }
            _ => {}
        }
    }

    /// A number that may be thousands, in a table in which the other mark stands too.
    pub(super) fn contradiction(&mut self) -> Option<Cell> {
        let [point, comma] = &self.open;
        let has = |at: usize, open: &Option<Cell>| self.decimal[at] || open.is_some();
        let [has_point, has_comma] = [has(0, point), has(1, comma)];
        if !(has_point && has_comma) {
            return None;
        }
        self.open.iter_mut().find_map(Option::take)
    }

    /// One that may be thousands, among whole numbers alone.
    pub(super) fn among_whole(&mut self) -> Option<Cell> {
        let are_whole = self.has_plain && !self.decimal.contains(&true);
        self.open
            .iter_mut()
            .find_map(Option::take)
            .filter(|_| are_whole)
    }
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
