//! Rows: records in their envelope, as they lie on the wire and on both disks.

use domain::values::{Json, Moment, RecordId, UserId};
use domain::{Record, Scope};
use serde::{Deserialize, Serialize};

/// A revision: one counter of the server, in commit order. The whole cursor of a device.
pub type Rev = u64;

/// One record in its envelope.
#[derive(Clone, PartialEq, Eq, Debug, Serialize, Deserialize)]
pub struct Row {
    /// The kind's name; may be one this build does not know.
    pub kind: Box<str>,
    /// The record's id.
    pub id: RecordId,
    /// The customer it belongs to.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub parent: Option<RecordId>,
    /// Who sees it.
    pub scope: Scope,
    /// When it last changed, in the server's counting.
    pub rev: Rev,
    /// The version of the body.
    #[serde(rename = "s")]
    pub schema: u16,
    /// Whose command changed it last; absent if it was the server's own.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub by: Option<UserId>,
    /// That command's time, on the device.
    pub at: Moment,
    /// The body, byte for byte.
    #[serde(rename = "b")]
    pub body: Json,
}

impl Row {
    /// The record; `Unknown` where this build cannot read it.
    pub fn record(&self) -> Record {
        Record::decode(&self.kind, self.schema, &self.body)
    }
}
