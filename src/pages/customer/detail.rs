//! One customer to read: whom to call, what is open, everything that is known. Source: CUS-10

use domain::Command;
use domain::customer::{Ordered, ProfileForm, keys, parts};
use domain::follow::Why;
use domain::form::{Draft, Form, Section};
use domain::values::{Moment, day_text};
use leptos::prelude::*;

use super::contacts::Contacts;
use super::gifts::Gifts;
use super::timeline::{Entry, Timeline};
use crate::form::RecordFacts;
use crate::kit::Tone;
use crate::kit::bar::{Back, Bar};
use crate::kit::bone::Bones;
use crate::kit::button::{Button, ButtonLink, Look};
use crate::kit::card::Card;
use crate::kit::facts::{Fact, Facts};
use crate::kit::group::Group;
use crate::kit::icon::Sign;
use crate::kit::list::List;
use crate::kit::tag::Tag;
use crate::live::{ComplaintLine, ContactLine, CustomerDetail, GiftLine, Live, Loaded};
use crate::pages::absent::absent;
use crate::pages::address;
use crate::pages::contact::contact;
use crate::pages::deed::{Deed, doer};
use crate::pages::sources::sources;
use crate::pages::split::opened;
use crate::pages::state::{Pill, SendingTag, titled};
use crate::pages::whom::{Call, Open};
use crate::shell::clock;
use crate::words::{self, language, say};

/// The one that the address names, in the pane beside the list: drawn anew for each.
#[component]
pub fn Customer() -> impl IntoView {
    let l = language();
    let id = opened(address::customer_in).get_untracked().unwrap_or_default();
    let sought = id.clone();
    let found = Live::here().customer(move || sought.clone());
    let back = Back { href: address::CUSTOMERS.to_owned(), label: say!(l, common.back).to_owned() };
    view! {
        <Bar title=say!(l, customer.title) back pane=true>
            <Pill />
        </Bar>
        {move || match found.get() {
            Loaded::Waiting => view! { <Bones /> }.into_any(),
            Loaded::Ready(customer) => view! { <File customer /> }.into_any(),
            Loaded::Missing => missing(id.clone()),
        }}
    }
}

/// No file of that id.
pub(super) fn missing(id: String) -> AnyView {
    let l = language();
    let list = (address::CUSTOMERS, say!(l, customer.to_list));
    absent(id, say!(l, customer.missing), say!(l, customer.missing_note), list)
}

#[component]
fn File(customer: CustomerDetail) -> impl IntoView {
    let l = language();
    let CustomerDetail {
        id,
        number,
        profile,
        contacts,
        call,
        owner,
        salesperson,
        since,
        contact: to_contact,
        complaints,
        visits,
        requests,
        gifts,
        sending,
        journey,
        ..
    } = customer;
    let to_contact = to_contact.map(|due| view! { <ToContact due /> });
    // What is still to be done stands above, so it is not told a second time in what happened.
    let (open, done): (Vec<_>, Vec<_>) = gifts.into_iter().partition(GiftLine::is_open);
    let (complaints, settled): (Vec<_>, Vec<_>) = complaints.into_iter().partition(ComplaintLine::is_open);
    let entries = settled.into_iter().map(Entry::Complaint);
    let entries = entries.chain(visits.into_iter().map(Entry::Visit));
    let entries = entries.chain(requests.into_iter().map(Entry::Request));
    let entries: Vec<_> = entries.chain(done.into_iter().map(Entry::Gift)).collect();
    let nothing = complaints.is_empty() && open.is_empty() && entries.is_empty() && contacts.is_empty();
    let some = to_contact.is_some() || !nothing;
    let name = profile.get(keys::NAME).to_owned();
    titled(&name);
    let since = words::day(l, since);
    let mend = if journey.mend.is_some() { say!(l, sync.mend) } else { say!(l, customer.correct) };
    let plans = Live::here().plans.get_untracked().then(|| {
        view! {
            <ButtonLink href=address::plan_visit(id) sign=Sign::Calendar>
                {say!(l, visit.plan)}
            </ButtonLink>
        }
    });
    let asks = Live::here().plans.get_untracked().then(|| {
        view! {
            <ButtonLink href=address::request_for(id) sign=Sign::Doc>
                {say!(l, request.title)}
            </ButtonLink>
        }
    });
    let lists = Live::here().plans.get_untracked().then(|| {
        view! {
            <ButtonLink href=address::gift_for(id) sign=Sign::Gift>
                {say!(l, gift.list)}
            </ButtonLink>
        }
    });
    let call = call.map(|number| view! { <Call number look=Look::Main then=address::visit_to(id) /> });
    view! {
        <div class="page stack stack--wide">
            <header class="stack">
                <div class="stack stack--tight">
                    <h2 class="heading">{name}</h2>
                    <p class="line">
                        {tags(&profile)} <SendingTag sending />
                        <span class="soft">
                            {say!(l, customer.number, number = number)} {say!(l, common.dot)}
                            {say!(l, customer.since, day = since)}
                        </span>
                    </p>
                </div>
                <div class="line">
                    {call} <ButtonLink href=address::visit_to(id) sign=Sign::Chat>
                        {say!(l, visit.record)}
                    </ButtonLink>
                    {plans} {asks} {lists} <ButtonLink href=address::complaint_of(id) sign=Sign::Complaint>
                        {say!(l, customer.complain)}
                    </ButtonLink>
                    <ButtonLink href=address::correct_customer(id, journey.mend) sign=Sign::Pen>
                        {mend}
                    </ButtonLink>
                </div>
            </header>
            <div class="beside">
                {some
                    .then(|| {
                        view! {
                            <div class="stack">
                                {to_contact}
                                <Open complaints />
                                <Gifts gifts=open />
                                <Timeline entries />
                                <Contacts profile=profile.clone() ids=contacts />
                            </div>
                        }
                    })}
                <div class="stack">
                    <Whole profile owner salesperson />
                </div>
            </div>
        </div>
    }
}

/// What the rules ask to be done; that they ordered after all ends a lapse with one tap. Source: FOL-01, FOL-02, FOL-04
#[component]
fn ToContact(due: (Moment, ContactLine)) -> impl IntoView {
    let l = language();
    let (due, line) = due;
    let id = line.customer;
    let does = doer();
    let press = Callback::new(move |()| {
        let Some(today) = clock::now().date() else { return };
        does.run(Deed {
            id,
            command: Command::Customer(Ordered { on: day_text(today) }.into()),
            also: Vec::new(),
            draft: None,
            said: Some(say!(l, today.said_ordered).to_owned()),
            then: None,
            undone: None,
            failed: None,
        });
    });
    let ordered = matches!(line.why, Why::Lapse { .. } | Why::LongLapse { .. }).then(|| {
        view! {
            <Button look=Look::Quiet press>
                {say!(l, today.ordered)}
            </Button>
        }
    });
    view! {
        <section>
            <Group title=say!(l, today.to_do)>{ordered}</Group>
            <List card=true>{contact(due, line, false)}</List>
        </section>
    }
}

/// Stage, tier and what is out of the ordinary.
fn tags(profile: &Draft) -> impl IntoView + use<> {
    let l = language();
    let chosen = |key: &'static str| {
        Some(profile.get(key)).filter(|code| !code.is_empty()).map(|code| words::choice(l, key, code))
    };
    let plain =
        [chosen(keys::STAGE), chosen(keys::TIER)].into_iter().flatten().map(|text| view! { <Tag text /> });
    let vip = (!profile.get(keys::VIP).is_empty())
        .then(|| view! { <Tag sign=Sign::Star text=say!(l, customer.vip) /> });
    let debt = (!profile.get(keys::DEBT).is_empty())
        .then(|| view! { <Tag sign=Sign::Alert tone=Tone::Late text=say!(l, customer.debt) /> });
    view! {
        {plain.collect_view()}
        {vip}
        {debt}
    }
}

/// What is shown elsewhere on the page.
const ELSEWHERE: &[&str] = &[
    keys::NAME,
    keys::STAGE,
    keys::CONTACTS,
    keys::PROVINCE,
    keys::CITY,
    keys::DISTRICT,
    keys::STREET,
    keys::POINT,
];

/// Everything that is known, under its headings.
#[component]
fn Whole(profile: Draft, owner: String, salesperson: String) -> impl IntoView {
    let l = language();
    let sources = sources();
    let card = |heading: &'static str, section: Section| {
        let has = ProfileForm::FIELDS.iter().any(|field| {
            field.section == section && !ELSEWHERE.contains(&field.key) && !profile.get(field.key).is_empty()
        });
        has.then(|| {
            let profile = profile.clone();
            view! {
                <Card title=words::part(l, heading)>
                    <RecordFacts fields=ProfileForm::FIELDS section=section draft=profile without=ELSEWHERE sources />
                </Card>
            }
        })
    };
    let care = [(say!(l, customer.owner), owner), (say!(l, customer.salesperson), salesperson)];
    let care = care.into_iter().filter(|(_, name)| !name.is_empty());
    view! {
        {address_card(&profile)}
        <Card title=say!(l, customer.care)>
            <Facts>{care.map(|(name, who)| view! { <Fact name>{who}</Fact> }).collect_view()}</Facts>
        </Card>
        {card("customer-part-main", Section::Main)}
        {[parts::ADDRESS, parts::REST, parts::STANDING, parts::DEALINGS, parts::INVOICE, parts::BACKGROUND]
            .map(|part| card(part, Section::Part(part)))
            .into_iter()
            .collect_view()}
    }
}

/// Where to go, with the way to a map.
fn address_card(profile: &Draft) -> Option<impl IntoView + use<>> {
    let l = language();
    let address = domain::customer::address(profile);
    let point = profile.get(keys::POINT).to_owned();
    (!address.is_empty() || !point.is_empty()).then(|| {
        let href = address::map(&point, &address, profile.get(keys::NAME));
        view! {
            <Card title=say!(l, customer.visit_at)>
                <p class="line line--apart">
                    <span class="read">{address}</span>
                    <ButtonLink href=href look=Look::Quiet sign=Sign::Pin>
                        {say!(l, customer.map)}
                    </ButtonLink>
                </p>
            </Card>
        }
    })
}
