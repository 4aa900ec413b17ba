//! Steps that are pinned, and what each run does there: one click a step, a second one a range.

use leptos::prelude::*;

use super::FigureState;
use crate::app::browser;
use crate::number::{grouped, scientific, scientific_or_dash, step_in_words};
use crate::scene::{XAxis, between};

impl FigureState {
    /// Pins a place, beside the one that is pinned already; a third begins anew. One that is pinned leaves.
    pub(super) fn pin(self, x: f64) {
        if self.curves.read_untracked().is_empty() {
            return;
        }
        let snapped = |x| untrack(|| self.snapped(x));
        let at = match untrack(|| self.x_axis()) {
            XAxis::Step | XAxis::Log => snapped(x),
            // A millionth of a run is finer than its steps, and short in an address.
            XAxis::Percent => (1e4 * x).round() / 1e4,
        };
        let is_there = |pin: &&f64| snapped(**pin).to_bits() == at.to_bits();
        let mut pins = self.pins.get_untracked();
        if let Some(&pinned) = pins.iter().find(is_there) {
            return self.unpin_one(pinned);
        }
        if pins.len() > 1 {
            pins.clear();
        }
        pins.push(at);
        pins.sort_by(f64::total_cmp);
        self.state.adjust(|view| view.at = pins);
        let place = untrack(|| self.pin_in_words(at));
        self.say(&format!("Pinned: {place}"));
    }

    /// Takes away all pins, and their table.
    pub(super) fn unpin(self) {
        if !self.pins.read_untracked().is_empty() {
            browser::pass_focus(".pins, .pin-name", "#hand");
            self.state.adjust(|view| view.at.clear());
            self.say("Nothing is pinned.");
        }
    }

    /// Takes away one pin.
    pub(super) fn unpin_one(self, x: f64) {
        browser::pass_focus(".pin-name", "#hand");
        self.state
            .adjust(|view| view.at.retain(|pin| pin.to_bits() != x.to_bits()));
        let place = untrack(|| self.pin_in_words(x));
        self.say(&format!("Unpinned: {place}"));
    }

    pub(super) fn pin_in_words(self, x: f64) -> String {
        match self.x_axis() {
            XAxis::Percent => format!("{} %", grouped(x, 1)),
            XAxis::Step | XAxis::Log => self.x_in_words(x),
        }
    }
}

#[component]
pub(in crate::app) fn PinTable(shown: FigureState) -> impl IntoView {
    let table = move || {
        let pins = shown.pins.get();
        let (&from, &to) = (pins.first()?, pins.last()?);
        let is_range = pins.len() > 1;
        let value = |value| scientific_or_dash(value, 4);
        let step = |step: f64| {
            if step.is_nan() {
                "–".to_owned()
            } else {
                step_in_words(step)
            }
        };
        let curves = shown.curves.read();
        let rows = curves.iter().filter_map(|named| {
            let between = between(&named.curve, from, to, shown.x_axis())?;
            let cells = if is_range {
                vec![
                    value(between.first),
                    value(between.last),
                    change(between.first, between.last),
                    value(between.min),
                    step(between.min_step),
                    value(between.max),
                    step(between.max_step),
                ]
            } else {
                vec![value(between.first)]
            };
            let cells = cells
                .into_iter()
                .map(|text| view! { <td class="number">{text}</td> });
            Some(view! {
                <tr><th scope="row">{named.label.clone()}</th>{cells.collect_view()}</tr>
            })
        });
        let rows: Vec<_> = rows.collect();
        let is_nowhere = rows.is_empty() && !curves.is_empty() && shown.state.is_settled();
        let words = if is_nowhere {
            let places: Vec<_> = pins.iter().map(|pin| shown.pin_in_words(*pin)).collect();
            Some(format!(
                "{}: no run that is shown has a loss there. ",
                places.join(", ")
            ))
        } else {
            (!is_range).then(|| "Click another step for the range between them. ".to_owned())
        };
        let heads = if is_range {
            vec![
                shown.pin_in_words(from),
                shown.pin_in_words(to),
                "Change".into(),
                "Lowest".into(),
                "at step".into(),
                "Highest".into(),
                "at step".into(),
            ]
        } else {
            vec![shown.pin_in_words(from)]
        };
        let heads = heads
            .into_iter()
            .map(|text| view! { <th scope="col" class="number">{text}</th> });
        Some(view! {
            <section class="pins" aria-label="Pinned steps">
                {(!is_nowhere).then(|| view! {
                    <table class="models">
                        <thead><tr><th scope="col">"Run"</th>{heads.collect_view()}</tr></thead>
                        <tbody>{rows}</tbody>
                    </table>
                })}
                <p>
                    {words}
                    <button on:click=move |_| shown.unpin()>"Unpin"</button>
                </p>
            </section>
        })
    };
    view! { {table} }
}

/// How many times as great, which is what a log axis shows.
fn change(first: f64, last: f64) -> String {
    let ratio = last / first;
    if ratio.is_finite() && first > 0.0 && last > 0.0 {
        format!("× {}", scientific(ratio, 3))
    } else {
        "–".to_owned()
    }
}
