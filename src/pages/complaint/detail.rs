//! One complaint to read.

use domain::complaint::{NoteForm, answer_keys};
use domain::form::Form;
use leptos::prelude::*;

use crate::form::RecordFacts;
use crate::kit::Tone;
use crate::kit::bar::{Back, Bar};
use crate::kit::bone::Bones;
use crate::kit::button::{Button, ButtonLink, Look};
use crate::kit::card::Card;
use crate::kit::empty::Empty;
use crate::kit::icon::Sign;
use crate::kit::paper::{PaperHead, PaperSigns};
use crate::kit::tag::Tag;
use crate::kit::timeline::{Step, Timeline};
use crate::live::{AnswerLine, ComplaintDetail, Live, Loaded};
use crate::pages::absent::absent;
use crate::pages::address;
use crate::pages::complaints::takes_over;
use crate::pages::journey::Way;
use crate::pages::paper::PrintButton;
use crate::pages::sources::sources;
use crate::pages::state::{Answer, Pill, titled};
use crate::pages::whom::waits;
use crate::words::{self, language, say};

/// Beside the list while none is chosen.
#[component]
pub(super) fn Choose() -> impl IntoView {
    let l = language();
    view! { <Empty sign=Sign::Complaint title=say!(l, complaint.choose) text=say!(l, complaint.choose_note) /> }
}

/// The one with that id.
#[component]
pub(super) fn Detail(id: String) -> impl IntoView {
    let l = language();
    let sought = id.clone();
    let found = Live::here().complaint(move || sought.clone());
    let back = Back { href: address::COMPLAINTS.to_owned(), label: say!(l, common.back).to_owned() };
    view! {
        <Bar title=say!(l, complaint.title) back pane=true>
            <Pill />
        </Bar>
        {move || match Live::drawn(found) {
            Loaded::Waiting => view! { <Bones /> }.into_any(),
            Loaded::Ready(complaint) => view! { <Record complaint /> }.into_any(),
            Loaded::Missing => missing(id.clone()),
        }}
    }
}

/// No note of that id.
pub(super) fn missing(id: String) -> AnyView {
    let l = language();
    let list = (address::COMPLAINTS, say!(l, complaint.to_list));
    absent(id, say!(l, complaint.missing), say!(l, complaint.missing_note), list)
}

#[component]
fn Record(complaint: ComplaintDetail) -> impl IntoView {
    let l = language();
    let ComplaintDetail { line, note, numbered, customer, accepted, answers, phone, journey } = complaint;
    titled(&line.customer);
    let lost = journey.refused.is_some();
    let correct = address::correct_complaint(line.id, journey.mend);
    let mend = if lost { say!(l, sync.mend) } else { say!(l, complaint.correct) };
    let severity = (line.severity != "normal").then(|| {
        let tone = if line.severity == "crisis" { Tone::Wrong } else { Tone::Late };
        let text = words::choice(l, "complaint-severity", &line.severity);
        view! { <Tag sign=Sign::Alert tone text /> }
    });
    let sign = if line.state == "registered" { Sign::Clock } else { Sign::Me };
    let signs =
        vec![say!(l, complaint.sign_took), say!(l, complaint.sign_answers), say!(l, common.sign_date)];
    let name = line.customer.clone();
    let name = match customer {
        Some(id) => view! { <a href=address::customer(id)>{name}</a> }.into_any(),
        None => name.into_any(),
    };
    let press = takes_over(line.id);
    let open = line.state == "registered" && !lost;
    // Who took it over has one thing to do first; on a line that rings, the note of it waits for whoever comes back.
    let waits_for_me = line.mine && line.due.is_some() && !lost;
    let call = if waits_for_me && phone.is_some() { Look::Main } else { Look::Plain };
    let note_it = if waits_for_me && phone.is_none() { Look::Main } else { Look::Plain };
    let answer_at = address::answer_complaint(line.id);
    let dialled = waits(answer_at.clone());
    let accept = move || {
        let may = open && Live::here().answers.get();
        may.then(|| {
            view! {
                <Button look=Look::Main sign=Sign::Tick press>
                    {say!(l, complaint.accept)}
                </Button>
            }
        })
    };
    let taken = words::when(l, line.taken_at, Live::told_from());
    view! {
        <div class="page stack stack--wide">
            <PaperHead title=say!(l, complaint.paper) day=words::day(l, line.taken_at) />
            <header class="stack">
                <div class="stack stack--tight">
                    <h2 class="heading">{name}</h2>
                    <p class="line">
                        <Tag sign text=words::complaint_state(l, &line.state) />
                        {severity}
                        <span class="soft">
                            {line.number.clone()} {say!(l, common.dot)} <time>{taken}</time>
                        </span>
                    </p>
                </div>
                {line
                    .due
                    .map(|due| {
                        view! {
                            <p class="line off-paper">
                                <span class="soft">{say!(l, complaint.answer_due)}</span>
                                <Answer due />
                            </p>
                        }
                    })}
                {accepted
                    .map(|(name, at)| {
                        let time = words::when(l, at, Live::told_from());
                        view! { <p class="soft">{say!(l, complaint.accepted_by, name = name, time = time)}</p> }
                    })}
                <div class="line">
                    {accept}
                    {phone
                        .map(|phone| {
                            view! {
                                <ButtonLink href=format!("tel:{phone}") look=call sign=Sign::Phone press=dialled>
                                    {say!(l, complaint.call)}
                                </ButtonLink>
                            }
                        })}
                    {(!lost)
                        .then(|| {
                            view! {
                                <ButtonLink href=answer_at look=note_it sign=Sign::Chat>
                                    {say!(l, complaint.answer)}
                                </ButtonLink>
                            }
                        })} <ButtonLink href=correct sign=Sign::Pen>
                        {mend}
                    </ButtonLink>
                    <PrintButton />
                </div>
            </header>
            <div class="beside">
                <div class="stack">
                    {(!answers.is_empty()).then(|| view! { <Answers answers /> })}
                    <Card title=say!(l, complaint.facts)>
                        <RecordFacts
                            fields=NoteForm::FIELDS
                            draft=note
                            without=&["complaint-customer"]
                            sources=sources()
                        />
                    </Card>
                </div>
                <div class="stack off-paper">
                    <Card title=say!(l, complaint.journey)>
                        <Way journey />
                        {(!numbered && !lost)
                            .then(|| view! { <p class="soft read">{say!(l, complaint.number_waits)}</p> })}
                    </Card>
                </div>
            </div>
            <PaperSigns signs />
        </div>
    }
}

/// What the customer was told, the latest first.
#[component]
fn Answers(answers: Vec<AnswerLine>) -> impl IntoView {
    let l = language();
    let step = move |AnswerLine { told, when, by }: AnswerLine| {
        let dot = say!(l, common.dot);
        let title = told.get(answer_keys::WORDS).to_owned();
        let channel = words::choice(l, answer_keys::CHANNEL, told.get(answer_keys::CHANNEL));
        let time = [by, channel, words::when(l, when, Live::told_from())].join(dot);
        let reply = told.get(answer_keys::REPLY);
        let text = if reply.is_empty() { String::new() } else { say!(l, complaint.replied, words = reply) };
        view! { <Step sign=Sign::Chat title time text /> }
    };
    view! {
        <Card title=say!(l, complaint.answers)>
            <Timeline>{answers.into_iter().map(step).collect_view()}</Timeline>
        </Card>
    }
}
