//! Everybody with login, devices and state.

use axum::Json;
use axum::extract::State;
use domain::people::Person;
use domain::values::{RecordId, UserId};
use domain::{Grant, Record, Scope};
use serde::Serialize;
use sync::wire::Row;

use super::Administrator;
use crate::accounts::Account;
use crate::accounts::admin::{KnownDevice, devices as known_devices};
use crate::api::problem::Problem;
use crate::ledger::sqlite::SqliteLedger;
use crate::ledger::{Ledger as _, LedgerError};
use crate::state::AppState;

#[derive(Serialize)]
pub(in crate::api) struct People {
    people: Vec<Entry>,
    teams: Vec<TeamName>,
}

#[derive(Serialize)]
struct TeamName {
    team_id: RecordId,
    name: String,
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
    let all = app.read(&proof, |ledger| {
        let (mut org, all) = (ledger.org()?, known_devices(ledger.connection())?);
        let entry = |account: Account| Entry {
            user_id: account.user,
            login: account.login,
            active: account.active,
            has_password: account.password.is_some(),
            devices: all.iter().filter(|(user, _)| *user == account.user).map(|(_, d)| d.clone()).collect(),
            person: org.people.remove(&account.user),
        };
        let people = Account::all(ledger.connection())?.into_iter().map(entry).collect();
        Ok(People { people, teams: teams(ledger)? })
    });
    Ok(Json(all.await?))
}

/// All teams, by name.
fn teams(ledger: &SqliteLedger) -> Result<Vec<TeamName>, LedgerError> {
    let rows = ledger.page(&Grant::of(&Scope::org()), None, usize::from(u16::MAX))?.rows;
    let named = |row: &Row| match row.record() {
        Record::Team(team) => Some(TeamName { team_id: row.id, name: team.name }),
        _ => None,
    };
    let mut teams: Vec<TeamName> = rows.iter().filter_map(named).collect();
    teams.sort_by(|one, other| one.name.cmp(&other.name));
    Ok(teams)
}
