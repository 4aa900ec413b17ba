//! A figure as numbers: the values of its curves at some of the steps that it shows.

use std::ops::RangeInclusive;

use super::hover::nearest;
use crate::run::Steps;
use crate::scene::axis::scale::{Extent, ScaleKind};
use crate::scene::axis::ticks::{LabelSpace, ticks};
use crate::scene::axis::x_axis::XAxis;
use crate::scene::curve::Curve;

/// Fewer round steps than this say too little of runs whose steps are far from even.
const FEWEST_ROUND: usize = 8;

/// How many round steps say enough, where there may be so many rows.
fn enough_round(kind: ScaleKind, most: usize) -> RangeInclusive<usize> {
    match kind {
        ScaleKind::Linear => FEWEST_ROUND.max(most / 4)..=most,
        // In few decades there is little that is round.
        ScaleKind::Log => FEWEST_ROUND..=most,
    }
}

/// Rows of values.
#[derive(Debug, Clone, PartialEq)]
pub struct Table {
    /// The rows, from the left of the figure.
    pub rows: Vec<Row>,
    /// How many steps there are in the part that is shown: those of the longest run, where the
    /// axis counts percent.
    pub steps: usize,
}

/// What the curves have at one place of the x axis.
#[derive(Debug, Clone, PartialEq)]
pub struct Row {
    /// The place.
    pub x: f64,
    /// The value of each curve; not a number where it has none.
    pub values: Vec<f64>,
}

/// At most `most` rows of the part of the x axis that is shown, its first and last step among them. Where there are
/// more, those between are round.
#[must_use]
pub fn table(curves: &[&Curve], shown: Extent, axis: XAxis, most: usize) -> Table {
    if axis == XAxis::Percent {
        return by_percent(curves, shown, most);
    }
    let steps = steps(curves, shown);
    let row = |step: f64| Row {
        x: step,
        values: curves.iter().map(|curve| value_at(curve, step)).collect(),
    };
    Table {
        rows: some(&steps, axis.scale_kind(), most).map(row).collect(),
        steps: steps.len(),
    }
}

/// At most `most` of these steps, which ascend.
fn some(steps: &[f64], kind: ScaleKind, most: usize) -> impl Iterator<Item = f64> {
    let at_round_steps = || {
        let at = |place: f64| steps.partition_point(|&step| step < place);
        // Step 0 has no place on a log axis.
        let first = steps.partition_point(|&step| !kind.is_drawable(step));
        let last = steps.len() - 1;
        let (min, max) = (steps[first.min(last)], steps[last]);
        let between = round(Extent { min, max }, kind, most).into_iter().map(at);
        let mut places: Vec<usize> = [0].into_iter().chain(between).collect();
        places.dedup();
        places
    };
    let evenly = |count| {
        (0..count)
            .map(|at| spread(at, count, steps.len()))
            .collect()
    };
    let places = choose(
        steps.len(),
        enough_round(kind, most),
        at_round_steps,
        evenly,
    );
    places.into_iter().map(|place| steps[place])
}

/// What is round, where that is `enough` and not too many; else as many `evenly` as there may be of `all`.
fn choose<T>(
    all: usize,
    enough: RangeInclusive<usize>,
    round: impl FnOnce() -> Vec<T>,
    evenly: impl FnOnce(usize) -> Vec<T>,
) -> Vec<T> {
    let most = *enough.end();
    if most < all {
        let round = round();
        if enough.contains(&round.len()) {
            return round;
        }
    }
    evenly(all.min(most))
}

/// The ends of a part of an axis, and round numbers between.
fn round(Extent { min, max }: Extent, kind: ScaleKind, most: usize) -> Vec<f64> {
    // There may be one tick more than gaps, and there are the ends.
    let space = LabelSpace {
        count: most.saturating_sub(3).max(1),
        width: f64::INFINITY,
        apart: 0.0,
    };
    let mut between = ticks(kind, Extent { min, max }, space);
    if between.len() + 2 > most {
        // Grid lines of a log axis may be more than their labels.
        between.retain(|tick| tick.label.is_some());
    }
    let between = between.into_iter().map(|tick| tick.value);
    let between = between.filter(|&place| min < place && place < max);
    let mut places = vec![min];
    places.extend(between);
    places.push(max);
    places
}

/// Runs have other steps at each percent, so each gives what it has nearest.
fn by_percent(curves: &[&Curve], shown: Extent, most: usize) -> Table {
    // Ends that an address gives may be far beyond.
    let shown = Extent {
        min: shown.min.max(0.0),
        max: shown.max.min(100.0),
    };
    let within = curves
        .iter()
        .map(|curve| curve.indices_in(shown, XAxis::Percent).len());
    let steps = within.max().unwrap_or_default();
    let at_round_percents = || round(shown, ScaleKind::Linear, most);
    let evenly = |count: usize| {
        let gaps = count.saturating_sub(1).max(1) as f64;
        let place = |at: usize| shown.min + at as f64 / gaps * (shown.max - shown.min);
        (0..count).map(place).collect()
    };
    let enough = enough_round(ScaleKind::Linear, most);
    let places = choose(steps, enough, at_round_percents, evenly);
    let row = |x: f64| {
        let value = |curve: &&Curve| {
            let place = nearest(curve, curve.along(XAxis::Percent).step(x));
            place.map_or(f64::NAN, |place| curve.band.mean[place])
        };
        Row {
            x,
            values: curves.iter().map(value).collect(),
        }
    };
    Table {
        rows: places.into_iter().map(row).collect(),
        steps,
    }
}

/// The steps of all curves in a part of the axis, ascending, each once.
fn steps(curves: &[&Curve], shown: Extent) -> Vec<f64> {
    let of = |curve: &Curve| {
        let steps = curve.steps.clone();
        curve
            .indices_in(shown, XAxis::Step)
            .map(move |index| steps.step(index))
    };
    // Those that count from zero have no step that the longest of them has not.
    let (counting, others): (Vec<&Curve>, Vec<&Curve>) = curves
        .iter()
        .partition(|curve| curve.steps == Steps::FromZero);
    let longest = counting
        .into_iter()
        .max_by_key(|curve| curve.band.mean.len());
    let mut steps: Vec<f64> = longest.into_iter().chain(others).flat_map(of).collect();
    steps.sort_unstable_by(f64::total_cmp);
    steps.dedup();
    steps
}

fn value_at(curve: &Curve, step: f64) -> f64 {
    let place = curve.steps.first_at_or_after(step);
    match curve.band.mean.get(place) {
        // The first at or after the step, so it is the step itself.
        Some(&value) if curve.steps.step(place) <= step => value,
        _ => f64::NAN,
    }
}

/// The place in `all` of number `at` of `count`, evenly spread from the first to the last.
fn spread(at: usize, count: usize, all: usize) -> usize {
    // Longer than a place: with 32 bits, a long run times the rows is too much.
    let [at, last, gaps] =
        [at, all.saturating_sub(1), count.saturating_sub(1).max(1)].map(|n| n as u64);
    (at * last / gaps) as usize
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::scene::curve::tests::curve;

    fn check(axis: XAxis, shown: (f64, f64), most: usize, steps: usize, rows: &[(f64, [f64; 2])]) {
        let curves = [
            curve(&[5.0, 4.0, 3.0, 2.0, 1.0], Steps::FromZero),
            curve(&[9.0, 8.0], Steps::At([0.0, 2.5].into())),
        ];
        let extent = Extent {
            min: shown.0,
            max: shown.1,
        };
        let table = table(&curves.each_ref(), extent, axis, most);
        let rows: Vec<Row> = rows
            .iter()
            .map(|(x, values)| Row {
                x: *x,
                values: values.to_vec(),
            })
            .collect();
        let expected = Table { rows, steps };
        assert_eq!(format!("{table:?}"), format!("{expected:?}"));
    }

    #[test]
    fn every_step_has_a_row_where_they_are_few() {
        let nan = f64::NAN;
        check(
            XAxis::Step,
            (0.0, 100.0),
            10,
            6,
            &[
                (0.0, [5.0, 9.0]),
                (1.0, [4.0, nan]),
                (2.0, [3.0, nan]),
                (2.5, [nan, 8.0]),
                (3.0, [2.0, nan]),
                (4.0, [1.0, nan]),
            ],
        );
        check(XAxis::Log, (3.5, 100.0), 10, 1, &[(4.0, [1.0, nan])]);
        check(XAxis::Step, (50.0, 100.0), 10, 0, &[]);
    }

    #[test]
    fn of_many_steps_some_have_a_row_the_first_and_the_last_among_them() {
        let nan = f64::NAN;
        let rows = [(0.0, [5.0, 9.0]), (2.0, [3.0, nan]), (4.0, [1.0, nan])];
        check(XAxis::Step, (0.0, 4.0), 3, 6, &rows);
        check(XAxis::Step, (0.0, 4.0), 1, 6, &rows[..1]);
    }

    #[test]
    fn of_many_more_the_others_are_round() {
        let check = |axis: XAxis, steps: Steps, shown: (f64, f64), expected: &[f64]| {
            let curve = curve(&[1.0; 1000], steps);
            let extent = Extent {
                min: shown.0,
                max: shown.1,
            };
            let table = table(&[&curve], extent, axis, 15);
            let rows: Vec<f64> = table.rows.iter().map(|row| row.x).collect();
            assert_eq!(format!("{rows:?}"), format!("{expected:?}"));
        };
        let hundreds = [
            0.0, 100.0, 200.0, 300.0, 400.0, 500.0, 600.0, 700.0, 800.0, 900.0, 999.0,
        ];
        check(XAxis::Step, Steps::FromZero, (0.0, 1e9), &hundreds);
        let percent = [
            0.0, 10.0, 20.0, 30.0, 40.0, 50.0, 60.0, 70.0, 80.0, 90.0, 100.0,
        ];
        check(XAxis::Percent, Steps::FromZero, (0.0, 100.0), &percent);
        let ratios = [
            0.0, 1.0, 2.0, 5.0, 10.0, 20.0, 50.0, 100.0, 200.0, 500.0, 999.0,
        ];
        check(XAxis::Log, Steps::FromZero, (0.0, 1e9), &ratios);
        // Nearly all at the beginning: by their count.
        let uneven = (0..999).map(f64::from).chain([1e9]).collect();
        let by_count = [
            0.0, 71.0, 142.0, 214.0, 285.0, 356.0, 428.0, 499.0, 570.0, 642.0, 713.0, 784.0, 856.0,
            927.0, 1e9,
        ];
        check(XAxis::Step, Steps::At(uneven), (0.0, 1e10), &by_count);
    }

    #[test]
    fn at_a_percent_each_run_gives_what_is_nearest() {
        check(
            XAxis::Percent,
            (0.0, 100.0),
            3,
            5,
            &[(0.0, [5.0, 9.0]), (50.0, [3.0, 8.0]), (100.0, [1.0, 8.0])],
        );
        let ends = [(0.0, [5.0, 9.0]), (100.0, [1.0, 8.0])];
        check(XAxis::Percent, (-1e308, 1e307), 2, 5, &ends);
    }
}
