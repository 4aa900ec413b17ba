//! The keys of an address, in the order in which they are written.

use std::num::NonZeroUsize;

use super::{Source, ThemeChoice, ViewState};
use crate::fetch::Revision;
use crate::scene::{ScaleKind, XAxis, YAxes, YFit};
use crate::smooth::{Kind, Smoothing, Spread};

/// The widest window, in losses.
pub const WIDEST: usize = 5000;

/// No more runs are compared.
pub const MOST_RUNS: usize = 200;
/// Of a longer list, only so much is looked at.
const LONGEST_LIST: usize = 2000;

/// One key: how it is read into a state and written from it.
pub(super) struct Key {
    pub(super) name: &'static str,
    /// What its value may be, in words.
    pub(super) wanted: &'static str,
    /// Nothing where the value is of no use.
    pub(super) read: fn(&mut ViewState, &str) -> Option<()>,
    /// Nothing where the state is the default.
    pub(super) write: fn(&ViewState) -> Option<String>,
}

pub(super) const KEYS: &[Key] = &[
    Key {
        name: "source",
        wanted: "hub or samples",
        read: |state, value| choose(&mut state.source, value, &SOURCES),
        write: |state| chosen(state.source, &SOURCES),
    },
    Key {
        name: "model",
        wanted: "the name of a model",
        read: |state, value| {
            state.model = Some(text(value)?);
            Some(())
        },
        write: |state| state.model.clone(),
    },
    Key {
        name: "runs",
        wanted: "a list of names",
        read: |state, value| {
            state.runs = Some(list(value));
            Some(())
        },
        write: |state| Some(listed(state.runs.as_ref()?)),
    },
    Key {
        name: "repo",
        wanted: "a repository, owner/name",
        read: |state, value| {
            state.repo = Some(value.trim().parse().ok()?);
            Some(())
        },
        write: |state| Some(state.repo.as_ref()?.to_string()),
    },
    Key {
        name: "rev",
        wanted: "a branch, a tag or a commit",
        read: |state, value| {
            state.revision = Some(value.trim().parse().ok()?);
            Some(())
        },
        write: |state| Some(state.revision.as_ref()?.to_string()),
    },
    Key {
        name: "pins",
        wanted: "a list of NAME@COMMIT",
        read: |state, value| {
            state.commits = commits(value)?;
            Some(())
        },
        write: |state| {
            let commits = state.commits.iter();
            let commits: Vec<String> = commits.map(|(name, at)| format!("{name}@{at}")).collect();
            (!commits.is_empty()).then(|| listed(&commits))
        },
    },
    Key {
        name: "hide",
        wanted: "a list of names",
        read: |state, value| {
            state.hidden = list(value);
            Some(())
        },
        write: |state| (!state.hidden.is_empty()).then(|| listed(&state.hidden)),
    },
    Key {
        name: "w",
        wanted: "a number of losses from 1 to 5000",
        read: |state, value| {
            let window: NonZeroUsize = value.parse().ok()?;
            state.smoothing.window = (window.get() <= WIDEST).then_some(window)?;
            Some(())
        },
        write: |state| {
            let window = state.smoothing.window;
            (window != Smoothing::NOTEBOOK.window).then(|| window.to_string())
        },
    },
    Key {
        name: "smooth",
        wanted: "rolling or ema",
        read: |state, value| {
            match value {
                "rolling" => undo(&mut state.smoothing.kind, Kind::Exponential),
                "ema" => state.smoothing.kind = Kind::Exponential,
                _ => return None,
            }
            Some(())
        },
        write: |state| (state.smoothing.kind == Kind::Exponential).then(|| "ema".to_owned()),
    },
    Key {
        name: "edge",
        wanted: "strict or shrink",
        read: |state, value| {
            match value {
                "strict" => undo(&mut state.smoothing.kind, Kind::Shrinking),
                "shrink" if state.smoothing.kind == Kind::Exponential => {}
                "shrink" => state.smoothing.kind = Kind::Shrinking,
                _ => return None,
            }
            Some(())
        },
        write: |state| (state.smoothing.kind == Kind::Shrinking).then(|| "shrink".to_owned()),
    },
    Key {
        name: "band",
        wanted: "1 (minimum to maximum), std or 0 (off)",
        read: |state, value| choose(&mut state.smoothing.spread, value, &SPREADS),
        write: |state| chosen(state.smoothing.spread, &SPREADS),
    },
    Key {
        name: "raw",
        wanted: "0 or 1",
        read: |state, value| choose(&mut state.raw, value, &SWITCH),
        write: |state| chosen(state.raw, &SWITCH),
    },
    Key {
        name: "over",
        wanted: "0 or 1",
        read: |state, value| choose(&mut state.smooth_over, value, &SWITCH),
        write: |state| chosen(state.smooth_over, &SWITCH),
    },
    Key {
        name: "y",
        wanted: "linear, log, or one for each panel: log,linear",
        read: |state, value| {
            state.axes.y = y_axes(value)?;
            Some(())
        },
        write: |state| y_words(state.axes.y).filter(|_| state.axes.y != YAxes::default()),
    },
    Key {
        name: "yfit",
        wanted: "all or percentiles",
        read: |state, value| choose(&mut state.axes.y_fit, value, &Y_FITS),
        write: |state| chosen(state.axes.y_fit, &Y_FITS),
    },
    Key {
        name: "x",
        wanted: "step, log or percent",
        read: |state, value| choose(&mut state.axes.x, value, &X_AXES),
        write: |state| chosen(state.axes.x, &X_AXES),
    },
    Key {
        name: "xmin",
        wanted: "a number below xmax",
        read: |state, value| {
            state.axes.zoom.x.min = Some(number(value)?);
            Some(())
        },
        write: |state| state.axes.zoom.x.min.map(number_text),
    },
    Key {
        name: "xmax",
        wanted: "a number above xmin",
        read: |state, value| {
            state.axes.zoom.x.max = Some(number(value)?);
            Some(())
        },
        write: |state| state.axes.zoom.x.max.map(number_text),
    },
    Key {
        name: "ymin",
        wanted: "a number below ymax, or one for each panel: 0.1,2",
        read: |state, value| {
            let [upper, lower] = &mut state.axes.zoom.y;
            (upper.min, lower.min) = two_numbers(value)?;
            Some(())
        },
        write: |state| {
            let [upper, lower] = state.axes.zoom.y;
            numbers_text(upper.min, lower.min)
        },
    },
    Key {
        name: "ymax",
        wanted: "a number above ymin, or one for each panel: 0.1,2",
        read: |state, value| {
            let [upper, lower] = &mut state.axes.zoom.y;
            (upper.max, lower.max) = two_numbers(value)?;
            Some(())
        },
        write: |state| {
            let [upper, lower] = state.axes.zoom.y;
            numbers_text(upper.max, lower.max)
        },
    },
    Key {
        name: "at",
        wanted: "one number, or two: 5000,20000",
        read: |state, value| {
            let (first, last) = two_numbers(value)?;
            state.at = first.into_iter().chain(last).collect();
            state.at.dedup();
            if first > last {
                state.at.reverse();
            }
            (!state.at.is_empty()).then_some(())
        },
        write: |state| numbers_text(state.at.first().copied(), state.at.last().copied()),
    },
    Key {
        name: "theme",
        wanted: "auto, light or dark",
        read: |state, value| choose(&mut state.theme, value, &THEMES),
        write: |state| chosen(state.theme, &THEMES),
    },
    Key {
        name: "embed",
        wanted: "0, 1, light or dark",
        read: |state, value| choose(&mut state.embed, value, &EMBEDDINGS),
        write: |state| chosen(state.embed, &EMBEDDINGS),
    },
];

const SOURCES: [(&str, Source); 2] = [("hub", Source::Hub), ("samples", Source::Samples)];
const EMBEDDINGS: [(&str, Option<ThemeChoice>); 4] = [
    ("0", None),
    ("1", Some(ThemeChoice::Auto)),
    ("light", Some(ThemeChoice::Light)),
    ("dark", Some(ThemeChoice::Dark)),
];
const SWITCH: [(&str, bool); 2] = [("0", false), ("1", true)];
const SCALES: [(&str, ScaleKind); 2] = [("linear", ScaleKind::Linear), ("log", ScaleKind::Log)];
const Y_FITS: [(&str, YFit); 2] = [("all", YFit::All), ("percentiles", YFit::Percentiles)];
const X_AXES: [(&str, XAxis); 3] = [
    ("step", XAxis::Step),
    ("log", XAxis::Log),
    ("percent", XAxis::Percent),
];
const SPREADS: [(&str, Spread); 3] = [
    ("1", Spread::Extremes),
    ("std", Spread::Deviation),
    ("0", Spread::Off),
];
const THEMES: [(&str, ThemeChoice); 3] = [
    ("auto", ThemeChoice::Auto),
    ("light", ThemeChoice::Light),
    ("dark", ThemeChoice::Dark),
];

fn choose<T: Copy>(field: &mut T, value: &str, choices: &[(&str, T)]) -> Option<()> {
    *field = choices.iter().find(|(name, _)| *name == value)?.1;
    Some(())
}

/// The name of a choice other than the first, which is the default.
fn chosen<T: Copy + PartialEq>(field: T, choices: &[(&'static str, T)]) -> Option<String> {
    Some(name_of(field, choices.get(1..)?)?.to_owned())
}

fn name_of<T: Copy + PartialEq>(choice: T, choices: &[(&'static str, T)]) -> Option<&'static str> {
    let named = choices.iter().find(|(_, other)| *other == choice);
    named.map(|(name, _)| *name)
}

/// Smooths as by default, where that is what a key before this one chose otherwise.
fn undo(kind: &mut Kind, chosen: Kind) {
    if *kind == chosen {
        *kind = Kind::default();
    }
}

/// One word for both panels, or one for each.
fn y_axes(value: &str) -> Option<YAxes> {
    let (first, whole) = value.split_once(',').unwrap_or((value, value));
    let mut kinds = [ScaleKind::Linear; 2];
    choose(&mut kinds[0], first.trim(), &SCALES)?;
    choose(&mut kinds[1], whole.trim(), &SCALES)?;
    Some(YAxes(kinds))
}

fn y_words(YAxes([first, whole]): YAxes) -> Option<String> {
    let name = name_of(whole, &SCALES)?;
    Some(if first == whole {
        name.to_owned()
    } else {
        format!("{},{name}", name_of(first, &SCALES)?)
    })
}

fn text(value: &str) -> Option<String> {
    let value = value.trim();
    (!value.is_empty()).then(|| value.to_owned())
}

/// The names between commas, each once. There may be fewer than in the address: no figure has as many.
fn list(value: &str) -> Vec<String> {
    let mut parts: Vec<String> = Vec::new();
    for part in value.split(',').filter_map(text).take(LONGEST_LIST) {
        let part = part.replace("%2C", ",").replace("%25", "%");
        if !parts.contains(&part) {
            parts.push(part);
        }
    }
    parts
}

/// Each part of a list a run's name and its commit; at least one.
fn commits(value: &str) -> Option<Vec<(String, Revision)>> {
    let commits = list(value).into_iter().map(|part| {
        let (name, commit) = part.rsplit_once('@')?;
        Some((text(name)?, commit.trim().parse().ok()?))
    });
    let commits: Vec<_> = commits.collect::<Option<_>>()?;
    (!commits.is_empty()).then_some(commits)
}

/// Names with commas between them. A comma in a name, as before a model's origin, is escaped.
fn listed(names: &[String]) -> String {
    let names: Vec<String> = names
        .iter()
        .map(|name| name.replace('%', "%25").replace(',', "%2C"))
        .collect();
    names.join(",")
}

fn number(value: &str) -> Option<f64> {
    let number: f64 = value.parse().ok()?;
    number.is_finite().then_some(number)
}

/// One number for both panels, or one for each, of which either may be left out.
fn two_numbers(value: &str) -> Option<(Option<f64>, Option<f64>)> {
    let Some((upper, lower)) = value.split_once(',') else {
        let both = Some(number(value)?);
        return Some((both, both));
    };
    let part = |text: &str| match text.trim() {
        "" => Some(None),
        text => number(text).map(Some),
    };
    Some((part(upper)?, part(lower)?))
}

fn numbers_text(upper: Option<f64>, lower: Option<f64>) -> Option<String> {
    let part = |end: Option<f64>| end.map(number_text).unwrap_or_default();
    match (part(upper), part(lower)) {
        (upper, lower) if upper != lower => Some(format!("{upper},{lower}")),
        (both, _) => (!both.is_empty()).then_some(both),
    }
}

pub(super) fn number_text(value: f64) -> String {
    if value == 0.0 || (1e-4..1e7).contains(&value.abs()) {
        value.to_string()
    } else {
        format!("{value:e}")
    }
}
