//! The figure as numbers, for those who would rather read them.

use leptos::leptos_dom::helpers::debounce;
use leptos::prelude::*;
use leptos::task::spawn_local;

use super::curves::bare;
use super::{FigureState, NamedCurve, words};
use crate::app::parts::downloads;
use crate::export::TableKind;
use crate::number::{
    counted, grouped, power_of_ten, scientific, scientific_or_dash, step_in_words,
};
use crate::scene::{Course, Table, XAxis, courses, table};

/// As many rows as one reads rather than plots.
const MOST_ROWS: usize = 200;
const DIGITS: usize = 4;

#[component]
pub(in crate::app) fn DataTable(shown: FigureState) -> impl IntoView {
    let curves = rested(move || shown.curves.get());
    view! {
        <Values shown curves />
        <Milestones curves />
    }
}

/// What `value` is once it has been let alone for a while: tables are long, and are not made anew under the hand.
fn rested<T>(value: impl Fn() -> T + Copy + 'static) -> Memo<T>
where
    T: Clone + PartialEq + Send + Sync + 'static,
{
    let (rested, set_rested) = signal(untrack(value));
    let mut rest = debounce(words::PAUSE, move |value| set_rested.set(value));
    Effect::new(move |_| rest(value()));
    Memo::new(move |_| rested.get())
}

/// The values of the lines at some of the steps that are shown.
#[component]
fn Values(shown: FigureState, curves: Memo<Vec<NamedCurve>>) -> impl IntoView {
    let shown_part = rested(move || {
        let scene = shown.scene.read();
        let extent = scene.as_ref()?.whole()?.x.scale.extent;
        Some((extent, shown.x_axis()))
    });
    let table = Memo::new(move |_| {
        let (extent, axis) = shown_part.get()?;
        Some(table(&bare(&curves.read()), extent, axis, MOST_ROWS))
    });
    let count = move || {
        let table = table.read();
        let (rows, steps) = table
            .as_ref()
            .map(|table| (table.rows.len(), table.steps))?;
        let steps = counted(steps as f64, ["step", "steps"]);
        Some(format!("{} of {steps}", grouped(rows as f64, 0)))
    };
    let rows = move || {
        let (_, axis) = shown_part.get()?;
        Some(rows(table.read().as_ref()?, axis))
    };
    let labels = move || {
        let curves = curves.read();
        heads(curves.iter().map(|named| named.label.clone()).collect())
    };
    let first = move || match shown_part.get() {
        Some((_, XAxis::Percent)) => "Percent",
        _ => "Step",
    };
    let (outcome, set_outcome) = signal(Ok(""));
    let save = move |_| {
        set_outcome.set(Ok(downloads::WRITING));
        spawn_local(async move {
            let curves = shown.curves.get_untracked();
            let saved = downloads::table::save(shown.state, curves, TableKind::Plotted).await;
            set_outcome.set(saved.map(|()| "").map_err(|error| error.to_string()));
        });
    };
    let has_failed = move || outcome.read().is_err();
    let told = move || outcome.get().map_or_else(|problem| problem, str::to_owned);
    view! {
        <p>
            {count}
            <button on:click=save>"All steps as CSV"</button>
            <span class:problem=has_failed role="status">{told}</span>
        </p>
        <div class="table-frame" tabindex="0" role="region" aria-label="Values of the runs">
            <table class="models">
                <thead><tr><th scope="col" class="number">{first}</th>{labels}</tr></thead>
                <tbody>{rows}</tbody>
            </table>
        </div>
    }
}

fn rows(table: &Table, axis: XAxis) -> impl IntoView + use<> {
    let apart = match (table.rows.first(), table.rows.last()) {
        (Some(first), Some(last)) if first.x < last.x => {
            (last.x - first.x) / table.rows.len() as f64
        }
        _ => 1.0,
    };
    let decimals = (-apart.log10()).ceil().clamp(1.0, 9.0) as usize;
    let rows = table.rows.iter().map(|row| {
        let cells = row.values.iter().map(|value| {
            view! { <td class="number">{scientific_or_dash(*value, DIGITS)}</td> }
        });
        let cells = cells.collect_view();
        view! { <tr><th scope="row" class="number">{x_in_figures(axis, row.x, decimals)}</th>{cells}</tr> }
    });
    rows.collect_view()
}

/// When each run had its lowest value, and its first below each power of ten.
#[component]
fn Milestones(curves: Memo<Vec<NamedCurve>>) -> impl IntoView {
    let content = move || {
        let curves = curves.read();
        let courses = courses(&bare(&curves));
        let mut powers: Vec<i32> = courses
            .iter()
            .flatten()
            .flat_map(|course| course.below.iter().map(|mark| mark.0))
            .collect();
        powers.sort_unstable_by(|a, b| b.cmp(a));
        powers.dedup();
        let rows = curves.iter().zip(&courses).filter_map(|(named, course)| {
            let cells = cells(course.as_ref()?, &powers);
            Some(view! { <tr><th scope="row">{named.label.clone()}</th>{cells}</tr> })
        });
        let rows = rows.collect_view();
        let powers = powers
            .iter()
            .map(|power| format!("< {}", power_of_ten(*power)));
        let heads = heads(
            ["Lowest".to_owned(), "at step".to_owned()]
                .into_iter()
                .chain(powers)
                .collect(),
        );
        view! {
            <p>"The first step below each power of ten"</p>
            <div class="table-frame" tabindex="0" role="region" aria-label="First steps below each power of ten">
                <table class="models">
                    <thead><tr><th scope="col">"Run"</th>{heads}</tr></thead>
                    <tbody>{rows}</tbody>
                </table>
            </div>
        }
    };
    view! { {content} }
}

fn cells(course: &Course, powers: &[i32]) -> impl IntoView + use<> {
    let first_below = |power: &i32| {
        let mark = course.below.iter().find(|mark| mark.0 == *power);
        mark.map_or("–".to_owned(), |mark| step_in_words(mark.1))
    };
    let lowest = scientific(course.values.min, DIGITS);
    let texts = [lowest, step_in_words(course.least_at)]
        .into_iter()
        .chain(powers.iter().map(first_below));
    texts
        .map(|text| view! { <td class="number">{text}</td> })
        .collect_view()
}

fn heads(words: Vec<String>) -> impl IntoView {
    words
        .into_iter()
        .map(|words| view! { <th scope="col" class="number">{words}</th> })
        .collect_view()
}

/// `decimals` of a percentage tell a row from the next.
fn x_in_figures(axis: XAxis, x: f64, decimals: usize) -> String {
    match axis {
        XAxis::Step | XAxis::Log => step_in_words(x),
        XAxis::Percent => format!("{} %", grouped(x, decimals)),
    }
}
