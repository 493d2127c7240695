//! What is chosen about a person: roles, the team, the teams they lead.

use std::collections::BTreeSet;

use domain::people::Role;
use domain::{TeamId, UserId};
use leptos::prelude::*;

use super::book::Book;
use super::form::line;
use crate::kit::button::{Button, Look};
use crate::kit::choices::{Choice, Choices};
use crate::kit::field::{Around, FieldGroup};
use crate::kit::icon::Sign;
use crate::pages::colleague::Colleague;
use crate::shell::{Administration, Said, Unsigned};
use crate::words::{self, language, say};

fn group(id: &'static str, label: &str, help: Option<&str>) -> Around {
    let l = language();
    Around {
        id: id.into(),
        label: label.to_owned(),
        optional: Signal::stored(Some(say!(l, common.several).to_owned())),
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

/// What they do here.
#[component]
pub(super) fn Roles(
    /// What is said.
    said: RwSignal<Said>,
) -> impl IntoView {
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

/// Where they work, and a team that is not there yet.
#[component]
pub(super) fn Teams(
    /// What is said.
    said: RwSignal<Said>,
    /// Why a team was not made.
    failed: RwSignal<Option<Unsigned>>,
) -> impl IntoView {
    let l = language();
    let book = Book::here();
    let (typed, tried) = (RwSignal::new(String::new()), RwSignal::new(false));
    let chosen = Signal::derive(move || said.with(|said| said.team.iter().map(TeamId::to_string).collect()));
    let press = Callback::new(move |code: String| {
        let team = code.parse().ok();
        said.update(|said| said.team = if said.team == team { None } else { team });
    });
    let found = Callback::new(move |()| {
        let name = typed.get_untracked().trim().to_owned();
        if name.is_empty() {
            return;
        }
        book.act(async move { Administration.found(&name).await }, move |result| match result {
            Ok(team) => {
                typed.set(String::new());
                said.update(|said| said.team = Some(team));
            }
            Err(why) => failed.set(Some(why)),
        });
    });
    let around = Around {
        optional: Signal::stored(Some(say!(l, common.optional).to_owned())),
        ..group("person-team", say!(l, people.team), Some(say!(l, people.team_help)))
    };
    let new = line("new-team", say!(l, people.new_team), None, typed, tried);
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

/// The teams they supervise.
#[component]
pub(super) fn Leads(
    /// What is said.
    said: RwSignal<Said>,
) -> impl IntoView {
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

/// Who stands above them. Source: ROL-08
#[component]
pub(super) fn Superior(
    /// What is said.
    said: RwSignal<Said>,
    /// Of whom; nobody yet for somebody new.
    of: Option<UserId>,
) -> impl IntoView {
    let l = language();
    let people = Book::here().names();
    let others = Memo::new(move |_| people.get().into_iter().filter(|(user, _)| Some(*user) != of).collect());
    let chosen = RwSignal::new(said.with_untracked(|said| said.superior));
    Effect::new(move || {
        let superior = chosen.get();
        said.update(|said| said.superior = superior);
    });
    view! {
        <Colleague
            name="person-superior"
            label=say!(l, people.superior)
            help=say!(l, people.superior_help)
            optional=true
            people=others
            chosen
            missing=Signal::stored(false)
        />
    }
}
