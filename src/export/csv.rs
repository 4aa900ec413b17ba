//! Numbers as CSV (RFC 4180, but lines end in `\n`), each with the fewest
//! digits that read back as the same double. pandas before 3 must be told so:
//! `read_csv(…, float_precision="round_trip")`.
//!
//! Every step of every run has a row; runs are joined where their steps are equal. An empty cell is a step that the run
//! does not have, or at which its window is not full, or, of a band, one at which the line has none; a gap is `nan`. In [`raw`], infinite losses are `inf` or `-inf`.
//!
//! Where a heading is not ASCII, the file begins with a byte order mark, which pandas passes over; Python's own `csv` does
//! with `encoding="utf-8-sig"`.

use std::borrow::Cow;
use std::fmt::{self, Write};
use std::mem;

use crate::parse::is_no_series;
use crate::run::Steps;
use crate::smooth::{Band, Kind, Smoothing, Spread};

/// What is plotted of a run.
#[derive(Debug, Clone, Copy)]
pub struct Plotted<'a> {
    /// What the run is called.
    pub label: &'a str,
    /// The step of each value.
    pub steps: &'a Steps,
    /// The line, and the band's edges.
    pub band: &'a Band,
    /// How it was smoothed.
    pub smoothing: Smoothing,
}

/// The losses of a run.
#[derive(Debug, Clone, Copy)]
pub struct Raw<'a> {
    /// What the run is called.
    pub label: &'a str,
    /// The step of each loss.
    pub steps: &'a Steps,
    /// The losses.
    pub losses: &'a [f64],
}

/// A table of what is plotted: `step`, then `LABEL mean` of each run, or `LABEL ema` of an exponential average, and the
/// edges of its band, where it has one: `LABEL min` and `LABEL max`, or `LABEL mean - std` and `LABEL mean + std`. Losses
/// that are not smoothed are `LABEL`.
#[must_use]
pub fn plotted<'a>(runs: &[Plotted<'a>]) -> Table<'a> {
    let columns = runs.iter().map(|run| {
        let line = match run.smoothing.kind {
            _ if run.smoothing == Smoothing::NONE => "",
            Kind::Exponential => " ema",
            Kind::Strict | Kind::Shrinking => " mean",
        };
        let edges: &[&str] = match run.smoothing.spread {
            Spread::Off => &[],
            Spread::Extremes => &[" min", " max"],
            Spread::Deviation => &[" mean - std", " mean + std"],
        };
        let parts = [line].into_iter().chain(edges.iter().copied());
        let headings: Vec<String> = parts.map(|part| format!("{}{part}", run.label)).collect();
        Columns {
            values: run.band.lists().into_iter().take(headings.len()).collect(),
            headings,
            steps: run.steps,
            blank: run.smoothing.blank_ends(run.band.mean.len()),
        }
    });
    Table::of(columns.collect())
}

/// A table of losses: `step`, then `LABEL` of each run.
#[must_use]
pub fn raw<'a>(runs: &[Raw<'a>]) -> Table<'a> {
    let columns = runs.iter().map(|run| Columns {
        headings: vec![run.label.to_owned()],
        steps: run.steps,
        values: vec![run.losses.into()],
        blank: [0; 2],
    });
    Table::of(columns.collect())
}

/// Columns that share their steps, each with a heading.
struct Columns<'a> {
    headings: Vec<String>,
    steps: &'a Steps,
    values: Vec<Cow<'a, [f64]>>,
    /// How many values at either end are none, for their window is not full.
    blank: [usize; 2],
}

impl Columns<'_> {
    fn len(&self) -> usize {
        self.values
            .iter()
            .map(|values| values.len())
            .max()
            .unwrap_or_default()
    }

    /// A value of a list, not a number in a gap. None at a blank end, and where the line has no band.
    fn value(&self, list: usize, place: usize) -> Option<f64> {
        let value = |list: usize| self.values.get(list)?.get(place).copied();
        let (line, value) = (value(0)?, value(list)?);
        let [before, after] = self.blank;
        let is_blank = place < before || place + after >= self.len();
        let is_empty = if list > 0 && !line.is_nan() {
            !value.is_finite()
        } else {
            is_blank && value.is_nan()
        };
        (!is_empty).then_some(value)
    }

    /// The step in a place; none past the last.
    fn step(&self, place: usize) -> Option<f64> {
        let step = self.steps.step(place);
        (place < self.len() && !step.is_nan()).then_some(step)
    }
}

/// About how many characters are written at once: a few milliseconds' work.
const PIECE: usize = 1 << 17;

/// A table's text, piece by piece: all of it may be more than a page can hold, and takes long.
pub struct Table<'a> {
    /// The first line, until it is written.
    headings: String,
    runs: Vec<Columns<'a>>,
    /// How far each run is written.
    places: Vec<usize>,
    /// The step of each run that is written next; none after its last.
    steps: Vec<Option<f64>>,
}

impl<'a> Table<'a> {
    fn of(runs: Vec<Columns<'a>>) -> Self {
        let mut headings = "step".to_owned();
        for heading in runs.iter().flat_map(|run| &run.headings) {
            headings.push(',');
            headings.push_str(&field(heading));
        }
        headings.push('\n');
        if !headings.is_ascii() {
            // Without this mark Excel reads other letters than are there.
            headings.insert(0, '\u{feff}');
        }
        Self {
            headings,
            places: vec![0; runs.len()],
            steps: runs.iter().map(|run| run.step(0)).collect(),
            runs,
        }
    }

    /// The step of the next row; none after the last.
    fn next_step(&self) -> Option<f64> {
        self.steps.iter().copied().flatten().reduce(f64::min)
    }

    fn write_row(&mut self, step: f64, text: &mut String) -> fmt::Result {
        // 0 and −0 are one step.
        write!(text, "{}", step + 0.0)?;
        for (index, run) in self.runs.iter().enumerate() {
            if self.steps[index].is_none_or(|ours| ours > step) {
                text.extend(run.values.iter().map(|_| ','));
                continue;
            }
            for list in 0..run.values.len() {
                text.push(',');
                match run.value(list, self.places[index]) {
                    Some(value) if value.is_nan() => text.push_str("nan"),
                    Some(value) => write!(text, "{value:?}")?,
                    None => {}
                }
            }
            self.places[index] += 1;
            self.steps[index] = run.step(self.places[index]);
        }
        text.push('\n');
        Ok(())
    }
}

impl Iterator for Table<'_> {
    type Item = String;

    fn next(&mut self) -> Option<String> {
        let mut text = mem::take(&mut self.headings);
        while text.len() < PIECE
            && let Some(step) = self.next_step()
        {
            // Writing to memory does not fail.
            let _written: fmt::Result = self.write_row(step, &mut text);
        }
        (!text.is_empty()).then_some(text)
    }
}

/// A heading as a cell. Labels may come from anybody's link or file, and a spreadsheet runs what
/// begins like a formula: an apostrophe before it makes it text. Some part cells at a semicolon or a tab, whatever is
/// quoted. No name of a model begins so.
fn field(text: &str) -> String {
    const SIGNS: [char; 8] = ['=', '+', '-', '@', '＝', '＋', '－', '＠'];
    /// Also what another program, or this one, may take for the separator.
    const SEPARATORS: [char; 6] = [',', ';', '\t', '"', '\n', '\r'];
    let text = if is_no_series(text) {
        format!("{text} loss")
    } else {
        let mut safe = String::new();
        if text.starts_with(['\t', '\r']) {
            safe.push('\'');
        }
        for cell in text.split_inclusive(SEPARATORS) {
            if cell.trim_start_matches(' ').starts_with(SIGNS) {
                safe.push('\'');
            }
            safe.push_str(cell);
        }
        safe
    };
    if text.contains(SEPARATORS) {
        format!("\"{}\"", text.replace('"', "\"\""))
    } else {
        text
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use std::num::NonZeroUsize;

    fn check(runs: &[(&str, Steps, &[f64])], expected: &str) {
        let runs: Vec<Raw> = runs
            .iter()
            .map(|(label, steps, losses)| Raw {
                label,
                steps,
                losses,
            })
            .collect();
        assert_eq!(raw(&runs).collect::<String>(), expected);
    }

    fn at(steps: &[f64]) -> Steps {
        Steps::ascending(steps.to_vec()).unwrap()
    }

    #[test]
    fn runs_of_unequal_length_are_filled_with_blanks() {
        check(
            &[
                ("d5", Steps::FromZero, &[2.5, f64::NAN, 1.6e-8]),
                (
                    "d6",
                    Steps::FromZero,
                    &[f64::INFINITY, f64::NEG_INFINITY, 0.1, 1e300],
                ),
            ],
            "step,d5,d6\n0,2.5,inf\n1,nan,-inf\n2,1.6e-8,0.1\n3,,1e300\n",
        );
        check(&[], "step\n");
        check(&[("d5", Steps::FromZero, &[])], "step,d5\n");
    }

    #[test]
    fn rows_are_the_steps_of_all_runs() {
        check(
            &[
                ("a", at(&[-1.0, 0.5, 100.0]), &[1.0, 2.0, 3.0]),
                ("b", at(&[-0.0, 100.0]), &[4.0, 5.0]),
                ("c", Steps::FromZero, &[6.0, 7.0]),
            ],
            "step,a,b,c\n-1,1.0,,\n0,,4.0,6.0\n0.5,2.0,,\n1,,,7.0\n100,3.0,5.0,\n",
        );
    }

    #[test]
    fn a_run_has_the_columns_that_its_smoothing_gives() {
        let check = |window, spread, expected: &str| {
            let smoothing = Smoothing {
                window: NonZeroUsize::new(window).unwrap(),
                spread,
                ..Smoothing::NOTEBOOK
            };
            let run = Plotted {
                label: "d5",
                steps: &Steps::FromZero,
                band: &smoothing.apply(&[0.5, 0.25]),
                smoothing,
            };
            assert_eq!(plotted(&[run]).collect::<String>(), expected);
        };
        check(1, Spread::Off, "step,d5\n0,0.5\n1,0.25\n");
        check(2, Spread::Off, "step,d5 mean\n0,\n1,0.375\n");
        check(
            1,
            Spread::Extremes,
            "step,d5 mean,d5 min,d5 max\n0,0.5,0.5,0.5\n1,0.25,0.25,0.25\n",
        );
        check(
            1,
            Spread::Deviation,
            "step,d5 mean,d5 mean - std,d5 mean + std\n0,0.5,,\n1,0.25,,\n",
        );
    }

    #[test]
    fn a_gap_is_told_from_a_blank_end() {
        let smoothing = Smoothing {
            window: NonZeroUsize::new(3).unwrap(),
            ..Smoothing::NOTEBOOK
        };
        let losses = [1.0, 1.0, 1.0, f64::NAN, 1.0, 1.0, 1.0];
        let run = Plotted {
            label: "a",
            steps: &Steps::FromZero,
            band: &smoothing.apply(&losses),
            smoothing: Smoothing {
                spread: Spread::Off,
                ..smoothing
            },
        };
        let expected = "step,a mean\n0,\n1,1.0\n2,nan\n3,nan\n4,nan\n5,1.0\n6,\n";
        assert_eq!(plotted(&[run]).collect::<String>(), expected);
    }

    #[test]
    fn an_exponential_average_is_not_called_a_mean() {
        let smoothing = Smoothing {
            kind: Kind::Exponential,
            spread: Spread::Deviation,
            ..Smoothing::NOTEBOOK
        };
        let run = Plotted {
            label: "d5",
            steps: &Steps::FromZero,
            band: &smoothing.apply(&[0.5]),
            smoothing,
        };
        let table: String = plotted(&[run]).collect();
        assert!(
            table.starts_with("step,d5 ema,d5 mean - std,d5 mean + std\n"),
            "{table}"
        );
    }

    #[test]
    fn a_long_table_comes_in_pieces() {
        let losses = vec![0.125; 50_000];
        let run = Raw {
            label: "d5",
            steps: &Steps::FromZero,
            losses: &losses,
        };
        let pieces: Vec<String> = raw(&[run]).collect();
        assert!(pieces.len() > 2);
        assert!(pieces.iter().all(|piece| piece.len() < 2 * PIECE));
        let rows = (0..losses.len()).map(|step| format!("{step},0.125\n"));
        assert_eq!(
            pieces.concat(),
            "step,d5\n".to_owned() + &rows.collect::<String>()
        );
    }

    #[test]
    fn no_run_is_taken_for_its_steps() {
        for label in ["step", "Epoch", "_runtime"] {
            let (steps, losses) = (&Steps::FromZero, &[2.5][..]);
            let run = Raw {
                label,
                steps,
                losses,
            };
            assert_eq!(
                raw(&[run]).collect::<String>(),
                format!("step,{label} loss\n0,2.5\n")
            );
        }
    }

    #[test]
    fn other_letters_than_ascii_come_after_a_mark_and_back() {
        for (name, mark) in [("Verlust", ""), ("Größe", "\u{feff}")] {
            let run = |label| Raw {
                label,
                steps: &Steps::FromZero,
                losses: &[2.5],
            };
            let text: String = raw(&[run(name), run("b")]).collect();
            assert_eq!(text, format!("{mark}step,{name},b\n0,2.5,2.5\n"));
            let read = crate::parse::parse(text.as_bytes(), None);
            let read = read.map(|file| file.runs[0].series.clone());
            assert_eq!(read, Ok(Some(name.to_owned())));
        }
    }

    #[test]
    fn headings_are_one_cell_and_no_formula() {
        let check = |text, expected: &str| assert_eq!(field(text), expected);
        check("add d5", "add d5");
        check("a,b", "\"a,b\"");
        check("a \"b\"\n", "\"a \"\"b\"\"\n\"");
        check("=HYPERLINK(\"x\")", "\"'=HYPERLINK(\"\"x\"\")\"");
        check("a;=1+1;b", "\"a;'=1+1;b\"");
        check("a\t @b", "\"a\t' @b\"");
        for text in ["+1", "-1", "@a", "＝1"] {
            assert_eq!(field(text), format!("'{text}"));
        }
    }
}
