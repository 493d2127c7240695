//! The customer's file, as far as the form of a visit needs it.

use domain::RecordId;
use domain::customer::rests;
use domain::policy::OwnRest;
use leptos::prelude::*;

use crate::live::{Live, Loaded};

/// Whether it was looked for: a name that came later would move what the finger is about to touch.
pub fn read(customer: RecordId) -> Memo<bool> {
    let found = Live::here().customer(move || customer.to_string());
    Memo::new(move |_| !matches!(found.get(), Loaded::Waiting))
}

/// When this customer rests, as far as it is known here. Source: VIS-04
pub fn own_rest(customer: RecordId) -> Memo<OwnRest> {
    let found = Live::here().customer(move || customer.to_string());
    Memo::new(move |_| {
        found.with(|found| match found {
            Loaded::Ready(file) => rests(&file.profile),
            Loaded::Waiting | Loaded::Missing => OwnRest::default(),
        })
    })
}
