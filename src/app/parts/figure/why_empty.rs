//! Why the figure, or a panel of it, is empty.

use leptos::prelude::*;

use super::{FigureState, NamedCurve};
use crate::app::browser;
use crate::app::loading::load_error::LoadError;
use crate::app::loading::load_status::LoadStatus;
use crate::app::parts::progress::why_none_is_listed;
use crate::app::row::Row;
use crate::characters::quoted;
use crate::geometry::Rect;
use crate::number::{grouped, step_in_words};
use crate::scene::{Panel, XAxis, Zoom};

/// No more characters of a run's label than this are repeated.
const LONGEST_LABEL: usize = 40;

#[component]
pub(super) fn WhyEmpty(shown: FigureState) -> impl IntoView {
    let state = shown.state;
    let nothing = Memo::new(move |_| why_nothing_is_drawn(shown));
    let words = move || {
        let scene = shown.scene.get()?;
        let nothing = nothing.get();
        // The legend says that too.
        let is_said = nothing.is_none();
        let place = |panel: &Panel, words: String, is_zoomed: bool| {
            let frame = panel.frame;
            view! {
                <p
                    class="why-empty"
                    aria-hidden=(!is_said).to_string()
                    style:left=format!("{}px", frame.left)
                    style:top=format!("{}px", f64::midpoint(frame.top, frame.bottom))
                    style:width=format!("{}px", frame.width())
                    style:max-height=format!("{}px", frame.height() / 2.0)
                >
                    <span>{words}</span>
                    {is_zoomed.then(|| view! {
                        " "
                        <button on:click=move |_| {
                            browser::pass_focus(".why-empty", "#hand");
                            state.zoom_to(Zoom::default());
                        }>"Show all"</button>
                    })}
                </p>
            }
        };
        let all_hidden = || "All runs are hidden. Click one in the legend to show it.".to_owned();
        let of_figure = nothing.or_else(|| state.hides_all().then(all_hidden));
        let said: Vec<_> = if let Some(words) = of_figure {
            let first = scene.panels.first();
            first
                .map(|panel| place(panel, words, false))
                .into_iter()
                .collect()
        } else {
            let is_zoomed = !state.view.read().axes.zoom.is_all();
            let empty = scene.panels.iter().filter(|panel| panel.is_empty());
            let words = empty.filter_map(|panel| {
                let words = why_panel_is_empty(shown, panel)?;
                Some(place(panel, words, is_zoomed))
            });
            words.collect()
        };
        Some(said)
    };
    view! { <div role="status">{words}</div> }
}

/// Why a panel shows nothing of the curves that there are.
fn why_panel_is_empty(shown: FigureState, panel: &Panel) -> Option<String> {
    let axes = shown.state.view.read().axes;
    let curves = shown.curves.read();
    let last = panel.x.scale.extent.max;
    let frame = panel.frame;
    let shows_all_losses = axes.zoom.y == Zoom::default().y;
    // An axis may end a little after the last step.
    let is_all =
        |blank: &Rect| shows_all_losses || (blank.left <= frame.left && blank.right >= frame.right);
    let begins_after = |named: &NamedCurve| named.curve.steps.step(0) > last;
    if curves.is_empty() {
        None
    } else if !axes.zoom.is_all() && panel.blank.iter().any(is_all) {
        let window = shown.state.smoothing.get().window.get();
        let window = grouped(window as f64, 0);
        Some(format!(
            "No full window of {window} losses fits here, so the mean is blank."
        ))
    } else if !axes.zoom.is_all() {
        Some("No losses in this range.".to_owned())
    } else if axes.x != XAxis::Percent && curves.iter().all(begins_after) {
        let last = step_in_words(last);
        Some(format!("No losses in the first {last} steps."))
    } else {
        None
    }
}

/// Why there is no curve at all although runs are wanted. The legend, which may be below the figure, says more.
fn why_nothing_is_drawn(shown: FigureState) -> Option<String> {
    let state = shown.state;
    let rows = state.rows.read();
    if !shown.curves.read().is_empty() || state.hides_all() {
        return None;
    }
    if rows.is_empty() {
        return Some(why_none_is_listed(state));
    }
    let of_row = |row: &Row| {
        let label = || quoted(&row.label, LONGEST_LABEL);
        match &*row.load.status.read() {
            LoadStatus::Waiting | LoadStatus::Loading => Some("Loading …".to_owned()),
            LoadStatus::Retrying(error) => Some(format!("{}: {error}; trying again …", label())),
            // Its own words have the name in them.
            LoadStatus::Failed(error @ LoadError::Name(_)) => Some(error.to_string()),
            LoadStatus::Failed(error) => Some(format!("{}: {error}", label())),
            LoadStatus::Ready(_) => None,
        }
    };
    let mut words = rows.iter().filter_map(of_row);
    let first = words.next()?;
    Some(match words.count() {
        more @ 1.. if rows.iter().all(Row::has_failed) => {
            format!("{first} (and {more} more failed)")
        }
        _ => first,
    })
}
