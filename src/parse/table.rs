//! CSV: one column of losses, or steps and a series in each other column.

mod marks;
mod rows;

use std::collections::{BTreeSet, HashMap, HashSet};
use std::mem;

use super::points::Points;
use super::{ParseError, ParsedFile, Warning};
use crate::run::Run;
use marks::{Marks, doubt};
use rows::Rows;

/// Headings of steps; the first of these that a table has counts. pandas leaves the heading of its
/// own first column empty.
const STEPS: [&str; 5] = ["step", "_step", "global_step", EPOCH, ""];
const EPOCH: &str = "epoch";
/// Headings of what is neither a step nor a loss.
const CLOCKS: [&str; 4] = ["wall time", "wall_time", "_timestamp", "_runtime"];
/// How wandb heads the columns of a series' least and greatest values, after the series' own heading.
const BOUNDS: [&str; 2] = ["__MIN", "__MAX"];

/// No table with more columns is read.
const MOST_COLUMNS: usize = 1000;

/// No more of its series are shown: three for each of 200 runs, as the page itself writes them.
const MOST_SERIES: usize = 600;

/// Whether bytes whose name says nothing begin as a table does.
pub(super) fn is_likely(bytes: &[u8]) -> bool {
    let mut rows = Rows::of(bytes);
    if !rows.advance() {
        return false;
    }
    if rows.len() > 1 {
        return !rows.is_heading()
            || rows.len() > MOST_COLUMNS
            || step_column(&rows.texts()).is_some();
    }
    !rows.is_heading() || rows.advance() && !rows.is_heading()
}

pub(super) fn read(bytes: &[u8]) -> Result<ParsedFile, ParseError> {
    let mut rows = Rows::of(bytes);
    if !rows.advance() {
        return Err(ParseError::Empty);
    }
    let columns = rows.len();
    if columns > MOST_COLUMNS {
        return Err(ParseError::TooManyColumns {
            columns,
            most: MOST_COLUMNS,
        });
    }
    let headings = rows.is_heading().then(|| rows.texts());
    let has_lost_letters = !rows.is_utf_8();
    let mut file = match headings.as_deref().map(|texts| (texts, step_column(texts))) {
        Some((texts, Some(step))) => series(rows, texts, step),
        Some((texts, None)) if columns == 1 => losses(rows, texts.first().cloned()),
        None if columns == 1 => losses(rows, None),
        _ => Err(ParseError::NoStepColumn { columns }),
    }?;
    if has_lost_letters {
        file.warnings.insert(0, Warning::LostLetters);
    }
    Ok(file)
}

fn step_column(headings: &[String]) -> Option<usize> {
    STEPS.iter().find_map(|name| match *name {
        "" => headings.first()?.is_empty().then_some(0),
        _ => headings
            .iter()
            .position(|text| text.eq_ignore_ascii_case(name)),
    })
}

/// A lone column. Losses stand at steps from 0, so that an empty place is a gap.
fn losses(mut rows: Rows<'_>, series: Option<String>) -> Result<ParsedFile, ParseError> {
    let name = series.clone().unwrap_or_else(|| "1".to_owned());
    let (mut losses, mut marks) = (Vec::new(), Marks::default());
    let mut is_left = series.is_none() || rows.advance();
    while is_left {
        losses.push(rows.number(0, &name)?.unwrap_or(f64::NAN));
        rows.note(0, &name, &mut marks);
        is_left = rows.advance();
    }
    if losses.is_empty() {
        return Err(ParseError::NoValues);
    }
    if let Some(doubt) = doubt(vec![marks]) {
        return Err(doubt);
    }
    Ok(ParsedFile::of(Run {
        series,
        losses,
        ..Run::default()
    }))
}

struct Column {
    at: usize,
    heading: String,
    points: Points,
    marks: Marks,
    /// Whether there is a number in it, and before that no words.
    has_number: bool,
    /// Whether words come first.
    has_words: bool,
}

impl Column {
    /// Takes the cell of a row. An empty one is no gap: another series may have been logged there.
    fn take(&mut self, rows: &Rows<'_>, step: Option<f64>) -> Result<(), ParseError> {
        if self.has_words {
            return Ok(());
        }
        self.has_words = !self.has_number && rows.has_words(self.at);
        if !self.has_words
            && let Some(value) = rows.number(self.at, &self.heading)?
        {
            self.has_number |= !rows.is_missing(self.at);
            rows.note(self.at, &self.heading, &mut self.marks);
            self.points.push(step.unwrap_or(f64::NAN), value);
        }
        Ok(())
    }
}

/// A name for each heading; those that are there already are numbered as pandas does: `loss`, `loss.1`.
fn numbered(headings: &[String]) -> Vec<String> {
    let mut taken: HashSet<String> = headings.iter().cloned().collect();
    let mut counts: HashMap<&String, usize> = HashMap::new();
    let name = |heading| {
        let count = counts.entry(heading).or_default();
        let mut name = heading.clone();
        while *count > 0 && !taken.insert(name.clone()) {
            name = format!("{heading}.{count}");
            *count += 1;
        }
        *count = (*count).max(1);
        name
    };
    headings.iter().map(name).collect()
}

/// Whether a column of this heading says when a row was logged, and is no series.
#[must_use]
pub fn is_no_series(heading: &str) -> bool {
    let mut headings = STEPS.iter().chain(&CLOCKS);
    headings.any(|other| heading.eq_ignore_ascii_case(other))
}

/// The heading of whose values a column has the least or the greatest, as wandb exports them: a curve drawn three times.
fn bounded<'a>(heading: &'a str, headings: &HashSet<&str>) -> Option<&'a str> {
    let ends = BOUNDS.iter();
    let mut bounded = ends.filter_map(|end| heading.strip_suffix(end));
    bounded.find(|series| headings.contains(series))
}

fn series(mut rows: Rows<'_>, headings: &[String], at: usize) -> Result<ParsedFile, ParseError> {
    let known: HashSet<&str> = headings.iter().map(String::as_str).collect();
    let mut columns: Vec<_> = (0..)
        .zip(headings.iter().zip(numbered(headings)))
        .filter(|(_, (heading, _))| !is_no_series(heading) && bounded(heading, &known).is_none())
        .map(|(at, (_, heading))| Column {
            at,
            heading,
            points: Points::default(),
            marks: Marks::default(),
            has_number: false,
            has_words: false,
        })
        .collect();
    let mut marks = vec![Marks::default()];
    // The first alone: to make one, the lines before it are counted.
    let mut refusal = None;
    while rows.advance() {
        let step = rows.number(at, &headings[at])?;
        rows.note(at, &headings[at], &mut marks[0]);
        for column in &mut columns {
            column.take(&rows, step)?;
            if column.has_words && refusal.is_none() {
                refusal = rows.number(column.at, &column.heading).err();
            }
        }
    }
    marks.extend(
        columns
            .iter_mut()
            .map(|column| mem::take(&mut column.marks)),
    );
    if let Some(doubt) = doubt(marks) {
        return Err(doubt);
    }
    let mut file = ParsedFile::default();
    if headings[at].eq_ignore_ascii_case(EPOCH) {
        file.warnings.push(Warning::Epochs);
    }
    let bounded = known.iter().filter_map(|heading| bounded(heading, &known));
    // Each once, and in order.
    for series in bounded.collect::<BTreeSet<_>>() {
        let series = series.to_owned();
        file.warnings.push(Warning::Bounded { series });
    }
    let mut passed_over = 0;
    for column in columns {
        if column.has_words || !column.has_number && !column.points.is_empty() {
            let column = column.heading;
            file.warnings.push(Warning::NotNumeric { column });
        } else if file.runs.len() < MOST_SERIES {
            file.add(Some(column.heading), column.points);
        } else if !column.points.is_empty() {
            passed_over += 1;
        }
    }
    if passed_over > 0 {
        file.warnings.push(Warning::TooManySeries {
            last: file.runs.last().and_then(|run| run.series.clone()),
            count: passed_over,
        });
    }
    file.or(refusal.unwrap_or(ParseError::NoValues))
}
