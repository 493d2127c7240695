//! One customer in the list: the name with what was found of it, the tier and the place, one tap to call.

use std::ops::Range;

use leptos::prelude::*;

use crate::kit::Tone;
use crate::kit::icon::Sign;
use crate::kit::tag::Tag;
use crate::kit::tool::ToolLink;
use crate::live::{CustomerLine, Live, Place};
use crate::pages::address;
use crate::words::{self, language, say};

/// What stands in one row, anew when its customer changes.
pub(super) fn row(place: Place, open: Memo<Option<String>>) -> AnyView {
    let customers = Live::here().customers;
    let id = place.id;
    let line = Memo::new(move |_| customers.line(id));
    (move || line.get().map(|line| inside(&line, &place, open))).into_any()
}

fn inside(line: &CustomerLine, place: &Place, open: Memo<Option<String>>) -> AnyView {
    let l = language();
    let id = line.id.to_string();
    let chosen = move || open.with(|open| open.as_deref() == Some(id.as_str()));
    // Many names begin with the same city: the short one tells them apart.
    let short = line.keys.first().filter(|key| line.name.contains(key.as_str())).unwrap_or(&line.name);
    let letter = short.chars().next().map(String::from);
    let call = line.phone().map(|digits| {
        view! { <ToolLink sign=Sign::Phone label=say!(l, customer.call, name = &line.name) href=format!("tel:{digits}") act=true /> }
    });
    view! {
        <span class="row__mark" aria-hidden="true">{letter}</span>
        <div>
            <a
                class="row__title row__title--two"
                href=address::customer(line.id)
                data-noscroll=""
                aria-current=move || chosen().then_some("true")
            >
                {marked(&line.name, &place.name)}
            </a>
            <p class="row__meta row__meta--one">{below(line, place.key.clone())}</p>
        </div>
        <div class="row__end">{tag(line)} {call}</div>
    }
    .into_any()
}

/// What was found by another text, else the tier and where it is.
fn below(line: &CustomerLine, key: Option<(usize, Range<usize>)>) -> AnyView {
    let l = language();
    if let Some((text, range)) = key.and_then(|(n, range)| Some((line.keys.get(n)?, range))) {
        return marked(text, &[range]).into_any();
    }
    let tier = ["core", "key", "general"].into_iter().find(|code| line.has(code));
    let tier = tier.map(|code| words::choice(l, "customer-tier", code));
    let place = Some(line.address.clone()).filter(|text| !text.is_empty());
    [tier, place].into_iter().flatten().collect::<Vec<_>>().join(say!(l, common.dot)).into_any()
}

/// The one thing out of the ordinary that matters most.
fn tag(line: &CustomerLine) -> Option<AnyView> {
    let l = language();
    let (sign, tone, text) = if line.has("debt") {
        (Sign::Alert, Tone::Late, say!(l, customer.debt))
    } else if line.has("vip") {
        (Sign::Star, Tone::Plain, say!(l, customer.vip))
    } else if line.stage == "prospect" {
        (Sign::Me, Tone::Plain, say!(l, customer.stage_prospect))
    } else {
        return None;
    };
    Some(view! { <Tag sign tone text /> }.into_any())
}

/// A text with what was found in it marked.
fn marked(text: &str, found: &[Range<usize>]) -> Vec<AnyView> {
    let mut parts = Vec::new();
    let mut at = 0;
    for range in found {
        let (Some(before), Some(part)) = (text.get(at..range.start), text.get(range.clone())) else {
            continue;
        };
        parts.push(before.to_owned().into_any());
        parts.push(view! { <mark>{part.to_owned()}</mark> }.into_any());
        at = range.end;
    }
    parts.push(text.get(at..).unwrap_or_default().to_owned().into_any());
    parts
}
