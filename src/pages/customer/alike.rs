//! Files that may be of the same customer, while somebody types. Source: CUS-11

use domain::RecordId;
use domain::customer::keys;
use domain::form::{Draft, Field, Input, rows};
use leptos::prelude::*;

use crate::form::FormState;
use crate::kit::Tone;
use crate::kit::banner::Banner;
use crate::kit::icon::Sign;
use crate::live::{CustomerLine, Live};
use crate::pages::address;
use crate::words::{language, say};

/// The files, but for the one that is open.
#[component]
pub fn Alike(form: FormState, file: Option<RecordId>) -> impl IntoView {
    let l = language();
    let customers = Live::here().customers;
    // Whatever else is typed asks nothing anew.
    let asked = Memo::new(move |_| {
        form.draft.with(|draft| (draft.get(keys::NAME).to_owned(), phones(form.fields, draft)))
    });
    let found = Memo::new(move |_| asked.with(|(name, phones)| customers.alike(name, phones, file)));
    move || {
        let lines = found.get();
        (!lines.is_empty()).then(|| {
            let link = |line: CustomerLine| {
                view! {
                    <li>
                        <a href=address::customer(line.id)>{line.name}</a>
                        " "
                        <span class="soft">{line.address}</span>
                    </li>
                }
            };
            view! {
                <Banner sign=Sign::People tone=Tone::Late>
                    <div role="status">
                        <p>{say!(l, customer.alike)}</p>
                        <ul>{lines.into_iter().map(link).collect_view()}</ul>
                    </div>
                </Banner>
            }
        })
    }
}

/// Every number in the form.
fn phones(fields: &'static [Field], draft: &Draft) -> Vec<String> {
    let is_phone = |key: &String| rows::field(fields, key).is_some_and(|field| field.input == Input::Phone);
    let keys = rows::keys(fields, &[draft]);
    keys.iter()
        .filter(|key| is_phone(key))
        .map(|key| draft.get(key).to_owned())
        .filter(|text| !text.is_empty())
        .collect()
}
