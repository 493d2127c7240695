//! What the form of the note gets from outside: customers of this device, pictures of the shell.

use leptos::prelude::*;
use leptos::task::spawn_local;

use crate::form::{Picture, Sources};
use crate::kit::suggest::Suggestion;
use crate::live::{CustomerLine, Live};
use crate::shell::{Shell, clock};

/// More offers than these nobody reads.
const OFFERS: usize = 6;

pub(super) fn sources() -> Sources {
    let (shell, live) = (Shell::here(), Live::here());
    Sources {
        customers: Callback::new(move |words: String| {
            live.customers.with(|all| {
                all.iter().filter(|customer| customer.fits(&words)).take(OFFERS).map(suggestion).collect()
            })
        }),
        customer: Callback::new(move |id: String| {
            live.customers
                .with(|all| all.iter().find(|customer| customer.id.to_string() == id).map(suggestion))
        }),
        keep_photo: Callback::new(move |(file, reply): (web_sys::File, Callback<Option<String>>)| {
            spawn_local(async move {
                let kept = shell.take_photo(file).await;
                reply.run(kept.ok().map(|id| id.to_string()));
            });
        }),
        photo: Callback::new(move |id: String| match id.parse() {
            Ok(id) => {
                let picture = shell.desk.photo(id);
                Signal::derive(move || {
                    picture.get().map(|picture| Picture { url: picture.url, at: picture.at })
                })
            }
            Err(_) => Signal::derive(|| None),
        }),
        clock: clock::now,
    }
}

fn suggestion(customer: &CustomerLine) -> Suggestion {
    Suggestion { code: customer.id.to_string(), title: customer.name.clone(), note: customer.address.clone() }
}
