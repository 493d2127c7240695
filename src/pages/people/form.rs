//! Entering somebody, and changing what is said about them.

use domain::UserId;
use domain::people::Role;
use leptos::prelude::*;
use leptos_router::hooks::use_navigate;

use super::book::Book;
use super::groups::{Leads, Roles, Superior, Teams};
use crate::kit::Tone;
use crate::kit::actions::Actions;
use crate::kit::banner::Banner;
use crate::kit::bar::{Back, Bar};
use crate::kit::button::{Button, Look};
use crate::kit::card::Card;
use crate::kit::field::{Around, Field, LineInput};
use crate::kit::icon::Sign;
use crate::pages::address;
use crate::pages::state::titled;
use crate::shell::{Administration, Colleague, Said, Unsigned};
use crate::words::{self, language, say};

const FORM: &str = "person";

/// What was typed and chosen.
#[derive(Clone, Copy)]
struct Typed {
    name: RwSignal<String>,
    login: RwSignal<String>,
    /// All that has no field of its own stays as it was.
    said: RwSignal<Said>,
    tried: RwSignal<bool>,
    failed: RwSignal<Option<Unsigned>>,
}

impl Typed {
    fn of(said: Said) -> Self {
        Self {
            name: RwSignal::new(said.name.clone()),
            login: RwSignal::new(String::new()),
            said: RwSignal::new(said),
            tried: RwSignal::new(false),
            failed: RwSignal::new(None),
        }
    }

    fn said(self) -> Said {
        Said { name: self.name.get_untracked().trim().to_owned(), ..self.said.get_untracked() }
    }
}

/// Somebody new.
#[component]
pub(super) fn Enter() -> impl IntoView {
    let l = language();
    titled(say!(l, people.enter));
    let (book, navigate) = (Book::here(), use_navigate());
    let typed = Typed::of(Said::default());
    let submit = Callback::new(move |()| {
        let login = typed.login.get_untracked().trim().to_owned();
        if login.is_empty() {
            return;
        }
        let (said, navigate) = (typed.said(), navigate.clone());
        let work = async move { Administration.enter(&login, &said).await };
        book.act(work, move |result| match result {
            Ok(code) => {
                let to = address::person(code.user_id);
                book.code.set(Some(code));
                let replace = leptos_router::NavigateOptions { replace: true, ..Default::default() };
                navigate(&to, replace);
            }
            Err(why) => typed.failed.set(Some(why)),
        });
    });
    let back = Back { href: address::PEOPLE.to_owned(), label: say!(l, people.to_list).to_owned() };
    view! {
        <Bar title=say!(l, people.enter) back pane=true />
        <div class="page stack stack--wide">
            <p class="read">{say!(l, people.enter_text)}</p>
            <Fields typed of=None submit />
        </div>
        <Actions>
            <Go word=say!(l, people.enter_go) />
        </Actions>
    }
}

/// Somebody who is known.
#[component]
pub(super) fn Change(
    /// Whom.
    one: Colleague,
    /// It is over.
    close: Callback<()>,
) -> impl IntoView {
    let l = language();
    let book = Book::here();
    let said = one.person.map_or_else(Said::default, |person| Said {
        name: person.name,
        roles: person.roles,
        department: person.department,
        team: person.team,
        leads: person.leads,
        superior: person.superior,
    });
    let typed = Typed::of(said);
    let who = one.user_id;
    let submit = Callback::new(move |()| {
        let said = typed.said();
        let work = async move { Administration.change(who, &said).await };
        book.act(work, move |result| match result {
            // Whoever has left the page meanwhile has nothing to close.
            Ok(()) => drop(close.try_run(())),
            Err(why) => typed.failed.set(Some(why)),
        });
    });
    view! {
        <Card title=say!(l, people.said)>
            <Fields typed of=Some(who) submit />
            <div class="line">
                <Go word=say!(l, people.change_go) />
                <Button press=close look=Look::Quiet>
                    {say!(l, common.cancel)}
                </Button>
            </div>
        </Card>
    }
}

#[component]
fn Fields(
    /// What was typed.
    typed: Typed,
    /// Of whom; somebody new is asked for a login name.
    of: Option<UserId>,
    /// All that must be there is.
    submit: Callback<()>,
) -> impl IntoView {
    let l = language();
    let leads = Memo::new(move |_| {
        typed.said.with(|said| {
            said.roles.contains(&Role::ServiceSupervisor) || said.roles.contains(&Role::SalesManager)
        })
    });
    let sent = move |event: leptos::ev::SubmitEvent| {
        event.prevent_default();
        typed.tried.set(true);
        if !typed.name.with_untracked(|name| name.trim().is_empty()) {
            submit.run(());
        }
    };
    view! {
        <form class="stack stack--wide" id=FORM novalidate on:submit=sent>
            {move || {
                typed
                    .failed
                    .get()
                    .map(|why| {
                        view! {
                            <Banner sign=Sign::Alert tone=Tone::Wrong>
                                <p role="alert">{words::not_done(l, why.code())}</p>
                            </Banner>
                        }
                    })
            }}
            {line("person-name", say!(l, people.name), None, typed.name, typed.tried)}
            {of
                .is_none()
                .then(|| {
                    line("person-login", say!(l, people.login), Some(say!(l, people.login_help)), typed.login, typed.tried)
                })}
            <Roles said=typed.said />
            <Teams said=typed.said failed=typed.failed />
            <Superior said=typed.said of />
            {move || leads.get().then(|| view! { <Leads said=typed.said /> })}
        </form>
    }
}

/// What sends it.
#[component]
fn Go(
    /// The word for it.
    word: &'static str,
) -> impl IntoView {
    let l = language();
    let busy = Book::here().busy;
    view! {
        <Button look=Look::Main form=FORM off=busy>
            {move || if busy.get() { say!(l, people.going) } else { word }}
        </Button>
    }
}

/// One line to type.
pub(super) fn line(
    id: &'static str,
    label: &str,
    help: Option<&str>,
    text: RwSignal<String>,
    tried: RwSignal<bool>,
) -> impl IntoView + use<> {
    let l = language();
    let missing = move || {
        (tried.get() && text.with(|text| text.trim().is_empty())).then(|| say!(l, form.required).to_owned())
    };
    let around = Around {
        id: id.into(),
        label: label.to_owned(),
        optional: Signal::stored(None),
        help: help.map(str::to_owned),
        problem: Signal::derive(missing),
    };
    view! {
        <Field around=around.clone()>
            <LineInput
                around
                text
                on_text=Callback::new(move |typed| text.set(typed))
                on_leave=Callback::new(|()| ())
            />
        </Field>
    }
}
