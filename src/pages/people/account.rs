//! The account of a person: the code to hand over, the devices, and what closes or opens it.

use domain::values::{Moment, UserId};
use leptos::prelude::*;

use super::book::Book;
use crate::kit::button::{Button, Look};
use crate::kit::card::Card;
use crate::kit::code::Code;
use crate::kit::icon::Sign;
use crate::kit::list::{List, Mark, Row};
use crate::kit::sheet::Sheet;
use crate::kit::toast::Toaster;
use crate::live::Live;
use crate::pages::address;
use crate::shell::{Administration, KnownDevice, Unsigned, copy};
use crate::words::{self, Language, language, say};

/// A code that was just made for this person; it is told once.
#[component]
pub(super) fn Handed(
    /// For whom.
    who: UserId,
) -> impl IntoView {
    let l = language();
    let (book, toaster, now) = (Book::here(), Toaster::here(), Live::here().now);
    move || {
        let handed = book.code.get().filter(|code| code.user_id == who)?;
        let now = now.get_untracked();
        let until = Moment::new(handed.until_ms, now.offset_min);
        let link = format!(
            "{}{}{}",
            window().location().origin().unwrap_or_default(),
            address::SIGN_IN_BY_CODE,
            handed.code
        );
        let take = Callback::new(move |()| {
            let link = link.clone();
            leptos::task::spawn_local(async move {
                let said =
                    if copy(&link).await { say!(l, people.copied) } else { say!(l, people.not_copied) };
                toaster.say(said.to_owned());
            });
        });
        Some(view! {
            <Card title=say!(l, people.code)>
                <p class="read">{say!(l, people.code_text)}</p>
                <Code text=handed.code />
                <p class="soft read">{say!(l, people.code_until, time = words::when(l, until, now))}</p>
                <div class="line">
                    <Button press=take sign=Sign::Export>
                        {say!(l, people.copy)}
                    </Button>
                </div>
            </Card>
        })
    }
}

/// Where the person stays signed in.
#[component]
pub(super) fn Devices(
    /// Last used first.
    devices: Vec<KnownDevice>,
) -> impl IntoView {
    let l = language();
    let (book, toaster, now) = (Book::here(), Toaster::here(), Live::here().now);
    let asked = RwSignal::new(None::<KnownDevice>);
    let row = move |device: KnownDevice| {
        let seen =
            words::when(l, Moment::new(device.seen_ms, now.get_untracked().offset_min), now.get_untracked());
        let name =
            if device.name.is_empty() { say!(l, people.device).to_owned() } else { device.name.clone() };
        let ask = Callback::new(move |()| asked.set(Some(device.clone())));
        let lines = move || view! { <p class="row__meta">{say!(l, people.seen, time = seen.clone())}</p> };
        view! {
            <Row mark=Mark::Sign(Sign::Tablet) title=name lines>
                <Button press=ask look=Look::Quiet>
                    {say!(l, people.end)}
                </Button>
            </Row>
        }
    };
    let none = devices.is_empty();
    let end = Callback::new(move |()| {
        let Some(device) = asked.get_untracked() else { return };
        asked.set(None);
        book.act(Administration.revoke(device.device_id), move |result| {
            toaster.say(told(l, result.as_ref().err(), say!(l, people.ended)));
        });
    });
    view! {
        <section class="stack stack--tight">
            <h2>{say!(l, people.devices)}</h2>
            {if none {
                view! { <p class="soft read">{say!(l, people.no_devices)}</p> }.into_any()
            } else {
                view! { <List card=true>{devices.into_iter().map(row).collect_view()}</List> }.into_any()
            }}
        </section>
        <Sure
            name="end-device"
            title=say!(l, people.end_title)
            text=say!(l, people.end_text)
            press=end
            word=say!(l, people.end_yes)
            open=Signal::derive(move || asked.with(Option::is_some))
            close=Callback::new(move |()| asked.set(None))
        />
    }
}

/// A new password, closing, opening.
#[component]
pub(super) fn Account(
    /// Whose.
    who: UserId,
    /// Whether it can be used.
    active: bool,
    /// Whether a password is set.
    has_password: bool,
) -> impl IntoView {
    let l = language();
    let (book, toaster) = (Book::here(), Toaster::here());
    let (resetting, closing) = (RwSignal::new(false), RwSignal::new(false));
    let reset = Callback::new(move |()| {
        resetting.set(false);
        book.act(Administration.reset(who), move |result| match result {
            Ok(code) => book.code.set(Some(code)),
            Err(why) => toaster.say(words::not_done(l, why.code())),
        });
    });
    let set = move |active: bool| {
        closing.set(false);
        book.act(Administration.set_active(who, active), move |result| {
            let done = if active { say!(l, people.opened) } else { say!(l, people.now_closed) };
            toaster.say(told(l, result.as_ref().err(), done));
        });
    };
    let code = if has_password { say!(l, people.reset) } else { say!(l, people.new_code) };
    // Without a password there is nothing to take away.
    let ask = Callback::new(move |()| if has_password { resetting.set(true) } else { reset.run(()) });
    let own = Live::here().user.get_untracked() == Some(who);
    let buttons = if active {
        let close = (!own).then(|| {
            let ask = Callback::new(move |()| closing.set(true));
            view! { <Button press=ask look=Look::Refuse>{say!(l, people.close)}</Button> }
        });
        view! {
            <Button press=ask sign=Sign::Turn>
                {code}
            </Button>
            {close}
        }
        .into_any()
    } else {
        let open = Callback::new(move |()| set(true));
        view! { <Button press=open>{say!(l, people.open)}</Button> }.into_any()
    };
    view! {
        <section class="stack stack--tight">
            <h2>{say!(l, people.account)}</h2>
            <div class="line">{buttons}</div>
            {own.then(|| view! { <p class="soft read">{say!(l, people.own)}</p> })}
        </section>
        <Sure
            name="reset"
            title=say!(l, people.reset_title)
            text=say!(l, people.reset_text)
            press=reset
            word=say!(l, people.reset_yes)
            open=resetting
            close=Callback::new(move |()| resetting.set(false))
        />
        <Sure
            name="close-account"
            title=say!(l, people.close_title)
            text=say!(l, people.close_text)
            press=Callback::new(move |()| set(false))
            word=say!(l, people.close_yes)
            open=closing
            close=Callback::new(move |()| closing.set(false))
        />
    }
}

/// What came of it, in a sentence.
fn told(l: Language, why: Option<&Unsigned>, done: &str) -> String {
    why.map_or_else(|| done.to_owned(), |why| words::not_done(l, why.code()))
}

/// Asked before what others will feel.
#[component]
fn Sure(
    /// For the page.
    name: &'static str,
    /// The question.
    #[prop(into)]
    title: String,
    /// What follows from yes.
    #[prop(into)]
    text: String,
    /// Yes.
    press: Callback<()>,
    /// The word for yes.
    #[prop(into)]
    word: String,
    /// Whether it is asked.
    #[prop(into)]
    open: Signal<bool>,
    /// No.
    close: Callback<()>,
) -> impl IntoView {
    let l = language();
    let word = StoredValue::new(word);
    view! {
        <Sheet name title close=say!(l, common.close) open on_close=close>
            <p class="read">{text.clone()}</p>
            <Button press look=Look::Destroy>
                {word.get_value()}
            </Button>
            <Button press=close>{say!(l, common.cancel)}</Button>
        </Sheet>
    }
}
