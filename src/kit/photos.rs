//! Photo strip: camera first, then the pictures with what is printed on them.

use leptos::prelude::*;

use super::icon::{Icon, Sign};
use super::pick::hand_over;

/// The strip, camera first; its children are [`Shoot`] and [`Photo`]s.
#[component]
pub fn Photos(
    /// Only the camera is there.
    #[prop(optional, into)]
    bare: Signal<bool>,
    /// Camera and pictures.
    children: Children,
) -> impl IntoView {
    view! { <div class:photos=move || !bare.get()>{children()}</div> }
}

/// The camera. It is the browser's own file input, so that it works on every device.
#[component]
pub fn Shoot(
    /// The words on it.
    #[prop(into)]
    label: String,
    /// How many there are already, of how many.
    #[prop(into)]
    count: Signal<String>,
    /// No picture yet: a button with words instead of an empty frame.
    #[prop(into)]
    small: Signal<bool>,
    /// Pictures were taken or chosen.
    on_files: Callback<web_sys::FileList>,
) -> impl IntoView {
    let class = move || if small.get() { "photo-tool button button--quiet" } else { "photo photo--add" };
    let node = NodeRef::<leptos::html::Input>::new();
    let changed = move |_| hand_over(node, on_files);
    view! {
        <label class=class>
            <input
                class="photo__input"
                type="file"
                accept="image/*"
                capture="environment"
                node_ref=node
                on:change=changed
            />
            <Icon of=Sign::Camera />
            <span>{label}</span>
            <span class="photo__count">{move || count.get()}</span>
        </label>
    }
}

/// One picture.
#[component]
pub fn Photo(
    /// Its address; until it is known, a sign.
    #[prop(into)]
    url: Signal<Option<String>>,
    /// What it shows, for who cannot see it.
    #[prop(into)]
    label: Signal<String>,
    /// What is printed on it: when it was taken. Nothing until that is known.
    #[prop(optional, into)]
    mark: Signal<Option<String>>,
    /// The label of the cross that takes it away, and what that does.
    #[prop(optional, into)]
    remove: Option<(String, Callback<()>)>,
) -> impl IntoView {
    let picture = move || match url.get() {
        Some(url) => view! { <img class="photo__picture" src=url alt=move || label.get() /> }.into_any(),
        None => view! { <Icon of=Sign::Image /> }.into_any(),
    };
    view! {
        <figure class="photo">
            {picture}
            {move || mark.get().map(|mark| view! { <figcaption class="photo__mark">{mark}</figcaption> })}
            {remove
                .map(|(label, remove)| {
                    view! {
                        <button
                            class="photo__remove"
                            type="button"
                            aria-label=label
                            on:click=move |_| remove.run(())
                        >
                            <Icon of=Sign::Cross small=true />
                        </button>
                    }
                })}
        </figure>
    }
}
