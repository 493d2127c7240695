//! The field for pictures: kept at once when taken, named in the draft by their ids.

use domain::form::Field;
use leptos::prelude::*;

use super::sources::{Capture, Picture, Sources};
use super::state::FormState;
use crate::kit::field::{Around, FieldGroup};
use crate::kit::list::each;
use crate::kit::photos::{Photo, Photos, Shoot};
use crate::words::{self, language, say};

/// The field for pictures.
#[component]
pub fn PhotosRow(
    /// The form.
    form: FormState,
    /// The field.
    field: &'static Field,
    /// What stands around it.
    mut around: Around,
    /// What it needs from outside.
    sources: Sources,
) -> impl IntoView {
    let l = language();
    let key = field.key;
    let max = sources.photos_at_most;
    let ids = form.codes(key);
    let failed = RwSignal::new(false);
    let wrong = around.problem;
    around.problem = Signal::derive(move || {
        failed.get().then(|| say!(l, form.photo_failed).to_owned()).or_else(|| wrong.get())
    });
    let count = move || say!(l, form.photo_n, n = ids.with(Vec::len), max = max);
    let room = move || max.saturating_sub(ids.with(Vec::len));
    let files = Callback::new(move |files: web_sys::FileList| {
        failed.set(false);
        let all = (0..files.length()).filter_map(|n| files.get(n));
        for file in all.take(untrack(room)) {
            sources.capture.run(Capture { file, form, key, failed });
        }
    });
    let none = Signal::derive(move || ids.with(Vec::is_empty));
    let photo = move |id: String| {
        let picture = sources.photo.run(id.clone());
        let remove = Callback::new(move |()| form.toggle(key, &id));
        let remove = (say!(l, form.photo_remove).to_owned(), remove);
        view! { <Photo url=address(picture) label=label(picture) mark=mark(picture) remove /> }.into_any()
    };
    view! {
        <FieldGroup around bare=none>
            <Photos bare=none>
                {move || {
                    (room() > 0)
                        .then(|| {
                            view! {
                                <Shoot
                                    label=say!(l, form.photo)
                                    count=Signal::derive(count)
                                    small=none
                                    on_files=files
                                />
                            }
                        })
                }} {each(move || ids.get(), photo)}
            </Photos>
            {move || {
                (room() == 0)
                    .then(|| view! { <p class="photos__full" role="status">{say!(l, form.photo_full, max = max)}</p> })
            }}
        </FieldGroup>
    }
}

/// Where the browser finds a picture, once it was read.
pub(super) fn address(picture: Signal<Option<Picture>>) -> Signal<Option<String>> {
    Signal::derive(move || picture.get().map(|picture| picture.url))
}

/// The time printed on it. It comes with the picture: a strip without words would only hide part of it.
pub(super) fn mark(picture: Signal<Option<Picture>>) -> Signal<Option<String>> {
    Signal::derive(move || picture.get().map(|picture| words::clock(picture.at)))
}

/// What a screen reader says of it.
pub(super) fn label(picture: Signal<Option<Picture>>) -> Signal<String> {
    let l = language();
    Signal::derive(move || {
        let time = mark(picture).get().unwrap_or_default();
        say!(l, form.photo_taken, time = time)
    })
}
