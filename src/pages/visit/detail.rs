//! One visit to read.

use domain::form::{Draft, Form as _, Section};
use domain::visit::{VisitForm, keys, steps};
use leptos::prelude::*;
use leptos_router::hooks::use_location;

use crate::form::RecordFacts;
use crate::kit::bar::{Back, Bar};
use crate::kit::bone::Bones;
use crate::kit::button::ButtonLink;
use crate::kit::card::Card;
use crate::kit::icon::Sign;
use crate::kit::tag::Tag;
use crate::live::{Live, Loaded, VisitDetail};
use crate::pages::absent::absent;
use crate::pages::address;
use crate::pages::journey::Way;
use crate::pages::sources::sources;
use crate::pages::state::{Pill, titled};
use crate::words::{self, language, say};

/// The visit that the address names.
#[component]
pub fn Visit() -> impl IntoView {
    let l = language();
    titled(say!(l, visit.title));
    let path = use_location().pathname;
    let id = Memo::new(move |_| path.with(|path| address::visit_in(path)).unwrap_or_default());
    let found = Live::here().visit(move || id.get());
    // Where it leads back to is the customer's page.
    let of = Memo::new(move |_| match found.get() {
        Loaded::Ready(visit) => address::customer(visit.customer),
        Loaded::Waiting | Loaded::Missing => address::CUSTOMERS.to_owned(),
    });
    view! {
        {move || {
            let back = Back { href: of.get(), label: say!(l, visit.to_customer).to_owned() };
            view! {
                <Bar title=say!(l, visit.title) back>
                    <Pill />
                </Bar>
            }
        }}
        <main>
            {move || match found.get() {
                Loaded::Waiting => view! { <Bones /> }.into_any(),
                Loaded::Ready(visit) => view! { <Record visit /> }.into_any(),
                Loaded::Missing => missing(id.get()),
            }}
        </main>
    }
}

/// No visit of that id.
pub(super) fn missing(id: String) -> AnyView {
    let l = language();
    let list = (address::CUSTOMERS, say!(l, customer.to_list));
    absent(id, say!(l, visit.missing), say!(l, visit.missing_note), list)
}

#[component]
fn Record(visit: VisitDetail) -> impl IntoView {
    let l = language();
    let VisitDetail { line, customer, name, by, report, minutes, journey } = visit;
    titled(&name);
    let mend = if journey.mend.is_some() { say!(l, sync.mend) } else { say!(l, visit.correct) };
    let correct =
        (report.is_some() || journey.mend.is_some()).then(|| address::correct_visit(line.id, journey.mend));
    let at = words::when(l, line.at, Live::here().now.get_untracked());
    let took = minutes.map(|n| say!(l, visit.minutes, n = n));
    let head: Vec<_> =
        [Some(at), took, Some(by)].into_iter().flatten().filter(|part| !part.is_empty()).collect();
    view! {
        <div class="page page--wide stack stack--wide">
            <header class="stack">
                <div class="stack stack--tight">
                    <h2 class="heading">
                        <a href=address::customer(customer)>{name}</a>
                    </h2>
                    <p class="line">
                        <Tag text=words::visit_state(l, &line.state) />
                        <Tag text=words::choice(l, keys::WAY, &line.way) />
                        <Tag text=words::choice(l, keys::PURPOSE, &line.purpose) />
                        <span class="soft">{head.join(say!(l, common.dot))}</span>
                    </p>
                </div>
                <div class="line">
                    {correct
                        .map(|href| {
                            view! {
                                <ButtonLink href sign=Sign::Pen>
                                    {mend}
                                </ButtonLink>
                            }
                        })}
                </div>
            </header>
            <div class="beside">
                <div class="stack">{report.map(|report| cards(&report))}</div>
                <div class="stack">
                    <Card title=say!(l, complaint.journey)>
                        <Way journey />
                    </Card>
                </div>
            </div>
        </div>
    }
}

/// What stands in the head of the page.
const ABOVE: &[&str] = &[keys::WAY, keys::PURPOSE];

/// The report, step by step.
fn cards(report: &Draft) -> impl IntoView + use<> {
    let l = language();
    let sources = sources();
    [steps::OUTCOME, steps::CUSTOMER, steps::MARKET, steps::OPENING]
        .into_iter()
        .filter(|step| {
            VisitForm::FIELDS.iter().any(|field| {
                field.section == Section::Part(step)
                    && !ABOVE.contains(&field.key)
                    && !report.get(field.key).is_empty()
            })
        })
        .map(|step| {
            let draft = report.clone();
            view! {
                <Card title=words::part(l, step)>
                    <RecordFacts
                        fields=VisitForm::FIELDS
                        section=Section::Part(step)
                        draft
                        without=ABOVE
                        sources
                    />
                </Card>
            }
        })
        .collect_view()
}
