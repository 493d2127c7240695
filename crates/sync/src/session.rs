//! The sync session: what a device does next, as a state machine without I/O.
//!
//! What happened goes in ([`Input`]), what to do comes out ([`Output`]); nothing waits inside. The browser's shell
//! and the simulation drive the same code.
//!
//! The cycle: push while something waits, pull to the head, one page of a scan, and again. Before every request the
//! outbox is read anew, so that what another tab saved goes out in its right place.

mod answer;
mod hold;
mod machine;
mod request;

pub use answer::Answer;
pub use machine::Session;
pub use request::Request;

use crate::outbox::Entry;
use crate::replica::{Fresh, Plan};
use crate::store::{Batch, StoreError};
use crate::wire::Row;
use domain::values::RecordId;
use std::collections::BTreeSet;

/// What happened.
#[derive(Clone, Debug)]
pub enum Input {
    /// Something may be to do: start, network back, poke, a button.
    Wake,
    /// Another tab changed something: read it, without asking the server.
    Look,
    /// A plan of the person's own (a refusal let go) was committed.
    Adopted(Box<Plan>),
    /// Entries that were never sent were taken back.
    Withdrawn(Vec<u64>),
    /// Entries were saved under these numbers.
    Saved(Vec<u64>, Vec<Entry>),
    /// The person goes on or away: what is held back to be undone may go now.
    Release,
    /// What [`Output::Load`] asked for.
    Loaded(Result<Box<Fresh>, StoreError>),
    /// The answer to the request with this ticket.
    Answered(u64, Answer),
    /// The batch with this ticket was committed, or not.
    Committed(u64, Result<(), StoreError>),
    /// Bodies were read that somebody wanted to see.
    Awake(Vec<Row>),
    /// The user signed in again.
    SignedIn,
}

/// What to do.
#[derive(Clone, Debug)]
pub enum Output {
    /// Read the store anew ([`crate::replica::fresh`]), the rows only if the compare-and-set is another.
    Load {
        /// The one known.
        known_gen: Option<u64>,
    },
    /// Send this request and bring its answer.
    Send(u64, Request),
    /// Commit this batch and say how it went.
    Commit(u64, Batch),
    /// Wake after so many milliseconds, plus chance up to `spread_ms`.
    WakeIn {
        /// At least.
        ms: u64,
        /// And up to so much more.
        spread_ms: u64,
    },
    /// These records look different now.
    Changed(BTreeSet<RecordId>),
    /// The state of the sync is another.
    Status,
}

/// Why the sync does not get on, in the order of how bad it is. None of these touches what was saved.
#[derive(Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Debug)]
pub enum Trouble {
    /// No answer: no network, or a server that cannot be reached.
    Offline,
    /// The server asked to wait.
    Busy,
    /// Answers that cannot be read.
    Garbled,
    /// The user must sign in to send.
    SignedOut,
    /// This build is too old to receive; sending goes on.
    Upgrade,
    /// The device cannot store what comes.
    Storage,
}
