//! The notebook's models, and what it says of each.

use leptos::html;
use leptos::prelude::*;
use leptos::task::spawn_local;

use super::Tick;
use super::filters::Filters;
use crate::app::browser;
use crate::app::state::{State, texts};
use crate::catalogue::{self, Column, Direction, Entry, Filter};
use crate::number::exact;

/// A table of them, to search, filter, sort and tick.
#[component]
pub(super) fn Known(search: NodeRef<html::Input>) -> impl IntoView {
    let state = expect_context::<State>();
    let (query, set_query) = signal(String::new());
    let filter = RwSignal::new(Filter::default());
    let (order, set_order) = signal(None::<(Column, Direction)>);
    let found = Memo::new(move |_| {
        let mut found = catalogue::search(catalogue::entries(), &query.read(), &filter.read());
        if let Some((column, direction)) = order.get() {
            catalogue::sort(&mut found, column, direction);
        }
        found
    });
    let compare = move |_| {
        let names = texts(found.read_untracked().iter().map(|entry| &entry.name));
        state.compare(names);
    };
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
            set_order.set(match direction() {
                None => Some((column, Direction::Ascending)),
                Some(Direction::Ascending) => Some((column, Direction::Descending)),
                Some(Direction::Descending) => None,
            });
        };
        view! {
            <th scope="col" aria-sort=aria>
                <button class="sort" on:click=sort>{column.words()}</button>
            </th>
        }
    });
    // A tick before those that can be sorted by, and a note after them.
    let columns = Column::ALL.len() + 2;
    let rows = move || {
        let is_grouped = order.read().is_none();
        let mut group = "";
        let mut rows = Vec::new();
        for entry in found.get() {
            if is_grouped && entry.group != group {
                group = &entry.group;
                rows.push(
                    view! {
                        <tr class="group"><th colspan=columns scope="rowgroup">{group}</th></tr>
                    }
                    .into_any(),
                );
            }
            rows.push(view! { <ModelRow entry /> }.into_any());
        }
        if rows.is_empty() {
            rows.push(
                view! { <tr class="none"><td colspan=columns>"No models match."</td></tr> }
                    .into_any(),
            );
        }
        rows
    };
    view! {
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
                        {heads.into_iter().collect_view()}
                        <th scope="col">"The notebook says"</th>
                    </tr>
                </thead>
                <tbody>{rows}</tbody>
            </table>
        </div>
    }
}

/// A model of the notebook's, in a row of the table.
#[component]
fn ModelRow(entry: &'static Entry) -> impl IntoView {
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
        <tr>
            <td><label class="tick"><Tick name=text.clone() /></label></td>
            {Column::ALL.map(cell).into_iter().collect_view()}
            <td class="note">{entry.note.clone()}</td>
        </tr>
    }
}

fn number(text: String) -> AnyView {
    view! { <td class="number">{text}</td> }.into_any()
}
