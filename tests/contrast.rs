//! The colours of page and figure stand out from what is behind them, by the contrast ratio of
//! WCAG 2.2, in both themes.
#![allow(clippy::unwrap_used, reason = "a test stops at the first surprise")]

use std::collections::BTreeMap;
use std::fs;

use training_graphs::draw::{Colour, Theme};

/// What text needs.
const READABLE: f64 = 4.5;
/// What lines and the edges of controls need.
const VISIBLE: f64 = 3.0;
/// What is there to be seen, but not before the data.
const QUIET: std::ops::Range<f64> = 1.1..2.0;

type Tokens = BTreeMap<String, String>;

/// The colours of the style sheet, in the light theme and the dark.
fn tokens() -> [Tokens; 2] {
    let path = format!("{}/style/app.css", env!("CARGO_MANIFEST_DIR"));
    let css = fs::read_to_string(path).unwrap();
    let mut themes = [Tokens::new(), Tokens::new()];
    for line in css.lines() {
        let Some((name, colours)) = token(line) else {
            continue;
        };
        for (theme, colour) in themes.iter_mut().zip(colours) {
            theme.insert(name.to_owned(), colour.to_owned());
        }
    }
    themes
}

/// A line such as `--text: light-dark(#1c2430, #e8edf4);`.
fn token(line: &str) -> Option<(&str, [&str; 2])> {
    let (name, value) = line.trim().strip_prefix("--")?.split_once(": ")?;
    let pair = value.strip_prefix("light-dark(")?.strip_suffix(");")?;
    let (light, dark) = pair.split_once(", ")?;
    Some((name, [light, dark]))
}

/// Each theme of the figure, and the page's colours in it.
fn themes() -> [(Theme, Tokens); 2] {
    let [light, dark] = tokens();
    [(Theme::LIGHT, light), (Theme::DARK, dark)]
}

fn colour(css: &str) -> Colour {
    let channel = |at: usize| u8::from_str_radix(&css[at..at + 2], 16).unwrap();
    Colour(channel(1), channel(3), channel(5))
}

fn luminance(Colour(red, green, blue): Colour) -> f64 {
    let linear = |channel: u8| match f64::from(channel) / 255.0 {
        dark if dark <= 0.04045 => dark / 12.92,
        light => ((light + 0.055) / 1.055).powf(2.4),
    };
    0.2126 * linear(red) + 0.7152 * linear(green) + 0.0722 * linear(blue)
}

fn contrast(a: Colour, b: Colour) -> f64 {
    let (a, b) = (luminance(a) + 0.05, luminance(b) + 0.05);
    a.max(b) / a.min(b)
}

fn check(front: &str, back: &str, tokens: &Tokens, least: f64) {
    let ratio = contrast(colour(&tokens[front]), colour(&tokens[back]));
    assert!(ratio >= least, "{front} on {back}: {ratio:.2} of {least}");
}

#[test]
fn the_ratio_is_that_of_the_standard() {
    let ratio = |a, b| contrast(colour(a), colour(b));
    assert!((ratio("#ffffff", "#000000") - 21.0).abs() < 1e-9);
    assert!((ratio("#767676", "#ffffff") - 4.54).abs() < 0.01);
}

#[test]
fn words_can_be_read_and_controls_seen() {
    for (_, tokens) in themes() {
        for back in ["background", "surface"] {
            for front in ["text", "muted", "accent", "warning"] {
                check(front, back, &tokens, READABLE);
            }
            check("control", back, &tokens, VISIBLE);
        }
        check("warning", "warning-surface", &tokens, READABLE);
    }
}

#[test]
fn each_run_stands_out_from_the_paper() {
    for (theme, _) in themes() {
        for run in theme.runs {
            let ratio = contrast(run, theme.background);
            assert!(ratio >= VISIBLE, "{}: {ratio:.2}", run.css());
        }
        assert!(contrast(theme.text, theme.background) >= READABLE);
        assert!(contrast(theme.muted, theme.background) >= READABLE);
        assert!(contrast(theme.axis, theme.background) >= VISIBLE);
    }
}

#[test]
fn grid_and_hairlines_are_there_but_quiet() {
    for (theme, tokens) in themes() {
        for line in [theme.grid, colour(&tokens["line"])] {
            let ratio = contrast(line, theme.background);
            assert!(QUIET.contains(&ratio), "{}: {ratio:.2}", line.css());
        }
    }
}

#[test]
fn page_and_figure_are_of_one_paper() {
    for (theme, tokens) in themes() {
        assert_eq!(theme.background, colour(&tokens["background"]));
        assert_eq!(theme.text, colour(&tokens["text"]));
        assert_eq!(theme.muted, colour(&tokens["muted"]));
    }
}

#[test]
fn a_saved_figure_has_the_colours_of_the_notebook() {
    let colours: Vec<String> = Theme::PAPER.runs.iter().map(|run| run.css()).collect();
    let notebook = "#1f77b4 #ff7f0e #2ca02c #d62728 #9467bd #8c564b #e377c2 #7f7f7f #bcbd22 \
        #17becf #aec7e8";
    assert_eq!(colours.join(" "), notebook);
}
