//! One person: what is said about them, and what can be done with the account.

use leptos::prelude::*;

use super::account::{Account, Devices, Handed};
use super::book::{Book, Heard};
use super::form::Change;
use crate::kit::Tone;
use crate::kit::bar::{Back, Bar};
use crate::kit::bone::Bones;
use crate::kit::button::{Button, ButtonLink};
use crate::kit::card::Card;
use crate::kit::empty::Empty;
use crate::kit::facts::{Fact, Facts};
use crate::kit::icon::Sign;
use crate::kit::tag::Tag;
use crate::pages::address;
use crate::pages::state::titled;
use crate::shell::Colleague;
use crate::words::{self, language, say};

/// The one in the address.
#[component]
pub(super) fn Detail(
    /// The user's id.
    id: String,
) -> impl IntoView {
    let l = language();
    let book = Book::here();
    let back = Back { href: address::PEOPLE.to_owned(), label: say!(l, people.to_list).to_owned() };
    let found = Memo::new(move |_| book.people().into_iter().find(|one| one.user_id.to_string() == id));
    let waits = Memo::new(move |_| book.heard.with(|heard| matches!(heard, Heard::Waiting)));
    view! {
        <Bar title=say!(l, people.one) back pane=true />
        {move || match (found.get(), waits.get()) {
            (Some(one), _) => view! { <One one /> }.into_any(),
            (None, true) => view! { <Bones /> }.into_any(),
            (None, false) => {
                view! {
                    <Empty sign=Sign::Search title=say!(l, people.missing)>
                        <ButtonLink href=address::PEOPLE>{say!(l, people.to_list)}</ButtonLink>
                    </Empty>
                }
                    .into_any()
            }
        }}
    }
}

#[component]
fn One(one: Colleague) -> impl IntoView {
    let l = language();
    let name = one.person.as_ref().map_or_else(|| one.login.clone(), |person| person.name.clone());
    titled(&name);
    let changing = RwSignal::new(false);
    let (sign, tone, state) = match (one.active, one.has_password) {
        (false, _) => (Sign::Cross, Tone::Plain, say!(l, people.closed)),
        (true, false) => (Sign::Clock, Tone::Late, say!(l, people.invited)),
        (true, true) => (Sign::Tick, Tone::Done, say!(l, people.works)),
    };
    let kept = StoredValue::new(one.clone());
    let said = move || {
        let one = kept.get_value();
        if changing.get() {
            view! { <Change one close=Callback::new(move |()| changing.set(false)) /> }.into_any()
        } else {
            view! { <Said one change=Callback::new(move |()| changing.set(true)) /> }.into_any()
        }
    };
    view! {
        <div class="page stack stack--wide">
            <header class="stack stack--tight">
                <h2 class="heading">{name}</h2>
                <p class="line">
                    <Tag sign tone text=state />
                    <span class="soft">{one.login.clone()}</span>
                </p>
            </header>
            <Handed who=one.user_id />
            {said}
            <Devices devices=one.devices.clone() />
            <Account who=one.user_id active=one.active has_password=one.has_password />
        </div>
    }
}

#[component]
fn Said(
    /// About whom.
    one: Colleague,
    /// It is to be changed.
    change: Callback<()>,
) -> impl IntoView {
    let l = language();
    let book = Book::here();
    let Some(person) = one.person else { return ().into_any() };
    let or_none = move |text: String| if text.is_empty() { say!(l, people.none).to_owned() } else { text };
    let team = or_none(book.named(&person.team).join(say!(l, form.between)));
    let leads = book.named(&person.leads).join(say!(l, form.between));
    view! {
        <Card title=say!(l, people.said)>
            <Facts>
                <Fact name=say!(l, people.roles)>{or_none(words::roles(l, &person.roles))}</Fact>
                <Fact name=say!(l, people.team)>{team}</Fact>
                {(!leads.is_empty()).then(|| view! { <Fact name=say!(l, people.leads)>{leads}</Fact> })}
            </Facts>
            <div class="line">
                <Button press=change sign=Sign::Pen>
                    {say!(l, people.change)}
                </Button>
            </div>
        </Card>
    }
    .into_any()
}
