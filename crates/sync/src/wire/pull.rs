//! Pulling what changed, and scanning what is held for the first time.

use super::row::{Rev, Row};
use domain::values::{Epoch, RecordId};
use domain::{Grant, Scope};
use serde::{Deserialize, Serialize};

/// Asks for everything behind the cursor.
#[derive(Clone, PartialEq, Eq, Debug, Serialize, Deserialize)]
pub struct PullRequest {
    /// The history the device believes in; none the first time.
    pub epoch: Option<Epoch>,
    /// The last revision the device has; none the first time and after a reset.
    pub cursor: Option<Rev>,
    /// The units the device holds, those still being scanned included.
    pub scopes: Vec<Grant>,
}

/// A row left a scope: moved, archived or gone.
#[derive(Clone, PartialEq, Eq, Debug, Serialize, Deserialize)]
pub struct Gone {
    /// Which row.
    pub id: RecordId,
    /// The scope it left.
    pub scope: Scope,
    /// When.
    pub rev: Rev,
}

/// One change.
#[derive(Clone, PartialEq, Eq, Debug, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Change {
    /// A row as it is now.
    Row(Row),
    /// A row left.
    Gone(Gone),
}

impl Change {
    /// When it happened.
    pub const fn rev(&self) -> Rev {
        match self {
            Self::Row(row) => row.rev,
            Self::Gone(gone) => gone.rev,
        }
    }
}

/// The answer to a pull. All of it is read in one snapshot.
#[derive(Clone, PartialEq, Eq, Debug, Serialize, Deserialize)]
pub struct PullResponse {
    /// The server's history.
    pub epoch: Epoch,
    /// The server's clock, UTC milliseconds.
    pub server_now: i64,
    /// Everything the user holds now, in the order to load it.
    pub grants: Vec<Grant>,
    /// What changed in the units held before and now, by ascending revision.
    pub changes: Vec<Change>,
    /// Where to go on.
    pub cursor: Rev,
    /// Whether there is more behind the cursor already.
    pub more: bool,
}

/// Where a scan goes on: behind this row, in the order of scope, then id.
#[derive(Clone, PartialEq, Eq, Debug, Serialize, Deserialize)]
pub struct ScanPlace {
    /// The scope of the last row.
    pub scope: Scope,
    /// The id of the last row.
    pub id: RecordId,
}

/// Asks for a page of one held unit.
#[derive(Clone, PartialEq, Eq, Debug, Serialize, Deserialize)]
pub struct ScanRequest {
    /// The history the device believes in.
    pub epoch: Epoch,
    /// Which unit.
    pub scope: Grant,
    /// Behind which row; none for the first page.
    pub after: Option<ScanPlace>,
}

/// The first line of a page. Behind its newline stands a JSON list of rows, which the device stores unread.
#[derive(Clone, PartialEq, Eq, Debug, Serialize, Deserialize)]
pub struct ScanHeader {
    /// The server's history.
    pub epoch: Epoch,
    /// Which unit.
    pub scope: Grant,
    /// How many rows.
    pub n: u32,
    /// How many rows are left behind this page, as far as the server knows; for the progress bar.
    pub left: u64,
    /// Where to go on; none after the last page.
    pub next: Option<ScanPlace>,
}
