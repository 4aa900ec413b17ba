//! What a hand does on a panel, as the part of the axes that is shown after it.
//!
//! Everything is reckoned in the panel's pixels and read back through its scales, so that a log
//! axis moves by ratios.

mod step;

pub use step::stepped;

use super::axis::scale::{Extent, Scale, short};
use super::axis::x_axis::XAxis;
use super::axis::zoom::{Ends, Zoom};
use super::curve::Curve;
use super::{Axis, Panel};
use crate::geometry::{Point, Rect};

/// Shorter drags are clicks, in pixels.
pub const CLICK: f64 = 8.0;
/// A drag that is this much longer one way than the other is of that axis alone.
const ONE_AXIS: f64 = 3.0;
/// Beside the values themselves, what is narrower than this has too few digits to be drawn.
const NARROWEST: f64 = 1e-12;

/// How far a hand may go on an axis.
#[derive(Debug, Clone, Copy, PartialEq)]
pub struct Reach {
    /// What is shown where nothing is zoomed.
    own: Extent,
    /// All that there is.
    whole: Extent,
    /// The least that it is of use to show.
    narrowest: f64,
}

impl Reach {
    /// From the first step to the last, and down to one.
    pub(super) fn of_steps(own: Extent, whole: Extent, curves: &[Curve], axis: XAxis) -> Self {
        let steps = curves.iter().map(|curve| {
            let along = curve.along(axis);
            along.x(curve.least_step) - along.x(0.0)
        });
        let narrowest = steps.fold(whole.max - whole.min, f64::min);
        Self {
            own,
            whole,
            narrowest,
        }
    }

    /// All losses, of which `own` are shown where nothing is zoomed.
    pub(super) fn of_losses(own: Extent, all: Extent) -> Self {
        Self {
            own,
            whole: own.union(all),
            narrowest: 0.0,
        }
    }

    /// Whether a hand may come to `wanted` from what a scale shows. Away from what is too narrow
    /// it always may.
    fn allows(&self, wanted: Extent, now: &Scale) -> bool {
        let width = |extent: Extent| extent.max - extent.min;
        let digits = NARROWEST * wanted.min.abs().max(wanted.max.abs());
        let is_narrow = width(wanted) < self.narrowest.max(digits);
        now.kind.has_room(wanted) && (!is_narrow || width(wanted) > width(now.extent))
    }
}

/// The part of a panel that a drag marks: the whole height for a flat drag, the whole width for a
/// steep one. None for a click.
#[must_use]
pub fn marked(frame: &Rect, from: Point, to: Point) -> Option<Rect> {
    let (dx, dy) = ((to.x - from.x).abs(), (to.y - from.y).abs());
    if dx.max(dy) < CLICK {
        return None;
    }
    let (flat, steep) = (is_along(dx, dy), is_along(dy, dx));
    let ends = |a: f64, b: f64, low: f64, high: f64| {
        (a.min(b).clamp(low, high), a.max(b).clamp(low, high))
    };
    let (left, right) = if steep {
        (frame.left, frame.right)
    } else {
        ends(from.x, to.x, frame.left, frame.right)
    };
    let (top, bottom) = if flat {
        (frame.top, frame.bottom)
    } else {
        ends(from.y, to.y, frame.top, frame.bottom)
    };
    Some(Rect {
        left,
        top,
        right,
        bottom,
    })
}

/// Shows the marked part: an axis of which all is marked stays as it is.
#[must_use]
pub fn zoomed_to(panel: &Panel, marked: &Rect, before: Zoom) -> Zoom {
    let frame = panel.frame;
    let mut zoom = before;
    if marked.left > frame.left || marked.right < frame.right {
        between(
            &panel.x,
            panel.x.scale,
            marked.left,
            marked.right,
            &mut zoom.x,
        );
    }
    if marked.top > frame.top || marked.bottom < frame.bottom {
        let y = &mut zoom.y[panel.index];
        between(&panel.y, panel.y.scale, marked.bottom, marked.top, y);
    }
    zoom
}

/// Moves what `before` shows by as much as the hand has gone; on one axis alone where it has gone nearly straight. The
/// panel itself may still show what was before that.
#[must_use]
pub fn panned(panel: &Panel, from: Point, to: Point, before: Zoom) -> Zoom {
    let frame = panel.frame;
    let (dx, dy) = (to.x - from.x, to.y - from.y);
    let (flat, steep) = (is_along(dx, dy), is_along(dy, dx));
    let mut zoom = before;
    let ends = &mut zoom.y[panel.index];
    let (x, y) = (showing(&panel.x, zoom.x), showing(&panel.y, *ends));
    let dx = if steep {
        0.0
    } else {
        pannable(&panel.x, x, dx)
    };
    let dy = if flat { 0.0 } else { pannable(&panel.y, y, dy) };
    if dy != 0.0 {
        between(&panel.y, y, frame.bottom - dy, frame.top - dy, ends);
    }
    if dx != 0.0 {
        let (left, right) = (frame.left - dx, frame.right - dx);
        between(&panel.x, x, left, right, &mut zoom.x);
    }
    zoom
}

/// Makes what `before` shows `factor` times as wide, while the value under `at` stays there; over the
/// words beside an axis, that axis alone. The panel itself may still show what was before that.
#[must_use]
pub fn scaled(panel: &Panel, at: Point, factor: f64, before: Zoom) -> Zoom {
    let frame = panel.frame;
    let mut zoom = before;
    let about = |place: f64, end: f64| place + (end - place) * factor;
    if at.x >= frame.left {
        let x = at.x.min(frame.right);
        let (left, right) = (about(x, frame.left), about(x, frame.right));
        between(
            &panel.x,
            showing(&panel.x, zoom.x),
            left,
            right,
            &mut zoom.x,
        );
    }
    if at.y <= frame.bottom {
        let y = at.y.max(frame.top);
        let (bottom, top) = (about(y, frame.bottom), about(y, frame.top));
        let ends = &mut zoom.y[panel.index];
        between(&panel.y, showing(&panel.y, *ends), bottom, top, ends);
    }
    zoom
}

/// Keeps what `before` shows under two fingers that came down at `from` and are at `to`. Where they came down nearly along
/// one axis, that axis alone is scaled; where they are as far apart as they were, none is. The panel itself may still
/// show what was before that.
#[must_use]
pub fn pinched(panel: &Panel, from: [Point; 2], to: [Point; 2], before: Zoom) -> Zoom {
    let ([a, b], [now_a, now_b]) = (from, to);
    let (was, now) = (a.distance(b), now_a.distance(now_b));
    let middle = a.midpoint(b);
    let zoom = if (now - was).abs() < CLICK {
        before
    } else {
        let frame = panel.frame;
        let (dx, dy) = (b.x - a.x, b.y - a.y);
        // Beside the frame, one axis is scaled.
        let about = if is_along(dx, dy) {
            Point {
                x: middle.x.max(frame.left),
                y: frame.bottom + 1.0,
            }
        } else if is_along(dy, dx) {
            Point {
                x: frame.left - 1.0,
                y: middle.y.min(frame.bottom),
            }
        } else {
            middle
        };
        scaled(panel, about, was / now.max(1.0), before)
    };
    panned(panel, middle, now_a.midpoint(now_b), zoom)
}

/// Whether a way is nearly all along one axis, and not across it.
fn is_along(along: f64, across: f64) -> bool {
    along.abs() > ONE_AXIS * across.abs()
}

/// As many of `by` pixels as there is content to move into view on an axis with such a scale.
fn pannable(axis: &Axis, scale: Scale, by: f64) -> f64 {
    let Extent { min, max } = axis.reach.whole;
    let (first, last) = scale.pixels;
    let ends = [first - scale.pixel(min), last - scale.pixel(max)];
    let [least, most] = [ends[0].min(ends[1]), ends[0].max(ends[1])];
    by.clamp(least.min(0.0), most.max(0.0))
}

/// The scale of an axis once it shows these ends.
fn showing(axis: &Axis, ends: Ends) -> Scale {
    let Scale { kind, pixels, .. } = axis.scale;
    Scale::new(kind, ends.in_place_of(axis.reach.own, kind), pixels)
}

/// Makes `ends` the values at two pixels of a scale, of which the first has the lesser, as far as the axis
/// reaches or shows already; as short as the screen allows, so that an address stays readable. Where
/// too little would be left to see, they stay.
fn between(axis: &Axis, scale: Scale, low: f64, high: f64, ends: &mut Ends) {
    let reach = &axis.reach;
    let whole = reach.whole.union(scale.extent);
    let pixels = (high - low).abs().max(1.0);
    let pixel = (high - low) / pixels;
    let (min, max) = (scale.value(low), scale.value(high));
    let shown = Extent {
        min: short(min, scale.value(low + pixel) - min).max(whole.min),
        max: short(max, max - scale.value(high - pixel)).min(whole.max),
    };
    if shown == reach.own {
        *ends = Ends::default();
    } else if reach.allows(shown, &scale) {
        *ends = Ends::of(shown);
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::run::Steps;
    use crate::scene::ScaleKind;
    use crate::scene::curve::tests::curve;

    const FRAME: Rect = Rect {
        left: 50.0,
        top: 0.0,
        right: 150.0,
        bottom: 100.0,
    };

    fn panel() -> Panel {
        panel_of((0.0, 1000.0), (1e-8, 1.0))
    }

    /// A panel that shows a part of what there is.
    fn panel_of(x: (f64, f64), y: (f64, f64)) -> Panel {
        let axis = |kind, shown: (f64, f64), whole: (f64, f64), narrowest, pixels| {
            let extent = |(min, max)| Extent { min, max };
            Axis {
                title: String::new(),
                scale: Scale::new(kind, extent(shown), pixels),
                reach: Reach {
                    own: extent(whole),
                    whole: extent(whole),
                    narrowest,
                },
                ticks: Vec::new(),
            }
        };
        Panel {
            index: 1,
            frame: FRAME,
            title: String::new(),
            title_size: 15.0,
            title_at: Point { x: 0.0, y: 0.0 },
            x: axis(ScaleKind::Linear, x, (0.0, 1000.0), 1.0, (50.0, 150.0)),
            y: axis(ScaleKind::Log, y, (1e-8, 1.0), 0.0, (100.0, 0.0)),
            blank: Vec::new(),
            bands: Vec::new(),
            raw: Vec::new(),
            lines: Vec::new(),
            end_labels: Vec::new(),
        }
    }

    fn point(x: f64, y: f64) -> Point {
        Point { x, y }
    }

    fn check(zoom: Zoom, x: Option<(f64, f64)>, y: Option<(f64, f64)>) {
        let near = |a: Option<f64>, b: Option<f64>| match (a, b) {
            (Some(a), Some(b)) => (a - b).abs() <= 2e-2 * b.abs() + 1e-12,
            (a, b) => a == b,
        };
        let [upper, lower] = zoom.y;
        assert!(upper.are_own(), "that of another panel: {zoom:?}");
        for (ends, expected) in [(zoom.x, x), (lower, y)] {
            let (min, max) = expected.unzip();
            assert!(near(ends.min, min) && near(ends.max, max), "{zoom:?}");
        }
    }

    /// The zoom at which a panel shows what it does.
    fn shown(panel: &Panel) -> Zoom {
        Zoom {
            x: Ends::of(panel.x.scale.extent),
            y: [Ends::default(), Ends::of(panel.y.scale.extent)],
        }
    }

    fn dragged(from: Point, to: Point) -> Option<Zoom> {
        let marked = marked(&FRAME, from, to)?;
        Some(zoomed_to(&panel(), &marked, Zoom::default()))
    }

    #[test]
    fn a_drags_shape_says_which_axis() {
        assert_eq!(dragged(point(60.0, 50.0), point(66.0, 55.0)), None);
        let flat = dragged(point(60.0, 50.0), point(110.0, 55.0)).unwrap();
        check(flat, Some((100.0, 600.0)), None);
        let steep = dragged(point(60.0, 75.0), point(65.0, 25.0)).unwrap();
        check(steep, None, Some((1e-6, 1e-2)));
        let both = dragged(point(130.0, 75.0), point(70.0, 25.0)).unwrap();
        check(both, Some((200.0, 800.0)), Some((1e-6, 1e-2)));
        let beyond = dragged(point(100.0, 50.0), point(400.0, 50.0)).unwrap();
        check(beyond, Some((500.0, 1000.0)), None);
    }

    fn moved(panel: &Panel, dx: f64, dy: f64) -> Zoom {
        let from = point(100.0, 50.0);
        panned(panel, from, point(100.0 + dx, 50.0 + dy), shown(panel))
    }

    #[test]
    fn panning_follows_the_hand() {
        let (steps, losses) = (Some((200.0, 400.0)), Some((1e-6, 1e-2)));
        let part = panel_of((200.0, 400.0), (1e-6, 1e-2));
        check(moved(&part, -50.0, 0.0), Some((300.0, 500.0)), losses);
        check(moved(&part, 0.0, 25.0), steps, Some((1e-5, 1e-1)));
        let both = moved(&part, -50.0, 25.0);
        check(both, Some((300.0, 500.0)), Some((1e-5, 1e-1)));
    }

    /// A wheel may turn again before its first notch is drawn.
    #[test]
    fn panning_goes_on_from_what_is_not_drawn_yet() {
        let part = panel_of((200.0, 400.0), (1e-6, 1e-2));
        let (from, to) = (point(100.0, 50.0), point(50.0, 50.0));
        let once = panned(&part, from, to, shown(&part));
        let twice = panned(&part, from, to, once);
        check(twice, Some((400.0, 600.0)), Some((1e-6, 1e-2)));
    }

    #[test]
    fn a_hand_that_pans_nearly_straight_pans_straight() {
        let (steps, losses) = (Some((200.0, 400.0)), Some((1e-6, 1e-2)));
        let part = panel_of((200.0, 400.0), (1e-6, 1e-2));
        check(moved(&part, -50.0, 2.0), Some((300.0, 500.0)), losses);
        check(moved(&part, -2.0, 25.0), steps, Some((1e-5, 1e-1)));
    }

    #[test]
    fn panning_ends_where_there_is_no_more() {
        let (steps, losses) = (Some((200.0, 400.0)), Some((1e-6, 1e-2)));
        let part = panel_of((200.0, 400.0), (1e-6, 1e-2));
        check(moved(&part, 900.0, 0.0), Some((0.0, 200.0)), losses);
        check(moved(&part, -900.0, 0.0), Some((800.0, 1000.0)), losses);
        check(moved(&part, 0.0, 900.0), steps, Some((1e-4, 1.0)));
        let (from, to) = (point(100.0, 50.0), point(130.0, 20.0));
        check(panned(&panel(), from, to, Zoom::default()), None, None);
    }

    #[test]
    fn zooming_ends_at_all_there_is_and_at_one_step() {
        let middle = point(100.0, 50.0);
        check(scaled(&panel(), middle, 2.0, Zoom::default()), None, None);
        let part = panel_of((200.0, 400.0), (1e-6, 1e-2));
        check(scaled(&part, middle, 20.0, shown(&part)), None, None);
        let near = panel_of((200.0, 201.5), (1e-6, 1e-2));
        let below = point(100.0, 110.0);
        assert_eq!(scaled(&near, below, 0.5, shown(&near)), shown(&near));
        // Out of what is too narrow a hand comes all the same.
        let near = panel_of((200.0, 200.01), (1e-6, 1e-2));
        let out = scaled(&near, below, 2.0, shown(&near));
        check(out, Some((199.995, 200.015)), Some((1e-6, 1e-2)));
    }

    #[test]
    fn a_step_is_as_wide_in_percent_wherever_a_run_begins() {
        let whole = Extent {
            min: 0.0,
            max: 100.0,
        };
        for first in [0, -300] {
            let steps: Vec<f64> = (first..=first + 400).map(f64::from).collect();
            let steps = Steps::ascending(steps).unwrap();
            let curve = curve(&[1.0; 401], steps);
            let reach = Reach::of_steps(whole, whole, &[curve], XAxis::Percent);
            assert!((reach.narrowest - 0.25).abs() < 1e-12, "{reach:?}");
        }
    }

    #[test]
    fn zooms_follow_each_other_before_they_are_drawn() {
        let middle = point(100.0, 110.0);
        let once = scaled(&panel(), middle, 0.5, Zoom::default());
        check(
            scaled(&panel(), middle, 0.5, once),
            Some((375.0, 625.0)),
            None,
        );
    }

    #[test]
    fn what_is_under_two_fingers_stays_there() {
        let (steps, losses) = (Some((200.0, 400.0)), Some((1e-6, 1e-2)));
        let part = panel_of((200.0, 400.0), (1e-6, 1e-2));
        let pinch = |from, to| pinched(&part, from, to, shown(&part));
        let aslant = [point(90.0, 40.0), point(110.0, 60.0)];
        let wider = [point(80.0, 30.0), point(120.0, 70.0)];
        check(
            pinch(aslant, wider),
            Some((250.0, 350.0)),
            Some((1e-5, 1e-3)),
        );
        let flat = [point(90.0, 50.0), point(110.0, 52.0)];
        let wider = [point(80.0, 50.0), point(120.0, 52.0)];
        check(pinch(flat, wider), Some((250.0, 350.0)), losses);
        let steep = [point(100.0, 40.0), point(102.0, 60.0)];
        let wider = [point(100.0, 30.0), point(102.0, 70.0)];
        check(pinch(steep, wider), steps, Some((1e-5, 1e-3)));
        // Together, they move it.
        let aside = aslant.map(|finger| point(finger.x - 50.0, finger.y));
        check(pinch(aslant, aside), Some((300.0, 500.0)), losses);
        let wider = [point(30.0, 50.0), point(70.0, 52.0)];
        check(pinch(flat, wider), Some((300.0, 400.0)), losses);
        // Of all there is, there is no more to see.
        let all = pinched(&panel(), aslant, aside, Zoom::default());
        assert_eq!(all, Zoom::default());
    }

    #[test]
    fn from_beyond_the_data_a_hand_comes_back() {
        let beyond = panel_of((2000.0, 3000.0), (1e-6, 1e-2));
        let y = Some((1e-6, 1e-2));
        let out = scaled(&beyond, point(100.0, 110.0), 2.0, shown(&beyond));
        check(out, Some((1500.0, 3000.0)), y);
        let from = point(100.0, 50.0);
        let moved = panned(&beyond, from, point(150.0, 50.0), shown(&beyond));
        check(moved, Some((1500.0, 2500.0)), y);
    }

    #[test]
    fn the_value_under_the_pointer_stays() {
        let zoom = scaled(&panel(), point(100.0, 50.0), 0.5, Zoom::default());
        check(zoom, Some((250.0, 750.0)), Some((1e-6, 1e-2)));
        let below = scaled(&panel(), point(100.0, 110.0), 0.5, Zoom::default());
        check(below, Some((250.0, 750.0)), None);
        let beside = scaled(&panel(), point(40.0, 50.0), 0.5, Zoom::default());
        check(beside, None, Some((1e-6, 1e-2)));
    }

    #[test]
    fn addresses_stay_short() {
        let zoom = dragged(point(61.37, 50.0), point(110.91, 50.0)).unwrap();
        assert!(zoom.x.min.unwrap().to_string().len() <= 6, "{zoom:?}");
    }
}
