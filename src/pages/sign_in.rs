//! Signing in.
//!
//! WIRING: `submit` asks the shell for a session as soon as there is one.

use leptos::prelude::*;

use super::state::titled;
use crate::kit::banner::Banner;
use crate::kit::bar::{Back, Bar};
use crate::kit::button::{Button, ButtonLink, Look};
use crate::kit::field::{Around, Field, Kind, LineInput};
use crate::kit::icon::Sign;
use crate::words::{language, say};

const FORM: &str = "sign-in";

/// Name and password.
#[component]
pub fn SignIn() -> impl IntoView {
    let l = language();
    titled(say!(l, signin.title));
    let (name, password) = (RwSignal::new(String::new()), RwSignal::new(String::new()));
    let tried = RwSignal::new(false);
    let missing = move |text: RwSignal<String>| {
        Signal::derive(move || {
            (tried.get() && text.with(String::is_empty)).then(|| say!(l, form.required).to_owned())
        })
    };
    let around = move |id, label: &str, text| Around {
        id,
        label: label.to_owned(),
        optional: None,
        help: None,
        problem: missing(text),
    };
    let field = move |around: Around, kind, fill, text: RwSignal<String>| {
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
    let complete = move || tried.get() && !name.with(String::is_empty) && !password.with(String::is_empty);
    let submit = move |event: leptos::ev::SubmitEvent| {
        event.prevent_default();
        tried.set(true);
    };
    view! {
        <Bar
            title=say!(l, signin.title)
            back=Back { href: crate::pages::address::ME.to_owned(), label: say!(l, common.back).to_owned() }
        />
        <main>
            <form class="page stack stack--wide" id=FORM novalidate on:submit=submit>
                {move || {
                    complete()
                        .then(|| {
                            view! {
                                <Banner sign=Sign::CloudOff>
                                    <p role="alert">{say!(l, signin.not_yet)}</p>
                                </Banner>
                            }
                        })
                }}
                {field(around("sign-in-name", say!(l, signin.name), name), Kind::Words, "username", name)}
                {field(
                    around("sign-in-password", say!(l, signin.password), password),
                    Kind::Secret,
                    "current-password",
                    password,
                )} <div class="stack stack--tight">
                    <Button look=Look::Main form=FORM>
                        {say!(l, signin.go)}
                    </Button>
                    <ButtonLink look=Look::Quiet href=crate::pages::address::TODAY>
                        {say!(l, signin.skip)}
                    </ButtonLink>
                </div> <div class="stack stack--tight soft read">
                    <p>{say!(l, signin.needs_network)}</p>
                    <p>{say!(l, signin.forgotten)}</p>
                </div>
            </form>
        </main>
    }
}
