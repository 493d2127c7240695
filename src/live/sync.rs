//! The state of the data, as the pill and the sync centre show it.

use domain::complaint::Whom;
use domain::values::Moment;
use domain::{CommandId, Record, RecordId};
use leptos::prelude::*;

use super::customers;
use crate::shell::{Held, Shell};

/// What the sync does now.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub enum Phase {
    /// Nothing.
    Idle,
    /// Requests are on their way: done, of all.
    Busy(usize, usize),
    /// No network, as far as known.
    Offline,
}

/// The state of the data in one value.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub struct SyncState {
    /// What the sync does now.
    pub phase: Phase,
    /// How many commands the server has not confirmed.
    pub waiting: usize,
    /// How many it refused.
    pub refused: usize,
    /// When all was on the server for the last time.
    pub last: Option<Moment>,
}

/// Why an entry waits.
#[derive(Clone, Copy, PartialEq, Eq, Hash, Debug)]
pub enum Why {
    /// There is no network.
    Network,
    /// Others go first, or the next try comes soon.
    Turn,
    /// It was sent; the answer is not here.
    Answer,
}

/// An entry that waits.
#[derive(Clone, PartialEq, Eq, Hash, Debug)]
pub struct WaitingItem {
    /// The command.
    pub id: CommandId,
    /// The record it is about.
    pub record: RecordId,
    /// The name of the command: `complaint.take`.
    pub what: String,
    /// Whose it is.
    pub customer: String,
    /// Since when.
    pub at: Moment,
    /// Attachments on the server, and all.
    pub files: (usize, usize),
    /// Why it waits.
    pub why: Why,
}

/// An entry that the server did not take.
#[derive(Clone, PartialEq, Eq, Hash, Debug)]
pub struct RefusedItem {
    /// What it is.
    pub item: WaitingItem,
    /// The code of the reason.
    pub code: String,
}

/// What would be lost with this device.
#[derive(Clone, Copy, PartialEq, Eq, Debug, Default)]
pub struct Risk {
    /// Entries that are nowhere else.
    pub entries: usize,
    /// Attachments that are nowhere else.
    pub files: usize,
    /// The oldest of them.
    pub oldest: Option<Moment>,
}

pub(super) fn state(
    shell: Shell,
    waiting: Memo<Vec<WaitingItem>>,
    refused: Memo<Vec<RefusedItem>>,
) -> SyncState {
    let phase = match (shell.desk.busy.get(), shell.device.online.get()) {
        (Some((done, all)), _) => Phase::Busy(done, all),
        (None, false) => Phase::Offline,
        (None, true) => Phase::Idle,
    };
    SyncState {
        phase,
        waiting: waiting.with(Vec::len),
        refused: refused.with(Vec::len),
        last: shell.desk.synced.get(),
    }
}

pub(super) fn waiting(shell: Shell) -> Vec<WaitingItem> {
    let open = |entry: &Held| entry.confirmed.is_none() && entry.refused.is_none();
    shell
        .desk
        .held
        .with(|held| held.iter().filter(|entry| open(entry)).map(|entry| item(shell, entry)).collect())
}

pub(super) fn refused(shell: Shell) -> Vec<RefusedItem> {
    shell.desk.held.with(|held| {
        held.iter()
            .filter_map(|entry| {
                let code = entry.refused.clone()?;
                Some(RefusedItem { item: item(shell, entry), code })
            })
            .collect()
    })
}

pub(super) fn risk(waiting: Memo<Vec<WaitingItem>>, refused: Memo<Vec<RefusedItem>>) -> Risk {
    let mut risk = Risk::default();
    let mut add = |item: &WaitingItem| {
        risk.entries += 1;
        risk.files += item.files.1.saturating_sub(item.files.0);
        risk.oldest = [risk.oldest, Some(item.at)].into_iter().flatten().min();
    };
    waiting.with(|all| all.iter().for_each(&mut add));
    refused.with(|all| all.iter().for_each(|refused| add(&refused.item)));
    risk
}

fn item(shell: Shell, entry: &Held) -> WaitingItem {
    let record = shell.desk.records.with(|records| records.get(&entry.record).cloned());
    let (customer, files) = match record {
        Some(Record::Complaint(complaint)) => {
            let name = match complaint.note.customer {
                Whom::Known(id) => customers::name(shell.desk, id),
                Whom::Named(name) => name,
            };
            (name, complaint.note.photos.len())
        }
        Some(Record::Customer(customer)) => (customer.profile.name, 0),
        _ => (String::new(), 0),
    };
    let why = match (entry.sent, shell.device.online.get()) {
        (Some(_), _) => Why::Answer,
        (None, true) => Why::Turn,
        (None, false) => Why::Network,
    };
    WaitingItem {
        id: entry.id,
        record: entry.record,
        what: entry.command.name(),
        customer,
        at: entry.at,
        files: (0, files),
        why,
    }
}
