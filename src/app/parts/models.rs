//! The catalogue: which models there are, what the notebook says of each, and which are in the
//! figure.

use leptos::html;
use leptos::prelude::*;
use leptos::task::spawn_local;

use super::local_files::{Taken, take_chosen};
use crate::app::browser;
use crate::app::loading::listing::{ListStatus, MOST_AT_ONCE};
use crate::app::loading::repositories::OWN_REPOS;
use crate::app::state::{State, sample_names, texts};
use crate::catalogue::{self, Column, Direction, Entry, Filter};
use crate::count::counted;
use crate::fetch::Source;
use crate::model_name::{InsertMode, ModelName, Operation};
use crate::scene::number::scientific;
use crate::view_state::MOST_RUNS;

#[component]
pub(in crate::app) fn Models() -> impl IntoView {
    let state = expect_context::<State>();
    let source = Memo::new(move |_| state.settings.read().source);
    let search = NodeRef::new();
    show_search(state, source, search);
    view! {
        <NameBox />
        <Show
            when=move || source.get() == Source::Hub
            fallback=|| view! { <Plain title="Samples" names=sample_names() /> }
        >
            <Listed />
            <Known search />
        </Show>
    }
}

/// Brings the search to whoever has asked for it, once it is there.
fn show_search(state: State, source: Memo<Source>, search: NodeRef<html::Input>) {
    Effect::new(move |_| {
        // The samples have none.
        let is_made = source.get() == Source::Samples || search.get().is_some();
        if !state.search_wanted.get() || !is_made {
            return;
        }
        state.search_wanted.set(false);
        // It is on the page by the next frame.
        request_animation_frame(move || {
            if let Some(chooser) = state.chooser.get_untracked() {
                chooser.scroll_into_view();
            }
            if !browser::focus("#find") {
                browser::focus("#chooser > summary");
            }
        });
    });
}

/// Any name of the grammar, or any repository.
#[component]
fn NameBox() -> impl IntoView {
    let state = expect_context::<State>();
    let (problem, set_problem) = signal(None::<String>);
    let name = NodeRef::<html::Input>::new();
    let repo = NodeRef::<html::Input>::new();
    let named = Memo::new(move |_| state.settings.read().repo.clone());
    let add = move |event: web_sys::SubmitEvent| {
        event.prevent_default();
        let Some(input) = name.get_untracked() else {
            return;
        };
        // So that the same words are said again.
        set_problem.set(None);
        match input.value().trim().parse::<ModelName>() {
            Ok(model) => {
                let name = model.to_string();
                let why_not = untrack(|| state.why_not(&name));
                if why_not.is_none() {
                    input.set_value("");
                    state.add(&name);
                }
                set_problem.set(why_not);
            }
            Err(error) => set_problem.set(Some(error.to_string())),
        }
    };
    let list = move |event: web_sys::SubmitEvent| {
        event.prevent_default();
        let Some(input) = repo.get_untracked() else {
            return;
        };
        let text = input.value().trim().to_owned();
        state.list_repository((!text.is_empty()).then_some(text));
    };
    let files = move |event: web_sys::Event| take_chosen(state, &event);
    view! {
        <div class="sources">
            <form on:submit=add>
                <label>
                    "Add a model by its name"
                    <input node_ref=name placeholder="add_d5_l2_h3_t40K_s372001" spellcheck="false" autocapitalize="off" />
                </label>
                <button>"Add"</button>
            </form>
            <form on:submit=list>
                <label>
                    "Training files of a repository"
                    <input
                        node_ref=repo
                        placeholder=format!("owner/name, or PhilipQuirke{OWN_REPOS}")
                        spellcheck="false"
                        autocapitalize="off"
                        // Only when it is another: what is being typed stays.
                        prop:value=move || named.get().unwrap_or_default()
                    />
                </label>
                <button>"List"</button>
            </form>
            <label class="file">
                "Files of your own (they stay on this machine)"
                <input type="file" multiple accept=".json,.csv,.tsv,.txt,application/json,text/csv,text/tab-separated-values" on:change=files />
            </label>
            <Taken />
            <p class="problem" role="alert">{problem}</p>
        </div>
    }
}

/// What is in the repository that the address names.
#[component]
fn Listed() -> impl IntoView {
    let state = expect_context::<State>();
    let words = move || match &*state.list.status.read() {
        ListStatus::None => None,
        // Where there are no runs, it is said in their place.
        ListStatus::Loading(_) | ListStatus::Failed(_) if state.rows.read().is_empty() => None,
        status @ (ListStatus::Loading(_) | ListStatus::Failed(_)) => status.words(),
        ListStatus::Ready(listing) if listing.files.is_empty() => {
            Some("There is no training file in this repository.".to_owned())
        }
        ListStatus::Ready(listing) => {
            let files = counted(
                listing.files.len() as f64,
                ["training file", "training files"],
            );
            Some(
                match (listing.is_whole, listing.files.len() > MOST_AT_ONCE) {
                    (true, false) => format!("{files} in this repository."),
                    (true, true) => {
                        format!(
                            "{files} in this repository; the first {MOST_AT_ONCE} are drawn by default."
                        )
                    }
                    (false, _) => format!("The first {files}; this repository has more."),
                },
            )
        }
    };
    let has_failed = move || matches!(&*state.list.status.read(), ListStatus::Failed(_));
    let content = move || match &*state.list.status.read() {
        ListStatus::Ready(listing) if !listing.files.is_empty() => {
            let names = listing.files.iter().map(|file| file.name.clone()).collect();
            Some(view! { <Plain title="In this repository" names /> })
        }
        _ => None,
    };
    let may_retry =
        move || !state.rows.read().is_empty() && state.list.status.read().may_come_now();
    view! {
        <p class="listed">
            <span role="status" class:problem=has_failed>{words}</span>
            <Show when=may_retry>
                <button
                    type="button"
                    on:click=move |_| {
                        browser::pass_focus(".listed", "#chooser summary");
                        state.list.retry();
                    }
                >
                    "Try again"
                </button>
            </Show>
        </p>
        {content}
    }
}

/// A plain list to tick.
#[component]
fn Plain(title: &'static str, names: Vec<String>) -> impl IntoView {
    let state = expect_context::<State>();
    let compare = if names.len() > MOST_RUNS {
        format!("Compare the first {MOST_RUNS}")
    } else {
        "Compare all".to_owned()
    };
    let all = StoredValue::new(names.clone());
    let boxes = names.into_iter().map(|name| {
        let text = name.clone();
        view! { <label class="check"><Tick name />{text}</label> }
    });
    view! {
        <fieldset class="plain">
            <legend>{title}</legend>
            <button on:click=move |_| state.compare(all.get_value())>{compare}</button>
            <div class="boxes">{boxes.collect_view()}</div>
        </fieldset>
    }
}

/// Whether a run is in the comparison.
#[component]
fn Tick(name: String) -> impl IntoView {
    let state = expect_context::<State>();
    let (value, words) = (name.clone(), format!("Compare {name}"));
    let [id, other] = [(); 2].map(|()| name.clone());
    let wanted = move || state.compared.read().contains(&id);
    let is_refused = move || state.why_not(&other).is_some();
    view! {
        <input
            type="checkbox"
            value=value
            aria-label=words
            prop:checked=wanted
            disabled=is_refused
            on:change=move |_| state.choose(&name)
        />
    }
}

/// The notebook's models.
#[component]
fn Known(search: NodeRef<html::Input>) -> impl IntoView {
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

#[component]
fn Filters(filter: RwSignal<Filter>) -> impl IntoView {
    let choices = Filter::choices(catalogue::entries());
    let numbers =
        |title: &'static str, values: Vec<u32>, field: fn(&mut Filter) -> &mut Vec<u32>| {
            let options = values
                .into_iter()
                .map(|value| (value.to_string(), value))
                .collect();
            let choose = move |value| filter.update(|filter| *field(filter) = value);
            view! { <Pick title options choose /> }
        };
    let operations: Vec<(String, Operation)> = choices
        .operations
        .iter()
        .map(|operation| (operation.words().to_owned(), *operation))
        .collect();
    let inserts: Vec<(String, Option<InsertMode>)> = choices
        .insert_modes
        .iter()
        .map(|mode| {
            let words = mode.map_or("none".to_owned(), |mode| mode.code().to_owned());
            (words, *mode)
        })
        .collect();
    let grokfast = vec![("with".to_owned(), true), ("without".to_owned(), false)];
    view! {
        <Pick
            title="Operation"
            options=operations
            choose={move |value| filter.update(|filter| filter.operations = value)}
        />
        {numbers("Digits", choices.digits, |filter| &mut filter.digits)}
        {numbers("Layers", choices.layers, |filter| &mut filter.layers)}
        {numbers("Heads", choices.heads, |filter| &mut filter.heads)}
        {numbers("K steps", choices.thousand_steps, |filter| &mut filter.thousand_steps)}
        {numbers("Seed", choices.seeds, |filter| &mut filter.seeds)}
        <Pick
            title="Insert mode"
            options=inserts
            choose={move |value| filter.update(|filter| filter.insert_modes = value)}
        />
        <Pick
            title="GrokFast"
            options=grokfast
            choose={move |value| filter.update(|filter| filter.grokfast = value)}
        />
    }
}

/// One value, or any.
#[component]
fn Pick<T: Clone + Send + Sync + 'static>(
    title: &'static str,
    options: Vec<(String, T)>,
    choose: impl Fn(Vec<T>) + 'static,
) -> impl IntoView {
    let words = options.iter().enumerate().map(|(at, (words, _))| {
        view! { <option value=at.to_string()>{words.clone()}</option> }
    });
    let words = words.collect_view();
    let change = move |event| {
        let at = event_target_value(&event).parse::<usize>().ok();
        let value = at
            .and_then(|at| options.get(at))
            .map(|(_, value)| value.clone());
        choose(value.into_iter().collect());
    };
    view! {
        <label class="choice">
            {title}
            <select on:change=change>
                <option value="">"any"</option>
                {words}
            </select>
        </label>
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
    let loss = entry
        .avg_final_loss
        .as_ref()
        .map(|loss| scientific(loss.value, 2));
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
