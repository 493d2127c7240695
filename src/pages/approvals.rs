//! The inbox of those who decide, and what one asked for oneself; on a wide screen the chosen one beside it. Source: REQ-07

use std::collections::BTreeSet;

use domain::RecordId;
use leptos::prelude::*;
use leptos_router::hooks::use_location;

use super::acts::{approving, page_of};
use super::progress::state_tag;
use crate::kit::Tone;
use crate::kit::actions::Actions;
use crate::kit::bar::Bar;
use crate::kit::bone::Bones;
use crate::kit::button::{Button, ButtonLink, Look};
use crate::kit::choices::Choice;
use crate::kit::due::Due;
use crate::kit::empty::Empty;
use crate::kit::filters::Filters;
use crate::kit::group::Group;
use crate::kit::icon::Sign;
use crate::kit::list::{List, Mark, PickRow, Row, each};
use crate::live::{AskedFor, Live, RequestLine};
use crate::pages::deed::{Deed, doer};
use crate::pages::split::{opened, split};
use crate::pages::state::{Pill, SendingTag};
use crate::pages::{address, policy, request};
use crate::words::{self, language, say};

/// The list, with the place for one of them.
#[component]
pub fn Approvals() -> impl IntoView {
    let l = language();
    let title = say!(l, common.approvals);
    let open = opened(address::approval_in);
    let bar = |under| {
        view! {
            <Bar title under>
                <Pill />
            </Bar>
        }
        .into_any()
    };
    split(title, open, bar, view! { <Lines open /> }.into_any(), |open| {
        let path = use_location().pathname;
        match open {
            Some(id) if path.with_untracked(|path| address::policy_change_in(path).is_some()) => {
                view! { <policy::Detail id /> }.into_any()
            }
            Some(id) => view! { <request::Detail id /> }.into_any(),
            None => view! { <request::Choose /> }.into_any(),
        }
    })
}

const PARTS: [&str; 4] = ["todo", "decided", "mine", "copied"];

fn belongs(line: &RequestLine, part: &str) -> bool {
    match part {
        "todo" => line.to_decide.is_some(),
        "decided" => line.decided,
        "mine" => line.mine,
        _ => line.copied,
    }
}

#[component]
fn Lines(open: Memo<Option<String>>) -> impl IntoView {
    let l = language();
    let Live { requests: all, read, approves, .. } = Live::here();
    let path = use_location().pathname;
    let several = Memo::new(move |_| path.with(|path| address::plain(path) == address::SEVERAL));
    let part = RwSignal::new(String::new());
    // Who decides begins with what waits. That somebody stands in is known a moment after the disk is read; who has
    // chosen a part meanwhile stays there.
    let by_itself = StoredValue::new(String::new());
    Effect::new(move || {
        let first = if approves.get() { "todo" } else { "mine" };
        let chosen = part.get_untracked();
        if read.get() && chosen != "todo" && by_itself.get_value() == chosen {
            by_itself.set_value(first.to_owned());
            part.set(first.to_owned());
        }
    });
    let shown = Memo::new(move |_| {
        let part = if several.get() { "todo".to_owned() } else { part.get() };
        all.with(|all| all.iter().filter(|line| belongs(line, &part)).cloned().collect::<Vec<_>>())
    });
    let parts = Signal::derive(move || {
        let words = |part: &str| {
            let n = all.with(|all| all.iter().filter(|line| belongs(line, part)).count());
            match part {
                "todo" => say!(l, approval.todo, n = n),
                "decided" => say!(l, approval.decided).to_owned(),
                "mine" => say!(l, approval.mine).to_owned(),
                _ => say!(l, approval.copied).to_owned(),
            }
        };
        PARTS.map(|part| Choice { code: part.to_owned(), text: words(part) }).to_vec()
    });
    let picked = RwSignal::new(BTreeSet::new());
    // Not drawn anew with every change of a row: a finger may be on it.
    let many = Memo::new(move |_| part.with(|part| part == "todo") && shown.with(|shown| shown.len() > 1));
    let group = move || {
        many.get().then(|| {
            view! {
                <Group title=say!(l, approval.order)>
                    <ButtonLink href=address::SEVERAL look=Look::Quiet>
                        {say!(l, approval.several)}
                    </ButtonLink>
                </Group>
            }
        })
    };
    let none = Memo::new(move |_| shown.with(Vec::is_empty));
    let waits = Memo::new(move |_| !read.get() || !several.get() && part.with(String::is_empty));
    let rows = move || {
        if waits.get() {
            view! { <Bones /> }.into_any()
        } else if none.get() {
            empty(&part.get())
        } else if several.get() {
            view! { <List>{each(move || shown.get(), move |line| pick(line, picked).into_any())}</List> }
                .into_any()
        } else {
            view! { <List>{each(move || shown.get(), move |line| row(line, open).into_any())}</List> }
                .into_any()
        }
    };
    view! {
        {move || {
            if several.get() {
                view! { <Group title=say!(l, approval.several_ask) /> }.into_any()
            } else {
                view! {
                    <Filters label=say!(l, approval.parts) name="approval-part" choices=parts chosen=part />
                    {group}
                }
                    .into_any()
            }
        }}
        {rows}
        {move || several.get().then(|| view! { <AllAtOnce picked /> })}
    }
}

fn empty(part: &str) -> AnyView {
    let l = language();
    let (title, text) = match part {
        "todo" => (say!(l, places.approvals_empty), say!(l, places.approvals_note)),
        "decided" => (say!(l, approval.none_decided), say!(l, approval.none_decided_note)),
        "mine" => (say!(l, approval.none_mine), say!(l, approval.none_mine_note)),
        _ => (say!(l, approval.none_copied), say!(l, approval.none_copied_note)),
    };
    let mine = part == "mine";
    view! {
        <Empty sign=Sign::Stamp title text>
            {mine
                .then(|| {
                    view! {
                        <ButtonLink href=address::NEW_REQUEST sign=Sign::Plus>
                            {say!(l, request.title)}
                        </ButtonLink>
                    }
                })}
        </Empty>
    }
    .into_any()
}

/// The line in bold.
fn asked_for(line: &RequestLine) -> String {
    match line.of {
        AskedFor::Visits => line.customer.clone(),
        AskedFor::Policy => say!(language(), policy.change).to_owned(),
    }
}

fn row(line: RequestLine, open: Memo<Option<String>>) -> impl IntoView {
    let id = line.id.to_string();
    let chosen = Signal::derive(move || open.with(|open| open.as_deref() == Some(id.as_str())));
    let (title, href) = (asked_for(&line), page_of(line.of, line.id));
    let end = at_the_end(&line);
    view! {
        <Row mark=Mark::Sign(Sign::Doc) title href chosen lines=move || below(line.clone())>
            {end}
        </Row>
    }
}

fn pick(line: RequestLine, picked: RwSignal<BTreeSet<RecordId>>) -> impl IntoView {
    let id = line.id;
    let press = Callback::new(move |()| {
        picked.update(|all| {
            if !all.remove(&id) {
                all.insert(id);
            }
        });
    });
    let title = asked_for(&line);
    let end = at_the_end(&line);
    view! {
        <PickRow
            id=format!("pick-{id}")
            title
            picked=Signal::derive(move || picked.with(|all| all.contains(&id)))
            on_press=press
            lines=move || below(line.clone())
        >
            {end}
        </PickRow>
    }
}

/// Why, who asked, and where it is on its way.
fn below(line: RequestLine) -> impl IntoView {
    let l = language();
    let now = Live::here().now;
    let meta = move || [line.by.clone(), words::when(l, line.at, now.get())].join(say!(l, common.dot));
    view! {
        <p class="row__words">{line.why}</p>
        <p class="row__meta">{meta}</p>
        <SendingTag sending=line.sending />
    }
}

/// What waits for this person: the first visit, to come before it is decided. What does not: how far it is.
fn at_the_end(line: &RequestLine) -> AnyView {
    let l = language();
    let now = Live::here().now;
    let of = line.of;
    match line.due.filter(|_| line.to_decide.is_some()) {
        Some(first) => {
            let by = move || {
                let now = now.get();
                let tone = match first.day() - now.day() {
                    ..0 => Tone::Wrong,
                    0..=1 => Tone::Late,
                    _ => Tone::Plain,
                };
                let text = match of {
                    AskedFor::Visits => say!(l, approval.first, time = words::due(l, first, now)),
                    AskedFor::Policy => say!(l, policy.from_day, day = words::day_ahead(l, first, now)),
                };
                view! { <Due tone text /> }
            };
            by.into_any()
        }
        None => state_tag(&line.state).into_any(),
    }
}

/// One word for all that are chosen.
#[component]
fn AllAtOnce(picked: RwSignal<BTreeSet<RecordId>>) -> impl IntoView {
    let l = language();
    let all = Live::here().requests;
    let does = doer();
    let count = Memo::new(move |_| picked.with(BTreeSet::len));
    let approve = Callback::new(move |()| {
        let still = |line: &&RequestLine| {
            line.to_decide.is_some() && picked.with_untracked(|all| all.contains(&line.id))
        };
        let mut chosen: Vec<_> = all.with_untracked(|all| {
            let chosen = all.iter().filter(still);
            chosen.filter_map(|line| Some((line.id, approving(line.of, line.to_decide?)))).collect()
        });
        let Some((id, command)) = chosen.pop() else { return };
        let said = say!(l, approval.said_several, n = chosen.len() + 1);
        picked.set(BTreeSet::new());
        does.run(Deed {
            id,
            command,
            also: chosen,
            draft: None,
            said: Some(said),
            then: Some(address::APPROVALS.to_owned()),
            undone: Some(address::APPROVALS.to_owned()),
            failed: None,
        });
    });
    view! {
        <Actions>
            <ButtonLink href=address::APPROVALS>{say!(l, common.cancel)}</ButtonLink>
            <Button look=Look::Main press=approve off=Signal::derive(move || count.get() == 0)>
                {move || say!(l, approval.approve_n, n = count.get())}
            </Button>
        </Actions>
    }
}
