//! Signing in and out, the first administrator, one's own password.
//!
//! Whatever is wrong with name, password or account, the answer is the same and takes as long.

use axum::Json;
use axum::extract::State;
use axum::http::header::SET_COOKIE;
use axum::http::{HeaderMap, StatusCode};
use axum::response::{IntoResponse, Response};
use domain::Command;
use domain::people::{Person, PersonCommand, PutPerson, Role};
use domain::values::UserId;
use serde::Deserialize;
use sync::wire::Status;

use super::body::Form;
use super::entry::{DeviceForm, Me, core_to_hash_on, enter, hash, set_cookie, shown};
use super::problem::Problem;
use super::proof::{Anyone, SignedIn};
use crate::accounts::codes::{self, Opens};
use crate::accounts::lock::{self, Subject};
use crate::accounts::login::Login;
use crate::accounts::password::{Hashed, MAX_CHARS, check};
use crate::accounts::token::{new_id, stored};
use crate::accounts::{Account, devices, session};
use crate::core;
use crate::state::AppState;

#[derive(Deserialize)]
pub(super) struct SignIn {
    name: String,
    password: String,
    device: DeviceForm,
}

pub(super) async fn sign_in(
    State(app): State<AppState>,
    proof: Anyone,
    headers: HeaderMap,
    Form(form): Form<SignIn>,
) -> Result<Response, Problem> {
    let SignIn { name, password, device } = form;
    let permit = core_to_hash_on(&app).await?;
    let (Some(login), true) = (Login::parse(&name), password.chars().count() <= MAX_CHARS) else {
        hash(permit, || Hashed::dummy().fits("")).await?;
        return Err(Problem::wrong_credentials());
    };
    let from = device.id;
    let (account, subject) = app
        .write(&proof, move |ledger, now| {
            let conn = ledger.connection();
            let account = Account::named(conn, &login)?;
            let own = match &account {
                Some(account) => devices::is_registered(conn, account.user, from)?.then_some(from),
                None => None,
            };
            let subject = Subject::of(&login, own);
            match lock::begin(conn, subject, now.utc_ms)? {
                Ok(()) => Ok((account, subject)),
                Err(left_ms) => Err(Problem::locked(left_ms)),
            }
        })
        .await?;
    let known = account.as_ref().and_then(|account| account.password);
    let compare = known.unwrap_or(Hashed::dummy());
    let fits = hash(permit, move || compare.fits(&password)).await?;
    let Some(account) = account.filter(|account| fits && known.is_some() && account.active) else {
        return Err(Problem::wrong_credentials());
    };
    let before = shown(&headers, app.origin());
    let entered = app.write(&proof, move |ledger, now| {
        let conn = ledger.connection();
        // The password may have been changed or the account closed while this one was hashed.
        let same = Account::of(conn, account.user)?
            .is_some_and(|found| found.active && found.auth_epoch == account.auth_epoch);
        if !same {
            return Err(Problem::wrong_credentials());
        }
        lock::forgive(conn, subject)?;
        enter(ledger, now, account.user, &device, before)
    });
    Ok(entered.await?.respond(app.origin()))
}

pub(super) async fn sign_out(
    State(app): State<AppState>,
    proof: Anyone,
    headers: HeaderMap,
) -> Result<Response, Problem> {
    if let Some(token) = shown(&headers, app.origin()) {
        app.write(&proof, move |ledger, _| Ok(session::end(ledger.connection(), token)?)).await?;
    }
    let gone = set_cookie(app.origin(), "", Some(0));
    Ok((StatusCode::NO_CONTENT, [(SET_COOKIE, gone)]).into_response())
}

pub(super) async fn session(State(app): State<AppState>, who: SignedIn) -> Result<Json<Me>, Problem> {
    let now = app.now();
    app.read(&who, move |ledger| Me::of(ledger, who.session(), now)).await.map(Json)
}

#[derive(Deserialize)]
pub(super) struct First {
    code: String,
    login: String,
    password: String,
    name: String,
    device: DeviceForm,
}

/// The first administrator, by the link that the server printed at its start.
pub(super) async fn first(
    State(app): State<AppState>,
    proof: Anyone,
    headers: HeaderMap,
    Form(form): Form<First>,
) -> Result<Response, Problem> {
    let code = stored(&form.code);
    opens(&app, &proof, code).await?.filter(|opens| *opens == Opens::First).ok_or(Problem::code_spent())?;
    let login = Login::parse(&form.login).ok_or(Problem::new(422, "login-malformed"))?;
    let hashed = hash_new(&app, form.password).await?;
    let before = shown(&headers, app.origin());
    let entered = app.write(&proof, move |ledger, now| {
        let good = codes::find(ledger.connection(), code, now.utc_ms)? == Some(Opens::First);
        if !good || Account::exist(ledger.connection())? {
            return Err(Problem::code_spent());
        }
        let user = UserId(new_id(now.utc_ms)?);
        let command = Command::Person(PersonCommand::Put(PutPerson { person: administrator(form.name) }));
        let result = core::system(ledger, now, user.into(), &command)?;
        if result.status != Status::Applied {
            return Err(Problem::refused(result.code));
        }
        let conn = ledger.connection();
        Account::enter(conn, user, &login, now.utc_ms)?;
        Account::set_password(conn, user, Some(&hashed))?;
        codes::spend(conn, code)?;
        enter(ledger, now, user, &form.device, before)
    });
    Ok(entered.await?.respond(app.origin()))
}

fn administrator(name: String) -> Person {
    Person::new(name, [Role::SystemAdministrator, Role::GeneralManager])
}

#[derive(Deserialize)]
pub(super) struct Redeem {
    code: String,
    password: String,
    device: DeviceForm,
}

/// Sets a password by the one-time code an administrator gave, and signs in.
pub(super) async fn redeem(
    State(app): State<AppState>,
    proof: Anyone,
    headers: HeaderMap,
    Form(form): Form<Redeem>,
) -> Result<Response, Problem> {
    let code = stored(&form.code);
    let Some(Opens::Password(_)) = opens(&app, &proof, code).await? else {
        return Err(Problem::code_spent());
    };
    let hashed = hash_new(&app, form.password).await?;
    let before = shown(&headers, app.origin());
    let entered = app.write(&proof, move |ledger, now| {
        let conn = ledger.connection();
        let Some(Opens::Password(user)) = codes::find(conn, code, now.utc_ms)? else {
            return Err(Problem::code_spent());
        };
        Account::set_password(conn, user, Some(&hashed))?;
        codes::spend(conn, code)?;
        enter(ledger, now, user, &form.device, before)
    });
    Ok(entered.await?.respond(app.origin()))
}

#[derive(Deserialize)]
pub(super) struct NewPassword {
    password: String,
    new: String,
}

/// Changes one's own password; every other session of this user ends, and this one gets a new token.
pub(super) async fn password(
    State(app): State<AppState>,
    who: SignedIn,
    headers: HeaderMap,
    Form(form): Form<NewPassword>,
) -> Result<Response, Problem> {
    check(&form.new)?;
    let session = *who.session();
    let permit = core_to_hash_on(&app).await?;
    let (account, subject) = app
        .write(&who, move |ledger, now| {
            let conn = ledger.connection();
            let account = Account::of(conn, session.user)?.ok_or(Problem::wrong_credentials())?;
            let login = Login::parse(&account.login).ok_or(Problem::wrong_credentials())?;
            let subject = Subject::of(&login, Some(session.device));
            match lock::begin(conn, subject, now.utc_ms)? {
                Ok(()) => Ok((account, subject)),
                Err(left_ms) => Err(Problem::locked(left_ms)),
            }
        })
        .await?;
    let old = account.password.unwrap_or(Hashed::dummy());
    let hashed =
        hash(
            permit,
            move || {
                if old.fits(&form.password)? { Hashed::of(&form.new).map(Some) } else { Ok(None) }
            },
        );
    let hashed = hashed.await?.ok_or(Problem::wrong_credentials())?;
    let before = shown(&headers, app.origin());
    let entered = app.write(&who, move |ledger, now| {
        let conn = ledger.connection();
        lock::forgive(conn, subject)?;
        Account::set_password(conn, session.user, Some(&hashed))?;
        let name = devices::name(conn, session.device)?;
        let device = DeviceForm { id: session.device, name, shared: !session.registered };
        enter(ledger, now, session.user, &device, before)
    });
    Ok(entered.await?.respond(app.origin()))
}

async fn opens(app: &AppState, proof: &Anyone, code: [u8; 32]) -> Result<Option<Opens>, Problem> {
    let now_ms = app.now().utc_ms;
    app.read(proof, move |ledger| Ok(codes::find(ledger.connection(), code, now_ms)?)).await
}

async fn hash_new(app: &AppState, password: String) -> Result<Hashed, Problem> {
    check(&password)?;
    hash(core_to_hash_on(app).await?, move || Hashed::of(&password)).await
}
