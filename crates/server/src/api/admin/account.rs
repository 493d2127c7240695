//! What happens to an account and its devices: closed, opened, a new password, a device given up.

use axum::Json;
use axum::extract::{Path, State};
use axum::http::StatusCode;
use domain::people::{Person, PersonCommand, PutPerson};
use domain::values::{Moment, UserId};
use domain::{Command, Record};
use serde::Serialize;
use sync::wire::Fault;

use super::{Administrator, device, put, user};
use crate::accounts::codes::{self, MAX_MINUTES, Opens};
use crate::accounts::token::Secret;
use crate::accounts::{Account, devices};
use crate::api::problem::Problem;
use crate::ledger::Ledger as _;
use crate::ledger::sqlite::SqliteLedger;
use crate::state::AppState;

/// A one-time code, shown once.
#[derive(Serialize)]
pub(in crate::api) struct Invitation {
    user_id: UserId,
    code: String,
    until_ms: i64,
}

pub(super) fn give_code(
    ledger: &SqliteLedger,
    user: UserId,
    now: Moment,
    minutes: u32,
) -> Result<Invitation, Problem> {
    let (code, until_ms) = (Secret::code()?, now.utc_ms + i64::from(minutes) * 60_000);
    codes::put(ledger.connection(), &code, Opens::Password(user), until_ms)?;
    Ok(Invitation { user_id: user, code: code.text().to_owned(), until_ms })
}

pub(in crate::api) async fn disable(
    State(app): State<AppState>,
    proof: Administrator,
    Path(id): Path<String>,
) -> Result<StatusCode, Problem> {
    let user = user(&id)?;
    if user == proof.who().session().user {
        // The last one would lock everybody out for good.
        return Err(Problem::own_account());
    }
    set_active(&app, &proof, user, false).await
}

pub(in crate::api) async fn enable(
    State(app): State<AppState>,
    proof: Administrator,
    Path(id): Path<String>,
) -> Result<StatusCode, Problem> {
    set_active(&app, &proof, user(&id)?, true).await
}

async fn set_active(
    app: &AppState,
    proof: &Administrator,
    user: UserId,
    active: bool,
) -> Result<StatusCode, Problem> {
    let who = *proof.who();
    let changed = app.write(proof, move |ledger, now| {
        Account::of(ledger.connection(), user)?.ok_or(Fault::NotFound)?;
        let person = person(ledger, user)?;
        let command = PersonCommand::Put(PutPerson { person: Person { active, ..person } });
        put(ledger, &who, now, user.into(), &Command::Person(command))?;
        codes::void(ledger.connection(), user)?;
        Account::set_active(ledger.connection(), user, active)?;
        Ok(StatusCode::NO_CONTENT)
    });
    changed.await
}

/// The record of somebody who has an account.
pub(super) fn person(ledger: &SqliteLedger, user: UserId) -> Result<Person, Problem> {
    let row = ledger.row(user.into())?.ok_or(Fault::NotFound)?;
    let Record::Person(person) = row.record() else { return Err(Fault::NotFound.into()) };
    Ok(person)
}

/// Takes the password away, ends all sessions and gives a code for a new one.
pub(in crate::api) async fn reset(
    State(app): State<AppState>,
    proof: Administrator,
    Path(id): Path<String>,
) -> Result<Json<Invitation>, Problem> {
    let user = user(&id)?;
    let code = app.write(&proof, move |ledger, now| {
        let account = Account::of(ledger.connection(), user)?.ok_or(Fault::NotFound)?;
        if !account.active {
            return Err(Problem::new(409, "disabled"));
        }
        Account::set_password(ledger.connection(), user, None)?;
        give_code(ledger, user, now, MAX_MINUTES)
    });
    code.await.map(Json)
}

/// Gives a device up: lost, stolen, or of a leaver.
pub(in crate::api) async fn revoke(
    State(app): State<AppState>,
    proof: Administrator,
    Path(id): Path<String>,
) -> Result<StatusCode, Problem> {
    let device = device(&id)?;
    let revoked = app.write(&proof, move |ledger, now| {
        let known = devices::revoke(ledger.connection(), device, now.utc_ms)?;
        if known { Ok(StatusCode::NO_CONTENT) } else { Err(Fault::NotFound.into()) }
    });
    revoked.await
}
