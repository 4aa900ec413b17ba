//! What a hand does on a panel, as the part of the axes that is shown after it.
//!
//! Everything is reckoned in the panel's pixels and read back through its scales, so that a log
//! axis moves by ratios.

use super::Panel;
use super::scale::Scale;
use super::view::Zoom;
use crate::geometry::{Point, Rect};

/// Shorter drags are clicks, in pixels.
pub const CLICK: f64 = 8.0;
/// A drag that is this much longer one way than the other zooms that axis alone.
const ONE_AXIS: f64 = 3.0;

/// The part of a panel that a drag marks: the whole height for a flat drag, the whole width for a
/// steep one. None for a click.
#[must_use]
pub fn marked(frame: &Rect, from: Point, to: Point) -> Option<Rect> {
    let (dx, dy) = ((to.x - from.x).abs(), (to.y - from.y).abs());
    if dx.max(dy) < CLICK {
        return None;
    }
    let (flat, steep) = (dx > ONE_AXIS * dy, dy > ONE_AXIS * dx);
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
        (zoom.x_min, zoom.x_max) = between(&panel.x.scale, marked.left, marked.right);
    }
    if marked.top > frame.top || marked.bottom < frame.bottom {
        (zoom.y_min, zoom.y_max) = between(&panel.y.scale, marked.bottom, marked.top);
    }
    zoom
}

/// Moves the panel's content by as many pixels as the hand has gone.
#[must_use]
pub fn panned(panel: &Panel, dx: f64, dy: f64, before: Zoom) -> Zoom {
    let frame = panel.frame;
    let mut zoom = before;
    if dx != 0.0 {
        (zoom.x_min, zoom.x_max) = between(&panel.x.scale, frame.left - dx, frame.right - dx);
    }
    if dy != 0.0 {
        (zoom.y_min, zoom.y_max) = between(&panel.y.scale, frame.bottom - dy, frame.top - dy);
    }
    zoom
}

/// Makes what is shown `factor` times as wide, while the value under `at` stays there; over the
/// words beside an axis, that axis alone.
#[must_use]
pub fn scaled(panel: &Panel, at: Point, factor: f64, before: Zoom) -> Zoom {
    let frame = panel.frame;
    let mut zoom = before;
    let about = |place: f64, end: f64| place + (end - place) * factor;
    if at.x >= frame.left {
        let x = at.x.min(frame.right);
        let ends = (about(x, frame.left), about(x, frame.right));
        (zoom.x_min, zoom.x_max) = between(&panel.x.scale, ends.0, ends.1);
    }
    if at.y <= frame.bottom {
        let y = at.y.max(frame.top);
        let ends = (about(y, frame.bottom), about(y, frame.top));
        (zoom.y_min, zoom.y_max) = between(&panel.y.scale, ends.0, ends.1);
    }
    zoom
}

/// The values at two pixels, of which the first has the lesser; as short as the screen allows, so
/// that an address stays readable. None where there is no room between them.
fn between(scale: &Scale, low: f64, high: f64) -> (Option<f64>, Option<f64>) {
    let (min, max) = (scale.value(low), scale.value(high));
    let pixels = (high - low).abs().max(1.0);
    let (min, max) = (
        short(min, scale.value(low + (high - low) / pixels) - min),
        short(max, max - scale.value(high - (high - low) / pixels)),
    );
    let narrowest = 1e-12 * min.abs().max(max.abs());
    if max - min > narrowest && min.is_finite() && max.is_finite() {
        (Some(min), Some(max))
    } else {
        (None, None)
    }
}

/// `value` rounded to a tenth of what a pixel is worth.
fn short(value: f64, pixel: f64) -> f64 {
    let digits = (value.abs() / pixel.abs().max(f64::MIN_POSITIVE))
        .log10()
        .ceil()
        + 1.0;
    let digits = digits.clamp(0.0, 16.0) as usize;
    format!("{value:.digits$e}").parse().unwrap_or(value)
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::scene::{Axis, Extent, ScaleKind};

    const FRAME: Rect = Rect {
        left: 50.0,
        top: 0.0,
        right: 150.0,
        bottom: 100.0,
    };

    fn panel() -> Panel {
        let axis = |kind, min, max, pixels| Axis {
            title: String::new(),
            scale: Scale::new(kind, Extent { min, max }, pixels),
            ticks: Vec::new(),
        };
        Panel {
            frame: FRAME,
            title: String::new(),
            title_size: 15.0,
            title_at: Point { x: 0.0, y: 0.0 },
            x: axis(ScaleKind::Linear, 0.0, 1000.0, (50.0, 150.0)),
            y: axis(ScaleKind::Log, 1e-8, 1.0, (100.0, 0.0)),
            blank: Vec::new(),
            bands: Vec::new(),
            raw: Vec::new(),
            lines: Vec::new(),
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
        let (x, y) = (x.unzip(), y.unzip());
        assert!(near(zoom.x_min, x.0) && near(zoom.x_max, x.1), "{zoom:?}");
        assert!(near(zoom.y_min, y.0) && near(zoom.y_max, y.1), "{zoom:?}");
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

    #[test]
    fn panning_follows_the_hand() {
        check(
            panned(&panel(), -50.0, 0.0, Zoom::default()),
            Some((500.0, 1500.0)),
            None,
        );
        check(
            panned(&panel(), 0.0, 25.0, Zoom::default()),
            None,
            Some((1e-6, 100.0)),
        );
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
        assert!(zoom.x_min.unwrap().to_string().len() <= 6, "{zoom:?}");
    }
}
