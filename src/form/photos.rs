//! The field for pictures: kept at once when taken, named in the draft by their ids.

use domain::form::Field;
use leptos::prelude::*;

use super::sources::Sources;
use super::state::FormState;
use crate::kit::field::{Around, FieldGroup};
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
    /// How many at most.
    max: usize,
) -> impl IntoView {
    let l = language();
    let key = field.key;
    let ids = form.codes(key);
    let failed = RwSignal::new(false);
    let wrong = around.problem;
    around.problem = Signal::derive(move || {
        failed.get().then(|| say!(l, form.photo_failed).to_owned()).or_else(|| wrong.get())
    });
    let count = move || say!(l, form.photo_n, n = ids.with(Vec::len), max = max);
    let kept = Callback::new(move |id: Option<String>| {
        failed.set(id.is_none());
        if let Some(id) = id {
            form.toggle(key, &id);
        }
    });
    let files = Callback::new(move |files: web_sys::FileList| {
        let room = max.saturating_sub(ids.with_untracked(Vec::len));
        let all = (0..files.length()).filter_map(|n| files.get(n));
        for file in all.take(room) {
            sources.keep_photo.run((file, kept));
        }
    });
    let none = Signal::derive(move || ids.with(Vec::is_empty));
    let photo = move |id: String| {
        let picture = sources.photo.run(id.clone());
        let url = Signal::derive(move || picture.get().map(|picture| picture.url));
        let time = picture.get_untracked().map_or_else(String::new, |picture| words::clock(picture.at));
        let remove = Callback::new(move |()| form.toggle(key, &id));
        view! {
            <Photo
                url=url
                label=say!(l, form.photo_taken, time = time.clone())
                mark=time
                remove=(say!(l, form.photo_remove).to_owned(), remove)
            />
        }
    };
    view! {
        <FieldGroup around bare=none>
            <Photos bare=none>
                {move || {
                    (ids.with(Vec::len) < max)
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
                }} <For each=move || ids.get() key=Clone::clone children=photo />
            </Photos>
        </FieldGroup>
    }
}
