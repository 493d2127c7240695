//! One gift to read. Source: GIF-02…04

use domain::access::Action;
use domain::delivery::{ConfirmForm, GiftForm, keys};
use domain::form::Form as _;
use leptos::prelude::*;

use super::log::Log;
use super::panels::{Panel, Panels};
use crate::form::RecordFacts;
use crate::kit::bar::{Back, Bar};
use crate::kit::bone::Bones;
use crate::kit::button::{Button, ButtonLink, Look};
use crate::kit::card::Card;
use crate::kit::empty::Empty;
use crate::kit::icon::Sign;
use crate::live::{GiftDetail, GiftLine, Live, Loaded};
use crate::pages::absent::absent;
use crate::pages::address;
use crate::pages::gifts::{hands_over, tags, what};
use crate::pages::journey;
use crate::pages::sources::sources;
use crate::pages::state::{Pill, titled};
use crate::shell::clock;
use crate::words::{self, language, say};

/// Beside the list while none is chosen.
#[component]
pub(super) fn Choose() -> impl IntoView {
    let l = language();
    view! { <Empty sign=Sign::Gift title=say!(l, gift.choose) text=say!(l, gift.choose_note) /> }
}

/// The one with that id.
#[component]
pub(super) fn Detail(id: String) -> impl IntoView {
    let l = language();
    titled(say!(l, gift.title));
    let sought = id.clone();
    let found = Live::here().gift(move || sought.clone());
    // What is open stays open while the gift is drawn anew.
    let panel = RwSignal::new(None);
    let of = Memo::new(move |_| match found.get() {
        Loaded::Ready(gift) => address::customer(gift.customer),
        Loaded::Waiting | Loaded::Missing => address::CUSTOMERS.to_owned(),
    });
    view! {
        {move || {
            let back = Back { href: of.get(), label: say!(l, common.back).to_owned() };
            view! {
                <Bar title=say!(l, gift.title) back pane=true>
                    <Pill />
                </Bar>
            }
        }}
        {move || match found.get() {
            Loaded::Waiting => view! { <Bones /> }.into_any(),
            Loaded::Ready(gift) => view! { <Sheet gift panel /> }.into_any(),
            Loaded::Missing => missing(id.clone()),
        }}
    }
}

/// No gift of that id.
pub(super) fn missing(id: String) -> AnyView {
    let l = language();
    let list = (address::OPEN_GIFTS, say!(l, gift.open));
    absent(id, say!(l, gift.missing), say!(l, gift.missing_note), list)
}

#[component]
fn Sheet(gift: GiftDetail, panel: RwSignal<Option<Panel>>) -> impl IntoView {
    let l = language();
    let GiftDetail { line, customer, gift, said, next, log, journey, .. } = gift;
    let name = what(&line);
    titled(&name);
    let correct = (next.contains(&Action::CorrectDelivery) || journey.mend.is_some()).then(|| {
        let words = if journey.mend.is_some() { say!(l, sync.mend) } else { say!(l, gift.correct) };
        let href = address::correct_gift(line.id, journey.mend);
        view! {
            <ButtonLink href sign=Sign::Pen>
                {words}
            </ButtonLink>
        }
    });
    let id = line.id;
    let said = said.map(|draft| {
        view! {
            <Card title=say!(l, gift.said)>
                <RecordFacts fields=ConfirmForm::FIELDS draft sources=sources() />
            </Card>
        }
    });
    let giver = (!line.giver.is_empty()).then(|| {
        let text = [words::label(l, keys::GIVER), line.giver.clone()].join(say!(l, common.dot));
        view! { <span class="soft">{text}</span> }
    });
    view! {
        <div class="page stack stack--wide">
            <header class="stack">
                <div class="stack stack--tight">
                    <h2 class="heading">{name}</h2>
                    <p class="line">
                        {tags(&line)} <a href=address::customer(customer)>{line.customer.clone()}</a>
                        {giver}
                    </p>
                </div>
                <div class="line"><Ways line next panel /> {correct}</div>
            </header>
            <Panels id open=panel />
            <div class="beside">
                <div class="stack">
                    {said} <Card title=say!(l, gift.details)>
                        <RecordFacts fields=GiftForm::FIELDS draft=GiftForm::show(&gift) sources=sources() />
                    </Card>
                </div>
                <div class="stack">
                    <Log log />
                    <Card title=say!(l, complaint.journey)>
                        <journey::Way journey />
                    </Card>
                </div>
            </div>
        </div>
    }
}

/// What may be done with it. Who hands it over is offered that first, everybody else to ask the customer.
#[component]
fn Ways(line: GiftLine, next: Vec<Action>, panel: RwSignal<Option<Panel>>) -> impl IntoView {
    let l = language();
    let id = line.id;
    let may = |action| next.contains(&action);
    let give = hands_over();
    let mine = line.is_listed() && line.mine;
    let (give_look, confirm_look) = if mine { (Look::Main, Look::Plain) } else { (Look::Plain, Look::Main) };
    let opens = move |which: Panel| {
        Callback::new(move |()| panel.update(|open| *open = (*open != Some(which)).then_some(which)))
    };
    let given = may(Action::GiveDelivery).then(|| {
        let press = Callback::new(move |()| give.run((id, clock::now(), None)));
        view! {
            <Button look=give_look sign=Sign::Gift press>
                {say!(l, gift.give)}
            </Button>
            <Button press=opens(Panel::Given)>{say!(l, gift.give_earlier)}</Button>
        }
    });
    // Whoever confirmed it corrects; who asked as well may say so, less loudly.
    let look = if line.is_open() { confirm_look } else { Look::Plain };
    let confirm = may(Action::ConfirmDelivery).then(|| {
        view! {
            <ButtonLink href=address::confirm_gift(id, None) look sign=Sign::Chat>
                {say!(l, gift.confirm_act)}
            </ButtonLink>
        }
    });
    let cancel = may(Action::CancelDelivery).then(|| {
        view! {
            <Button look=Look::Refuse press=opens(Panel::Cancelled)>
                {say!(l, gift.cancel)}
            </Button>
        }
    });
    let (first, second) =
        if mine { (given.into_any(), confirm.into_any()) } else { (confirm.into_any(), given.into_any()) };
    view! {
        {first}
        {second}
        {cancel}
    }
}
