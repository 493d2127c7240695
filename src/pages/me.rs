//! The person, how the app looks on this device, and the device itself.

use leptos::prelude::*;
use leptos::task::spawn_local;

use super::state::{Pill, titled};
use super::welcome::HomeScreen;
use crate::kit::banner::Banner;
use crate::kit::bar::Bar;
use crate::kit::button::{Button, Look};
use crate::kit::card::Card;
use crate::kit::choices::{Choice, Choices, Stand};
use crate::kit::field::{Around, FieldGroup};
use crate::kit::icon::Sign;
use crate::kit::list::{List, Mark, Row};
use crate::kit::toast::Toaster;
use crate::live::Live;
use crate::pages::address;
use crate::shell::{Settings, Shell, Theme};
use crate::words::{Coded as _, Language, language, say};

/// The person and the device.
#[component]
pub fn Me() -> impl IntoView {
    let l = language();
    let settings = Shell::here().settings;
    titled(say!(l, me.title));
    view! {
        <Bar title=say!(l, me.title)>
            <Pill />
        </Bar>
        <main>
            <div class="page stack stack--wide">
                <Newer />
                <Person />
                <Card title=say!(l, me.look)>
                    <div class="stack stack--wide">
                        {languages(settings)} {themes(settings)} {letters(settings)}
                    </div>
                </Card>
                <section class="stack stack--tight">
                    <h2>{say!(l, me.device)}</h2>
                    <List card=true>
                        <Row
                            mark=Mark::Sign(Sign::Turn)
                            title=say!(l, me.sync)
                            href=address::SYNC
                            lines=move || view! { <p class="row__meta">{say!(l, me.sync_note)}</p> }
                        />
                        <HomeScreen />
                    </List>
                </section>
                <Work />
                <People />
                <SignOut />
            </div>
        </main>
    }
}

/// A newer build lies ready; it is taken when the person says so.
#[component]
fn Newer() -> impl IntoView {
    let l = language();
    let device = Shell::here().device;
    let take = Callback::new(move |()| device.take_newer());
    move || {
        device.newer.get().then(|| {
            view! {
                <Banner sign=Sign::Turn>
                    <p>{say!(l, me.newer)}</p>
                    <Button look=Look::Quiet press=take>
                        {say!(l, me.take_newer)}
                    </Button>
                </Banner>
            }
        })
    }
}

#[component]
fn Person() -> impl IntoView {
    let person = Live::here().person;
    move || {
        person.get().map(|name| {
            view! {
                <List card=true>
                    <Row mark=Mark::letter(&name) title=name />
                </List>
            }
        })
    }
}

/// What one asked for or decides, and who decides in one's place.
#[component]
fn Work() -> impl IntoView {
    let l = language();
    let live = Live::here();
    move || {
        // What is taken for granted until the disk is read would stand here for a moment, and go under the finger.
        (live.read.get() && live.plans.get()).then(|| {
            view! {
                <section class="stack stack--tight">
                    <h2>{say!(l, common.approvals)}</h2>
                    <List card=true>
                        <Row
                            mark=Mark::Sign(Sign::Stamp)
                            title=say!(l, me.requests)
                            href=address::APPROVALS
                            lines=move || view! { <p class="row__meta">{say!(l, me.requests_note)}</p> }
                        />
                        <Row
                            mark=Mark::Sign(Sign::Forward)
                            title=say!(l, deputy.title)
                            href=address::DEPUTY
                            lines=move || view! { <p class="row__meta">{say!(l, me.deputy_note)}</p> }
                        />
                        // Whoever approves has no tab for them.
                        <Row
                            mark=Mark::Sign(Sign::Complaint)
                            title=say!(l, complaint.title)
                            href=address::COMPLAINTS
                            lines=move || view! { <p class="row__meta">{say!(l, complaint.empty_note)}</p> }
                        />
                        {move || (!live.administers.get()).then(|| view! { <Days /> })}
                    </List>
                </section>
            }
        })
    }
}

/// Which days are worked, and the numbers of the rules: for an administrator, who changes them, among the administration; for others beside their work.
#[component]
fn Days() -> impl IntoView {
    let l = language();
    view! {
        <Row
            mark=Mark::Sign(Sign::Calendar)
            title=say!(l, calendar.title)
            href=address::CALENDAR
            lines=move || view! { <p class="row__meta">{say!(l, calendar.me_note)}</p> }
        />
        <Row
            mark=Mark::Sign(Sign::Doc)
            title=say!(l, policy.title)
            href=address::POLICY
            lines=move || view! { <p class="row__meta">{say!(l, policy.me_note)}</p> }
        />
    }
}

/// For a system administrator.
#[component]
fn People() -> impl IntoView {
    let l = language();
    let administers = Live::here().administers;
    move || {
        administers.get().then(|| {
            view! {
                <section class="stack stack--tight">
                    <h2>{say!(l, me.administration)}</h2>
                    <List card=true>
                        <Row
                            mark=Mark::Sign(Sign::People)
                            title=say!(l, me.people)
                            href=address::PEOPLE
                            lines=move || view! { <p class="row__meta">{say!(l, me.people_note)}</p> }
                        />
                        <Days />
                        <Row
                            mark=Mark::Sign(Sign::Export)
                            title=say!(l, import.title)
                            href=address::IMPORTS
                            lines=move || view! { <p class="row__meta">{say!(l, import.me_note)}</p> }
                        />
                    </List>
                </section>
            }
        })
    }
}

/// Far from everything that is pressed daily. What was not sent stays here for the same person.
#[component]
fn SignOut() -> impl IntoView {
    let l = language();
    let (shell, toaster, risk) = (Shell::here(), Toaster::here(), Live::here().risk);
    let press = Callback::new(move |()| {
        spawn_local(async move {
            if shell.sign_out().await.is_err() {
                toaster.say(say!(l, me.sign_out_offline).to_owned());
            }
        });
    });
    let note = move || match risk.get().entries {
        0 => say!(l, me.sign_out_note).to_owned(),
        n => say!(l, me.sign_out_waiting, n = n),
    };
    view! {
        <section class="stack stack--tight">
            <div class="line">
                <Button press>{say!(l, me.sign_out)}</Button>
            </div>
            <p class="soft read">{note}</p>
        </section>
    }
}

fn languages(settings: Settings) -> impl IntoView {
    let l = language();
    let choices = vec![(Language::zh_CN.as_str(), say!(l, me.zh)), (Language::en.as_str(), say!(l, me.en))];
    let press = Callback::new(move |code: String| settings.speak(&code));
    setting("language", say!(l, me.language), choices, Signal::derive(move || l.as_str().to_owned()), press)
}

fn themes(settings: Settings) -> impl IntoView {
    let l = language();
    let word = |theme| match theme {
        Theme::Auto => say!(l, me.theme_auto),
        Theme::Light => say!(l, me.theme_light),
        Theme::Dark => say!(l, me.theme_dark),
        Theme::Sunlight => say!(l, me.theme_sunlight),
    };
    let choices = Theme::ALL.into_iter().map(|theme| (theme.code(), word(theme))).collect();
    let press = Callback::new(move |code: String| {
        if let Some(theme) = Theme::ALL.into_iter().find(|theme| theme.code() == code) {
            settings.shine(theme);
        }
    });
    setting(
        "theme",
        say!(l, me.theme),
        choices,
        Signal::derive(move || settings.theme.get().code().to_owned()),
        press,
    )
}

fn letters(settings: Settings) -> impl IntoView {
    let l = language();
    let choices = vec![("normal", say!(l, me.letters_normal)), ("large", say!(l, me.letters_large))];
    let press = Callback::new(move |code: String| settings.enlarge(code == "large"));
    let chosen = move || if settings.large.get() { "large" } else { "normal" }.to_owned();
    setting("letters", say!(l, me.letters), choices, Signal::derive(chosen), press)
}

fn setting(
    name: &'static str,
    label: &str,
    choices: Vec<(&str, &str)>,
    chosen: Signal<String>,
    on_press: Callback<String>,
) -> impl IntoView + use<> {
    let around = Around {
        id: name.into(),
        label: label.to_owned(),
        optional: Signal::stored(None),
        help: None,
        problem: Signal::derive(|| None),
    };
    let stand = if choices.len() < 4 { Stand::Joined } else { Stand::Two };
    let choices = choices
        .into_iter()
        .map(|(code, text)| Choice { code: code.to_owned(), text: text.to_owned() })
        .collect::<Vec<_>>();
    view! {
        <FieldGroup around>
            <Choices name choices stand chosen=Signal::derive(move || vec![chosen.get()]) on_press />
        </FieldGroup>
    }
}
