//! What is folded away until someone looks at it.

use leptos::html;
use leptos::prelude::*;

/// A part that is folded away, and there only while it is open.
#[component]
pub(in crate::app) fn Folded(
    #[prop(optional)] class: Option<&'static str>,
    title: &'static str,
    children: ChildrenFn,
) -> impl IntoView {
    let details = NodeRef::<html::Details>::new();
    let (is_open, set_open) = signal(false);
    view! {
        <details
            class=class
            node_ref=details
            on:toggle=move |_| {
                set_open.set(details.get_untracked().is_some_and(|details| details.open()));
            }
        >
            <summary>{title}</summary>
            {move || is_open.get().then(|| children())}
        </details>
    }
}
