//! Signing in: with name and password, with a one-time code, and the first administrator's link.

use leptos::prelude::*;
use leptos::task::spawn_local;
use leptos_router::NavigateOptions;
use leptos_router::hooks::{use_location, use_navigate, use_query_map};

use super::address;
use super::state::titled;
use crate::kit::Tone;
use crate::kit::banner::Banner;
use crate::kit::bar::Bar;
use crate::kit::button::{Button, ButtonLink, Look};
use crate::kit::field::{Around, Field, Kind, LineInput};
use crate::kit::icon::Sign;
use crate::shell::{Shell, Unsigned};
use crate::words::{self, Coded as _, Language, language, say};

const FORM: &str = "sign-in";

/// Which of the three ways in.
#[derive(Clone, PartialEq, Eq)]
enum Way {
    /// Name and password.
    Password,
    /// The first administrator makes the first account.
    First(String),
    /// A one-time code and a new password.
    Code(String),
}

impl Way {
    /// What the address asks for.
    fn asked() -> Self {
        let query = use_query_map().get_untracked();
        match (query.get("first"), query.get("code")) {
            (Some(code), _) => Self::First(code),
            (None, Some(code)) => Self::Code(code),
            (None, None) => Self::Password,
        }
    }
}

/// What was typed.
#[derive(Clone, Copy)]
struct Typed {
    person: RwSignal<String>,
    login: RwSignal<String>,
    code: RwSignal<String>,
    password: RwSignal<String>,
    tried: RwSignal<bool>,
}

impl Typed {
    fn complete(self, way: &Way) -> bool {
        let filled = |text: RwSignal<String>| text.with_untracked(|text| !text.trim().is_empty());
        filled(self.password)
            && match way {
                Way::Password => filled(self.login),
                Way::First(_) => filled(self.login) && filled(self.person),
                Way::Code(_) => filled(self.code),
            }
    }

    async fn send(self, shell: Shell, way: Way) -> Result<(), Unsigned> {
        let text = |text: RwSignal<String>| text.get_untracked();
        let (login, password) = (text(self.login), text(self.password));
        match way {
            Way::Password => shell.sign_in(login.trim(), &password).await,
            Way::First(code) => shell.first(&code, login.trim(), &password, text(self.person).trim()).await,
            Way::Code(_) => shell.redeem(text(self.code).trim(), &password).await,
        }
    }
}

/// The page.
#[component]
pub fn SignIn() -> impl IntoView {
    let l = language();
    titled(say!(l, signin.title));
    let way = Way::asked();
    let code = if let Way::Code(code) = &way { code.clone() } else { String::new() };
    let typed = Typed {
        person: RwSignal::new(String::new()),
        login: RwSignal::new(String::new()),
        code: RwSignal::new(code),
        password: RwSignal::new(String::new()),
        tried: RwSignal::new(false),
    };
    let failed = RwSignal::new(None::<Unsigned>);
    let busy = RwSignal::new(false);
    let submit = submit(typed, way.clone(), failed, busy);
    let intro = match &way {
        Way::First(_) => Some(say!(l, signin.first_text)),
        Way::Code(_) => Some(say!(l, signin.code_text)),
        Way::Password => None,
    };
    view! {
        <Bar title=say!(l, signin.title)>
            <OtherLanguage />
        </Bar>
        <main>
            <form class="page stack stack--wide" id=FORM novalidate on:submit=submit>
                {intro.map(|text| view! { <p class="read">{text}</p> })}
                {move || failed.get().map(|why| not_signed_in(&why))}
                <Fields typed way=way.clone() />
                <div class="stack stack--tight">
                    <Button look=Look::Main form=FORM>
                        {move || if busy.get() { say!(l, signin.going) } else { say!(l, signin.go) }}
                    </Button>
                    <Other way=way.clone() />
                </div>
                <p class="soft read">{say!(l, signin.needs_network)}</p>
            </form>
        </main>
    }
}

fn submit(
    typed: Typed,
    way: Way,
    failed: RwSignal<Option<Unsigned>>,
    busy: RwSignal<bool>,
) -> impl Fn(leptos::ev::SubmitEvent) {
    let (shell, navigate, path) = (Shell::here(), use_navigate(), use_location().pathname);
    move |event| {
        event.prevent_default();
        typed.tried.set(true);
        if busy.get_untracked() || !typed.complete(&way) {
            return;
        }
        busy.set(true);
        let (way, navigate) = (way.clone(), navigate.clone());
        spawn_local(async move {
            let result = typed.send(shell, way).await;
            busy.set(false);
            match result {
                // Asked for on the way to another page: that page shows by itself.
                Ok(()) if path.get_untracked() != address::SIGN_IN => {}
                Ok(()) => {
                    let replace = NavigateOptions { replace: true, ..NavigateOptions::default() };
                    navigate(address::TODAY, replace);
                }
                Err(why) => failed.set(Some(why)),
            }
        });
    }
}

#[component]
fn Fields(
    /// What was typed.
    typed: Typed,
    /// Which way in.
    way: Way,
) -> impl IntoView {
    let l = language();
    let field = move |id: &'static str, label: &str, kind, fill, text: RwSignal<String>| {
        let missing = move || {
            (typed.tried.get() && text.with(|text| text.trim().is_empty()))
                .then(|| say!(l, form.required).to_owned())
        };
        let around = Around {
            id: id.into(),
            label: label.to_owned(),
            optional: Signal::stored(None),
            help: None,
            problem: Signal::derive(missing),
        };
        view! {
            <Field around=around.clone()>
                <LineInput
                    around
                    kind
                    fill
                    text
                    on_text=Callback::new(move |typed| text.set(typed))
                    on_leave=Callback::new(|()| ())
                />
            </Field>
        }
    };
    let person = matches!(way, Way::First(_))
        .then(|| field("sign-in-person", say!(l, signin.person), Kind::Words, "name", typed.person));
    let login = (!matches!(way, Way::Code(_)))
        .then(|| field("sign-in-name", say!(l, signin.name), Kind::Words, "username", typed.login));
    let code = matches!(way, Way::Code(_))
        .then(|| field("sign-in-code", say!(l, signin.code), Kind::Words, "one-time-code", typed.code));
    let (label, fill) = match way {
        Way::Password => (say!(l, signin.password), "current-password"),
        Way::First(_) | Way::Code(_) => (say!(l, signin.new_password), "new-password"),
    };
    let password = field("sign-in-password", label, Kind::Secret, fill, typed.password);
    view! { {person} {login} {code} {password} }
}

/// Whoever cannot read this page finds their language on it, in its own words.
#[component]
fn OtherLanguage() -> impl IntoView {
    let l = language();
    let settings = Shell::here().settings;
    let (other, name) = match l {
        Language::zh_CN => (Language::en, say!(l, me.en)),
        Language::en => (Language::zh_CN, say!(l, me.zh)),
    };
    view! {
        <Button look=Look::Quiet press=Callback::new(move |()| settings.speak(other.as_str()))>
            {name}
        </Button>
    }
}

/// The other way in.
#[component]
fn Other(
    /// This way.
    way: Way,
) -> impl IntoView {
    let l = language();
    let (href, text) = match way {
        Way::Password => (address::SIGN_IN_BY_CODE, say!(l, signin.have_code)),
        Way::Code(_) => (address::SIGN_IN, say!(l, signin.have_password)),
        Way::First(_) => return None,
    };
    // Another address of the same page: it is drawn anew.
    Some(view! {
        <ButtonLink look=Look::Quiet href>
            {text}
        </ButtonLink>
    })
}

fn not_signed_in(why: &Unsigned) -> impl IntoView + use<> {
    let l = language();
    let text = words::unsigned(l, why.code());
    view! {
        <Banner sign=Sign::Alert tone=Tone::Wrong>
            <p role="alert">{text}</p>
        </Banner>
    }
}
