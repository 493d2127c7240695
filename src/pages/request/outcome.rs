//! What came of a request that was approved: the feedback that was promised, and the visits. Source: REQ-04, REQ-09

use domain::access::Action;
use leptos::prelude::*;

use crate::kit::Tone;
use crate::kit::card::Card;
use crate::kit::icon::Sign;
use crate::kit::list::{List, Mark, Row};
use crate::kit::tag::Tag;
use crate::kit::timeline::{Step, Timeline};
use crate::live::{Live, RequestDetail, VisitLine, Word};
use crate::pages::acts::{Ask, Opens};
use crate::pages::address;
use crate::words::{self, language, say};

/// What was told to those who approved, and until when more was promised. Source: REQ-09
#[component]
pub(super) fn Feedback(
    /// The request.
    request: RequestDetail,
    /// Which sheet is open.
    open: RwSignal<Option<Ask>>,
) -> impl IntoView {
    let l = language();
    let now = Live::told_from();
    let RequestDetail { line, told, next, .. } = request;
    // Who approved reads it.
    let gives = next.contains(&Action::GiveFeedback) && !line.decided;
    let due = line.feedback.map(|due| {
        let late = due.day() < now.day();
        let tone = if late { Tone::Wrong } else { Tone::Plain };
        let time = if late { words::due(l, due, now) } else { words::day_ahead(l, due, now) };
        view! { <Step sign=Sign::Clock tone title=say!(l, request.feedback_due) time /> }
    });
    let step = move |word: Word| {
        let (time, title) = (words::when(l, word.at, now), word.by);
        view! { <Step sign=Sign::Chat tone=Tone::Done title time text=word.comment /> }
    };
    (gives || !told.is_empty()).then(|| {
        view! {
            <Card title=say!(l, request.feedback)>
                <Timeline>{told.into_iter().map(step).collect_view()} {due}</Timeline>
                {gives.then(|| view! { <Opens ask=Ask::Feedback open /> })}
            </Card>
        }
    })
}

/// The visits that came of it.
#[component]
pub(super) fn Visits(
    /// The first one first.
    visits: Vec<VisitLine>,
) -> impl IntoView {
    let l = language();
    let now = Live::told_from();
    let row = move |line: VisitLine| {
        let state = words::visit_state(l, &line.state);
        view! {
            <Row mark=Mark::Sign(Sign::Pin) title=words::ahead(l, line.at, now) href=address::visit(line.id)>
                <Tag text=state />
            </Row>
        }
    };
    (!visits.is_empty()).then(|| {
        view! {
            <section class="stack stack--tight">
                <h2>{say!(l, request.visits, n = visits.len())}</h2>
                <List card=true>{visits.into_iter().map(row).collect_view()}</List>
            </section>
        }
    })
}
