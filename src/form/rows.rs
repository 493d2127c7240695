//! A repeated group: each row with its fields on a card, one button to add another.

use domain::form::Field;
use leptos::prelude::*;

use super::row::Row;
use super::sources::Sources;
use super::state::FormState;
use crate::kit::button::{Button, Look};
use crate::kit::icon::Sign;
use crate::kit::list::each;
use crate::words::{self, language, say};

/// The rows of a group.
#[component]
pub fn RowsField(
    /// The form.
    form: FormState,
    /// The group.
    field: &'static Field,
    /// The fields of each row.
    fields: &'static [Field],
    /// How many rows at most.
    max: usize,
    /// What it needs from outside.
    sources: Sources,
) -> impl IntoView {
    let l = language();
    let group = field.key;
    let ids = form.codes(group);
    // The fields of a row are drawn once; what is typed in one row does not draw the others anew.
    let rows = Memo::new(move |_| ids.get());
    let add = Callback::new(move |()| form.add_row(group, &(sources.row)()));
    let place = move |id: &str| rows.with(|rows| rows.iter().position(|row| row == id)).map_or(0, |n| n + 1);
    let row = move |id: String| {
        let (number, gone) = (id.clone(), id.clone());
        let title = move || format!("{} {}", words::row(l, group), place(&number));
        let remove = Callback::new(move |()| form.remove_row(group, &gone));
        view! {
            <fieldset class="card stack rows__row">
                <legend class="unseen">{title.clone()}</legend>
                <div class="card__head rows__head">
                    <h2 aria-hidden="true">{title}</h2>
                    <Button look=Look::Quiet press=remove>
                        {say!(l, form.remove_row)}
                    </Button>
                </div>
                {fields
                    .iter()
                    .map(|field| view! { <Row form field within=(group, id.clone()) sources /> })
                    .collect_view()}
            </fieldset>
        }
        .into_any()
    };
    view! {
        <section class="stack rows" id=group aria-label=words::label(l, group)>
            <h2 class="field__label">{words::label(l, group)}</h2>
            {each(move || rows.get(), row)}
            {move || {
                rows.with(|rows| rows.len() < max)
                    .then(|| {
                        view! {
                            <Button sign=Sign::Plus press=add>
                                {words::add_row(l, group)}
                            </Button>
                        }
                    })
            }}
        </section>
    }
}
