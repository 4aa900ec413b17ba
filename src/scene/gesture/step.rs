//! Keys that lead the crosshair from value to value.

use super::panned;
use crate::geometry::Point;
use crate::scene::Panel;
use crate::scene::axis::axes::Axes;
use crate::scene::axis::zoom::Zoom;
use crate::scene::curve::Curve;
use crate::scene::readout::{nearest_step, next_x, snapped};

/// So many pixels from the edge the view has a crosshair that it follows.
const FOLLOWED: f64 = 100.0;

/// Where the crosshair is after a key, which leads it to another value so many pixels away or more; to the panel's ends
/// by infinities. It begins in the middle where it is nowhere. From the end of what is zoomed it goes on, to where the
/// part that is given would show it.
#[must_use]
pub fn stepped(
    panel: &Panel,
    curves: &[&Curve],
    axes: &Axes,
    from: Option<f64>,
    pixels: f64,
) -> (f64, Option<Zoom>) {
    let (scale, frame) = (&panel.x.scale, panel.frame);
    let value = |pixel: f64| scale.value(pixel.clamp(frame.left, frame.right));
    let middle = || value(f64::midpoint(frame.left, frame.right));
    let has_step = |x: f64| nearest_step(curves, x, axes.x).is_some();
    // From where it is seen.
    let before = snapped(curves, from.unwrap_or_else(middle), axes.x);
    let next = next_x(curves, before, axes.x, pixels > 0.0);
    let seen = scale.extent.min..=scale.extent.max;
    if let Some(next) = next.filter(|next| pixels.is_finite() && !seen.contains(next)) {
        let beyond = scale.value(scale.pixel(before) + pixels);
        let beyond = further(next, beyond, pixels);
        let at = if has_step(beyond) {
            snapped(curves, beyond, axes.x)
        } else {
            next
        };
        return (at, Some(with_in_view(panel, at, pixels, axes.zoom)));
    }
    let moved = value(scale.pixel(before) + pixels);
    let moved = further(next.unwrap_or(moved), moved, pixels);
    let moved = value(scale.pixel(moved));
    if has_step(moved) {
        return (moved, None);
    }
    // An axis may reach beyond the last step.
    let last = next_x(curves, moved, axes.x, pixels < 0.0);
    let last = last.filter(|last| seen.contains(last));
    (last.unwrap_or(moved), None)
}

/// The one of two places that is further on in a direction.
fn further(a: f64, b: f64, direction: f64) -> f64 {
    if direction > 0.0 { a.max(b) } else { a.min(b) }
}

/// What is zoomed, moved in a direction until a place is well within it.
fn with_in_view(panel: &Panel, x: f64, direction: f64, before: Zoom) -> Zoom {
    let frame = panel.frame;
    let within = if direction > 0.0 {
        frame.right - FOLLOWED
    } else {
        frame.left + FOLLOWED
    };
    let at = |x: f64| Point { x, y: frame.bottom };
    panned(panel, at(panel.x.scale.pixel(x)), at(within), before)
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::geometry::Size;
    use crate::run::Steps;
    use crate::scene::axis::zoom::Ends;
    use crate::scene::curve::tests::curve;
    use crate::scene::{FigureSpec, comparison};

    /// Where a key leads in a figure of 2,001 losses, of which a part is seen.
    fn check(seen: (f64, f64), from: Option<f64>, pixels: f64, expected: f64, is_led: bool) {
        let curves = [curve(&vec![1.0; 2001], Steps::FromZero)];
        let size = Size {
            width: 1100.0,
            height: 900.0,
        };
        let mut wanted = FigureSpec::new(size, 2000.0);
        wanted.axes.zoom.x = Ends {
            min: Some(seen.0),
            max: Some(seen.1),
        };
        let scene = comparison(&wanted, &curves);
        let panel = scene.whole().expect("two panels");
        let curves = curves.each_ref();
        let (x, zoom) = stepped(panel, &curves, &wanted.axes, from, pixels);
        assert!((x - expected).abs() < 1e-6, "{x}");
        assert_eq!(zoom.is_some(), is_led);
        if let Some(Ends { min, max }) = zoom.map(|zoom| zoom.x) {
            let shown = min.unwrap_or(0.0)..=max.unwrap_or(2000.0);
            assert!(shown.contains(&x), "{shown:?}");
        }
    }

    #[test]
    fn a_key_leads_to_another_step() {
        check((100.0, 110.0), Some(105.0), 1.0, 106.0, false);
        check((100.0, 110.0), Some(105.0), -1.0, 104.0, false);
        check((100.0, 110.0), None, 1.0, 106.0, false);
    }

    #[test]
    fn a_key_leads_to_an_end_of_what_is_seen() {
        check((100.0, 110.0), Some(105.0), f64::INFINITY, 110.0, false);
        check((100.0, 110.0), Some(105.0), f64::NEG_INFINITY, 100.0, false);
    }

    #[test]
    fn a_key_leads_beyond_what_is_seen_and_takes_it_along() {
        check((100.0, 110.0), Some(110.0), 1.0, 111.0, true);
        check((100.0, 110.0), Some(100.0), -1.0, 99.0, true);
        check((100.0, 2000.0), Some(2000.0), 1.0, 2000.0, false);
    }
}
