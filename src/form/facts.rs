//! The same table, to read.

use domain::form::ink::{ACROSS, DOWN};
use domain::form::{Draft, Field, Ink, Input, Section};
use domain::values::{Moment, Phone};
use leptos::prelude::*;

use super::photos::{address, label, mark};
use super::sources::Sources;
use crate::kit::facts::{Fact, Facts};
use crate::kit::photos::{Photo, Photos};
use crate::kit::signature::Drawn;
use crate::words::{self, language, say};

/// What was filled in; what was not is left out.
#[component]
pub fn RecordFacts(
    /// The table.
    fields: &'static [Field],
    /// The content as a draft.
    draft: Draft,
    /// Keys that the page shows by itself.
    #[prop(optional)]
    without: &'static [&'static str],
    /// Only the fields of this section.
    #[prop(optional, into)]
    section: Option<Section>,
    /// Where customers and pictures are.
    sources: Sources,
) -> impl IntoView {
    let l = language();
    let filled = fields
        .iter()
        .filter(|field| section.is_none_or(|section| field.section == section))
        .filter(|field| !without.contains(&field.key) && !draft.get(field.key).is_empty())
        .map(|field| {
            let value = value(field, &draft, sources);
            let wide = matches!(field.input, Input::Photos | Input::Ink { .. });
            view! { <Fact name=words::label(l, field.key) wide>{value}</Fact> }
        })
        .collect_view();
    view! { <Facts>{filled}</Facts> }
}

fn value(field: &Field, draft: &Draft, sources: Sources) -> AnyView {
    let l = language();
    let text = draft.get(field.key).to_owned();
    match field.input {
        Input::Line { .. } | Input::Number { .. } | Input::Date | Input::Time | Input::Point => {
            text.into_any()
        }
        Input::Words { .. } => text.replace(',', say!(l, form.between)).into_any(),
        Input::Money => format!("¥{text}").into_any(),
        Input::Flag => words::choice(l, field.key, &text).into_any(),
        Input::Email => view! { <a href=format!("mailto:{text}")>{text.clone()}</a> }.into_any(),
        Input::Rows { .. } => ().into_any(),
        Input::Text { .. } => view! { <span class="facts__text">{text}</span> }.into_any(),
        Input::Choice(_) | Input::Many(_) => draft
            .many(field.key)
            .iter()
            .map(|code| words::choice(l, field.key, code))
            .collect::<Vec<_>>()
            .join(say!(l, form.between))
            .into_any(),
        Input::Moment => {
            let now = (sources.clock)();
            Moment::from_local(&text, now.offset_min)
                .map(|at| view! { <time>{words::when(l, at, now)}</time> })
                .into_any()
        }
        Input::Phone => {
            let dial = Phone::parse(&text).map_or_else(|_| text.clone(), |phone| phone.dial());
            view! { <a href=format!("tel:{dial}")>{text}</a> }.into_any()
        }
        Input::Customer => {
            sources.customer.run(text.clone()).map_or(text, |customer| customer.title).into_any()
        }
        Input::Ink { .. } => Ink::parse(&text)
            .map(|ink| {
                let label = words::label(l, field.key);
                view! { <Drawn strokes=ink.path() steps=(ACROSS, DOWN) label /> }
            })
            .into_any(),
        Input::Photos => {
            let photo = |id: String| {
                let picture = sources.photo.run(id);
                view! { <Photo url=address(picture) label=label(picture) mark=mark(picture) /> }
            };
            let photos = draft.many(field.key).into_iter().map(photo).collect_view();
            view! { <Photos>{photos}</Photos> }.into_any()
        }
    }
}
