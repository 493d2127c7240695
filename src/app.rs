//! The frame around every page: tabs, the sheet behind ＋, what passes, and the way back.

use leptos::prelude::*;
use leptos_router::NavigateOptions;
use leptos_router::components::Router;
use leptos_router::hooks::{use_location, use_navigate};
use wasm_bindgen::JsCast;

use crate::kit::button::Button;
use crate::kit::icon::Sign;
use crate::kit::menu::MenuItem;
use crate::kit::sheet::Sheet;
use crate::kit::tabs::{Tab, Tabs};
use crate::kit::toast::{Toaster, Toasts};
use crate::live::Live;
use crate::pages::address;
use crate::pages::sign_in::SignIn;
use crate::pages::trail::Trail;
use crate::routes::Pages;
use crate::routes::parts::Parts;
use crate::shell::{Settings, Shell};
use crate::words::{Coded as _, Language, language, say};

/// The part of an address that opens the sheet behind ＋, so that "back" closes it.
const ADD: &str = "#add";

/// The whole app. Another language draws it anew; the address and the drafts stay.
#[component]
pub fn App() -> impl IntoView {
    let shell = Shell::start();
    provide_context(shell);
    let live = Live::of(shell);
    provide_context(live);
    let parts = Parts::away();
    parts.follow(live.read);
    provide_context(parts);
    let spoken = Memo::new(move |_| {
        shell.settings.language.get().and_then(|code| code.parse::<Language>().ok()).unwrap_or_default()
    });
    move || {
        let language = spoken.get();
        Settings::speaking(language.as_str());
        provide_context(language);
        view! {
            <Router>
                <Frame />
            </Router>
        }
    }
}

#[component]
fn Frame() -> impl IntoView {
    let toaster = Toaster::new();
    provide_context(toaster);
    Trail::begin();
    let go_back = way_back();
    let l = language();
    let device = Shell::here().device;
    Effect::new(move || {
        if device.newer.get() {
            toaster.offer(
                say!(l, me.newer).to_owned(),
                Callback::new(move |_| say!(l, me.take_newer).to_owned()),
                Callback::new(move |()| device.take_newer()),
            );
        }
    });
    let signed_in = Live::here().signed_in;
    // Whoever nobody is sees no page; the address stays, so that a link leads there after signing in.
    let pages = move || match signed_in.get() {
        None => ().into_any(),
        Some(true) => view! {
            <Pages />
            <Places />
            <Add />
        }
        .into_any(),
        Some(false) => view! { <SignIn /> }.into_any(),
    };
    view! {
        <div class="shell" on:click=move |event| go_back(&event)>
            {pages} <Toasts toaster />
        </div>
    }
}

#[component]
fn Places() -> impl IntoView {
    let l = language();
    let approves = Live::here().approves;
    let path = use_location().pathname;
    let to_decide = Live::here().to_decide;
    let tab = |href, sign, name: &str| Tab { href, sign, name: name.to_owned(), count: Signal::derive(|| 0) };
    move || {
        let third = if approves.get() {
            Tab { count: to_decide.into(), ..tab(address::APPROVALS, Sign::Stamp, say!(l, common.approvals)) }
        } else {
            tab(address::COMPLAINTS, Sign::Complaint, say!(l, common.complaints))
        };
        let tabs = vec![
            tab(address::TODAY, Sign::Today, say!(l, common.today)),
            tab(address::CUSTOMERS, Sign::People, say!(l, common.customers)),
            third,
            tab(address::ME, Sign::Me, say!(l, common.me)),
        ];
        view! {
            <Tabs
                label=say!(l, common.places)
                brand=say!(l, common.app)
                tabs
                current=Signal::derive(move || address::place(&path.get()))
                rail=Signal::derive(move || address::is_task(&path.get()))
                add=ADD
                add_label=say!(l, common.add)
            />
        }
    }
}

/// What can be begun from everywhere.
#[component]
fn Add() -> impl IntoView {
    let l = language();
    let Live { registers, plans, gifts, .. } = Live::here();
    let open = Memo::new(move |_| gifts.with(Vec::len));
    let location = use_location();
    let (path, hash) = (location.pathname, location.hash);
    let navigate = use_navigate();
    let close = Callback::new(move |()| {
        // Opened from this page: one step back. Opened by its address: there is no step to go back.
        let went_back = window()
            .history()
            .is_ok_and(|history| history.length().is_ok_and(|length| length > 1) && history.back().is_ok());
        if !went_back {
            navigate(&path.get_untracked(), NavigateOptions { replace: true, ..NavigateOptions::default() });
        }
    });
    view! {
        <Sheet
            name="add"
            title=say!(l, common.add)
            close=say!(l, common.close)
            open=Signal::derive(move || hash.get() == ADD)
            on_close=close
        >
            <MenuItem
                href=address::NEW_VISIT
                sign=Sign::Chat
                name=say!(l, common.add_visit)
                note=say!(l, common.add_visit_note)
            />
            <MenuItem
                href=address::NEW_COMPLAINT
                sign=Sign::Complaint
                name=say!(l, common.add_complaint)
                note=say!(l, common.add_complaint_note)
            />
            {move || {
                view! {
                    <MenuItem
                        href=address::OPEN_GIFTS
                        sign=Sign::Gift
                        name=say!(l, gift.add)
                        note=say!(l, gift.add_note, n = open.get())
                    />
                }
            }}
            {move || {
                plans
                    .get()
                    .then(|| {
                        view! {
                            <MenuItem
                                href=address::NEW_REQUEST
                                sign=Sign::Doc
                                name=say!(l, common.add_request)
                                note=say!(l, common.add_request_note)
                            />
                        }
                    })
            }}
            {move || {
                registers
                    .get()
                    .then(|| {
                        view! {
                            <MenuItem
                                href=address::NEW_CUSTOMER
                                sign=Sign::People
                                name=say!(l, common.add_customer)
                                note=say!(l, common.add_customer_note)
                            />
                        }
                    })
            }}
            <Button press=close>{say!(l, common.cancel)}</Button>
        </Sheet>
    }
}

/// The arrow leads back to where one came from, and to the page above where one did not come from a page of the app.
fn way_back() -> impl Fn(&leptos::ev::MouseEvent) + Clone + 'static {
    let trail = Trail::here();
    move |event| {
        let arrow = event
            .target()
            .and_then(|target| target.dyn_into::<web_sys::Element>().ok())
            .and_then(|target| target.closest("a[data-back]").ok().flatten())
            .and_then(|arrow| arrow.get_attribute("href"));
        if arrow.is_some_and(|arrow| trail.steps_back_to(&arrow) || trail.steps_back()) {
            event.prevent_default();
        }
    }
}
