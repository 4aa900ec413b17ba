//! The windows that a slider offers.

use super::WIDEST;

/// How many places there would be if every one had a window of its own.
const PLACES: u32 = 200;

/// From one step to the widest, each about the same ratio from the next, none twice; of two digits, as the
/// notebook's 500 is.
#[must_use]
pub fn windows() -> Vec<usize> {
    let window = |place: u32| {
        let exact = (WIDEST as f64).powf(f64::from(place) / f64::from(PLACES));
        let unit = 10_f64.powf(exact.log10().floor() - 1.0).max(1.0);
        ((exact / unit).round() * unit) as usize
    };
    let mut windows: Vec<usize> = (0..=PLACES).map(window).collect();
    windows.dedup();
    windows
}

/// The index of the window nearest to another.
#[must_use]
pub fn nearest_index(windows: &[usize], window: usize) -> usize {
    let away = |index: &usize| windows[*index].abs_diff(window);
    (0..windows.len()).min_by_key(away).unwrap_or_default()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn every_place_is_another_window() {
        let windows = windows();
        assert!(windows.is_sorted_by(|a, b| a < b), "{windows:?}");
        assert_eq!((windows[0], windows[windows.len() - 1]), (1, WIDEST));
        assert!(windows.contains(&500), "the notebook's own");
        for (place, window) in windows.iter().enumerate() {
            assert_eq!(nearest_index(&windows, *window), place);
        }
        let is_near = |pair: &[usize]| pair[1] - pair[0] <= 1.max(pair[0] / 9);
        assert!(windows.windows(2).all(is_near), "{windows:?}");
    }

    #[test]
    fn a_window_between_two_places_has_the_nearer() {
        let windows = [1, 2, 5, 500];
        for (window, place) in [(1, 0), (3, 1), (4, 2), (400, 3), (5000, 3)] {
            assert_eq!(nearest_index(&windows, window), place);
        }
    }
}
