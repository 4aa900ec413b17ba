//! The notebook's models, and what it says of each.

use std::ptr;
use std::time::Duration;

use leptos::html;
use leptos::leptos_dom::helpers::debounce;
use leptos::prelude::*;
use leptos::task::spawn_local;

use super::Tick;
use super::filters::Filters;
use crate::app::browser;
use crate::app::state::{State, written};
use crate::catalogue::{self, Column, Direction, Entry, Filter};
use crate::number::{counted, exact};

/// How many are found is said once the hand has rested for so long.
const PAUSE: Duration = Duration::from_millis(400);

/// What models are sorted by, and whether from the least.
type Order = (Column, Direction);

/// A table of them, to search, filter, sort and tick.
#[component]
pub(super) fn Known(search: NodeRef<html::Input>) -> impl IntoView {
    let state = expect_context::<State>();
    let (query, set_query) = signal(String::new());
    let filter = RwSignal::new(Filter::default());
    let order = RwSignal::new(None::<Order>);
    let found =
        Memo::new(move |_| catalogue::search(catalogue::entries(), &query.read(), &filter.read()));
    let compare = move |_| {
        let mut found = found.get_untracked();
        sort(&mut found, order.get_untracked());
        state.compare(written(found.iter().map(|entry| &entry.name)));
    };
    let count = move || match found.read().len() {
        0 => "No models match.".to_owned(),
        count => format!("{} listed", counted(count as f64, ["model", "models"])),
    };
    let (told, set_told) = signal(String::new());
    let mut tell = debounce(PAUSE, move |words| set_told.set(words));
    // Not before somebody searches.
    Effect::new(move |before: Option<()>| {
        let words = count();
        if before.is_some() {
            tell(words);
        }
    });
    view! {
        <p class="visually-hidden" role="status">{told}</p>
        <div class="filters">
            <input
                type="search"
                id="find"
                node_ref=search
                placeholder="Find models"
                aria-label="Find models"
                on:input=move |event| set_query.set(event_target_value(&event))
            />
            <Filters filter />
            <button on:click=compare disabled=move || found.read().is_empty()>
                {move || match found.read().len() {
                    1 => "Compare this one".to_owned(),
                    count => format!("Compare these {count}"),
                }}
            </button>
        </div>
        <div class="table-frame" tabindex="0" role="region" aria-label="Models">
            <table class="models">
                <thead>
                    <tr>
                        <th scope="col"><span class="visually-hidden">"In the comparison"</span></th>
                        <Heads order />
                        <th scope="col">"The notebook says"</th>
                    </tr>
                </thead>
                {move || bodies(order.get(), found)}
            </table>
        </div>
    }
}

/// The columns that the models can be sorted by.
#[component]
fn Heads(order: RwSignal<Option<Order>>) -> impl IntoView {
    let heads = Column::ALL.map(|column| {
        let direction = move || {
            order
                .get()
                .filter(|order| order.0 == column)
                .map(|order| order.1)
        };
        let aria = move || match direction() {
            None => "none",
            Some(Direction::Ascending) => "ascending",
            Some(Direction::Descending) => "descending",
        };
        let sort = move |_| {
            order.set(match direction() {
                None => Some((column, Direction::Ascending)),
                Some(Direction::Ascending) => Some((column, Direction::Descending)),
                Some(Direction::Descending) => None,
            });
        };
        view! {
            <th scope="col" class:number=has_numbers(column) aria-sort=aria>
                <button class="sort" on:click=sort>{column.words()}</button>
            </th>
        }
    });
    heads.into_iter().collect_view()
}

fn sort(entries: &mut [&Entry], order: Option<Order>) {
    if let Some((column, direction)) = order {
        catalogue::sort(entries, column, direction);
    }
}

/// A row for each model, of which those that are found are seen; in the notebook's order they are in its groups. A row
/// takes long to make: a search makes none.
fn bodies(order: Option<Order>, found: Memo<Vec<&'static Entry>>) -> AnyView {
    // A tick before those that can be sorted by, and a note after them.
    let columns = Column::ALL.len() + 2;
    let mut entries: Vec<&'static Entry> = catalogue::entries().iter().collect();
    sort(&mut entries, order);
    let is_grouped = order.is_none();
    let groups = entries.chunk_by(|a, b| !is_grouped || a.group == b.group);
    let groups = groups.map(|entries| {
        let group = entries[0].group.as_str();
        let title = is_grouped.then(|| {
            let has_none = move || !found.read().iter().any(|entry| entry.group == group);
            view! {
                <tr class="group" hidden=has_none><th colspan=columns scope="rowgroup">{group}</th></tr>
            }
        });
        let rows = entries.iter().map(|&entry| {
            let is_missed = move || !found.read().iter().any(|other| ptr::eq(*other, entry));
            view! { <ModelRow entry hidden=is_missed /> }
        });
        view! { <tbody>{title}{rows.collect_view()}</tbody> }
    });
    let none = move || {
        found.read().is_empty().then(|| {
            view! { <tbody><tr class="none"><td colspan=columns>"No models match."</td></tr></tbody> }
        })
    };
    view! { {groups.collect_view()}{none} }.into_any()
}

/// A model of the notebook's, in a row of the table.
#[component]
fn ModelRow(
    entry: &'static Entry,
    hidden: impl Fn() -> bool + Send + Sync + 'static,
) -> impl IntoView {
    let state = expect_context::<State>();
    let name = &entry.name;
    let text = name.to_string();
    let show = {
        let text = text.clone();
        move |event: web_sys::MouseEvent| {
            // A tab or a window of its own is the browser's to open.
            if event.ctrl_key() || event.meta_key() || event.shift_key() || event.alt_key() {
                return;
            }
            event.prevent_default();
            state.show_model(&text);
            // After the tasks that put its title there.
            spawn_local(async {
                browser::focus(".model-title h2");
                browser::scroll_to_top();
            });
        }
    };
    let accuracy = match (&entry.add_accuracy, &entry.sub_accuracy) {
        (Some(add), Some(sub)) => format!("{} / {}", add.written(), sub.written()),
        (Some(one), None) | (None, Some(one)) => one.written().to_owned(),
        (None, None) => String::new(),
    };
    let loss = entry.avg_final_loss.map(exact);
    let insert = name.insert_mode().map(|mode| mode.code().to_owned());
    let cell = |column| match column {
        Column::Name => {
            let name = text.clone();
            let query = move || state.query_of_model(&name);
            view! { <th scope="row"><a href=query on:click=show.clone()>{text.clone()}</a></th> }
                .into_any()
        }
        Column::Digits => number(name.digits().to_string()),
        Column::Layers => number(name.layers().to_string()),
        Column::Heads => number(name.heads().to_string()),
        Column::Steps => number(format!("{}K", name.thousand_steps())),
        Column::Seed => number(format!("{:06}", name.seed())),
        Column::InsertMode => view! { <td>{insert.clone()}</td> }.into_any(),
        Column::Accuracy => view! { <td>{accuracy.clone()}</td> }.into_any(),
        Column::AvgFinalLoss => number(loss.clone().unwrap_or_default()),
    };
    view! {
        <tr hidden=hidden>
            <td><label class="tick"><Tick name=text.clone() /></label></td>
            {Column::ALL.map(cell).into_iter().collect_view()}
            <td class="note">{entry.note.clone()}</td>
        </tr>
    }
}

fn has_numbers(column: Column) -> bool {
    !matches!(column, Column::Name | Column::InsertMode | Column::Accuracy)
}

fn number(text: String) -> AnyView {
    view! { <td class="number">{text}</td> }.into_any()
}
