//! The numbers in force, what is proposed, and what was changed. Source: ROL-09

use domain::form::Section;
use domain::policy::PolicyForm;
use leptos::prelude::*;

use crate::form::RecordFacts;
use crate::kit::Tone;
use crate::kit::bar::{Back, Bar};
use crate::kit::button::{ButtonLink, Look};
use crate::kit::card::Card;
use crate::kit::group::Group;
use crate::kit::icon::Sign;
use crate::kit::list::{List, Mark, Row, each};
use crate::kit::tag::Tag;
use crate::live::{AskedFor, Live, Numbers, RequestLine, VersionLine};
use crate::pages::address;
use crate::pages::paper::PrintButton;
use crate::pages::progress::state_tag;
use crate::pages::sources::sources;
use crate::pages::state::{Pill, SendingTag, titled};
use crate::words::{self, language, say};

/// The parts of the form, in its order.
const PARTS: [&str; 5] =
    ["policy-visits", "policy-requests", "policy-follow", "policy-gifts", "policy-notes"];

/// What counts now, what may count soon, what counted.
#[component]
pub fn Rules() -> impl IntoView {
    let l = language();
    titled(say!(l, policy.title));
    let live = Live::here();
    let numbers = live.numbers();
    let back = Back { href: address::ME.to_owned(), label: say!(l, common.back).to_owned() };
    let open = Memo::new(move |_| {
        let waits = |line: &&RequestLine| {
            line.of == AskedFor::Policy && matches!(line.state.as_str(), "submitted" | "returned")
        };
        live.requests.with(|all| all.iter().filter(waits).cloned().collect::<Vec<_>>())
    });
    let versions = Memo::new(move |_| numbers.with(|numbers| numbers.versions.clone()));
    let some_open = Memo::new(move |_| open.with(|open| !open.is_empty()));
    let some_versions = Memo::new(move |_| versions.with(|versions| !versions.is_empty()));
    view! {
        <Bar title=say!(l, policy.title) back>
            <Pill />
        </Bar>
        <main>
            <div class="page stack stack--wide">
                <p class="read">{say!(l, policy.note)}</p>
                <div class="line">
                    {move || {
                        live.proposes
                            .get()
                            .then(|| {
                                view! {
                                    <ButtonLink href=address::NEW_POLICY sign=Sign::Pen look=Look::Main>
                                        {say!(l, policy.propose)}
                                    </ButtonLink>
                                }
                            })
                    }} <PrintButton />
                </div>
                {move || {
                    some_open
                        .get()
                        .then(|| {
                            view! {
                                <section>
                                    <Group title=say!(l, policy.open) />
                                    <List card=true>{each(move || open.get(), proposal)}</List>
                                </section>
                            }
                        })
                }}
                {move || numbers.with(cards)}
                {move || {
                    if some_versions.get() {
                        view! {
                            <section>
                                <Group title=say!(l, policy.versions) />
                                <List card=true>{each(move || versions.get(), version)}</List>
                            </section>
                        }
                            .into_any()
                    } else {
                        view! { <p class="soft read">{say!(l, policy.first)}</p> }.into_any()
                    }
                }}
            </div>
        </main>
    }
}

/// The numbers, part by part.
fn cards(numbers: &Numbers) -> impl IntoView + use<> {
    let l = language();
    let sources = sources();
    PARTS
        .map(|part| {
            let draft = numbers.now.clone();
            view! {
                <Card title=words::part(l, part)>
                    <RecordFacts fields=PolicyForm::numbers() section=Section::Part(part) draft sources />
                </Card>
            }
        })
        .into_iter()
        .collect_view()
}

fn proposal(line: RequestLine) -> AnyView {
    let l = language();
    let href = address::policy_change(line.id);
    let (title, by, sending) = (line.why.clone(), line.by.clone(), line.sending);
    let state = state_tag(&line.state);
    let lines = move || {
        let meta = [by.clone(), words::when(l, line.at, Live::here().now.get())].join(say!(l, common.dot));
        view! {
            <p class="row__meta">{meta}</p>
            <SendingTag sending />
        }
    };
    view! {
        <Row mark=Mark::Sign(Sign::Doc) title href lines>
            {state}
        </Row>
    }
    .into_any()
}

fn version(line: VersionLine) -> AnyView {
    let l = language();
    let VersionLine { id, n, from, begun, reason } = line;
    let title = say!(l, policy.version, n = n, day = from);
    let (tone, text) =
        if begun { (Tone::Done, say!(l, policy.in_force)) } else { (Tone::Accent, say!(l, policy.to_come)) };
    let lines = move || view! { <p class="row__words">{reason.clone()}</p> };
    view! {
        <Row mark=Mark::Sign(Sign::Doc) title href=address::policy_change(id) lines>
            <Tag tone text />
        </Row>
    }
    .into_any()
}
