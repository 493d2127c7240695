//! One field of a form, by the kind of its input.

use domain::form::{Field, Input, Need, YES};
use leptos::prelude::*;

use super::customer::CustomerRow;
use super::photos::PhotosRow;
use super::sources::Sources;
use super::state::FormState;
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
    /// What it needs from outside.
    sources: Sources,
) -> impl IntoView {
    let around = around(form, field);
    match field.input {
        Input::Line { .. } | Input::Words { .. } | Input::Point => {
            line(form, field, around, Kind::Words).into_any()
        }
        Input::Date => line(form, field, around, Kind::Date).into_any(),
        Input::Number { .. } => line(form, field, around, Kind::Whole).into_any(),
        Input::Money => line(form, field, around, Kind::Amount).into_any(),
        Input::Email => line(form, field, around, Kind::Email).into_any(),
        Input::Flag => many(form, field, around, &[YES]).into_any(),
        Input::Rows { .. } => ().into_any(),
        Input::Phone => line(form, field, around, Kind::Phone).into_any(),
        Input::Moment => line(form, field, around, Kind::Moment).into_any(),
        Input::Text { .. } => area(form, field, around).into_any(),
        Input::Choice(codes) => choice(form, field, around, codes).into_any(),
        Input::Many(codes) => many(form, field, around, codes).into_any(),
        Input::Customer => view! { <CustomerRow form field around sources /> }.into_any(),
        Input::Photos => view! { <PhotosRow form field around sources /> }.into_any(),
    }
}

fn around(form: FormState, field: &'static Field) -> Around {
    let l = language();
    let code = form.problem(field.key);
    let problem = Signal::derive(move || code.get().map(|code| words::problem(l, field, &code)));
    let optional = match (field.need, field.input) {
        (Need::Required, _) => None,
        (Need::Optional, Input::Many(_)) => Some(say!(l, common.several).to_owned()),
        (Need::Optional, _) => Some(say!(l, common.optional).to_owned()),
    };
    Around {
        id: field.key,
        label: words::label(l, field.key),
        optional,
        help: words::help(l, field.key),
        problem,
    }
}

fn line(form: FormState, field: &'static Field, around: Around, kind: Kind) -> impl IntoView {
    let key = field.key;
    view! {
        <FieldPiece around=around.clone()>
            <LineInput
                around=around
                kind=kind
                text=form.text(key)
                on_text=Callback::new(move |text: String| form.put(key, &text))
                on_leave=Callback::new(move |()| form.leave(key))
            />
        </FieldPiece>
    }
}

fn area(form: FormState, field: &'static Field, around: Around) -> impl IntoView {
    let key = field.key;
    view! {
        <FieldPiece around=around.clone()>
            <AreaInput
                around=around
                text=form.text(key)
                on_text=Callback::new(move |text: String| form.put(key, &text))
                on_leave=Callback::new(move |()| form.leave(key))
            />
        </FieldPiece>
    }
}

fn choice(
    form: FormState,
    field: &'static Field,
    around: Around,
    codes: &'static [&'static str],
) -> impl IntoView {
    let key = field.key;
    let optional = field.need == Need::Optional;
    let press = Callback::new(move |code: String| {
        let same = form.draft.with_untracked(|draft| draft.get(key) == code);
        if same && optional {
            form.put(key, "");
        } else {
            form.put(key, &code);
        }
    });
    let stand = if codes.len() <= JOINED { Stand::Joined } else { Stand::Loose };
    view! {
        <FieldGroup around>
            <Choices
                name=key
                choices=faces(key, codes)
                none=optional
                stand=stand
                chosen=form.codes(key)
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
    let key = field.key;
    let press = Callback::new(move |code: String| form.toggle(key, &code));
    view! {
        <FieldGroup around>
            <Choices name=key choices=faces(key, codes) many=true chosen=form.codes(key) on_press=press />
        </FieldGroup>
    }
}

fn faces(key: &str, codes: &[&str]) -> Vec<Choice> {
    let l = language();
    codes.iter().map(|code| Choice { code: (*code).to_owned(), text: words::choice(l, key, code) }).collect()
}
