//! Which losses a panel shows: where nothing is zoomed, and where they are to fit the steps in view.

use crate::order;
use crate::scene::Panel;
use crate::scene::axis::scale::{Extent, Scale, ScaleKind, short};
use crate::scene::axis::x_axis::XAxis;
use crate::scene::axis::zoom::{Ends, Zoom};
use crate::scene::curve::Curve;
use crate::smooth::Band;

/// Room left above the data, and below it unless that is zero on a linear axis, as a part of the axis.
const MARGIN: f64 = 0.05;
/// What [`middle`] keeps of the values: from the 5th percentile to the 95th.
const KEPT: (f64, f64) = (0.05, 0.95);
/// The least number above zero. Sixteen of it are room for a power of ten.
const LEAST: f64 = f64::from_bits(1);
/// No more values than this are ranked; of more, one of every so many.
const MOST_RANKED: usize = 1 << 14;
/// The golden ratio's fraction. The fractions of its multiples spread evenly, and never repeat.
const GOLDEN: f64 = 0.618_033_988_749_894_9;

/// The losses of all curves, with a margin. Before there are any: what training usually spans.
pub(in crate::scene) fn all(curves: &[Curve], kind: ScaleKind) -> Extent {
    let union = |extents: &mut dyn Iterator<Item = Extent>| extents.reduce(Extent::union);
    let drawn = curves.iter().flat_map(Curve::with_raw);
    match kind {
        ScaleKind::Linear => {
            let extent = union(&mut drawn.filter_map(|curve| curve.extent));
            let Extent { min, max } = extent.unwrap_or(Extent { min: 0.0, max: 3.0 });
            let min = min.min(0.0);
            let margin = if max > min {
                MARGIN * (max - min)
            } else {
                (MARGIN * max.abs()).max(1.0)
            };
            Extent {
                min: if min < 0.0 { min - margin } else { min },
                max: max + margin,
            }
            .countable()
        }
        ScaleKind::Log => {
            let extent = union(&mut drawn.filter_map(|curve| curve.positive));
            around(
                extent.unwrap_or(Extent {
                    min: 1e-8,
                    max: 3.0,
                }),
                kind,
            )
        }
    }
}

/// The lines' values from the 5th to the 95th percentile of those in a part of x, with a margin.
/// None where there are too few to tell.
pub(in crate::scene) fn middle(
    curves: &[Curve],
    x: Extent,
    axis: XAxis,
    kind: ScaleKind,
) -> Option<Extent> {
    let seen: Vec<&[f64]> = curves
        .iter()
        .map(|curve| &curve.band.mean[curve.indices_in(x, axis)])
        .collect();
    let count: usize = seen.iter().map(|values| values.len()).sum();
    let stride = count.div_ceil(MOST_RANKED).max(1);
    let values = seen.into_iter().flat_map(|values| sampled(values, stride));
    let values: Vec<f64> = values.filter(|&value| kind.is_drawable(value)).collect();
    let last = values.len().checked_sub(1)? as f64;
    let extent = Extent {
        min: ranked(&values, (KEPT.0 * last).floor() as usize),
        max: ranked(&values, (KEPT.1 * last).ceil() as usize),
    };
    (extent.min < extent.max).then(|| around(extent, kind))
}

/// One of every `stride` values, never in step with what repeats itself in them.
fn sampled(values: &[f64], stride: usize) -> impl Iterator<Item = f64> {
    let place = move |n: usize| {
        let within = (n as f64 * GOLDEN).fract() * stride as f64;
        n * stride + within as usize
    };
    (0..values.len().div_ceil(stride)).filter_map(move |n| values.get(place(n)).copied())
}

/// The value of a rank, which is 0 for the least. The doubles are halved, in their order, until one is left: a sort of the
/// library's is some kilobytes of what each visitor loads.
fn ranked(values: &[f64], rank: usize) -> f64 {
    let (mut low, mut high) = (i64::MIN, i64::MAX);
    while low < high {
        let half = high.wrapping_sub(low).cast_unsigned() / 2;
        let middle = low.wrapping_add_unsigned(half);
        let up_to = values.iter().filter(|value| order::key(**value) <= middle);
        if up_to.count() > rank {
            high = middle;
        } else {
            low = middle + 1;
        }
    }
    order::value(low)
}

/// `zoom` with each panel's losses fitted to the steps that it shows. A panel that shows none of them keeps its own.
#[must_use]
pub fn fit_to_steps(panels: &[Panel], curves: &[&Curve], axis: XAxis, mut zoom: Zoom) -> Zoom {
    for panel in panels {
        let kind = panel.y.scale.kind;
        let fitting = seen(curves, panel.x.scale.extent, axis, kind);
        if let Some(extent) = fitting.filter(|extent| kind.has_room(*extent)) {
            zoom.y[panel.index] = Ends::of(readable(extent, kind, panel.frame.height()));
        }
    }
    zoom
}

/// An extent whose ends have no more digits than so many pixels can show.
fn readable(extent: Extent, kind: ScaleKind, pixels: f64) -> Extent {
    let scale = Scale::new(kind, extent, (0.0, pixels));
    let (first, last) = (scale.value(1.0), scale.value(pixels - 1.0));
    Extent {
        min: short(extent.min, first - extent.min),
        max: short(extent.max, extent.max - last),
    }
}

/// The losses of all curves in a part of x, with a margin; none where there are none.
fn seen(curves: &[&Curve], x: Extent, axis: XAxis, kind: ScaleKind) -> Option<Extent> {
    let drawn = curves.iter().flat_map(|curve| curve.with_raw());
    let extents = drawn.filter_map(|curve| {
        let mut indices = curve.indices_in(x, axis);
        if indices.is_empty() && (1..curve.band.mean.len()).contains(&indices.start) {
            // The line goes from the step before to the step after.
            indices = indices.start - 1..indices.end + 1;
        }
        // What is below all that has a place only passes through.
        let least = match kind {
            ScaleKind::Linear => f64::NEG_INFINITY,
            ScaleKind::Log => curve.positive?.min,
        };
        let Band { mean, min, max } = &*curve.band;
        let edges = [min, max].map(|edge| edge.within(indices.clone()));
        let edges = edges.into_iter().flatten().copied();
        let values = mean[indices].iter().copied().chain(edges);
        Extent::of(values.filter(|value| *value >= least))
    });
    let all = extents.reduce(Extent::union)?;
    let Extent { min, max } = match kind {
        // A level line is in the middle.
        ScaleKind::Linear if all.min >= all.max => {
            let half = all.max.abs() / 2.0;
            Extent {
                min: all.min - half,
                max: all.max + half,
            }
            .countable()
        }
        _ => around(all, kind),
    };
    // Losses that are none below nought leave no room there.
    let min = if all.min >= 0.0 { min.max(0.0) } else { min };
    Some(Extent { min, max })
}

/// An extent with its margins.
fn around(Extent { min, max }: Extent, kind: ScaleKind) -> Extent {
    match kind {
        ScaleKind::Linear => {
            let margin = MARGIN * (max - min);
            Extent {
                min: min - margin,
                max: max + margin,
            }
            .countable()
        }
        ScaleKind::Log => {
            let margin = (max / min).powf(MARGIN).max(1.1);
            Extent {
                min: (min / margin).max(LEAST),
                max: (max * margin).clamp(16.0 * LEAST, f64::MAX),
            }
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::geometry::Size;
    use crate::run::Steps;
    use crate::scene::curve::tests::curve;
    use crate::scene::{Axes, FigureSpec, Measured, YAxes, comparison};
    use crate::smooth::{Smoothing, Spread};
    use std::num::NonZeroUsize;

    fn check(mean: &[f64], x: (f64, f64), kind: ScaleKind, expected: Option<(f64, f64)>) {
        let x = Extent { min: x.0, max: x.1 };
        let extent = middle(&[curve(mean, Steps::FromZero)], x, XAxis::Step, kind);
        let near = |a: f64, b: f64| (a - b).abs() <= 0.02 * b.abs();
        let is_as_expected = match (extent, expected) {
            (Some(extent), Some((min, max))) => near(extent.min, min) && near(extent.max, max),
            (extent, expected) => extent.is_none() && expected.is_none(),
        };
        assert!(is_as_expected, "{extent:?}, expected {expected:?}");
    }

    #[test]
    fn outliers_do_not_count() {
        use ScaleKind::{Linear, Log};
        let mut values: Vec<f64> = (0..=100).map(f64::from).collect();
        (values[0], values[100]) = (-1e9, 1e9);
        // 5 to 95, and a twentieth of that on either side.
        check(&values, (0.0, 100.0), Linear, Some((0.5, 99.5)));
        check(&values, (0.0, 100.0), Log, Some((4.3, 111.3)));
    }

    #[test]
    fn what_repeats_itself_is_seen_whole() {
        let values: Vec<f64> = [1.0, 10.0, 10.0, 10.0].repeat(12_500);
        let (last, margin) = (values.len() as f64, 0.45);
        let expected = Some((1.0 - margin, 10.0 + margin));
        check(&values, (0.0, last), ScaleKind::Linear, expected);
    }

    #[test]
    fn ranks_are_those_of_a_sort() {
        let mut values = [
            0.5,
            -2.0,
            f64::MAX,
            0.0,
            -0.0,
            0.5,
            f64::MIN_POSITIVE,
            -1e300,
        ];
        let all = values;
        values.sort_unstable_by(f64::total_cmp);
        for (rank, value) in values.iter().enumerate() {
            assert_eq!(ranked(&all, rank).to_bits(), value.to_bits(), "{rank}");
        }
    }

    #[test]
    fn losses_behind_the_line_have_room() {
        let mut smoothed = curve(&[2.0; 9], Steps::FromZero);
        let losses = [9.0, 1e-3, 0.0, 2.0, 2.0, 2.0, 2.0, 2.0, 2.0];
        smoothed.raw = Some(curve(&losses, Steps::FromZero).into());
        let [linear, log] =
            [ScaleKind::Linear, ScaleKind::Log].map(|kind| all(&[smoothed.clone()], kind));
        assert!(linear.min <= 0.0 && linear.max >= 9.0, "{linear:?}");
        assert!(
            log.min > 0.0 && log.min <= 1e-3 && log.max >= 9.0,
            "{log:?}"
        );
    }

    #[test]
    fn a_line_counts_where_its_band_has_no_values() {
        let single = Smoothing {
            window: NonZeroUsize::MIN,
            spread: Spread::Deviation,
            ..Smoothing::NOTEBOOK
        };
        let band = Measured::of(single.apply(&[8.0, 0.0, 4.0]));
        let extent = all(&[Curve::new(0, Steps::FromZero, band)], ScaleKind::Linear);
        assert!(extent.max >= 8.0, "{extent:?}");
    }

    #[test]
    fn what_is_not_shown_does_not_count() {
        let values: Vec<f64> = (0..1000).map(f64::from).collect();
        check(
            &values,
            (500.0, 600.0),
            ScaleKind::Linear,
            Some((500.5, 599.5)),
        );
    }

    #[test]
    fn losses_fit_the_steps_in_view() {
        let mut losses: Vec<f64> = (0..1000).rev().map(f64::from).collect();
        losses[550] = f64::NAN;
        let x = Extent {
            min: 500.0,
            max: 899.0,
        };
        let fitted = |losses: &[f64], kind| {
            let curve = curve(losses, Steps::FromZero);
            seen(&[&curve], x, XAxis::Step, kind)
        };
        let check = |losses: &[f64], kind, (min, max): (f64, f64)| {
            let extent = fitted(losses, kind).unwrap();
            let is_near = |a: f64, b: f64| (a - b).abs() < 0.01 * b.abs() + 1e-9;
            assert!(
                is_near(extent.min, min) && is_near(extent.max, max),
                "{extent:?}"
            );
        };
        // From 100 to 499, and a twentieth of that on either side.
        check(&losses, ScaleKind::Linear, (80.05, 518.95));
        check(&losses, ScaleKind::Log, (90.9, 548.9));
        losses[899] = 0.0;
        check(&losses, ScaleKind::Linear, (0.0, 523.95));
        check(&losses, ScaleKind::Log, (91.8, 548.9));
        assert_eq!(fitted(&losses[..500], ScaleKind::Linear), None);
        check(&[2.0; 1000], ScaleKind::Linear, (1.0, 3.0));
    }

    #[test]
    fn bands_and_raw_losses_fit_too_in_the_panel_that_shows_them() {
        let losses: Vec<f64> = (0..1000).map(|n| f64::from(n % 10)).collect();
        let smoothed = Measured::of(Smoothing::NOTEBOOK.apply(&losses));
        let mut curve = Curve::new(0, Steps::FromZero, smoothed);
        let wanted = FigureSpec {
            axes: Axes {
                x: XAxis::Percent,
                y: YAxes([ScaleKind::Linear; 2]),
                ..Axes::default()
            },
            ..FigureSpec::new(
                Size {
                    width: 800.0,
                    height: 800.0,
                },
                1000.0,
            )
        };
        let upper = |curve: &Curve| {
            let curves = [curve.clone()];
            let panels = comparison(&wanted, &curves).panels;
            let zoom = fit_to_steps(
                &panels[..1],
                &curves.each_ref(),
                XAxis::Percent,
                Zoom::default(),
            );
            assert_eq!(zoom.y[1], Ends::default(), "the other panel's");
            (zoom.y[0].min.unwrap(), zoom.y[0].max.unwrap())
        };
        // From 0 to 9, and a twentieth of that above.
        assert_eq!(upper(&curve), (0.0, 9.45));
        let raised: Vec<f64> = losses.iter().map(|loss| loss + 10.0).collect();
        curve.raw = Some(crate::scene::curve::tests::curve(&raised, Steps::FromZero).into());
        assert_eq!(upper(&curve), (0.0, 19.95));
    }

    #[test]
    fn of_very_many_some_stand_for_all() {
        let values: Vec<f64> = (0..1_000_000).map(f64::from).collect();
        check(&values, (0.0, 1e6), ScaleKind::Linear, Some((5e3, 995e3)));
    }

    #[test]
    fn the_largest_and_the_least_numbers_leave_an_axis() {
        let (most, least) = (f64::MAX, f64::from_bits(1));
        for losses in [
            vec![-most, most],
            vec![most],
            vec![-most],
            vec![0.0],
            vec![-least],
            vec![least],
            vec![least, most],
        ] {
            let curves = [curve(&losses, Steps::FromZero)];
            for kind in [ScaleKind::Linear, ScaleKind::Log] {
                let whole = Extent { min: 0.0, max: 9.0 };
                let fits = middle(&curves, whole, XAxis::Step, kind);
                for extent in fits.into_iter().chain([all(&curves, kind)]) {
                    assert!(kind.has_room(extent), "{losses:?}: {extent:?}");
                }
            }
        }
    }

    #[test]
    fn one_value_says_nothing() {
        check(&[f64::NAN, 2.0], (0.0, 9.0), ScaleKind::Linear, None);
        check(&[], (0.0, 9.0), ScaleKind::Log, None);
        check(&[-1.0, 0.0], (0.0, 9.0), ScaleKind::Log, None);
    }
}
