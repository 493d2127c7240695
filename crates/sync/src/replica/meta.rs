//! The small facts of the sync, stored in the same transaction as the rows they cover.

use crate::store::Bin;
use crate::store::{Key, Write};
use crate::wire::{Rev, ScanPlace};
use domain::Grant;
use domain::values::Epoch;
use serde::{Deserialize, Serialize};

/// A unit that is being loaded for the first time.
#[derive(Clone, PartialEq, Eq, Debug, Serialize, Deserialize)]
pub struct Scan {
    /// Which unit.
    pub unit: Grant,
    /// Behind which row to go on.
    pub after: Option<ScanPlace>,
    /// How many pages are here.
    pub pages: u64,
    /// How many rows are here.
    pub rows: u64,
    /// How many rows the server said are left.
    #[serde(default)]
    pub left: u64,
}

/// Where this device stands in the server's history.
#[derive(Clone, PartialEq, Eq, Debug, Default, Serialize, Deserialize)]
pub struct SyncMeta {
    /// The server's history; none before the first answer.
    pub epoch: Option<Epoch>,
    /// No committed row of a held, loaded unit up to here is missing. Source: SYNC I11
    pub cursor: Option<Rev>,
    /// The units held, those being loaded included.
    pub held: Vec<Grant>,
    /// The units being loaded, in this order.
    pub scans: Vec<Scan>,
    /// Which set of blocks and overlays is meant; raised by a reset.
    pub generation: u64,
    /// The compare-and-set: every change of the base makes it one more.
    pub gen_no: u64,
    /// Server's clock less the device's, in milliseconds.
    #[serde(default)]
    pub skew_ms: i64,
    /// When the server last answered, UTC milliseconds on the device's clock.
    #[serde(default)]
    pub last_sync_ms: Option<i64>,
}

impl SyncMeta {
    /// The key in [`Bin::Meta`].
    pub const KEY: &'static str = "sync";

    /// The unit that gives the rows of this scope.
    pub fn unit_of(&self, scope: &domain::Scope) -> Option<&Grant> {
        self.held.iter().find(|unit| unit.covers(scope))
    }

    /// Whether everything that is held has been loaded once.
    pub fn loaded(&self) -> bool {
        self.cursor.is_some() && self.scans.is_empty()
    }

    /// How many won races are remembered. A key must outlive every tab that could still want it: a tab that slept
    /// through two changes would otherwise find the key of the first one free again.
    const REMEMBERED: u64 = 10_000;

    /// The next state, and the writes that win the race for it or fail the batch.
    pub(super) fn step(&self) -> (Self, Vec<Write>) {
        let next = Self { gen_no: self.gen_no + 1, ..self.clone() };
        let mut writes = vec![Write::Add(Bin::Gen, Key::Num(next.gen_no), Vec::new())];
        if let Some(old) = next.gen_no.checked_sub(Self::REMEMBERED) {
            writes.push(Write::Delete(Bin::Gen, Key::Num(old)));
        }
        (next, writes)
    }
}
