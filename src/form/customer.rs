//! The field for a customer: one of the files, or a name that somebody gave.

use domain::form::Field;
use leptos::prelude::*;

use super::sources::Sources;
use super::state::FormState;
use crate::kit::button::{Button, Look};
use crate::kit::field::{Around, Field as FieldPiece};
use crate::kit::suggest::{Chosen, Suggest, Unlisted};
use crate::words::{language, say};

/// The field for a customer.
#[component]
pub fn CustomerRow(
    /// The form.
    form: FormState,
    /// The field.
    field: &'static Field,
    /// What stands around it.
    around: Around,
    /// What it needs from outside.
    sources: Sources,
) -> impl IntoView {
    let l = language();
    let key = field.key;
    let text = form.text(key);
    let chosen = Memo::new(move |_| sources.customer.run(text.get()));
    let offers = Signal::derive(move || sources.customers.run(text.get()));
    let typed = Callback::new(move |text: String| form.put(key, &text));
    let left = Callback::new(move |()| form.leave(&key.into()));
    let again = Callback::new(move |()| form.put(key, ""));
    let unlisted = move || !text.with(|text| text.trim().is_empty()) && offers.with(Vec::is_empty);
    let outer = around.clone();
    let inner = move || match chosen.get() {
        Some(customer) => view! {
            <Chosen title=customer.title note=customer.note>
                <Button look=Look::Quiet press=again>
                    {say!(l, form.change)}
                </Button>
            </Chosen>
        }
        .into_any(),
        None => view! {
            <Suggest
                around=around.clone()
                text
                offers
                on_text=typed
                on_choose=typed
                on_leave=left
            />
            {move || unlisted().then(|| view! { <Unlisted text=say!(l, form.unlisted) /> })}
        }
        .into_any(),
    };
    view! { <FieldPiece around=outer>{inner}</FieldPiece> }
}
