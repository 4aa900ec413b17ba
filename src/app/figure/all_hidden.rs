//! Why the figure is empty while there are runs.

use leptos::prelude::*;

use crate::app::state::State;

#[component]
pub(super) fn AllHidden() -> impl IntoView {
    let state = expect_context::<State>();
    let words = "All runs are hidden: the legend shows them again.";
    view! { <p class="all-hidden" role="status">{move || state.hides_all().then_some(words)}</p> }
}
