//! People and devices, by a system administrator: the record through `core` with that administrator as its author,
//! the account beside it in the same transaction.

use std::collections::BTreeSet;

use axum::Json;
use axum::extract::{Path, State};
use axum::http::StatusCode;
use axum::response::{IntoResponse, Response};
use domain::access::Action;
use domain::people::{Person, PersonCommand, PutPerson, Role};
use domain::values::{CommandId, DeviceId, Kept, Moment, TeamId, UserId};
use domain::{Command, Record};
use serde::{Deserialize, Serialize};
use sync::wire::{Fault, Mutation, RecordRef, Status};

use super::body::Form;
use super::problem::Problem;
use super::proof::{Authorized, Permission, SignedIn};
use crate::accounts::admin::{KnownDevice, devices as known_devices};
use crate::accounts::codes::{self, MAX_MINUTES, MIN_MINUTES, Opens};
use crate::accounts::login::Login;
use crate::accounts::token::{Secret, new_id};
use crate::accounts::{Account, devices};
use crate::core;
use crate::ledger::sqlite::SqliteLedger;
use crate::ledger::{Ledger as _, LedgerError};
use crate::state::AppState;

/// Entering and changing people.
#[derive(Debug)]
pub(super) enum ChangePeople {}

impl Permission for ChangePeople {
    const ACTION: Action = Action::ChangePeople;
}

type Administrator = Authorized<ChangePeople>;

#[derive(Serialize)]
pub(super) struct People {
    people: Vec<Entry>,
}

#[derive(Serialize)]
struct Entry {
    user_id: UserId,
    login: String,
    active: bool,
    has_password: bool,
    devices: Vec<KnownDevice>,
    person: Option<Person>,
}

pub(super) async fn list(State(app): State<AppState>, proof: Administrator) -> Result<Json<People>, Problem> {
    let people = app.read(&proof, |ledger| {
        let (mut org, all) = (ledger.org()?, known_devices(ledger.connection())?);
        let entry = |account: Account| Entry {
            user_id: account.user,
            login: account.login,
            active: account.active,
            has_password: account.password.is_some(),
            devices: all.iter().filter(|(user, _)| *user == account.user).map(|(_, d)| d.clone()).collect(),
            person: org.people.remove(&account.user),
        };
        Ok(Account::all(ledger.connection())?.into_iter().map(entry).collect())
    });
    Ok(Json(People { people: people.await? }))
}

#[derive(Deserialize)]
pub(super) struct NewPerson {
    login: String,
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
    /// How long the code is good.
    #[serde(default)]
    minutes: Option<u32>,
}

/// A one-time code, shown once.
#[derive(Serialize)]
pub(super) struct Invitation {
    user_id: UserId,
    code: String,
    until_ms: i64,
}

pub(super) async fn enter(
    State(app): State<AppState>,
    proof: Administrator,
    Form(form): Form<NewPerson>,
) -> Result<Response, Problem> {
    let login = Login::parse(&form.login).ok_or(Problem::new(422, "login-malformed"))?;
    let minutes = minutes(form.minutes)?;
    if form.roles.iter().any(|role| matches!(role, Role::Other(_))) {
        return Err(Problem::new(422, "role-unknown"));
    }
    let who = *proof.who();
    let code = app.write(&proof, move |ledger, now| {
        if Account::named(ledger.connection(), &login)?.is_some() {
            return Err(Problem::new(409, "login-taken"));
        }
        let user = UserId(new_id(now.utc_ms)?);
        let person = Person {
            name: form.name,
            roles: form.roles,
            department: form.department,
            team: form.team,
            leads: form.leads,
            superior: form.superior,
            deputies: Vec::new(),
            active: true,
            kept: Kept::new(),
        };
        put(ledger, &who, now, user, person)?;
        Account::enter(ledger.connection(), user, &login, now.utc_ms)?;
        give_code(ledger, user, now, minutes)
    });
    Ok((StatusCode::CREATED, Json(code.await?)).into_response())
}

pub(super) async fn disable(
    State(app): State<AppState>,
    proof: Administrator,
    Path(id): Path<String>,
) -> Result<StatusCode, Problem> {
    let user = user(&id)?;
    if user == proof.who().session().user {
        // The last one would lock everybody out for good.
        return Err(Problem::new(409, "own-account"));
    }
    set_active(&app, &proof, user, false).await
}

pub(super) async fn enable(
    State(app): State<AppState>,
    proof: Administrator,
    Path(id): Path<String>,
) -> Result<StatusCode, Problem> {
    set_active(&app, &proof, user(&id)?, true).await
}

/// Takes the password away, ends all sessions and gives a code for a new one.
pub(super) async fn reset(
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
pub(super) async fn revoke(
    State(app): State<AppState>,
    proof: Administrator,
    Path(id): Path<String>,
) -> Result<StatusCode, Problem> {
    let device: DeviceId = id.parse().map_err(|_| Fault::NotFound)?;
    let revoked = app.write(&proof, move |ledger, now| {
        let known = devices::revoke(ledger.connection(), device, now.utc_ms)?;
        if known { Ok(StatusCode::NO_CONTENT) } else { Err(Fault::NotFound.into()) }
    });
    revoked.await
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
        let row = ledger.row(user.into())?.ok_or(Fault::NotFound)?;
        let Record::Person(person) = row.record() else { return Err(Fault::NotFound.into()) };
        put(ledger, &who, now, user, Person { active, ..person })?;
        codes::void(ledger.connection(), user)?;
        Account::set_active(ledger.connection(), user, active)?;
        Ok(StatusCode::NO_CONTENT)
    });
    changed.await
}

/// Writes the person's record as a mutation of the administrator, with its receipt.
fn put(
    ledger: &mut SqliteLedger,
    who: &SignedIn,
    now: Moment,
    user: UserId,
    person: Person,
) -> Result<(), Problem> {
    let command = Command::Person(PersonCommand::Put(PutPerson { person }));
    let unwritable = |_| LedgerError::Failed("a command without a JSON form".to_owned());
    let mutation = Mutation {
        id: CommandId(new_id(now.utc_ms)?),
        name: command.name(),
        v: command.version(),
        rec: RecordRef { kind: command.kind().name().into(), id: user.into() },
        deps: Vec::new(),
        actor: who.session().user,
        at: now,
        app: env!("CARGO_PKG_VERSION").to_owned(),
        base_rev: None,
        args: command.args().map_err(unwritable)?,
        told: None,
    };
    let result = core::within(ledger, &who.asker(now), &mutation)?;
    match result.status {
        Status::Applied | Status::Noop | Status::Merged => Ok(()),
        Status::Conflict | Status::Rejected | Status::Held => Err(Problem::refused(result.code)),
    }
}

fn give_code(ledger: &SqliteLedger, user: UserId, now: Moment, minutes: u32) -> Result<Invitation, Problem> {
    let (code, until_ms) = (Secret::code()?, now.utc_ms + i64::from(minutes) * 60_000);
    codes::put(ledger.connection(), &code, Opens::Password(user), until_ms)?;
    Ok(Invitation { user_id: user, code: code.text().to_owned(), until_ms })
}

fn minutes(asked: Option<u32>) -> Result<u32, Problem> {
    let minutes = asked.unwrap_or(MAX_MINUTES);
    let fits = (MIN_MINUTES..=MAX_MINUTES).contains(&minutes);
    if fits { Ok(minutes) } else { Err(Problem::new(422, "minutes-out-of-range")) }
}

fn user(id: &str) -> Result<UserId, Problem> {
    id.parse().map_err(|_| Fault::NotFound.into())
}
