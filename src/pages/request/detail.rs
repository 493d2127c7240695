//! One visit request to read, and to decide on. Source: REQ-03, REQ-07

use domain::access::Action;
use domain::approval::Verdict;
use domain::form::Form as _;
use domain::request::{Complete, RequestCommand, RequestForm, keys};
use domain::{Command, RecordId};
use leptos::prelude::*;

use super::outcome::{Feedback, Visits};
use crate::form::RecordFacts;
use crate::kit::actions::Actions;
use crate::kit::bar::{Back, Bar};
use crate::kit::bone::Bones;
use crate::kit::button::{Button, ButtonLink, Look};
use crate::kit::card::Card;
use crate::kit::empty::Empty;
use crate::kit::facts::{Fact, Facts};
use crate::kit::icon::Sign;
use crate::kit::paper::{PaperHead, PaperSigns};
use crate::live::{AskedFor, Live, Loaded, RequestDetail, VisitLine};
use crate::pages::absent::absent;
use crate::pages::acts::{Ask, Opens, Sheets, decide};
use crate::pages::address;
use crate::pages::deed::{Deed, doer};
use crate::pages::journey;
use crate::pages::paper::PrintButton;
use crate::pages::progress::{Progress, state_tag};
use crate::pages::sources::sources;
use crate::pages::state::{Pill, titled};
use crate::words::{self, language, say};

/// Beside the list while none is chosen.
#[component]
pub fn Choose() -> impl IntoView {
    let l = language();
    view! { <Empty sign=Sign::Stamp title=say!(l, approval.choose) text=say!(l, approval.choose_note) /> }
}

/// No request of that id.
pub(super) fn missing(id: String) -> AnyView {
    let l = language();
    let list = (address::APPROVALS, say!(l, approval.to_list));
    absent(id, say!(l, request.missing), say!(l, request.missing_note), list)
}

/// The one with that id.
#[component]
pub fn Detail(id: String) -> impl IntoView {
    let l = language();
    let sought = id.clone();
    let found = Live::here().request(move || sought.clone());
    let back = Back { href: address::APPROVALS.to_owned(), label: say!(l, common.back).to_owned() };
    // What is open stays open, and what is typed there stays, while the request is drawn anew.
    let open = RwSignal::new(None);
    let step = Signal::derive(move || match found.get() {
        Loaded::Ready(request) => request.waits_for.map_or(0, |(step, _)| step),
        Loaded::Waiting | Loaded::Missing => 0,
    });
    let sheets = id.parse::<RecordId>().ok().map(|id| view! { <Sheets id of=AskedFor::Visits step open /> });
    view! {
        <Bar title=say!(l, request.title) back pane=true>
            <Pill />
        </Bar>
        {move || match Live::drawn(found) {
            Loaded::Waiting => view! { <Bones /> }.into_any(),
            Loaded::Ready(request) => view! { <Record request open /> }.into_any(),
            Loaded::Missing => missing(id.clone()),
        }}
        {sheets}
    }
}

#[component]
fn Record(request: RequestDetail, open: RwSignal<Option<Ask>>) -> impl IntoView {
    let l = language();
    let line = request.line.clone();
    titled(&line.customer);
    let now = Live::told_from();
    let asked = say!(l, request.asked, name = &line.by, time = words::when(l, line.at, now));
    let (customer, journey, visits) = (request.customer, request.journey.clone(), request.visits.clone());
    let next = request.next.clone();
    let feedback = view! { <Feedback request=request.clone() open /> };
    let bar = next
        .iter()
        .any(|action| *action != Action::GiveFeedback)
        .then(|| view! { <Acts request=request.clone() open /> });
    let copies =
        (!next.contains(&Action::Decide)).then(|| view! { <Opens ask=Ask::Copy open look=Look::Quiet /> });
    // What else was refused has nothing to write anew.
    let mend = journey.mend.filter(|_| line.mine && line.state == "returned").map(|refused| {
        view! {
            <ButtonLink href=address::correct_request(line.id, Some(refused)) sign=Sign::Pen>
                {say!(l, sync.mend)}
            </ButtonLink>
        }
    });
    let to_whom = request.waits_for.as_ref().map(|(_, name)| name.clone());
    let signs = vec![say!(l, request.sign_asked), say!(l, request.sign_decides), say!(l, common.sign_date)];
    view! {
        <div class="page page--wide stack stack--wide">
            <PaperHead title=say!(l, request.paper) day=words::day(l, line.at) />
            <header class="stack">
                <div class="stack stack--tight">
                    <h2 class="heading">
                        <a href=address::customer(customer)>{line.customer.clone()}</a>
                    </h2>
                    <p class="line">{state_tag(&line.state)} <span class="soft">{asked}</span></p>
                </div>
                <div class="line">{mend} {copies} <PrintButton /></div>
            </header>
            <div class="beside">
                <div class="stack">
                    <Terms request=request.clone() />
                    <Card title=say!(l, approval.progress)>
                        <Progress of=request.line to_whom log=request.log instead_of=request.instead_of />
                    </Card>
                    {feedback} <Visits visits />
                    <PaperSigns signs />
                </div>
                <div class="stack off-paper">
                    <Whom customer />
                    <Card title=say!(l, complaint.journey)>
                        <journey::Way journey />
                    </Card>
                </div>
            </div>
        </div>
        {bar}
    }
}

/// What can be done, near the thumb.
#[component]
fn Acts(request: RequestDetail, open: RwSignal<Option<Ask>>) -> impl IntoView {
    let l = language();
    let does = doer();
    let RequestDetail { line, waits_for, next, .. } = request;
    let id = line.id;
    let run = move |command: RequestCommand, said: &str, then: Option<String>| {
        does.run(Deed {
            id,
            command: Command::Request(command),
            also: Vec::new(),
            draft: None,
            said: Some(said.to_owned()),
            then,
            undone: Some(address::request(id)),
            failed: None,
        });
    };
    let approve = Callback::new(move |()| {
        let Some((step, _)) = waits_for else { return };
        run(
            RequestCommand::Decide(decide(step, Verdict::Approve, String::new())),
            say!(l, approval.said_approve),
            Some(address::APPROVALS.to_owned()),
        );
    });
    let complete = Callback::new(move |()| {
        run(RequestCommand::Complete(Complete {}), say!(l, request.said_complete), None);
    });
    let may = |action: Action| next.contains(&action);
    if may(Action::Decide) {
        let second = move || {
            view! {
                <Opens ask=Ask::Return open look=Look::Quiet />
                <Opens ask=Ask::HandOn open look=Look::Quiet />
                <Opens ask=Ask::Copy open look=Look::Quiet />
            }
        };
        return view! {
            <Actions second>
                <Opens ask=Ask::Refuse open look=Look::Refuse />
                <Button look=Look::Main press=approve>
                    {say!(l, approval.approve)}
                </Button>
            </Actions>
        }
        .into_any();
    }
    let withdraw = may(Action::Withdraw).then(|| view! { <Opens ask=Ask::Withdraw open /> });
    let cancel =
        may(Action::CancelRequest).then(|| view! { <Opens ask=Ask::Cancel open look=Look::Refuse /> });
    let done = may(Action::CompleteRequest).then(|| {
        view! { <Button press=complete>{say!(l, request.complete)}</Button> }
    });
    let again = may(Action::ResubmitRequest).then(|| {
        view! {
            <ButtonLink href=address::correct_request(id, None) look=Look::Main>
                {say!(l, request.again_save)}
            </ButtonLink>
        }
    });
    view! { <Actions>{withdraw} {cancel} {done} {again}</Actions> }.into_any()
}

/// What the page says by itself.
const ABOVE: &[&str] = &[
    keys::WHY,
    keys::PURPOSE,
    keys::FIRST,
    keys::EVERY,
    keys::UNTIL,
    keys::GOES,
    keys::ALONG,
    keys::TRANSPORT,
    keys::LINES,
];

#[component]
fn Terms(request: RequestDetail) -> impl IntoView {
    let l = language();
    let RequestDetail { terms, first, times, goers, .. } = request;
    let now = Live::told_from();
    let word = |key: &'static str| words::choice(l, key, terms.get(key));
    let often = match terms.get(keys::UNTIL) {
        _ if terms.get(keys::EVERY) == "once" => word(keys::EVERY),
        until => say!(l, request.times, every = word(keys::EVERY), until = until, n = times),
    };
    let purpose = word(keys::PURPOSE);
    let along = terms.get(keys::ALONG).to_owned();
    let who = goers.into_iter().chain((!along.is_empty()).then_some(along));
    let who = who.collect::<Vec<_>>().join(say!(l, form.between));
    let transport = if terms.get(keys::TRANSPORT).is_empty() {
        say!(l, request.transport_no)
    } else {
        say!(l, request.transport_yes)
    };
    let lines = terms.many(keys::LINES).into_iter().map(|row| {
        let get = |key| terms.get(&domain::form::rows::key(keys::LINES, &row, key)).to_owned();
        let (asks, answer) = (get(keys::ASKS), words::choice(l, keys::ANSWER, &get(keys::ANSWER)));
        let options = get(keys::OPTIONS).replace(',', say!(l, form.between));
        let said = [asks, answer, options].into_iter().filter(|text| !text.is_empty());
        view! { <li>{said.collect::<Vec<_>>().join(say!(l, common.dot))}</li> }
    });
    let lines = lines.collect_view();
    let some = !lines.is_empty();
    let why = terms.get(keys::WHY).to_owned();
    view! {
        <Card title=say!(l, request.terms)>
            <Facts>
                <Fact name=words::label(l, keys::WHY)>
                    <span class="facts__text">{why}</span>
                </Fact>
                <Fact name=words::label(l, keys::PURPOSE)>{purpose}</Fact>
                <Fact name=words::label(l, keys::FIRST)>{words::ahead(l, first, now)}</Fact>
                <Fact name=words::label(l, keys::EVERY)>{often}</Fact>
                <Fact name=words::label(l, keys::GOES)>{who}</Fact>
                <Fact name=words::label(l, keys::TRANSPORT)>{transport}</Fact>
            </Facts>
        </Card>
        <Card title=say!(l, request.rest)>
            <RecordFacts fields=RequestForm::FIELDS draft=terms without=ABOVE sources=sources() />
            {some
                .then(|| {
                    view! {
                        <h4>{words::label(l, keys::LINES)}</h4>
                        <ul class="points">{lines}</ul>
                    }
                })}
        </Card>
    }
}

/// What somebody who decides wants to know of the customer.
#[component]
fn Whom(customer: RecordId) -> impl IntoView {
    let l = language();
    let now = Live::here().now;
    let found = Live::here().customer(move || customer.to_string());
    move || {
        let Loaded::Ready(file) = found.get() else { return ().into_any() };
        let made = |visit: &&VisitLine| visit.state == "finished";
        let last = file.visits.iter().find(made).map_or_else(
            || say!(l, request.no_visit).to_owned(),
            |visit| {
                let way = words::choice(l, domain::visit::keys::WAY, &visit.way);
                let said = [words::when(l, visit.at, now.get()), way, visit.result.clone()];
                said.into_iter()
                    .filter(|text| !text.is_empty())
                    .collect::<Vec<_>>()
                    .join(say!(l, form.between))
            },
        );
        let here = |visit: &&VisitLine| made(visit) && visit.way == "on_site";
        let on_site = file.visits.iter().filter(here).count();
        let open = file.complaints.first().map_or_else(
            || say!(l, request.no_complaint).to_owned(),
            |one| say!(l, request.complaints, n = file.complaints.len(), words = &one.words),
        );
        view! {
            <Card title=say!(l, request.whom)>
                <Facts>
                    <Fact name=say!(l, request.last_visit)>{last}</Fact>
                    <Fact name=say!(l, request.on_site)>{say!(l, request.n_times, n = on_site)}</Fact>
                    <Fact name=say!(l, request.open_complaints)>{open}</Fact>
                </Facts>
                <ButtonLink href=address::customer(customer) look=Look::Quiet>
                    {say!(l, request.whole)}
                </ButtonLink>
            </Card>
        }
        .into_any()
    }
}
