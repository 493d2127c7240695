//! Whom it is about, where something does not begin on a customer's page.

use leptos::prelude::*;
use leptos_router::hooks::use_query_map;

use crate::kit::bar::{Back, Bar};
use crate::kit::empty::Empty;
use crate::kit::icon::Sign;
use crate::kit::list::{List, Mark, Row, each};
use crate::kit::search::Search;
use crate::live::{ALL, Live};
use crate::pages::address;
use crate::pages::state::Pill;
use crate::words::{language, say};

/// As many as a screen holds; who is not among them is found by typing.
const OFFERS: usize = 12;

/// The page of the customer that the address names; if it names none, the customers to choose from. Choosing changes only
/// what stands behind the question mark.
pub fn of_customer(
    title: &'static str,
    to: fn(domain::RecordId) -> String,
    page: fn(domain::RecordId) -> AnyView,
) -> AnyView {
    let query = use_query_map();
    let of = Memo::new(move |_| query.with(|query| query.get(address::OF)).and_then(|id| id.parse().ok()));
    (move || of.get().map_or_else(|| choose(title, to), page)).into_any()
}

/// The customers that match what is typed; each leads where `to` says.
pub fn choose(title: &'static str, to: fn(domain::RecordId) -> String) -> AnyView {
    let l = language();
    let customers = Live::here().customers;
    let text = RwSignal::new(String::new());
    let places = customers.list(text, RwSignal::new(ALL.to_owned()));
    let found = Memo::new(move |_| {
        let first = places.with(|all| all.iter().take(OFFERS).map(|place| place.id).collect::<Vec<_>>());
        let lines = first.into_iter().filter_map(|id| customers.line(id));
        lines.map(|line| (line.id, line.name, line.address)).collect::<Vec<_>>()
    });
    let row = move |(id, name, place): (domain::RecordId, String, String)| {
        let lines = move || view! { <p class="row__meta">{place.clone()}</p> };
        view! { <Row mark=Mark::letter(&name) title=name href=to(id) lines /> }.into_any()
    };
    let none = Memo::new(move |_| found.with(Vec::is_empty));
    let back = Back { href: address::TODAY.to_owned(), label: say!(l, common.back).to_owned() };
    view! {
        <Bar title back>
            <Pill />
        </Bar>
        <main>
            <div class="over">
                <Search label=say!(l, customer.search) text />
            </div>
            {move || {
                none.get()
                    .then(|| {
                        view! {
                            <Empty
                                sign=Sign::People
                                title=say!(l, visit.choose_customer)
                                text=say!(l, visit.choose_customer_note)
                            />
                        }
                    })
            }}
            <List>{each(move || found.get(), row)}</List>
        </main>
    }
    .into_any()
}
