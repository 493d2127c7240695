//! All customers at one look 客户状况一览表: who orders, who is visited, what is open; found, sorted, and taken along as a file.
//! Source: CUS-10; FORMS F22

use std::collections::{BTreeMap, HashMap};

use domain::RecordId;
use domain::values::day_text;
use leptos::prelude::*;

use super::list::named;
use crate::kit::bar::{Back, Bar};
use crate::kit::bone::Bones;
use crate::kit::choices::Choice;
use crate::kit::empty::Empty;
use crate::kit::filters::Filters;
use crate::kit::group::Group;
use crate::kit::icon::Sign;
use crate::kit::long_list::{LongList, rewind};
use crate::kit::search::Search;
use crate::kit::tool::Tool;
use crate::live::{ALL, ConditionLine, Live, PARTS};
use crate::pages::address;
use crate::pages::csv;
use crate::pages::state::{Pill, titled};
use crate::shell::{clock, save_as};
use crate::words::{self, language, say};

const NAME: &str = "name";
const ORDER: &str = "order";
const VISIT: &str = "visit";
const OPEN: &str = "open";

/// The page.
#[component]
pub fn Overview() -> impl IntoView {
    let l = language();
    let title = say!(l, customer.overview);
    titled(title);
    let live = Live::here();
    let all = live.conditions();
    let [text, part, owner, sort] = ["", ALL, ALL, NAME].map(|chosen| RwSignal::new(chosen.to_owned()));
    let found = live.customers.list(text, part);
    let rows = Memo::new(move |_| {
        let places = found.read();
        let all = all.read();
        let (owner, sort) = (owner.read(), sort.read());
        let mut lines: Vec<&ConditionLine> =
            places.iter().filter_map(|place| all.get(&place.id)).filter(|line| is_of(line, &owner)).collect();
        // The order of names, or of what was found, is kept among equals.
        match sort.as_str() {
            ORDER => lines.sort_by(|one, other| one.last_order.cmp(&other.last_order)),
            VISIT => lines.sort_by(|one, other| one.last_visit.cmp(&other.last_visit)),
            OPEN => lines.sort_by_key(|line| std::cmp::Reverse(line.open)),
            _ => {}
        }
        lines.into_iter().map(|line| line.id).collect::<Vec<_>>()
    });
    Effect::watch(move || rows.track(), |(), _, _| rewind(), false);
    let parts = Signal::derive(move || {
        let counts = live.customers.count();
        PARTS.iter().zip(counts).map(|(code, n)| named(code, n)).collect::<Vec<_>>()
    });
    let owners = Memo::new(move |_| all.with(owners));
    let count = Signal::derive(move || rows.with(Vec::len));
    let export = Callback::new(move |()| {
        let today = clock::now().date().map(day_text).unwrap_or_default();
        let file = all.with_untracked(|all| rows.with_untracked(|rows| table(all, rows)));
        // A browser that lets nothing be saved says so itself.
        drop(save_as(&format!("{title}-{today}.csv"), &file));
    });
    let draw = Callback::new(move |id: RecordId| {
        let one = Memo::new(move |_| all.with(|all| all.get(&id).cloned()));
        (move || one.get().as_ref().map(row)).into_any()
    });
    let sorts = Signal::stored(vec![
        choice(NAME, say!(l, customer.by_name)),
        choice(ORDER, say!(l, customer.by_order)),
        choice(VISIT, say!(l, customer.by_visit)),
        choice(OPEN, say!(l, customer.by_open)),
    ]);
    let back = Back { href: address::CUSTOMERS.to_owned(), label: say!(l, common.back).to_owned() };
    let none = move || {
        let text = say!(l, customer.none_found_note);
        view! { <Empty sign=Sign::Search title=say!(l, customer.none_found) text /> }
    };
    let list = move || {
        view! {
            <Search label=say!(l, customer.search) text />
            <Filters label=say!(l, customer.parts) name="overview-part" choices=parts chosen=part />
            {move || {
                // Who looks after customers alone needs no choice.
                (owners.with(Vec::len) > 2)
                    .then(|| {
                        view! {
                            <Filters
                                label=say!(l, customer.owner)
                                name="overview-owner"
                                choices=owners
                                chosen=owner
                            />
                        }
                    })
            }}
            <Filters label=say!(l, customer.sort) name="overview-sort" choices=sorts chosen=sort />
            <Group title=say!(l, common.customers) count />
            {move || rows.with(Vec::is_empty).then(none)}
            <LongList label=title rows row=draw />
        }
    };
    view! {
        <Bar title back>
            <Pill />
            <Tool sign=Sign::Export label=say!(l, customer.overview_save) press=export />
        </Bar>
        <main>
            <div class="whole">
                {move || if live.read.get() { list().into_any() } else { view! { <Bones /> }.into_any() }}
            </div>
        </main>
    }
}

fn choice(code: &str, text: &str) -> Choice {
    Choice { code: code.to_owned(), text: text.to_owned() }
}

fn is_of(line: &ConditionLine, owner: &str) -> bool {
    owner == ALL || line.owner.is_some_and(|of| of.to_string() == owner)
}

/// Everybody who looks after some of them, by name, after "all".
fn owners(all: &HashMap<RecordId, ConditionLine>) -> Vec<Choice> {
    let l = language();
    let mut by_name: BTreeMap<(&str, String), usize> = BTreeMap::new();
    for line in all.values() {
        if let Some(owner) = line.owner {
            *by_name.entry((&line.owner_name, owner.to_string())).or_default() += 1;
        }
    }
    let one = |((name, code), n): ((&str, String), usize)| {
        let text = say!(l, customer.owner_n, name = name, n = n);
        Choice { code, text }
    };
    [choice(ALL, say!(l, customer.owner_all))].into_iter().chain(by_name.into_iter().map(one)).collect()
}

fn row(line: &ConditionLine) -> impl IntoView + use<> {
    let l = language();
    let year =
        clock::now().date().map(|day| day_text(day).chars().take(5).collect::<String>()).unwrap_or_default();
    let day = |day: &Option<String>| match day {
        Some(day) => day.strip_prefix(&year).unwrap_or(day).to_owned(),
        None => say!(l, customer.never).to_owned(),
    };
    let ordered = say!(l, customer.ordered_at, day = day(&line.last_order));
    let visited = say!(l, customer.visited_at, day = day(&line.last_visit));
    let letter = line.name.chars().next().map(String::from);
    view! {
        <span class="row__mark" aria-hidden="true">
            {letter}
        </span>
        <div>
            <a class="row__title row__title--two" href=address::customer(line.id)>
                {line.name.clone()}
            </a>
            <p class="row__meta row__meta--one">{below(line)}</p>
        </div>
        <div class="row__end">
            <span>{ordered}</span>
            <span>{visited}</span>
        </div>
    }
}

/// What is out of the ordinary first, for the line may be cut.
fn below(line: &ConditionLine) -> String {
    let l = language();
    let debt = line.debt.then(|| say!(l, customer.debt).to_owned());
    let open = (line.open > 0).then(|| say!(l, customer.open_n, n = line.open));
    let [owner, number] = [&line.owner_name, &line.number].map(|text| Some(text.clone()));
    let said = [open, debt, tier(line), owner, number].into_iter().flatten().filter(|text| !text.is_empty());
    said.collect::<Vec<_>>().join(say!(l, common.dot))
}

fn tier(line: &ConditionLine) -> Option<String> {
    (!line.tier.is_empty()).then(|| words::choice(language(), "customer-tier", &line.tier))
}

/// The file: one row for each, in the order of the screen.
fn table(all: &HashMap<RecordId, ConditionLine>, rows: &[RecordId]) -> String {
    let l = language();
    let mut text = csv::MARK.to_owned();
    let head = [
        say!(l, customer.h_number),
        say!(l, customer.f_name),
        say!(l, customer.f_tier),
        say!(l, customer.owner),
        say!(l, customer.f_last_order),
        say!(l, customer.h_last_visit),
        say!(l, customer.h_open),
        say!(l, customer.debt),
    ];
    csv::line(&mut text, head.into_iter());
    for line in rows.iter().filter_map(|id| all.get(id)) {
        let (tier, open) = (tier(line).unwrap_or_default(), line.open.to_string());
        let day = |day: &'_ Option<String>| day.clone().unwrap_or_default();
        let (ordered, visited) = (day(&line.last_order), day(&line.last_visit));
        let debt = if line.debt { say!(l, customer.debt) } else { "" };
        let cells = [&line.number, &line.name, &tier, &line.owner_name, &ordered, &visited, &open];
        csv::line(&mut text, cells.into_iter().map(String::as_str).chain([debt]));
    }
    text
}
