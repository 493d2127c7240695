//! Today: what is overdue, what is due, what comes.

use domain::values::Moment;
use leptos::prelude::*;

use super::address;
use super::state::{Answer, Pill, SendingTag, TakeComplaint, titled};
use crate::kit::Tone;
use crate::kit::bar::Bar;
use crate::kit::bone::Bones;
use crate::kit::empty::Empty;
use crate::kit::group::Group;
use crate::kit::icon::Sign;
use crate::kit::list::{List, Mark, Row, each};
use crate::live::{ComplaintLine, Live};
use crate::words::{language, say};

/// Today: what is overdue, what is due, what comes.
#[component]
pub fn Today() -> impl IntoView {
    let l = language();
    titled(say!(l, common.today));
    let live = Live::here();
    // The most urgent first.
    let due = Memo::new(move |_| {
        let mut due: Vec<(Moment, ComplaintLine)> = live
            .complaints
            .with(|all| all.iter().filter_map(|line| Some((line.due?, line.clone()))).collect());
        due.sort_unstable_by_key(|(due, line)| (due.utc_ms, line.id));
        due
    });
    let part = move |late: bool| {
        Memo::new(move |_| {
            let now = live.now.get();
            let is_late = |at: &Moment| at.utc_ms < now.utc_ms;
            due.with(|due| due.iter().filter(|(at, _)| is_late(at) == late).cloned().collect::<Vec<_>>())
        })
    };
    let (late, soon) = (part(true), part(false));
    let none = Memo::new(move |_| due.with(Vec::is_empty));
    let rows = move || {
        view! {
            <Part title=say!(l, places.late) tone=Tone::Wrong sign=Sign::Alert rows=late />
            <Part title=say!(l, common.today) rows=soon />
        }
    };
    view! {
        <Bar title=say!(l, common.today)>
            <Pill />
        </Bar>
        <main data-picture="">
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

/// One part of the day; nothing if nothing is in it.
#[component]
fn Part(
    #[prop(into)] title: String,
    #[prop(optional)] tone: Tone,
    #[prop(optional, into)] sign: Option<Sign>,
    rows: Memo<Vec<(Moment, ComplaintLine)>>,
) -> impl IntoView {
    let some = Memo::new(move |_| rows.with(|rows| !rows.is_empty()));
    let count = Signal::derive(move || rows.with(Vec::len));
    move || {
        some.get().then(|| {
            let title = title.clone();
            let head = match sign {
                Some(sign) => view! { <Group title count tone sign /> }.into_any(),
                None => view! { <Group title count tone /> }.into_any(),
            };
            view! {
                <section>
                    {head} <List>
                        {each(move || rows.get(), |item| row(item).into_any())}
                    </List>
                </section>
            }
        })
    }
}

/// Who, why, and how long there is still time.
fn row((due, line): (Moment, ComplaintLine)) -> impl IntoView {
    let l = language();
    let ComplaintLine { id, customer, words, number, sending, .. } = line;
    let lines = move || {
        view! {
            <p class="row__words">{say!(l, places.answer, words = words.clone())}</p>
            <p class="row__meta">{number.clone()}</p>
            <SendingTag sending />
        }
    };
    view! {
        <Row mark=Mark::Sign(Sign::Complaint) title=customer href=address::complaint(id) lines>
            <Answer due />
        </Row>
    }
}
