//! Who works here: entering somebody, and changing name, roles and place.

use std::collections::BTreeSet;

use axum::Json;
use axum::extract::{Path, State};
use axum::http::StatusCode;
use axum::response::{IntoResponse, Response};
use domain::Command;
use domain::people::{Person, PersonCommand, PutPerson, Role};
use domain::values::{TeamId, UserId};
use serde::Deserialize;
use sync::wire::Fault;

use super::account::{give_code, person};
use super::{Administrator, put, user};
use crate::accounts::Account;
use crate::accounts::codes::{MAX_MINUTES, MIN_MINUTES};
use crate::accounts::login::Login;
use crate::accounts::token::new_id;
use crate::api::body::Form;
use crate::api::problem::Problem;
use crate::state::AppState;

/// What an administrator says about a person.
#[derive(Deserialize)]
pub(in crate::api) struct Said {
    name: String,
    roles: BTreeSet<Role>,
    #[serde(default)]
    department: Option<String>,
    #[serde(default)]
    team: Option<TeamId>,
    #[serde(default)]
    leads: BTreeSet<TeamId>,
    #[serde(default)]
    superior: Option<UserId>,
}

impl Said {
    /// Refuses roles that this build does not know; those a person `has` from a newer build stay.
    fn check(&self, has: &BTreeSet<Role>) -> Result<(), Problem> {
        let strange = |role: &&Role| matches!(role, Role::Other(_)) && !has.contains(role);
        if self.roles.iter().any(|role| strange(&role)) {
            Err(Problem::new(422, "role-unknown"))
        } else {
            Ok(())
        }
    }

    /// The record with this said, and all else as it was.
    fn of(self, before: Person) -> Person {
        let Self { name, roles, department, team, leads, superior } = self;
        Person { name, roles, department, team, leads, superior, ..before }
    }
}

#[derive(Deserialize)]
pub(in crate::api) struct NewPerson {
    login: String,
    #[serde(flatten)]
    said: Said,
    /// How long the code is good.
    #[serde(default)]
    minutes: Option<u32>,
}

pub(in crate::api) async fn enter(
    State(app): State<AppState>,
    proof: Administrator,
    Form(form): Form<NewPerson>,
) -> Result<Response, Problem> {
    let login = Login::parse(&form.login).ok_or(Problem::new(422, "login-malformed"))?;
    let minutes = minutes(form.minutes)?;
    form.said.check(&BTreeSet::new())?;
    let who = *proof.who();
    let code = app.write(&proof, move |ledger, now| {
        if Account::named(ledger.connection(), &login)?.is_some() {
            return Err(Problem::new(409, "login-taken"));
        }
        let user = UserId(new_id(now.utc_ms)?);
        let command = PersonCommand::Put(PutPerson { person: form.said.of(Person::new("", [])) });
        put(ledger, &who, now, user.into(), &Command::Person(command))?;
        Account::enter(ledger.connection(), user, &login, now.utc_ms)?;
        give_code(ledger, user, now, minutes)
    });
    Ok((StatusCode::CREATED, Json(code.await?)).into_response())
}

/// Takes effect with the next request of the person, whose sessions go on.
pub(in crate::api) async fn change(
    State(app): State<AppState>,
    proof: Administrator,
    Path(id): Path<String>,
    Form(said): Form<Said>,
) -> Result<StatusCode, Problem> {
    let (user, who) = (user(&id)?, *proof.who());
    if user == who.session().user && !said.roles.contains(&Role::SystemAdministrator) {
        // The last one would lock everybody out for good.
        return Err(Problem::own_account());
    }
    let changed = app.write(&proof, move |ledger, now| {
        Account::of(ledger.connection(), user)?.ok_or(Fault::NotFound)?;
        let before = person(ledger, user)?;
        said.check(&before.roles)?;
        let command = PersonCommand::Put(PutPerson { person: said.of(before) });
        put(ledger, &who, now, user.into(), &Command::Person(command))?;
        Ok(StatusCode::NO_CONTENT)
    });
    changed.await
}

fn minutes(asked: Option<u32>) -> Result<u32, Problem> {
    let minutes = asked.unwrap_or(MAX_MINUTES);
    let fits = (MIN_MINUTES..=MAX_MINUTES).contains(&minutes);
    if fits { Ok(minutes) } else { Err(Problem::new(422, "minutes-out-of-range")) }
}
