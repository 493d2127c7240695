//! The foot of a task: its state at the left, its main button nearest to the right thumb.

use leptos::prelude::*;

/// The foot of a screen that is one task.
#[component]
pub fn Actions(
    /// A quiet word on the left, such as when the draft was kept.
    #[prop(optional, into)]
    state: Option<ViewFn>,
    /// What can be done besides, in a line above the buttons.
    #[prop(optional, into)]
    second: Option<ViewFn>,
    /// The buttons.
    children: Children,
) -> impl IntoView {
    let class = if state.is_some() { "actions__main actions__main--uneven" } else { "actions__main" };
    view! {
        <footer class="actions">
            {second.map(|second| view! { <div class="actions__second">{second.run()}</div> })}
            <div class=class>
                {state.map(|state| view! { <span class="actions__state" role="status">{state.run()}</span> })}
                {children()}
            </div>
        </footer>
    }
}
