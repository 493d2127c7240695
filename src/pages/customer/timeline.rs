//! What happened with a customer, newest first: visits, requests, gifts and complaints in one line of time. Source: CUS-10

use std::cmp::Reverse;

use domain::values::Moment;
use domain::visit::keys;
use leptos::prelude::*;

use crate::kit::button::{Button, Look};
use crate::kit::group::Group;
use crate::kit::icon::Sign;
use crate::kit::list::{List, Mark, Row, each};
use crate::kit::tag::Tag;
use crate::live::{ComplaintLine, GiftLine, Live, RequestLine, Sending, VisitLine};
use crate::pages::address;
use crate::pages::gifts;
use crate::pages::state::SendingTag;
use crate::words::{self, language, say};

/// Something that happened.
#[derive(Clone, PartialEq, Eq, Hash, Debug)]
pub enum Entry {
    /// A visit, made or to come.
    Visit(VisitLine),
    /// Visits on site that were asked for.
    Request(RequestLine),
    /// Something that was given, or is to be.
    Gift(GiftLine),
    /// What was said in anger.
    Complaint(ComplaintLine),
}

impl Entry {
    const fn at(&self) -> Moment {
        match self {
            Self::Visit(line) => line.at,
            Self::Request(line) => line.at,
            Self::Gift(line) => line.at,
            Self::Complaint(line) => line.taken_at,
        }
    }
}

/// So many are enough to know how it went of late.
const FEW: usize = 8;

/// The latest, and all of them at a tap.
#[component]
pub fn Timeline(mut entries: Vec<Entry>) -> impl IntoView {
    let l = language();
    entries.sort_by_key(|entry| Reverse(entry.at().utc_ms));
    let count = entries.len();
    let all = RwSignal::new(count <= FEW);
    let shown = move || entries.iter().take(if all.get() { count } else { FEW }).cloned().collect::<Vec<_>>();
    (count > 0).then(|| {
        view! {
            <section class="stack stack--tight">
                <Group title=say!(l, customer.history) count=Signal::derive(move || count) />
                <List card=true>{each(shown, row)}</List>
                {move || {
                    (!all.get())
                        .then(|| {
                            view! {
                                <Button look=Look::Quiet press=Callback::new(move |()| all.set(true))>
                                    {say!(l, customer.all, n = count)}
                                </Button>
                            }
                        })
                }}
            </section>
        }
    })
}

fn row(entry: Entry) -> AnyView {
    let l = language();
    let at = entry.at();
    match entry {
        Entry::Visit(VisitLine { id, state, way, purpose, result, sending, .. }) => {
            let open = (state != "finished").then(|| view! { <Tag text=words::visit_state(l, &state) /> });
            let title = say!(
                l,
                places.visit,
                way = words::choice(l, keys::WAY, &way),
                purpose = words::choice(l, keys::PURPOSE, &purpose)
            );
            let sign = match way.as_str() {
                "phone" => Sign::Phone,
                "on_site" => Sign::Pin,
                _ => Sign::Chat,
            };
            view! {
                <Row mark=Mark::Sign(sign) title href=address::visit(id) lines=below(result, String::new(), at, sending)>
                    {open}
                </Row>
            }
            .into_any()
        }
        Entry::Request(RequestLine { id, state, why, by, sending, .. }) => view! {
            <Row
                mark=Mark::Sign(Sign::Doc)
                title=say!(l, request.title)
                href=address::request(id)
                lines=below(why, by, at, sending)
            >
                <Tag text=words::request_state(l, &state) />
            </Row>
        }
        .into_any(),
        Entry::Gift(line) => {
            let (title, tags) = (gifts::what(&line), gifts::tags(&line));
            let GiftLine { id, occasion, giver, sending, .. } = line;
            view! {
                <Row
                    mark=Mark::Sign(Sign::Gift)
                    title
                    href=address::gift(id)
                    lines=below(occasion, giver, at, sending)
                >
                    {tags}
                </Row>
            }
            .into_any()
        }
        Entry::Complaint(ComplaintLine { id, state, words, number, sending, .. }) => view! {
            <Row
                mark=Mark::Sign(Sign::Complaint)
                title=say!(l, complaint.title)
                href=address::complaint(id)
                lines=below(words, number, at, sending)
            >
                <Tag text=words::complaint_state(l, &state) />
            </Row>
        }
        .into_any(),
    }
}

/// What was said, by whom, and when.
fn below(
    said: String,
    by: String,
    at: Moment,
    sending: Sending,
) -> impl Fn() -> AnyView + Send + Sync + 'static {
    let l = language();
    let now = Live::here().now;
    move || {
        let by = by.clone();
        let meta = move || {
            let parts = [by.clone(), words::when(l, at, now.get())];
            parts.into_iter().filter(|part| !part.is_empty()).collect::<Vec<_>>().join(say!(l, common.dot))
        };
        let said = (!said.is_empty()).then(|| view! { <p class="row__words">{said.clone()}</p> });
        view! {
            {said}
            <p class="row__meta">{meta}</p>
            <SendingTag sending />
        }
        .into_any()
    }
}
