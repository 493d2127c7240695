//! Pushing: mutations up, results down.

use super::row::{Rev, Row};
use domain::values::{CommandId, Epoch, Json, Moment, Number, RecordId, UserId};
use domain::{Command, DecodeError, Kind};
use serde::{Deserialize, Serialize};
use std::collections::BTreeMap;

/// A record by kind and id.
#[derive(Clone, PartialEq, Eq, PartialOrd, Ord, Hash, Debug, Serialize, Deserialize)]
pub struct RecordRef {
    /// The kind's name.
    pub kind: Box<str>,
    /// The id.
    pub id: RecordId,
}

/// A command in its envelope: one thing a person meant, about exactly one record.
#[derive(Clone, PartialEq, Eq, Debug, Serialize, Deserialize)]
pub struct Mutation {
    /// Made on the device; delivering it many times is once.
    pub id: CommandId,
    /// The command's name, `complaint.take`.
    pub name: String,
    /// The version of its arguments.
    pub v: u16,
    /// The record it is about.
    pub rec: RecordRef,
    /// Further records whose mutations must have arrived before.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub deps: Vec<RecordId>,
    /// Who meant it. Only ever sent in this person's session.
    pub actor: UserId,
    /// When, on the device's clock corrected by the known skew.
    pub at: Moment,
    /// The build that wrote it.
    pub app: String,
    /// The revision of the record that the person saw.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub base_rev: Option<Rev>,
    /// The arguments, byte for byte.
    pub args: Json,
    /// The number the server once told for it; kept when it is sent again after a restore.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub told: Option<Number>,
}

impl Mutation {
    /// The command in it.
    ///
    /// # Errors
    /// See [`DecodeError`].
    pub fn command(&self) -> Result<Command, DecodeError> {
        let command = Command::decode(&self.name, self.v, &self.args)?;
        if command.kind() == Kind::named(&self.rec.kind) { Ok(command) } else { Err(DecodeError::Malformed) }
    }

    /// What makes two deliveries the same mutation: everything but the told number.
    ///
    /// # Errors
    /// When it has no JSON form.
    pub fn digest(&self) -> serde_json::Result<[u8; 32]> {
        let plain = Self { told: None, ..self.clone() };
        Ok(crate::digest::sha256(&serde_json::to_vec(&plain)?))
    }
}

/// Mutations of one device, oldest first.
#[derive(Clone, PartialEq, Eq, Debug, Serialize, Deserialize)]
pub struct PushRequest {
    /// The history the device believes in.
    pub epoch: Epoch,
    /// The device's clock, UTC milliseconds.
    pub now: i64,
    /// How many entries wait on the device, these included.
    pub pending: u32,
    /// When the oldest of them was made, UTC milliseconds.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub oldest: Option<i64>,
    /// In the order in which they were made.
    pub mutations: Vec<Mutation>,
}

/// What became of a mutation.
#[derive(Clone, Copy, PartialEq, Eq, Debug, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Status {
    /// Carried out.
    Applied,
    /// It was so already.
    Noop,
    /// Carried out as far as nothing clashed; `params` tell what waits.
    Merged,
    /// Two people's work met; kept for a person to decide.
    Conflict,
    /// Refused; kept with its body.
    Rejected,
    /// Not understood or not possible now; the device keeps it and tries again.
    Held,
}

/// The result of one mutation.
#[derive(Clone, PartialEq, Eq, Debug, Serialize, Deserialize)]
pub struct PushResult {
    /// Whose result.
    pub id: CommandId,
    /// What became of it.
    pub status: Status,
    /// Why, by locale key, where it was not simply carried out.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub code: Option<String>,
    /// The data that sentence needs.
    #[serde(default, skip_serializing_if = "BTreeMap::is_empty")]
    pub params: BTreeMap<String, String>,
    /// The revision it made; 0 where it made none.
    #[serde(default)]
    pub rev: Rev,
    /// Rules that a fact broke, by locale key.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub flags: Vec<String>,
    /// The number the record got.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub told: Option<Number>,
}

/// The answer to a push.
#[derive(Clone, PartialEq, Eq, Debug, Serialize, Deserialize)]
pub struct PushResponse {
    /// The server's history.
    pub epoch: Epoch,
    /// The server's clock, UTC milliseconds.
    pub server_now: i64,
    /// The newest revision.
    pub head: Rev,
    /// Everything up to here is in a verified backup.
    pub safe_rev: Rev,
    /// One for each mutation, in order.
    pub results: Vec<PushResult>,
    /// The touched records as they are now, as far as the user may see them. Never removals.
    pub rows: Vec<Row>,
}
