//! The customers in this person's care: found while typing, in the order of their names; beside it on a wide
//! screen the one that is chosen.

use leptos::prelude::*;

use super::row::row;
use crate::kit::bar::Bar;
use crate::kit::bone::Bones;
use crate::kit::button::{ButtonLink, Look};
use crate::kit::choices::Choice;
use crate::kit::empty::Empty;
use crate::kit::filters::Filters;
use crate::kit::group::Group;
use crate::kit::icon::Sign;
use crate::kit::long_list::{LongList, rewind};
use crate::kit::search::Search;
use crate::kit::tool::ToolLink;
use crate::live::{ALL, Live, PARTS, Place};
use crate::pages::address;
use crate::pages::split::{opened, split};
use crate::pages::state::Pill;
use crate::words::{self, language, say};

/// The list, and what is chosen in it, as it comes from a later part of the app.
#[component]
pub fn Customers(
    /// Draws [`super::Customer`].
    chosen: Callback<(), AnyView>,
) -> impl IntoView {
    let l = language();
    let title = say!(l, common.customers);
    let open = opened(address::customer_in);
    let bar = |under| {
        view! {
            <Bar title under>
                <Pill />
                <ToolLink sign=Sign::Doc label=say!(l, customer.overview) href=address::OVERVIEW />
            </Bar>
        }
        .into_any()
    };
    split(title, open, bar, view! { <Files open /> }.into_any(), move |open| match open {
        Some(_) => chosen.run(()),
        None => view! { <Choose /> }.into_any(),
    })
}

/// Beside the list while none is chosen.
#[component]
fn Choose() -> impl IntoView {
    let l = language();
    view! { <Empty sign=Sign::People title=say!(l, customer.choose) text=say!(l, customer.choose_note) /> }
}

#[component]
fn Files(open: Memo<Option<String>>) -> impl IntoView {
    let l = language();
    let live = Live::here();
    let (text, part) = (RwSignal::new(String::new()), RwSignal::new(ALL.to_owned()));
    let shown = live.customers.list(text, part);
    let counts = Memo::new(move |_| live.customers.count());
    let parts = Signal::derive(move || {
        counts.with(|counts| PARTS.iter().zip(counts).map(|(code, n)| named(code, *n)).collect::<Vec<_>>())
    });
    // Of a whole part the number is known before all of it is read.
    let count = Signal::derive(move || {
        let found = shown.with(Vec::len);
        let whole = text.with(|text| text.trim().is_empty());
        let at = part.with(|part| PARTS.iter().position(|code| code == part));
        let all = at.and_then(|at| counts.with(|counts| counts.get(at).copied()));
        if whole { all.and_then(|all| usize::try_from(all).ok()).unwrap_or(found) } else { found }
    });
    let none = Memo::new(move |_| counts.with(|counts| counts.first().is_none_or(|all| *all == 0)));
    let sync = live.sync;
    // What is still to be fetched may be other things than customers; then nobody needs to know.
    let loading = Memo::new(move |_| sync.with(|sync| sync.loading).filter(|(rows, all)| rows < all));
    // The list is drawn anew for nothing but this: not under a finger, and not while a search is typed.
    let state = Memo::new(move |_| match none.get() {
        false => State::Some,
        true if loading.get().is_some() || sync.with(|sync| sync.last.is_none()) => State::Unknown,
        true => State::None,
    });
    // The best stands at the top.
    Effect::watch(move || (text.track(), part.track()), |_, _, _| rewind(), false);
    let draw = Callback::new(move |place: Place| row(place, open));
    let list = move || {
        view! {
            <div class="over">
                <Search label=say!(l, customer.search) text />
                <Filters label=say!(l, customer.parts) name="customer-part" choices=parts chosen=part />
                <Group title=say!(l, customer.by_name) count>
                    <NewFile look=Look::Quiet />
                </Group>
            </div>
            {move || {
                shown.with(Vec::is_empty)
                    .then(|| {
                        view! {
                            <Empty
                                sign=Sign::Search
                                title=say!(l, customer.none_found)
                                text=say!(l, customer.none_found_note)
                            />
                        }
                    })
            }}
            <LongList label=say!(l, common.customers) rows=shown row=draw />
        }
    };
    view! {
        {move || loading.get().map(|(done, all)| view! { <Loading done all /> })}
        {move || match state.get() {
            State::Some => list().into_any(),
            State::Unknown => view! { <Bones /> }.into_any(),
            State::None => {
                view! {
                    <Empty
                        sign=Sign::People
                        title=say!(l, places.customers_empty)
                        text=say!(l, places.customers_note)
                    >
                        <NewFile look=Look::Plain />
                    </Empty>
                }
                    .into_any()
            }
        }}
    }
}

/// What is known of the list.
#[derive(Clone, Copy, PartialEq, Eq)]
enum State {
    /// Somebody is in it.
    Some,
    /// Nobody is, and it is the truth.
    None,
    /// Nobody is, yet.
    Unknown,
}

/// Opens a file, for whoever may.
#[component]
fn NewFile(look: Look) -> impl IntoView {
    let l = language();
    let registers = Live::here().registers;
    move || {
        registers.get().then(|| {
            view! {
                <ButtonLink href=address::NEW_CUSTOMER look sign=Sign::Plus>
                    {say!(l, customer.new)}
                </ButtonLink>
            }
        })
    }
}

/// How far the first sync is; the list below can be used meanwhile.
#[component]
fn Loading(done: u64, all: u64) -> impl IntoView {
    let l = language();
    view! {
        <p class="progress" role="status">
            {say!(l, customer.loading, done = words::grouped(done), all = words::grouped(all))}
            <progress max=all.to_string() value=done.to_string()></progress>
        </p>
    }
}

/// A part of the list with how many are in it.
pub(super) fn named(code: &str, n: u64) -> Choice {
    let l = language();
    let text = match code {
        "customer" => say!(l, customer.part_customers, n = n),
        "prospect" => say!(l, customer.part_prospects, n = n),
        "core" => say!(l, customer.part_core, n = n),
        "key" => say!(l, customer.part_key, n = n),
        "debt" => say!(l, customer.part_debt, n = n),
        _ => say!(l, customer.part_all, n = n),
    };
    Choice { code: code.to_owned(), text }
}
