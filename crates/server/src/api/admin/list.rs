//! Everybody with login, devices and state.

use axum::Json;
use axum::extract::State;
use domain::people::Person;
use domain::values::UserId;
use serde::Serialize;

use super::Administrator;
use crate::accounts::Account;
use crate::accounts::admin::{KnownDevice, devices as known_devices};
use crate::api::problem::Problem;
use crate::ledger::Ledger as _;
use crate::state::AppState;

#[derive(Serialize)]
pub(in crate::api) struct People {
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

pub(in crate::api) async fn list(
    State(app): State<AppState>,
    proof: Administrator,
) -> Result<Json<People>, Problem> {
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
