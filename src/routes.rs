//! Which page stands at which address. The addresses themselves are in `pages/address.rs`.
//!
//! The router's own `Routes` is for pages that load and nest; ours are here already, and a plain `match` is a
//! fifteenth of the whole module smaller (docs/size.md).

use leptos::prelude::*;
use leptos_router::hooks::use_location;
use leptos_router::location::{BrowserUrl, LocationProvider as _};

use crate::pages::address;
use crate::pages::calendar::CalendarPage;
use crate::pages::complaint::{Complaints, CorrectNote, TakeNote};
use crate::pages::customer::{CorrectFile, Customers, NewFile};
use crate::pages::deputy::NameDeputy;
use crate::pages::gift::{ConfirmGift, CorrectGift, Gift, ListGift, OpenGifts};
use crate::pages::import::{ImportPage, ImportsPage};
use crate::pages::me::Me;
use crate::pages::missing::Missing;
use crate::pages::people::People;
use crate::pages::request::{Approvals, AskForVisit, CorrectRequest};
use crate::pages::sign_in::SignIn;
use crate::pages::sync_centre::SyncCentre;
use crate::pages::today::Today;
use crate::pages::visit::{CorrectVisit, PlanVisit, ReportVisit, Visit};

/// A page. Two addresses of one page do not draw it anew: it reads from the address what differs.
#[derive(Clone, Copy, PartialEq, Eq)]
enum Page {
    Today,
    Customers,
    NewFile,
    CorrectFile,
    TakeNote,
    CorrectNote,
    Complaints,
    PlanVisit,
    ReportVisit,
    CorrectVisit,
    Visit,
    Approvals,
    AskForVisit,
    CorrectRequest,
    OpenGifts,
    ListGift,
    ConfirmGift,
    CorrectGift,
    Gift,
    NameDeputy,
    Calendar,
    Imports,
    Import,
    Me,
    People,
    SyncCentre,
    SignIn,
    Missing,
}

impl Page {
    fn at(path: &str) -> Self {
        match address::plain(path) {
            address::TODAY => Self::Today,
            address::CUSTOMERS => Self::Customers,
            address::NEW_CUSTOMER => Self::NewFile,
            address::NEW_COMPLAINT => Self::TakeNote,
            address::COMPLAINTS => Self::Complaints,
            address::NEW_VISIT => Self::ReportVisit,
            address::PLAN_VISIT => Self::PlanVisit,
            address::APPROVALS | address::SEVERAL => Self::Approvals,
            address::NEW_REQUEST => Self::AskForVisit,
            address::OPEN_GIFTS => Self::OpenGifts,
            address::NEW_GIFT => Self::ListGift,
            address::DEPUTY => Self::NameDeputy,
            address::CALENDAR => Self::Calendar,
            address::IMPORTS => Self::Imports,
            address::ME => Self::Me,
            address::PEOPLE => Self::People,
            address::SYNC => Self::SyncCentre,
            address::SIGN_IN => Self::SignIn,
            other if address::customer_in(other).is_some() => Self::Customers,
            other if address::customer_corrected_in(other).is_some() => Self::CorrectFile,
            other if address::complaint_in(other).is_some() => Self::Complaints,
            other if address::corrected_in(other).is_some() => Self::CorrectNote,
            other if address::visit_in(other).is_some() => Self::Visit,
            other if address::visit_reported_in(other).is_some() => Self::ReportVisit,
            other if address::visit_corrected_in(other).is_some() => Self::CorrectVisit,
            other if address::request_in(other).is_some() => Self::Approvals,
            other if address::request_corrected_in(other).is_some() => Self::CorrectRequest,
            other if address::gift_in(other).is_some() => Self::Gift,
            other if address::gift_confirmed_in(other).is_some() => Self::ConfirmGift,
            other if address::gift_corrected_in(other).is_some() => Self::CorrectGift,
            other if address::person_in(other).is_some() => Self::People,
            other if address::import_in(other).is_some() => Self::Import,
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
    move || match page.get() {
        Page::Today => view! { <Today /> }.into_any(),
        Page::Customers => view! { <Customers /> }.into_any(),
        Page::NewFile => view! { <NewFile /> }.into_any(),
        Page::CorrectFile => view! { <CorrectFile /> }.into_any(),
        Page::CorrectNote => view! { <CorrectNote /> }.into_any(),
        Page::TakeNote => view! { <TakeNote /> }.into_any(),
        Page::Complaints => view! { <Complaints /> }.into_any(),
        Page::PlanVisit => view! { <PlanVisit /> }.into_any(),
        Page::ReportVisit => view! { <ReportVisit /> }.into_any(),
        Page::CorrectVisit => view! { <CorrectVisit /> }.into_any(),
        Page::Visit => view! { <Visit /> }.into_any(),
        Page::Approvals => view! { <Approvals /> }.into_any(),
        Page::AskForVisit => view! { <AskForVisit /> }.into_any(),
        Page::CorrectRequest => view! { <CorrectRequest /> }.into_any(),
        Page::OpenGifts => view! { <OpenGifts /> }.into_any(),
        Page::ListGift => view! { <ListGift /> }.into_any(),
        Page::ConfirmGift => view! { <ConfirmGift /> }.into_any(),
        Page::CorrectGift => view! { <CorrectGift /> }.into_any(),
        Page::Gift => view! { <Gift /> }.into_any(),
        Page::NameDeputy => view! { <NameDeputy /> }.into_any(),
        Page::Calendar => view! { <CalendarPage /> }.into_any(),
        Page::Imports => view! { <ImportsPage /> }.into_any(),
        Page::Import => view! { <ImportPage /> }.into_any(),
        Page::Me => view! { <Me /> }.into_any(),
        Page::People => view! { <People /> }.into_any(),
        Page::SyncCentre => view! { <SyncCentre /> }.into_any(),
        Page::SignIn => view! { <SignIn /> }.into_any(),
        Page::Missing => view! { <Missing /> }.into_any(),
    }
}
