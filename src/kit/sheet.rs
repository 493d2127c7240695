//! Something laid over the page: from below on a phone, a box in the middle elsewhere. It is a `dialog`, so the
//! browser keeps the focus inside, and Esc closes it.

use leptos::prelude::*;

/// A sheet over the page.
#[component]
pub fn Sheet(
    /// Its name; also its id, so that only one of that name may be on a page.
    name: &'static str,
    /// Its heading.
    #[prop(into)]
    title: String,
    /// The label of the ground behind it, which closes it.
    #[prop(into)]
    close: String,
    /// Whether it is open.
    #[prop(into)]
    open: Signal<bool>,
    /// Somebody wants it closed.
    on_close: Callback<()>,
    /// What is on it.
    children: ChildrenFn,
) -> impl IntoView {
    let node = NodeRef::<leptos::html::Dialog>::new();
    let heading = format!("{name}-title");
    Effect::new(move || {
        let Some(dialog) = node.get() else { return };
        match (open.get(), dialog.open()) {
            // It fails only where the dialog is not in the document, and then there is nothing to open.
            (true, false) => drop(dialog.show_modal()),
            (false, true) => dialog.close(),
            (true, true) | (false, false) => {}
        }
    });
    let cancelled = move |event: leptos::ev::Event| {
        event.prevent_default();
        on_close.run(());
    };
    view! {
        <dialog class="sheet" id=name node_ref=node aria-labelledby=heading on:cancel=cancelled>
            <button
                class="sheet__close"
                type="button"
                tabindex="-1"
                aria-label=close
                on:click=move |_| on_close.run(())
            ></button>
            <div class="sheet__body stack stack--tight">
                <h2 class="heading" id=heading.clone() tabindex="-1" autofocus="">
                    {title}
                </h2>
                {move || open.get().then(|| children())}
            </div>
        </dialog>
    }
}
