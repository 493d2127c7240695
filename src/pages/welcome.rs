//! What is good to know first, in three rows and without a manual; read once on each device. Source: UX "First run"

use leptos::prelude::*;

use crate::kit::button::{Button, Look};
use crate::kit::icon::Sign;
use crate::kit::list::{List, Mark, Row};
use crate::shell::{Device, Shell};
use crate::words::{language, say};

/// The three rows, until they were read.
#[component]
pub fn Welcome() -> impl IntoView {
    let l = language();
    let settings = Shell::here().settings;
    let row = |sign, title: &str, note: &'static str| {
        let lines = move || view! { <p class="row__meta">{note}</p> };
        view! { <Row mark=Mark::Sign(sign) title lines /> }
    };
    let read = Callback::new(move |()| settings.meet());
    move || {
        (!settings.met.get()).then(|| {
            view! {
                <section class="page stack stack--tight">
                    <h2>{say!(l, me.welcome)}</h2>
                    <List card=true>
                        {row(Sign::CloudOff, say!(l, me.offline), say!(l, me.offline_note))}
                        {row(Sign::Turn, say!(l, me.pill), say!(l, me.pill_note))}
                        {row(Sign::Plus, say!(l, me.begin), say!(l, me.begin_note))}
                    </List>
                    <div class="line">
                        <Button look=Look::Main press=read>
                            {say!(l, me.welcome_read)}
                        </Button>
                        <Install words=say!(l, me.install) />
                    </div>
                </section>
            }
        })
    }
}

/// The way to the home screen, where the browser offers one.
#[component]
fn Install(words: &'static str) -> impl IntoView {
    let device = Shell::here().device;
    let press = Callback::new(move |()| device.install());
    move || {
        device.installable.get().then(|| {
            view! {
                <Button press sign=Sign::Tablet>
                    {words}
                </Button>
            }
        })
    }
}

/// The same with what it is good for; where the browser offers nothing, how a person does it. Nothing once it is done.
#[component]
pub fn HomeScreen() -> impl IntoView {
    let l = language();
    let device = Shell::here().device;
    let note = move || {
        if device.installable.get() { say!(l, me.install_note) } else { say!(l, me.install_how) }
    };
    (!Device::is_installed()).then(|| {
        let lines = move || view! { <p class="row__meta">{note}</p> };
        view! {
            <Row mark=Mark::Sign(Sign::Tablet) title=say!(l, me.install) lines>
                <Install words=say!(l, me.install_go) />
            </Row>
        }
    })
}
