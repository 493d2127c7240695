//! Today: what is overdue, what is due, what comes. Source: FOL-06

use domain::values::Moment;
use domain::visit::{Way, keys};
use leptos::prelude::*;

use super::acts::page_of;
use super::contact::contact;
use super::state::{Pill, SendingTag, TakeComplaint, WrongClock, titled};
use super::welcome::Welcome;
use super::whom::waits;
use super::{address, complaints, gifts};
use crate::kit::Tone;
use crate::kit::bar::Bar;
use crate::kit::bone::Bones;
use crate::kit::button::{Button, Look};
use crate::kit::due::Due as DueBy;
use crate::kit::empty::Empty;
use crate::kit::group::Group;
use crate::kit::icon::Sign;
use crate::kit::list::{List, Mark, Row, each};
use crate::kit::tool::ToolLink;
use crate::live::{AskedFor, Due, Live, RequestLine, VisitLine};
use crate::words::{self, language, say};

/// When something is due, as the page is parted.
#[derive(Clone, Copy, PartialEq, Eq)]
enum Part {
    Late,
    Today,
    Week,
    Later,
}

impl Part {
    /// An answer is promised to the minute, a visit for a day.
    fn of(at: Moment, due: &Due, now: Moment) -> Self {
        let late = match due {
            Due::Answer(_) => at.utc_ms < now.utc_ms,
            Due::Visit(_) | Due::Contact(_) | Due::Request(_) | Due::Feedback(_) | Due::Gift(_) => {
                at.day() < now.day()
            }
        };
        match at.day() - now.day() {
            _ if late => Self::Late,
            // Somebody waits for the word, however far off the first visit is.
            _ if matches!(due, Due::Request(_)) => Self::Today,
            ..=0 => Self::Today,
            1..=7 => Self::Week,
            _ => Self::Later,
        }
    }
}

/// What is overdue, what is due, what comes.
#[component]
pub fn Today() -> impl IntoView {
    let l = language();
    titled(say!(l, common.today));
    let live = Live::here();
    let of = move |part: Part| {
        Memo::new(move |_| {
            let now = live.now.get();
            let within = |(at, due): &&(Moment, Due)| Part::of(*at, due, now) == part;
            live.due.with(|due| due.iter().filter(within).cloned().collect::<Vec<_>>())
        })
    };
    let (late, today, week, later) = (of(Part::Late), of(Part::Today), of(Part::Week), of(Part::Later));
    let none = Memo::new(move |_| live.due.with(Vec::is_empty));
    let rows = move || {
        view! {
            <Section title=say!(l, places.late) tone=Tone::Wrong sign=Sign::Alert rows=late />
            <Section title=say!(l, common.today) rows=today />
            <Section title=say!(l, places.week) rows=week />
            <Section title=say!(l, places.later) rows=later />
        }
    };
    view! {
        <Bar title=say!(l, common.today)>
            <Pill />
        </Bar>
        <main data-picture="">
            <Welcome />
            <WrongClock />
            {move || {
                if none.get() && !live.read.get() {
                    view! { <Bones /> }.into_any()
                } else if none.get() {
                    view! {
                        <Empty
                            sign=Sign::Today
                            title=say!(l, places.today_empty)
                            text=say!(l, places.today_note)
                        >
                            <TakeComplaint />
                        </Empty>
                    }
                        .into_any()
                } else {
                    rows().into_any()
                }
            }}
        </main>
    }
}

/// More in one part nobody does in a day; the rest is a tap away, and costs nothing before.
const MANY: usize = 50;

/// One part of the day; nothing if nothing is in it.
#[component]
fn Section(
    #[prop(into)] title: String,
    #[prop(optional)] tone: Tone,
    #[prop(optional, into)] sign: Option<Sign>,
    rows: Memo<Vec<(Moment, Due)>>,
) -> impl IntoView {
    let some = Memo::new(move |_| rows.with(|rows| !rows.is_empty()));
    let count = Signal::derive(move || rows.with(Vec::len));
    let all = RwSignal::new(false);
    let most = move || if all.get() { usize::MAX } else { MANY };
    let shown = move || rows.with(|rows| rows.iter().take(most()).cloned().collect::<Vec<_>>());
    let left = Memo::new(move |_| count.get().saturating_sub(most()));
    let more = move || {
        (left.get() > 0).then(|| {
            view! {
                <div class="page">
                    <Button look=Look::Quiet press=Callback::new(move |()| all.set(true))>
                        {say!(language(), today.more, n = left.get())}
                    </Button>
                </div>
            }
        })
    };
    move || {
        some.get().then(|| {
            let title = title.clone();
            let head = match sign {
                Some(sign) => view! { <Group title count tone sign /> }.into_any(),
                None => view! { <Group title count tone /> }.into_any(),
            };
            view! {
                <section>
                    {head} <List>{each(shown, row)}</List> {more}
                </section>
            }
        })
    }
}

fn row((due, what): (Moment, Due)) -> AnyView {
    match what {
        Due::Answer(line) => complaints::row(due, line),
        Due::Visit(line) => visit(due, line),
        Due::Contact(line) => contact(due, line, true),
        Due::Request(line) => request(due, line),
        Due::Feedback(line) => feedback(due, line),
        Due::Gift(line) => gifts::row(line, Signal::stored(false)),
    }
}

/// What is asked for, and by when somebody must say yes or no.
fn request(due: Moment, line: RequestLine) -> AnyView {
    let l = language();
    let now = Live::here().now;
    let RequestLine { id, of, customer, why, by, to_decide, sending, .. } = line;
    let page = page_of(of, id);
    let (customer, again) = match of {
        AskedFor::Visits => (customer, address::correct_request(id, None)),
        AskedFor::Policy => (say!(l, policy.change).to_owned(), address::correct_policy(id, None)),
    };
    let (what, act, href) = match (to_decide.is_some(), of) {
        (true, AskedFor::Visits) => {
            (say!(l, places.decide, name = by), say!(l, places.decide_act), page.clone())
        }
        (true, AskedFor::Policy) => {
            (say!(l, policy.decide, name = by), say!(l, places.decide_act), page.clone())
        }
        (false, _) => (say!(l, places.returned).to_owned(), say!(l, request.again_save), again),
    };
    let lines = move || {
        view! {
            <p>{what.clone()}</p>
            <p class="row__meta">{why.clone()}</p>
            <SendingTag sending />
        }
    };
    let by = move || {
        let now = now.get();
        let tone = if due.day() < now.day() { Tone::Wrong } else { Tone::Plain };
        let text = match of {
            AskedFor::Visits => say!(l, approval.first, time = words::due(l, due, now)),
            AskedFor::Policy => say!(l, policy.from_day, day = words::day_ahead(l, due, now)),
        };
        view! { <DueBy tone text /> }
    };
    view! {
        <Row mark=Mark::Sign(Sign::Doc) title=customer href=page lines>
            {by}
            <ToolLink sign=Sign::Forward label=act href act=true />
        </Row>
    }
    .into_any()
}

/// What was promised to those who approved, and by when.
fn feedback(due: Moment, line: RequestLine) -> AnyView {
    let l = language();
    let now = Live::here().now;
    let RequestLine { id, customer, why, by, mine, sending, .. } = line;
    let what =
        if mine { say!(l, places.feedback).to_owned() } else { say!(l, places.feedback_of, name = by) };
    let lines = move || {
        view! {
            <p>{what.clone()}</p>
            <p class="row__meta">{why.clone()}</p>
            <SendingTag sending />
        }
    };
    let by = move || {
        let now = now.get();
        let late = due.day() < now.day();
        let text = if late { words::due(l, due, now) } else { words::day_ahead(l, due, now) };
        view! { <DueBy tone=if late { Tone::Wrong } else { Tone::Plain } text /> }
    };
    view! {
        <Row mark=Mark::Sign(Sign::Doc) title=customer href=address::request(id) lines>
            {by}
        </Row>
    }
    .into_any()
}

/// Whom to visit, how and what for, by when, and one tap to begin.
fn visit(due: Moment, line: VisitLine) -> AnyView {
    let l = language();
    let now = Live::here().now;
    let VisitLine { id, state, way, purpose, customer, phone, attempts, sending, .. } = line;
    let under_way = state == "under_way";
    let calls = way == Way::Phone.code() && !under_way;
    let sign = match way.as_str() {
        "phone" => Sign::Phone,
        "on_site" => Sign::Pin,
        _ => Sign::Chat,
    };
    let what = say!(
        l,
        places.visit,
        way = words::choice(l, keys::WAY, &way),
        purpose = words::choice(l, keys::PURPOSE, &purpose)
    );
    let meta = [
        under_way.then(|| words::visit_state(l, &state).to_owned()),
        (attempts > 0).then(|| say!(l, visit.attempts, n = attempts)),
    ];
    let meta = meta.into_iter().flatten().collect::<Vec<_>>().join(say!(l, common.dot));
    let lines = move || {
        view! {
            <p>{what.clone()}</p>
            <p class="row__meta">{meta.clone()}</p>
            <SendingTag sending />
        }
    };
    let by = move || {
        let now = now.get();
        let late = due.day() < now.day();
        let tone = if late { Tone::Wrong } else { Tone::Plain };
        view! { <DueBy tone text=words::due(l, due, now) /> }
    };
    let (href, then) = (address::visit(id), address::report_visit(id));
    let begin = if under_way { say!(l, visit.go_on) } else { say!(l, visit.begin) };
    let act = match phone.filter(|_| calls) {
        Some(dial) => {
            let label = say!(l, customer.call, name = &customer);
            view! { <ToolLink sign=Sign::Phone label href=format!("tel:{dial}") press=waits(then) act=true /> }.into_any()
        }
        None => view! { <ToolLink sign=Sign::Forward label=begin href=then act=true /> }.into_any(),
    };
    view! {
        <Row mark=Mark::Sign(sign) title=customer href lines>
            {by}
            {act}
        </Row>
    }
    .into_any()
}
