//! What a form gets from outside: customers of this device, pictures of the shell.

use leptos::prelude::*;

use crate::form::{Picture, Sources};
use crate::kit::suggest::Suggestion;
use crate::live::{CustomerLine, Live};
use crate::shell::{Shell, policy};

/// More offers than these nobody reads.
const OFFERS: usize = 6;

/// What every form gets.
pub fn sources() -> Sources {
    let (shell, live) = (Shell::here(), Live::here());
    Sources {
        customers: Callback::new(move |words: String| {
            live.customers.suggest(&words, OFFERS).iter().map(suggestion).collect()
        }),
        customer: Callback::new(move |id: String| {
            live.customers.line(id.parse().ok()?).as_ref().map(suggestion)
        }),
        // Only a form takes pictures; it says how.
        capture: Callback::new(|_| {}),
        photos_at_most: policy::now().photos_per_note as usize,
        photo: Callback::new(move |id: String| match id.parse() {
            Ok(id) => {
                let picture = shell.desk.photo(id);
                Signal::derive(move || {
                    picture.get().map(|picture| Picture { url: picture.url, at: picture.at })
                })
            }
            Err(_) => Signal::derive(|| None),
        }),
        row: Shell::new_row,
        clock: Live::told_from,
    }
}

fn suggestion(customer: &CustomerLine) -> Suggestion {
    Suggestion { code: customer.id.to_string(), title: customer.name.clone(), note: customer.address.clone() }
}
