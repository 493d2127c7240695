//! Which page stands at which address. The addresses themselves are in `pages/address`; `parts` holds the pages that are not
//! here from the beginning.
//!
//! The router's own `Routes` is for pages that nest and load one by one; a plain `match` is a fifteenth of the whole module
//! smaller (docs/size.md).

pub mod parts;

use leptos::prelude::*;
use leptos::task::spawn_local;
use leptos_router::hooks::use_location;
use leptos_router::location::{BrowserUrl, LocationProvider as _};

use crate::pages::address;
use crate::pages::customer::Customers;
use crate::pages::me::Me;
use crate::pages::missing::Missing;
use crate::pages::sign_in::SignIn;
use crate::pages::today::Today;
use crate::shell::Shell;
use parts::{Office, Parts, Place, Work, missing};

/// A page. Two addresses of one page do not draw it anew: it reads from the address what differs.
#[derive(Clone, Copy, PartialEq, Eq)]
enum Page {
    Today,
    Customers,
    Me,
    SignIn,
    Missing,
    Work(Work),
    Office(Office),
}

impl Page {
    fn at(path: &str) -> Self {
        match address::plain(path) {
            address::TODAY => Self::Today,
            address::CUSTOMERS => Self::Customers,
            address::NEW_CUSTOMER => Self::Work(Work::NewFile),
            address::OVERVIEW => Self::Work(Work::Overview),
            address::NEW_COMPLAINT => Self::Work(Work::TakeNote),
            address::COMPLAINTS => Self::Work(Work::Complaints),
            address::NEW_VISIT => Self::Work(Work::ReportVisit),
            address::PLAN_VISIT => Self::Work(Work::PlanVisit),
            address::APPROVALS | address::SEVERAL => Self::Work(Work::Approvals),
            address::NEW_REQUEST => Self::Work(Work::AskForVisit),
            address::OPEN_GIFTS => Self::Work(Work::OpenGifts),
            address::NEW_GIFT => Self::Work(Work::ListGift),
            address::DEPUTY => Self::Work(Work::NameDeputy),
            address::CALENDAR => Self::Office(Office::Calendar),
            address::POLICY => Self::Office(Office::Rules),
            address::NEW_POLICY => Self::Office(Office::Propose),
            address::IMPORTS => Self::Office(Office::Imports),
            address::ME => Self::Me,
            address::PEOPLE => Self::Office(Office::People),
            address::SYNC => Self::Work(Work::SyncCentre),
            address::SIGN_IN => Self::SignIn,
            other if address::customer_in(other).is_some() => Self::Customers,
            other if address::customer_corrected_in(other).is_some() => Self::Work(Work::CorrectFile),
            other if address::complaint_in(other).is_some() => Self::Work(Work::Complaints),
            other if address::corrected_in(other).is_some() => Self::Work(Work::CorrectNote),
            other if address::answered_in(other).is_some() => Self::Work(Work::AnswerComplaint),
            other if address::visit_in(other).is_some() => Self::Work(Work::Visit),
            other if address::visit_reported_in(other).is_some() => Self::Work(Work::ReportVisit),
            other if address::visit_corrected_in(other).is_some() => Self::Work(Work::CorrectVisit),
            other if address::approval_in(other).is_some() => Self::Work(Work::Approvals),
            other if address::policy_corrected_in(other).is_some() => Self::Office(Office::CorrectProposal),
            other if address::request_corrected_in(other).is_some() => Self::Work(Work::CorrectRequest),
            other if address::gift_in(other).is_some() => Self::Work(Work::OpenGifts),
            other if address::gift_confirmed_in(other).is_some() => Self::Work(Work::ConfirmGift),
            other if address::gift_corrected_in(other).is_some() => Self::Work(Work::CorrectGift),
            other if address::person_in(other).is_some() => Self::Office(Office::People),
            other if address::import_in(other).is_some() => Self::Office(Office::Import),
            _ => Self::Missing,
        }
    }
}

/// The page that belongs to the address.
#[component]
pub fn Pages() -> impl IntoView {
    let path = use_location().pathname;
    let page = Memo::new(move |_| path.with(|path| Page::at(path)));
    // The address bar, the history and the scroll position follow once the new page is drawn.
    let browser: BrowserUrl = expect_context();
    Effect::new(move || {
        path.track();
        browser.ready_to_complete();
    });
    let parts = Parts::here();
    let shell = Shell::here();
    // Told anew at each sign-in; the page is drawn anew only when it changes.
    let lame = Memo::new(move |_| shell.desk.lame.get());
    let try_again = Callback::new(move |()| spawn_local(shell.try_again()));
    let chosen = Callback::new(move |()| parts.beside(Work::Customer));
    move || match page.get() {
        _ if lame.get() => missing(Place::App, try_again),
        Page::Today => view! { <Today /> }.into_any(),
        Page::Customers => view! { <Customers chosen /> }.into_any(),
        Page::Me => view! { <Me /> }.into_any(),
        Page::SignIn => view! { <SignIn /> }.into_any(),
        Page::Missing => view! { <Missing /> }.into_any(),
        Page::Work(page) => parts.work(page),
        Page::Office(page) => parts.office(page),
    }
}
