//! All complaints this person may see; on a wide screen the chosen one beside them.

use domain::search::fold;
use leptos::prelude::*;

use super::detail::{Choose, Detail};
use crate::kit::Tone;
use crate::kit::bar::Bar;
use crate::kit::bone::Bones;
use crate::kit::choices::Choice;
use crate::kit::empty::Empty;
use crate::kit::filters::Filters;
use crate::kit::icon::Sign;
use crate::kit::list::{List, Mark, Row, each};
use crate::kit::search::Search;
use crate::kit::tag::Tag;
use crate::live::{ComplaintLine, Live, Sending};
use crate::pages::address;
use crate::pages::split::{opened, split};
use crate::pages::state::{Answer, Pill, SendingTag, TakeComplaint};
use crate::words::{self, language, say};

/// The list, with the place for one of them.
#[component]
pub fn Complaints() -> impl IntoView {
    let l = language();
    let title = say!(l, complaint.title);
    let open = opened(address::complaint_in);
    let bar = |under| {
        view! {
            <Bar title under>
                <Pill />
            </Bar>
        }
        .into_any()
    };
    split(title, open, bar, view! { <Lines open /> }.into_any(), |open| match open {
        Some(id) => view! { <Detail id /> }.into_any(),
        None => view! { <Choose /> }.into_any(),
    })
}

#[component]
fn Lines(open: Memo<Option<String>>) -> impl IntoView {
    let l = language();
    let Live { complaints: all, read, .. } = Live::here();
    let words = RwSignal::new(String::new());
    let part = RwSignal::new("all".to_owned());
    let shown = Memo::new(move |_| {
        let (words, part) = (fold(words.get().trim()), part.get());
        all.with(|all| all.iter().filter(|line| fits(line, &words, &part)).cloned().collect::<Vec<_>>())
    });
    let parts = Signal::derive(move || {
        let count = |part: &str| all.with(|all| all.iter().filter(|line| belongs(line, part)).count());
        let choice = |code: &str, text: String| Choice { code: code.to_owned(), text };
        vec![
            choice("all", say!(l, complaint.all, n = count("all"))),
            choice("open", say!(l, complaint.open, n = count("open"))),
            choice("unsent", say!(l, complaint.mine_waiting, n = count("unsent"))),
        ]
    });
    let list = move || {
        view! {
            <Search label=say!(l, complaint.search) text=words />
            <Filters label=say!(l, complaint.parts) name="complaint-part" choices=parts chosen=part />
            {move || {
                shown
                    .with(Vec::is_empty)
                    .then(|| {
                        view! {
                            <Empty
                                sign=Sign::Search
                                title=say!(l, complaint.none_found)
                                text=say!(l, complaint.none_found_note)
                            />
                        }
                    })
            }}
            <List>
                {each(move || shown.get(), move |line| row(line, open).into_any())}
            </List>
        }
    };
    let none = Memo::new(move |_| all.with(Vec::is_empty));
    move || {
        if none.get() && !read.get() {
            view! { <Bones /> }.into_any()
        } else if none.get() {
            view! {
                <Empty
                    sign=Sign::Complaint
                    title=say!(l, complaint.empty)
                    text=say!(l, complaint.empty_note)
                >
                    <TakeComplaint />
                </Empty>
            }
            .into_any()
        } else {
            list().into_any()
        }
    }
}

fn belongs(line: &ComplaintLine, part: &str) -> bool {
    match part {
        "open" => line.due.is_some(),
        "unsent" => line.sending != Sending::Confirmed,
        _ => true,
    }
}

fn fits(line: &ComplaintLine, words: &str, part: &str) -> bool {
    let has = |text: &str| fold(text).contains(words);
    belongs(line, part) && (has(&line.customer) || has(&line.number) || has(&line.words))
}

fn row(line: ComplaintLine, open: Memo<Option<String>>) -> impl IntoView {
    let id = line.id.to_string();
    let chosen = Signal::derive(move || open.with(|open| open.as_deref() == Some(id.as_str())));
    let href = address::complaint(line.id);
    let due = line.due;
    let mark = Mark::Sign(Sign::Complaint);
    let title = line.customer.clone();
    view! {
        <Row mark title href chosen lines=move || view! { <Below line=line.clone() /> }>
            {due.map(|due| view! { <Answer due /> })}
        </Row>
    }
}

/// What happened, then number and kind, then what is out of the ordinary.
#[component]
fn Below(line: ComplaintLine) -> impl IntoView {
    let l = language();
    let kind = line.kind.map(|code| words::choice(l, "complaint-kind", &code));
    let meta: Vec<String> = [Some(line.number), kind].into_iter().flatten().collect();
    let severity = words::choice(l, "complaint-severity", &line.severity);
    let grave = match line.severity.as_str() {
        "crisis" => Some(Tone::Wrong),
        "major" => Some(Tone::Late),
        _ => None,
    };
    let waits = line.sending != Sending::Confirmed;
    view! {
        <p class="row__words">{line.words}</p>
        <p class="row__meta">{meta.join(say!(l, common.dot))}</p>
        {(grave.is_some() || waits)
            .then(|| {
                view! {
                    <p class="row__tags">
                        {grave.map(|tone| view! { <Tag sign=Sign::Alert tone text=severity /> })}
                        <SendingTag sending=line.sending />
                    </p>
                }
            })}
    }
}
