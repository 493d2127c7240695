//! What stands of a customer on their own page and where something is done for them: one tap to call, what they complain of.

use leptos::prelude::*;
use leptos_router::NavigateOptions;
use leptos_router::hooks::use_navigate;

use crate::kit::button::{ButtonLink, Look};
use crate::kit::group::Group;
use crate::kit::icon::Sign;
use crate::kit::list::{List, Mark, Row};
use crate::live::ComplaintLine;
use crate::pages::address;
use crate::words::{self, language, say};

/// One tap to call.
#[component]
pub fn Call(
    /// Whom, the number as it was typed, and as it is dialled.
    number: (String, String, String),
    /// How the button looks.
    #[prop(optional)]
    look: Look,
    /// The page that waits for whoever comes back from the call.
    #[prop(optional, into)]
    then: Option<String>,
) -> impl IntoView {
    let l = language();
    let (who, typed, dial) = number;
    let words = if who.is_empty() {
        say!(l, customer.call_number, number = &typed)
    } else {
        say!(l, customer.call, name = &who)
    };
    let press = then.map_or_else(|| Callback::new(|()| {}), waits);
    view! {
        <ButtonLink href=format!("tel:{dial}") look sign=Sign::Phone press>
            {words}
        </ButtonLink>
    }
}

/// Opens the page that waits for whoever comes back from a call. Source: UX "Phone first"
pub fn waits(page: String) -> Callback<()> {
    let navigate = use_navigate();
    Callback::new(move |()| navigate(&page, NavigateOptions::default()))
}

/// What this customer said in anger and is not settled. Source: CUS-10, VIS-13
#[component]
pub fn Open(
    /// Newest first.
    complaints: Vec<ComplaintLine>,
) -> impl IntoView {
    let l = language();
    let complaints: Vec<_> = complaints.into_iter().filter(ComplaintLine::is_open).collect();
    let count = complaints.len();
    let row = move |line: ComplaintLine| {
        let (words, meta) = (line.words.clone(), line.number.clone());
        let below = move || view! { <p class="row__meta">{meta.clone()}</p> };
        view! {
            <Row mark=Mark::Sign(Sign::Complaint) title=words href=address::complaint(line.id) lines=below>
                <span>{words::complaint_state(l, &line.state)}</span>
            </Row>
        }
    };
    (count > 0).then(|| {
        view! {
            <section>
                <Group title=say!(l, customer.open) count=Signal::derive(move || count) />
                <List card=true>{complaints.into_iter().map(row).collect_view()}</List>
            </section>
        }
    })
}
