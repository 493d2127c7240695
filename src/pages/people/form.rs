//! Entering somebody, and changing what is said about them.

use std::collections::BTreeSet;

use domain::TeamId;
use domain::people::Role;
use leptos::prelude::*;
use leptos_router::hooks::use_navigate;

use super::book::Book;
use crate::kit::Tone;
use crate::kit::banner::Banner;
use crate::kit::bar::{Back, Bar};
use crate::kit::button::{Button, Look};
use crate::kit::card::Card;
use crate::kit::choices::{Choice, Choices};
use crate::kit::field::{Around, Field, FieldGroup, LineInput};
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
    team: RwSignal<String>,
    tried: RwSignal<bool>,
    failed: RwSignal<Option<Unsigned>>,
}

impl Typed {
    fn of(said: Said) -> Self {
        Self {
            name: RwSignal::new(said.name.clone()),
            login: RwSignal::new(String::new()),
            said: RwSignal::new(said),
            team: RwSignal::new(String::new()),
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
            <Fields typed new=true submit />
        </div>
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
            <Fields typed new=false submit />
            <Button press=close look=Look::Quiet>
                {say!(l, common.cancel)}
            </Button>
        </Card>
    }
}

#[component]
fn Fields(
    /// What was typed.
    typed: Typed,
    /// Whether a login name is asked for.
    new: bool,
    /// All that must be there is.
    submit: Callback<()>,
) -> impl IntoView {
    let l = language();
    let book = Book::here();
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
    let word = move || match (book.busy.get(), new) {
        (true, _) => say!(l, people.going),
        (false, true) => say!(l, people.enter_go),
        (false, false) => say!(l, people.change_go),
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
            {new
                .then(|| {
                    line("person-login", say!(l, people.login), Some(say!(l, people.login_help)), typed.login, typed.tried)
                })}
            <Roles said=typed.said />
            <Teams typed />
            {move || leads.get().then(|| view! { <Leads said=typed.said /> })}
            <div class="line">
                <Button look=Look::Main form=FORM off=book.busy>
                    {word}
                </Button>
            </div>
        </form>
    }
}

fn line(
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
        id,
        label: label.to_owned(),
        optional: None,
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

fn group(id: &'static str, label: &str, help: Option<&str>) -> Around {
    let l = language();
    Around {
        id,
        label: label.to_owned(),
        optional: Some(say!(l, common.several).to_owned()),
        help: help.map(str::to_owned),
        problem: Signal::derive(|| None),
    }
}

/// Puts it in, or takes it out.
fn toggle<T: Ord>(all: &mut BTreeSet<T>, one: T) {
    if !all.remove(&one) {
        all.insert(one);
    }
}

#[component]
fn Roles(said: RwSignal<Said>) -> impl IntoView {
    let l = language();
    let choices = Role::CHOICES
        .iter()
        .map(|code| Choice { code: (*code).to_owned(), text: words::role(l, code) })
        .collect::<Vec<_>>();
    let chosen =
        Signal::derive(move || said.with(|said| said.roles.iter().map(|r| r.code().to_owned()).collect()));
    let press = Callback::new(move |code: String| {
        said.update(|said| toggle(&mut said.roles, Role::from(code)));
    });
    view! {
        <FieldGroup around=group("person-roles", say!(l, people.roles), None)>
            <Choices name="person-roles" choices many=true chosen on_press=press />
        </FieldGroup>
    }
}

/// The teams to choose from, as they are heard.
fn teams(book: Book) -> Vec<Choice> {
    book.teams().into_iter().map(|team| Choice { code: team.team_id.to_string(), text: team.name }).collect()
}

#[component]
fn Teams(typed: Typed) -> impl IntoView {
    let l = language();
    let book = Book::here();
    let said = typed.said;
    let chosen = Signal::derive(move || said.with(|said| said.team.iter().map(TeamId::to_string).collect()));
    let press = Callback::new(move |code: String| {
        let team = code.parse().ok();
        said.update(|said| said.team = if said.team == team { None } else { team });
    });
    let found = Callback::new(move |()| {
        let name = typed.team.get_untracked().trim().to_owned();
        if name.is_empty() {
            return;
        }
        book.act(async move { Administration.found(&name).await }, move |result| match result {
            Ok(team) => {
                typed.team.set(String::new());
                said.update(|said| said.team = Some(team));
            }
            Err(why) => typed.failed.set(Some(why)),
        });
    });
    let around = Around {
        optional: Some(say!(l, common.optional).to_owned()),
        ..group("person-team", say!(l, people.team), Some(say!(l, people.team_help)))
    };
    let new = line("new-team", say!(l, people.new_team), None, typed.team, RwSignal::new(false));
    view! {
        <FieldGroup around>
            {move || {
                view! { <Choices name="person-team" choices=teams(book) none=true chosen on_press=press /> }
            }}
        </FieldGroup>
        <div class="stack stack--tight">
            {new} <div class="line">
                <Button press=found look=Look::Quiet sign=Sign::Plus>
                    {say!(l, people.found)}
                </Button>
            </div>
        </div>
    }
}

#[component]
fn Leads(said: RwSignal<Said>) -> impl IntoView {
    let l = language();
    let book = Book::here();
    let chosen = Signal::derive(move || said.with(|said| said.leads.iter().map(TeamId::to_string).collect()));
    let press = Callback::new(move |code: String| {
        if let Ok(team) = code.parse() {
            said.update(|said| toggle(&mut said.leads, team));
        }
    });
    view! {
        <FieldGroup around=group("person-leads", say!(l, people.leads), Some(say!(l, people.leads_help)))>
            {move || {
                view! { <Choices name="person-leads" choices=teams(book) many=true chosen on_press=press /> }
            }}
        </FieldGroup>
    }
}
