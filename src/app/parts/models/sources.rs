//! Where else runs may come from: a name, a repository, files of the visitor's own.

use leptos::html;
use leptos::prelude::*;

use crate::app::parts::local_files::{Taken, take_chosen};
use crate::app::state::State;
use crate::fetch::Repositories;
use crate::model_name::ModelName;

/// Any name of the grammar, or any repository.
#[component]
pub(super) fn Sources() -> impl IntoView {
    let state = expect_context::<State>();
    let (problem, set_problem) = signal(None::<String>);
    let (repo_problem, set_repo_problem) = signal(None::<String>);
    let name = NodeRef::<html::Input>::new();
    let repo = NodeRef::<html::Input>::new();
    let named = Memo::new(move |_| {
        state
            .settings
            .read()
            .repo
            .as_ref()
            .map(Repositories::to_string)
    });
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
        let text = input.value();
        let text = text.trim();
        set_repo_problem.set(None);
        let repo = (!text.is_empty()).then(|| text.parse::<Repositories>());
        match repo.transpose() {
            Ok(repo) => state.list_repository(repo),
            Err(error) => set_repo_problem.set(Some(error.to_string())),
        }
    };
    let files = move |event: web_sys::Event| take_chosen(state, &event);
    view! {
        <div class="sources">
            <form on:submit=add>
                <label>
                    "Add a model by its name"
                    <input
                        node_ref=name
                        placeholder="add_d5_l2_h3_t40K_s372001"
                        spellcheck="false"
                        autocapitalize="off"
                        aria-invalid=move || problem.read().is_some().then_some("true")
                        aria-describedby="name-problem"
                    />
                </label>
                <button>"Add"</button>
            </form>
            <form on:submit=list>
                <label>
                    "Training files of a repository"
                    <input
                        node_ref=repo
                        placeholder="owner/name or owner/QuantaMaths_*"
                        spellcheck="false"
                        autocapitalize="off"
                        aria-invalid=move || repo_problem.read().is_some().then_some("true")
                        aria-describedby="repo-problem"
                        // Only when it is another: what is being typed stays.
                        prop:value=move || named.get().unwrap_or_default()
                    />
                </label>
                <button>"List"</button>
            </form>
            <label class="file">
                "Files of your own (they stay on this machine)"
                <input type="file" multiple accept=".json,.jsonl,.csv,.tsv,.txt,application/json,text/csv,text/tab-separated-values" on:change=files />
            </label>
            <Taken />
            <p id="name-problem" class="problem" role="alert">{problem}</p>
            <p id="repo-problem" class="problem" role="alert">{repo_problem}</p>
        </div>
    }
}
