//! Everything that a link carries, to and from a query string.
//!
//! Plain `key=value`; defaults are left out, keys that mean nothing here are kept, and a value that
//! cannot be used is left out and told of.

mod commits;
mod keys;
mod query;
mod snippet;
mod windows;

use crate::fetch::{Repositories, Revision};
use crate::scene::{Axes, Zoom};
use crate::smooth::Smoothing;

pub use commits::Found;
pub use keys::{MOST_RUNS, WIDEST};
pub use query::Notice;
pub use snippet::{frame, script_tag};
pub use windows::{nearest_index, windows};

/// Where the runs of a page come from.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq, Hash)]
pub enum Source {
    /// The models' own files on Hugging Face.
    #[default]
    Hub,
    /// The small runs that ship with the page.
    Samples,
}

/// What a link asks to see.
#[derive(Debug, Clone, PartialEq)]
pub struct ViewState {
    /// `source`: where the runs come from.
    pub source: Source,
    /// `model`: the one model to show, in place of a comparison.
    pub model: Option<String>,
    /// `runs`: the names of the runs, in order; none for the source's own choice.
    pub runs: Option<Vec<String>>,
    /// `repo`: the repositories whose training files are listed.
    pub repo: Option<Repositories>,
    /// `rev`: the revision that files are read at.
    pub revision: Option<Revision>,
    /// `pins`: runs that are read at another commit, each with it.
    pub commits: Vec<(String, Revision)>,
    /// `hide`: the runs that are listed but not drawn.
    pub hidden: Vec<String>,
    /// `smooth`, `edge`, `w` and `band`: how losses become a line and a band.
    pub smoothing: Smoothing,
    /// `raw`: whether the losses themselves are drawn too.
    pub raw: bool,
    /// `over`: whether one model's smoothed line is drawn over its losses.
    pub smooth_over: bool,
    /// `x`, `y`, `yfit`, `xmin`, `xmax`, `ymin`, `ymax`: what is seen of the axes.
    pub axes: Axes,
    /// `at`: the places on the x axis that are pinned, two at the most, from the left.
    pub at: Vec<f64>,
    /// `theme`: light, dark, or as the system has it.
    pub theme: ThemeChoice,
    /// `embed`: whether the figure stands alone in another page, and the theme of that page.
    pub embed: Option<ThemeChoice>,
    /// Keys of others, as they were.
    others: Vec<String>,
}

/// Which theme the visitor wants.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq, Hash)]
pub enum ThemeChoice {
    /// The system's.
    #[default]
    Auto,
    /// Light.
    Light,
    /// Dark.
    Dark,
}

impl Default for ViewState {
    fn default() -> Self {
        Self {
            source: Source::default(),
            model: None,
            runs: None,
            repo: None,
            revision: None,
            commits: Vec::new(),
            hidden: Vec::new(),
            smoothing: Smoothing::NOTEBOOK,
            raw: false,
            smooth_over: false,
            axes: Axes::default(),
            at: Vec::new(),
            theme: ThemeChoice::default(),
            embed: None,
            others: Vec::new(),
        }
    }
}

impl ViewState {
    /// Reads a query, with or without its question mark, and tells of what could not be used.
    #[must_use]
    pub fn from_query(query: &str) -> (Self, Vec<Notice>) {
        query::read(query)
    }

    /// A comparison of other runs, all of it, that looks the same.
    #[must_use]
    pub fn of_runs(&self, runs: Vec<String>) -> Self {
        Self {
            runs: Some(runs),
            theme: self.theme,
            smoothing: self.smoothing,
            raw: self.raw,
            smooth_over: self.smooth_over,
            axes: self.axes,
            at: self.at.clone(),
            others: self.others.clone(),
            ..Self::default()
        }
        .without_zoom()
    }

    /// This view with its axes unzoomed.
    #[must_use]
    pub fn without_zoom(mut self) -> Self {
        self.axes.zoom = Zoom::default();
        self
    }

    /// The theme in force: that of the page around the figure, else the visitor's.
    #[must_use]
    pub fn theme_in_force(&self) -> ThemeChoice {
        match self.embed {
            None | Some(ThemeChoice::Auto) => self.theme,
            Some(around) => around,
        }
    }

    /// The query that reads back as this state: empty, or with its question mark.
    #[must_use]
    pub fn to_query(&self) -> String {
        query::write(self)
    }
}
