//! One visit to read.

use domain::access::Action;
use domain::form::{Draft, Form as _, Section};
use domain::visit::{VisitForm, Way, keys, steps};
use leptos::prelude::*;
use leptos_router::hooks::{use_location, use_query_map};

use super::log::Log;
use super::occasion::Occasion;
use super::panels::{Opens, Panel, Panels};
use crate::form::RecordFacts;
use crate::kit::bar::{Back, Bar};
use crate::kit::bone::Bones;
use crate::kit::button::{ButtonLink, Look};
use crate::kit::card::Card;
use crate::kit::icon::Sign;
use crate::kit::list::{List, Mark, Row};
use crate::kit::paper::{PaperHead, PaperSigns};
use crate::kit::tag::Tag;
use crate::kit::tool::Tool;
use crate::live::{Live, Loaded, VisitDetail, VisitLine};
use crate::pages::absent::absent;
use crate::pages::address;
use crate::pages::journey;
use crate::pages::paper::print;
use crate::pages::sources::sources;
use crate::pages::state::{Pill, titled};
use crate::pages::whom::waits;
use crate::words::{self, language, say};

/// The visit that the address names.
#[component]
pub fn Visit() -> impl IntoView {
    let l = language();
    titled(say!(l, visit.title));
    let path = use_location().pathname;
    let id = Memo::new(move |_| path.with(|path| address::visit_in(path)).unwrap_or_default());
    let found = Live::here().visit(move || id.get());
    let query = use_query_map();
    // What is open stays open while the visit is drawn anew.
    let panel = RwSignal::new(None);
    Effect::new(move || {
        if query.with(|query| query.get(address::AGAIN).is_some()) {
            panel.set(Some(Panel::PutOff));
        }
    });
    let of = Memo::new(move |_| match found.get() {
        Loaded::Ready(visit) => address::customer(visit.customer),
        Loaded::Waiting | Loaded::Missing => address::CUSTOMERS.to_owned(),
    });
    let reported =
        Memo::new(move |_| found.with(|found| matches!(found, Loaded::Ready(it) if it.report.is_some())));
    view! {
        {move || {
            let back = Back { href: of.get(), label: say!(l, common.back).to_owned() };
            view! {
                <Bar title=say!(l, visit.title) back>
                    <Pill />
                    {move || {
                        reported
                            .get()
                            .then(|| view! { <Tool sign=Sign::Print label=say!(l, common.print) press=Callback::new(print) /> })
                    }}
                </Bar>
            }
        }}
        <main>
            {move || match Live::drawn(found) {
                Loaded::Waiting => view! { <Bones /> }.into_any(),
                Loaded::Ready(visit) => view! { <Record visit panel /> }.into_any(),
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
fn Record(visit: VisitDetail, panel: RwSignal<Option<Panel>>) -> impl IntoView {
    let l = language();
    let occasion = Signal::stored(Occasion::of(&visit));
    let unapproved = occasion.with_untracked(|of| of.is_unapproved());
    let behind = if visit.approved { say!(l, request.state_approved) } else { say!(l, request.not_approved) };
    let VisitDetail {
        line,
        customer,
        by,
        planned,
        first,
        begun,
        next,
        log,
        report,
        minutes,
        journey,
        request,
        ..
    } = visit;
    titled(&line.customer);
    let now = Live::told_from();
    let mend = if journey.mend.is_some() { say!(l, sync.mend) } else { say!(l, visit.correct) };
    let correct =
        (report.is_some() || journey.mend.is_some()).then(|| address::correct_visit(line.id, journey.mend));
    let open = report.is_none();
    let at = match planned.filter(|_| open) {
        Some(planned) => words::ahead(l, planned, now),
        None => words::when(l, line.at, now),
    };
    let first = first.map(|first| say!(l, visit.first_planned, time = words::ahead(l, first, now)));
    let took = minutes.map(|n| say!(l, visit.minutes, n = n));
    // Who signed on the screen need not do so on paper.
    let unsigned = report.as_ref().is_some_and(|report| report.get(keys::SIGNATURE).is_empty());
    let signs = vec![say!(l, visit.sign_customer), say!(l, visit.sign_visitor), say!(l, common.sign_date)];
    let head: Vec<_> =
        [Some(at), first, took, Some(by)].into_iter().flatten().filter(|part| !part.is_empty()).collect();
    view! {
        <div class="page page--wide stack stack--wide">
            <PaperHead title=say!(l, visit.paper) day=words::day(l, line.at) />
            <header class="stack">
                <div class="stack stack--tight">
                    <h2 class="heading">
                        <a href=address::customer(customer)>{line.customer.clone()}</a>
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
                        })} <Ways line=line.clone() begun=begun.is_some() unapproved next=next.clone() panel />
                </div>
            </header>
            <Panels occasion open=panel />
            <div class="beside">
                <div class="stack">
                    {report.map(|report| cards(&report))} <div class="off-paper">
                        <Log log />
                    </div> {unsigned.then(|| view! { <PaperSigns signs /> })}
                </div>
                <div class="stack off-paper">
                    {request
                        .map(|request| {
                            view! {
                                <List card=true>
                                    <Row
                                        mark=Mark::Sign(Sign::Doc)
                                        title=say!(l, request.title)
                                        href=address::request(request)
                                        lines=move || view! { <p class="row__meta">{behind}</p> }
                                    />
                                </List>
                            }
                        })}
                    <Card title=say!(l, complaint.journey)>
                        <journey::Way journey />
                    </Card>
                </div>
            </div>
        </div>
    }
}

/// What may be done with it, the likeliest first.
#[component]
fn Ways(
    line: VisitLine,
    begun: bool,
    unapproved: bool,
    next: Vec<Action>,
    panel: RwSignal<Option<Panel>>,
) -> impl IntoView {
    let l = language();
    let may = |action| next.contains(&action);
    let href = address::report_visit(line.id);
    let words = match (begun, unapproved) {
        (true, _) => say!(l, visit.go_on),
        // The app starts no such visit; what happened is written down. Source: VIS-02
        (false, true) => say!(l, visit.begin_all_the_same),
        (false, false) => say!(l, visit.begin),
    };
    let calls = line.way == Way::Phone.code() && !begun;
    let call = line.phone.clone().filter(|_| calls && may(Action::BeginVisit)).map(|dial| {
        view! {
            <ButtonLink href=format!("tel:{dial}") look=Look::Main sign=Sign::Phone press=waits(href.clone())>
                {say!(l, visit.call)}
            </ButtonLink>
        }
    });
    let look = if call.is_some() { Look::Plain } else { Look::Main };
    let report = may(Action::FinishVisit).then(|| {
        view! {
            <ButtonLink href=href.clone() look sign=Sign::Chat>
                {words}
            </ButtonLink>
        }
    });
    let missed = may(Action::MissVisit)
        .then(|| view! { <Opens panel=Panel::Missed open=panel>{say!(l, visit.missed)}</Opens> });
    let put_off = may(Action::RescheduleVisit)
        .then(|| view! { <Opens panel=Panel::PutOff open=panel>{say!(l, visit.put_off)}</Opens> });
    let cancel = may(Action::CancelVisit).then(|| {
        view! {
            <Opens panel=Panel::CalledOff open=panel look=Look::Refuse>
                {say!(l, visit.cancel)}
            </Opens>
        }
    });
    view! {
        {call}
        {report}
        {missed}
        {put_off}
        {cancel}
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
