//! People and devices, as a system administrator keeps them: asked of the server each time, never kept here.
//! Shapes and codes stand in docs/http.md.

use std::collections::BTreeSet;

use domain::people::{Person, Role};
use domain::values::{DeviceId, TeamId, UserId};
use gloo_net::http::Method;
use serde::de::DeserializeOwned;
use serde::{Deserialize, Serialize};
use sync::Answer;

use super::account::{Unsigned, device, refusal};
use super::http;

/// Everybody, and the teams there are.
#[derive(Clone, PartialEq, Debug, Deserialize)]
pub struct Everybody {
    /// By login name.
    pub people: Vec<Colleague>,
    /// By name.
    pub teams: Vec<TeamName>,
}

/// Somebody with an account.
#[derive(Clone, PartialEq, Debug, Deserialize)]
pub struct Colleague {
    /// Who.
    pub user_id: UserId,
    /// The name to sign in with.
    pub login: String,
    /// Whether the account can be used.
    pub active: bool,
    /// Whether the first password is set.
    pub has_password: bool,
    /// Where they stay signed in, last used first.
    pub devices: Vec<KnownDevice>,
    /// What everybody sees of them.
    pub person: Option<Person>,
}

/// A browser profile somebody stays signed in on.
#[derive(Clone, PartialEq, Eq, Debug, Deserialize)]
pub struct KnownDevice {
    /// Which.
    pub device_id: DeviceId,
    /// What it says it is.
    pub name: String,
    /// When it was last in use, UTC milliseconds.
    pub seen_ms: i64,
}

/// A team.
#[derive(Clone, PartialEq, Eq, Debug, Deserialize)]
pub struct TeamName {
    /// Which.
    pub team_id: TeamId,
    /// Its name.
    pub name: String,
}

/// A one-time code; the server tells it once.
#[derive(Clone, PartialEq, Eq, Debug, Deserialize)]
pub struct Invitation {
    /// Whose first or new password it sets.
    pub user_id: UserId,
    /// The code.
    pub code: String,
    /// How long it is good, UTC milliseconds.
    pub until_ms: i64,
}

/// What is said about a person. All of it: what is left out is taken away.
#[derive(Clone, PartialEq, Debug, Default, Serialize)]
pub struct Said {
    /// The name colleagues know.
    pub name: String,
    /// What they do here.
    pub roles: BTreeSet<Role>,
    /// The code of the department.
    pub department: Option<String>,
    /// The team they work in.
    pub team: Option<TeamId>,
    /// The teams whose customers they supervise.
    pub leads: BTreeSet<TeamId>,
    /// Their superior.
    pub superior: Option<UserId>,
}

#[derive(Serialize)]
struct Entered<'a> {
    login: &'a str,
    #[serde(flatten)]
    said: &'a Said,
}

#[derive(Serialize)]
struct Founded<'a> {
    name: &'a str,
}

#[derive(Deserialize)]
struct New {
    team_id: TeamId,
}

/// What an administrator asks of the server. Whoever is none is refused there.
#[derive(Clone, Copy, Debug)]
pub struct Administration;

impl Administration {
    /// Everybody.
    ///
    /// # Errors
    /// Nothing was heard, or it was refused.
    pub async fn everybody(self) -> Result<Everybody, Unsigned> {
        read(&http::get("admin/v1/people", device()).await)
    }

    /// Enters somebody; the code sets their first password.
    ///
    /// # Errors
    /// Nobody was entered, or the answer was lost: the list tells.
    pub async fn enter(self, login: &str, said: &Said) -> Result<Invitation, Unsigned> {
        read(&tell("admin/v1/people", &Entered { login, said }).await?)
    }

    /// Changes what is said about somebody.
    ///
    /// # Errors
    /// It was not changed, or the answer was lost.
    pub async fn change(self, who: UserId, said: &Said) -> Result<(), Unsigned> {
        done(&tell(&format!("admin/v1/people/{who}/change"), said).await?)
    }

    /// Closes an account, or opens it again.
    ///
    /// # Errors
    /// It is as it was, or the answer was lost.
    pub async fn set_active(self, who: UserId, active: bool) -> Result<(), Unsigned> {
        let verb = if active { "enable" } else { "disable" };
        done(&press(&format!("admin/v1/people/{who}/{verb}")).await)
    }

    /// Takes the password away; the code sets a new one.
    ///
    /// # Errors
    /// It was refused, or the answer was lost: a second code makes the first void.
    pub async fn reset(self, who: UserId) -> Result<Invitation, Unsigned> {
        read(&press(&format!("admin/v1/people/{who}/reset")).await)
    }

    /// Gives a device up.
    ///
    /// # Errors
    /// It was refused, or the answer was lost.
    pub async fn revoke(self, which: DeviceId) -> Result<(), Unsigned> {
        done(&press(&format!("admin/v1/devices/{which}/revoke")).await)
    }

    /// Makes a team.
    ///
    /// # Errors
    /// It was not made, or the answer was lost: the list tells.
    pub async fn found(self, name: &str) -> Result<TeamId, Unsigned> {
        let answer = tell("admin/v1/teams", &Founded { name }).await?;
        read::<New>(&answer).map(|new| new.team_id)
    }
}

pub(super) async fn tell<T: Serialize>(path: &str, body: &T) -> Result<Answer, Unsigned> {
    let body = serde_json::to_vec(body).map_err(|_| Unsigned::Offline)?;
    Ok(http::post(path, body, device()).await)
}

/// A POST that says all by its address.
pub(super) async fn press(path: &str) -> Answer {
    http::Ask { method: Method::POST, path, body: None, headers: &[] }.send(device()).await
}

pub(super) fn read<T: DeserializeOwned>(answer: &Answer) -> Result<T, Unsigned> {
    match answer {
        Answer::Http { status: 200..=202, body, .. } => {
            serde_json::from_slice(body).map_err(|_| refusal(answer))
        }
        _ => Err(refusal(answer)),
    }
}

pub(super) fn done(answer: &Answer) -> Result<(), Unsigned> {
    match answer {
        Answer::Http { status: 204, .. } => Ok(()),
        _ => Err(refusal(answer)),
    }
}
