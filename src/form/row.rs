//! One field of a form, by the kind of its input.

use domain::form::{Field, Input, Need, YES, rows};
use leptos::prelude::*;

use super::customer::CustomerRow;
use super::ink::InkRow;
use super::photos::PhotosRow;
use super::rows::RowsField;
use super::sources::Sources;
use super::state::{FieldKey, FormState};
use crate::kit::button::{Button, Look};
use crate::kit::choices::{Choice, Choices, Stand};
use crate::kit::field::{AreaInput, Around, Field as FieldPiece, FieldGroup, Kind, LineInput};
use crate::words::{self, language, say};

/// Up to so many short choices stand as one bar.
const JOINED: usize = 3;

/// One field.
#[component]
pub fn Row(
    /// The form.
    form: FormState,
    /// The field.
    field: &'static Field,
    /// Group and row, of a field that is repeated.
    #[prop(optional, into)]
    within: Option<(&'static str, String)>,
    /// What it needs from outside.
    sources: Sources,
) -> impl IntoView {
    let key: FieldKey = match within {
        Some((group, row)) => rows::key(group, &row, field.key).into(),
        None => field.key.into(),
    };
    let around = around(form, field, key);
    match field.input {
        Input::Line { .. } | Input::Words { .. } | Input::Point => line(form, around, Kind::Words).into_any(),
        Input::Date => line(form, around, Kind::Date).into_any(),
        Input::Time => line(form, around, Kind::Time).into_any(),
        Input::Number { .. } => line(form, around, Kind::Whole).into_any(),
        Input::Money => line(form, around, Kind::Amount).into_any(),
        Input::Email => line(form, around, Kind::Email).into_any(),
        Input::Flag => many(form, field, around, &[YES]).into_any(),
        Input::Rows { fields, max } => view! { <RowsField form field fields max sources /> }.into_any(),
        Input::Phone => line(form, around, Kind::Phone).into_any(),
        Input::Moment => line(form, around, Kind::Moment).into_any(),
        Input::Text { .. } => area(form, field, around).into_any(),
        Input::Choice(codes) => choice(form, field, around, codes).into_any(),
        Input::Many(codes) => many(form, field, around, codes).into_any(),
        Input::Customer => view! { <CustomerRow form field around sources /> }.into_any(),
        Input::Photos => view! { <PhotosRow form field around sources /> }.into_any(),
        Input::Ink { max } => view! { <InkRow form field around max /> }.into_any(),
    }
}

fn around(form: FormState, field: &'static Field, key: FieldKey) -> Around {
    let l = language();
    let code = form.problem(key.clone());
    let problem = Signal::derive(move || code.get().map(|code| words::problem(l, field, &code)));
    let optional = Signal::derive(move || match (field.need, field.input) {
        (Need::Required, _) => None,
        _ if asks(form, field) => None,
        (Need::Optional, Input::Many(_)) => Some(say!(l, common.several).to_owned()),
        (Need::Optional, _) => Some(say!(l, common.optional).to_owned()),
    });
    Around { id: key, label: words::label(l, field.key), optional, help: words::help(l, field.key), problem }
}

/// Whether what is filled in so far makes a field needed that the table leaves free.
fn asks(form: FormState, field: &'static Field) -> bool {
    form.draft.with(|draft| (form.asks)(draft, field.key))
}

fn line(form: FormState, around: Around, kind: Kind) -> impl IntoView {
    let key = around.id.clone();
    let (typed, left) = (key.clone(), key.clone());
    view! {
        <FieldPiece around=around.clone()>
            <LineInput
                around=around
                kind=kind
                text=form.text(key)
                on_text=Callback::new(move |text: String| form.put(&typed, &text))
                on_leave=Callback::new(move |()| form.leave(&left))
            />
        </FieldPiece>
    }
}

/// Where something must be said, "nothing" is one tap. Source: VIS-07
fn area(form: FormState, field: &'static Field, around: Around) -> impl IntoView {
    let l = language();
    let key = around.id.clone();
    let (typed, left, tapped) = (key.clone(), key.clone(), key.clone());
    let label = [around.label.clone(), say!(l, form.nothing).to_owned()].join(say!(l, form.between));
    let nothing = Callback::new(move |()| form.put(&tapped, say!(l, form.nothing)));
    let asked = Memo::new(move |_| asks(form, field));
    view! {
        <FieldPiece around=around.clone()>
            <AreaInput
                around=around
                text=form.text(key)
                on_text=Callback::new(move |text: String| form.put(&typed, &text))
                on_leave=Callback::new(move |()| form.leave(&left))
            />
            {move || {
                asked.get().then(|| {
                    view! {
                        <Button look=Look::Quiet press=nothing label=label.clone()>
                            {say!(l, form.nothing)}
                        </Button>
                    }
                })
            }}
        </FieldPiece>
    }
}

fn choice(
    form: FormState,
    field: &'static Field,
    around: Around,
    codes: &'static [&'static str],
) -> impl IntoView {
    let (key, chosen) = (around.id.clone(), form.codes(around.id.clone()));
    let optional = field.need == Need::Optional;
    let name = key.to_string();
    let press = Callback::new(move |code: String| {
        let same = form.draft.with_untracked(|draft| draft.get(&key) == code);
        if same && optional {
            form.put(&key, "");
        } else {
            form.put(&key, &code);
        }
    });
    let stand = if codes.len() <= JOINED { Stand::Joined } else { Stand::Loose };
    view! {
        <FieldGroup around>
            <Choices
                name=name
                choices=faces(field.key, codes)
                none=optional
                stand=stand
                chosen=chosen
                on_press=press
            />
        </FieldGroup>
    }
}

fn many(
    form: FormState,
    field: &'static Field,
    around: Around,
    codes: &'static [&'static str],
) -> impl IntoView {
    let (key, chosen) = (around.id.clone(), form.codes(around.id.clone()));
    let name = key.to_string();
    let press = Callback::new(move |code: String| form.toggle(&key, &code));
    view! {
        <FieldGroup around>
            <Choices name choices=faces(field.key, codes) many=true chosen on_press=press />
        </FieldGroup>
    }
}

fn faces(key: &str, codes: &[&str]) -> Vec<Choice> {
    let l = language();
    codes.iter().map(|code| Choice { code: (*code).to_owned(), text: words::choice(l, key, code) }).collect()
}
