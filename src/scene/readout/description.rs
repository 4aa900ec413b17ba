//! A figure in words, for those who do not see it: a sentence first, then when the runs fell below
//! each power of ten.

use super::course::{Course, courses};
use crate::number::{counted, power_of_ten, scientific, step_in_words};
use crate::scene::axis::words::extent_in_words;
use crate::scene::axis::x_axis::XAxis;
use crate::scene::curve::Curve;
use crate::scene::{Extent, Panel, ScaleKind};
use crate::smooth::{Kind, Smoothing};

/// So many runs are named one by one, and more by the first and the last.
const MOST_NAMED: usize = 12;
/// So many runs are told one by one, and more by who was first and last.
const MOST_TOLD: usize = 3;

/// What a figure shows: how many runs, how far, how low. `runs` are labels and curves, in order;
/// `smoothing` says how the curves came from the losses.
#[must_use]
pub fn overview(runs: &[(&str, &Curve)], smoothing: Smoothing) -> String {
    let told = told(runs);
    let steps = told.iter().map(|(_, course)| course.steps);
    let values = told.iter().map(|(_, course)| course.values);
    let union = (steps.reduce(Extent::union), values.reduce(Extent::union));
    let (Some(steps), Some(values)) = union else {
        return "No run is drawn.".to_owned();
    };
    let lowest = told
        .iter()
        .min_by(|(_, a), (_, b)| a.values.min.total_cmp(&b.values.min));
    let lowest = lowest.map_or(String::new(), |(label, course)| {
        let by = if told.len() > 1 {
            format!("{label} at ")
        } else {
            String::new()
        };
        format!(" ({by}step {})", step_in_words(course.least_at))
    });
    // Where many steps are seen, a part of one says nothing.
    let end = |step: f64| {
        step_in_words(if steps.max - steps.min < 10.0 {
            step
        } else {
            step.round()
        })
    };
    let values_are = match smoothing.kind {
        _ if smoothing == Smoothing::NONE => "Losses",
        Kind::Exponential => "Averages",
        Kind::Strict | Kind::Shrinking => "Means",
    };
    format!(
        "Training loss of {} over steps {} to {}; {smoothing}. {values_are} from {} down to {}{lowest}.",
        names(&told),
        end(steps.min),
        end(steps.max),
        scientific(values.max, 3),
        scientific(values.min, 3),
    )
}

/// At how many steps runs have no finite loss; none where all have one at each.
#[must_use]
pub fn gaps_in_words(runs: &[(&str, &Curve)]) -> Option<String> {
    let steps = |count: usize| counted(count as f64, ["step", "steps"]);
    let counts = runs.iter().map(|(label, curve)| (label, curve.gaps.len()));
    let counts: Vec<_> = counts.filter(|(_, count)| *count > 0).collect();
    let told: Vec<String> = counts
        .iter()
        .map(|(label, count)| format!("{} of {label}", steps(*count)))
        .collect();
    let told = match counts.len() {
        0 => return None,
        runs if runs > MOST_TOLD => {
            let all = counts.iter().map(|(_, count)| count).sum();
            format!("{} of {runs} runs", steps(all))
        }
        _ => told.join(", "),
    };
    Some(format!("Without a finite loss: {told}."))
}

/// What each panel shows: which steps, which losses, and how these are spaced.
#[must_use]
pub fn panels_in_words(panels: &[Panel], axis: XAxis, curves: &[&Curve]) -> Vec<String> {
    let names: &[&str] = match panels {
        [_, _] => &["Upper panel", "Lower panel"],
        _ => &["Shown"],
    };
    let words = names.iter().zip(panels).map(|(name, panel)| {
        let (x, y) = (panel.x.scale.extent, panel.y.scale);
        let steps = extent_in_words(x, axis, curves.iter().copied()).replacen('S', "s", 1);
        let [least, greatest] = [y.extent.min, y.extent.max].map(|loss| scientific(loss, 2));
        let kind = match y.kind {
            ScaleKind::Linear => "linear",
            ScaleKind::Log => "logarithmic",
        };
        format!("{name}: {steps}, losses {least} to {greatest}, {kind}.")
    });
    words.collect()
}

/// When each run first had a value below each power of ten; of many runs, how many and which were
/// the first and the last.
#[must_use]
pub fn milestones(runs: &[(&str, &Curve)]) -> String {
    let told = told(runs);
    let sentences: Vec<String> = if told.len() > MOST_TOLD {
        by_power(&told)
    } else {
        told.iter().filter_map(by_run).collect()
    };
    sentences.join(" ")
}

type Told<'a> = (&'a str, Course);

fn told<'a>(runs: &[(&'a str, &Curve)]) -> Vec<Told<'a>> {
    let curves: Vec<&Curve> = runs.iter().map(|(_, curve)| *curve).collect();
    let courses = courses(&curves).into_iter();
    let told = runs.iter().zip(courses);
    told.filter_map(|((label, _), course)| Some((*label, course?)))
        .collect()
}

fn names(told: &[Told]) -> String {
    let labels: Vec<&str> = told.iter().map(|(label, _)| *label).collect();
    match labels[..] {
        [] => String::new(),
        [one] => one.to_owned(),
        [first, .., last] if labels.len() > MOST_NAMED => {
            format!("{} runs, {first} to {last},", labels.len())
        }
        _ => format!("{} runs ({})", labels.len(), labels.join(", ")),
    }
}

fn by_run((label, course): &Told) -> Option<String> {
    let mut marks = course.below.iter();
    let (exponent, step) = marks.next()?;
    let first = format!(
        "{label} is first below {} at step {}",
        power(*exponent),
        step_in_words(*step)
    );
    let rest =
        marks.map(|(exponent, step)| format!(", {} at {}", power(*exponent), step_in_words(*step)));
    Some(format!("{first}{}.", rest.collect::<String>()))
}

fn by_power(told: &[Told]) -> Vec<String> {
    let all = || told.iter().flat_map(|(_, course)| &course.below);
    let exponents = all().map(|(exponent, _)| *exponent);
    let Some(highest) = exponents.clone().max() else {
        return Vec::new();
    };
    let lowest = exponents.min().unwrap_or(highest);
    (lowest..=highest)
        .rev()
        .filter_map(|exponent| sentence(told, exponent))
        .collect()
}

fn sentence(told: &[Told], exponent: i32) -> Option<String> {
    let mut passed: Vec<(&str, f64)> = told
        .iter()
        .filter_map(|(label, course)| {
            let mark = course.below.iter().find(|mark| mark.0 == exponent)?;
            Some((*label, mark.1))
        })
        .collect();
    passed.sort_by(|a, b| a.1.total_cmp(&b.1));
    let power = power(exponent);
    let step = |(label, step): (&str, f64)| format!("{label} at step {}", step_in_words(step));
    match passed[..] {
        [] => None,
        [alone] => Some(format!("Below {power}: {} alone.", step(alone))),
        [first, .., last] => {
            let count = if passed.len() == told.len() {
                format!("all {}", told.len())
            } else {
                format!("{} of {}", passed.len(), told.len())
            };
            let (first, last) = (step(first), step(last));
            Some(format!(
                "Below {power}: {count}, first {first}, last {last}."
            ))
        }
    }
}

fn power(exponent: i32) -> String {
    match exponent {
        0 => "1".to_owned(),
        exponent => power_of_ten(exponent),
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::geometry::Size;
    use crate::run::Steps;
    use crate::scene::curve::tests::curve;
    use crate::scene::{FigureSpec, Gap, comparison};

    fn check(runs: &[(&str, &[f64])], first: &str, then: &str) {
        let curves: Vec<Curve> = runs
            .iter()
            .map(|(_, mean)| curve(mean, Steps::FromZero))
            .collect();
        let labels = runs.iter().map(|(label, _)| *label);
        let runs: Vec<(&str, &Curve)> = labels.zip(&curves).collect();
        assert_eq!(overview(&runs, Smoothing::NOTEBOOK), first);
        assert_eq!(milestones(&runs), then);
    }

    #[test]
    fn few_runs_are_told_one_by_one() {
        check(&[], "No run is drawn.", "");
        check(&[("d5", &[f64::NAN])], "No run is drawn.", "");
        check(
            &[("d5", &[f64::NAN, 2.5, 0.5, 0.02])],
            "Training loss of d5 over steps 1 to 3; rolling window 500, centred, band from minimum to \
             maximum. Means from 2.50 down to 0.0200 (step 3).",
            "d5 is first below 1 at step 2, 10⁻¹ at 3.",
        );
        check(
            &[("d5", &[2.0, 0.5, 1.6e-8]), ("d6", &[2.0, 1.5])],
            "Training loss of 2 runs (d5, d6) over steps 0 to 2; rolling window 500, centred, band \
             from minimum to maximum. Means from 2.00 down to 1.60 × 10⁻⁸ (d5 at step 2).",
            "d5 is first below 1 at step 1, 10⁻¹ at 2, 10⁻² at 2, 10⁻³ at 2, 10⁻⁴ at 2, 10⁻⁵ at 2, \
             10⁻⁶ at 2, 10⁻⁷ at 2.",
        );
    }

    #[test]
    fn many_runs_are_told_by_the_first_and_the_last() {
        check(
            &[
                ("a", &[2.0, 0.5, 0.05]),
                ("b", &[2.0, 2.0, 0.5]),
                ("c", &[2.0, 0.5]),
                ("d", &[2.0, 2.0, 0.5, 0.004]),
            ],
            "Training loss of 4 runs (a, b, c, d) over steps 0 to 3; rolling window 500, \
             centred, band from minimum to maximum. Means from 2.00 down to 0.00400 (d at step 3).",
            "Below 1: all 4, first a at step 1, last d at step 2. Below 10⁻¹: 2 of 4, first a at \
             step 2, last d at step 3. Below 10⁻²: d at step 3 alone.",
        );
    }

    #[test]
    fn forty_runs_take_no_more_words_than_four() {
        let labels: Vec<String> = (1..=40).map(|n| format!("d{n}")).collect();
        let curve = curve(&[3.0, 0.5, 1e-8], Steps::FromZero);
        let runs: Vec<(&str, &Curve)> = labels.iter().map(|label| (&label[..], &curve)).collect();
        let overview = overview(&runs, Smoothing::NOTEBOOK);
        assert!(overview.starts_with("Training loss of 40 runs, d1 to d40, over steps 0 to 2;"));
        assert!(overview.len() + milestones(&runs).len() < 900);
    }

    #[test]
    fn steps_without_a_finite_loss_are_told() {
        let check = |runs: &[(&str, &[f64])], words: Option<&str>| {
            let curves: Vec<Curve> = runs
                .iter()
                .map(|(_, losses)| {
                    let mut curve = curve(losses, Steps::FromZero);
                    curve.gaps = Gap::all(losses);
                    curve
                })
                .collect();
            let labels = runs.iter().map(|(label, _)| *label);
            let runs: Vec<(&str, &Curve)> = labels.zip(&curves).collect();
            assert_eq!(gaps_in_words(&runs).as_deref(), words);
        };
        let (none, one, two) = ([1.0], [1.0, f64::NAN], [f64::INFINITY, f64::NAN]);
        check(&[("a", &none)], None);
        check(
            &[("a", &none), ("b", &one), ("c", &two)],
            Some("Without a finite loss: 1 step of b, 2 steps of c."),
        );
        check(
            &[("a", &one), ("b", &one), ("c", &two), ("d", &two)],
            Some("Without a finite loss: 6 steps of 4 runs."),
        );
    }

    #[test]
    fn panels_are_told_by_what_they_show() {
        let curves = [curve(&[2.0, 0.5], Steps::FromZero)];
        let size = Size {
            width: 900.0,
            height: 700.0,
        };
        let spec = FigureSpec::new(size, 2.0);
        let scene = comparison(&spec, &curves);
        let curves: Vec<&Curve> = curves.iter().collect();
        let words = panels_in_words(&scene.panels, XAxis::Step, &curves);
        let [upper, lower] = &words[..] else {
            panic!("{words:?}");
        };
        assert_eq!(upper, "Upper panel: steps 0 to 2, losses 0 to 2.1, linear.");
        assert!(
            lower.starts_with("Lower panel: steps 0 to 2, losses 0.4")
                && lower.ends_with(", logarithmic."),
            "{lower}"
        );
    }
}
