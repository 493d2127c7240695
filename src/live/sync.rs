//! The state of the data, as the pill and the sync centre show it.

use domain::attachment::{AttachmentCommand, Bytes};
use domain::complaint::{ComplaintCommand, Whom};
use domain::customer::{CustomerCommand, keys};
use domain::delivery::{self, ConfirmForm, DeliveryCommand};
use domain::form::Form as _;
use domain::request::{self, RequestCommand, RequestForm};
use domain::values::Moment;
use domain::visit::{self, VisitCommand, VisitForm};
use domain::{Command, CommandId, RecordId};
use leptos::prelude::*;
use sync::Trouble;

use super::customer::colleague;
use crate::shell::{Cards, Held, Shell, clock};

/// What the sync does now.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub enum Phase {
    /// Nothing.
    Idle,
    /// Requests are on their way: done, of all.
    Busy(usize, usize),
    /// No network, as far as known.
    Offline,
    /// The session ended: the person must sign in to send.
    SignedOut,
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
    /// Something is being fetched for the first time: rows that are here, rows in all as far as known.
    pub loading: Option<(u64, u64)>,
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

/// An entry of the outbox, as people are told of it.
#[derive(Clone, PartialEq, Eq, Hash, Debug)]
pub struct HeldItem {
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
}

/// An entry that waits.
#[derive(Clone, PartialEq, Eq, Hash, Debug)]
pub struct WaitingItem {
    /// What it is.
    pub item: HeldItem,
    /// Why it waits.
    pub why: Why,
}

/// An entry that the server did not take.
#[derive(Clone, PartialEq, Eq, Hash, Debug)]
pub struct RefusedItem {
    /// What it is.
    pub item: HeldItem,
    /// The code of the reason.
    pub code: String,
    /// Who decided before, if that is the reason.
    pub decided: Option<Decided>,
}

/// A decision that came before one's own.
#[derive(Clone, PartialEq, Eq, Hash, Debug)]
pub struct Decided {
    /// Who decided.
    pub by: String,
    /// When, on the clock of this device.
    pub at: Moment,
    /// What, by its code.
    pub verdict: String,
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
    let phase = match (shell.desk.busy.get(), shell.desk.trouble.get()) {
        _ if is_offline(shell) => Phase::Offline,
        (Some((done, all)), _) => Phase::Busy(done, all),
        (None, Some(Trouble::SignedOut)) => Phase::SignedOut,
        (None, _) => Phase::Idle,
    };
    SyncState {
        phase,
        waiting: waiting.with(Vec::len),
        refused: refused.with(Vec::len),
        last: shell.desk.synced.get(),
        loading: shell.desk.loading(),
    }
}

/// What requests say counts more than what the browser believes of the network.
fn is_offline(shell: Shell) -> bool {
    let idle = shell.desk.busy.get().is_none();
    shell.desk.trouble.get() == Some(Trouble::Offline) || idle && !shell.device.online.get()
}

pub(super) fn waiting(shell: Shell) -> Vec<WaitingItem> {
    // Pictures are counted with the record they belong to.
    let own = |entry: &&Held| entry.refused.is_none() && !entry.name.starts_with("attachment.");
    let open = |entry: &Held, item: &HeldItem| entry.confirmed.is_none() || item.files.0 < item.files.1;
    shell.desk.held.with(|held| {
        let items = held.iter().filter(own).map(|entry| (entry, item(shell, entry, held)));
        let items = items.filter(|(entry, item)| open(entry, item));
        items.map(|(entry, item)| WaitingItem { item, why: why(shell, entry) }).collect()
    })
}

pub(super) fn refused(shell: Shell) -> Vec<RefusedItem> {
    shell.desk.held.with(|held| {
        held.iter()
            .filter(|entry| !with_its_record(held, entry))
            .filter_map(|entry| {
                let code = entry.refused.clone()?;
                let decided = decided(shell, entry);
                Some(RefusedItem { item: told(shell, entry, item(shell, entry, held)), code, decided })
            })
            .collect()
    })
}

/// Source: REQ-02
fn decided(shell: Shell, entry: &Held) -> Option<Decided> {
    let said = |key: &str| entry.because.get(key).cloned();
    let by = said("by")?.parse().ok()?;
    let at = Moment::from_local(&said("at")?, clock::now().offset_min)?;
    Some(Decided { by: colleague(shell.desk, Some(by)), at, verdict: said("verdict")? })
}

/// A picture that was refused together with its record is no item of its own.
fn with_its_record(held: &[Held], entry: &Held) -> bool {
    let Some(Command::Attachment(AttachmentCommand::Add(add))) = &entry.meant else { return false };
    held.iter().any(|other| other.record == add.of && other.refused.is_some())
}

/// A note that the server has not is on this device only as what was meant: its name and pictures stand there.
fn told(shell: Shell, entry: &Held, item: HeldItem) -> HeldItem {
    if let Some(Command::Customer(CustomerCommand::Register(register))) = &entry.meant {
        return HeldItem { customer: register.profile.get(keys::NAME).to_owned(), ..item };
    }
    let named = |id: RecordId| {
        shell.desk.cards(|cards| cards.get(id).map(|card| card.face.title.clone())).unwrap_or_default()
    };
    if let Some(Command::Visit(command)) = &entry.meant
        && let Some(customer) = command.customer()
    {
        let photos = match command {
            VisitCommand::Finish(finish) => VisitForm::show(&finish.report).many(visit::keys::PHOTOS).len(),
            _ => 0,
        };
        return HeldItem { customer: named(customer), files: (0, photos), ..item };
    }
    if let Some(Command::Delivery(command)) = &entry.meant
        && let Some(customer) = command.customer()
    {
        let photos = match command {
            DeliveryCommand::Confirm(confirm) => {
                ConfirmForm::show(&confirm.said).many(delivery::keys::PHOTOS).len()
            }
            _ => 0,
        };
        return HeldItem { customer: named(customer), files: (0, photos), ..item };
    }
    if let Some(Command::Request(RequestCommand::Submit(submit))) = &entry.meant {
        let letters = RequestForm::show(&submit.terms).many(request::keys::LETTER).len();
        return HeldItem { customer: named(submit.customer), files: (0, letters), ..item };
    }
    let Some(Command::Complaint(ComplaintCommand::Take(take))) = &entry.meant else { return item };
    let customer = match &take.note.customer {
        Whom::Known(id) => named(*id),
        Whom::Named(name) => name.clone(),
    };
    HeldItem { customer, files: (0, take.note.photos.len()), ..item }
}

pub(super) fn risk(waiting: Memo<Vec<WaitingItem>>, refused: Memo<Vec<RefusedItem>>) -> Risk {
    let mut risk = Risk::default();
    let mut add = |item: &HeldItem| {
        risk.entries += 1;
        risk.files += item.files.1.saturating_sub(item.files.0);
        risk.oldest = [risk.oldest, Some(item.at)].into_iter().flatten().min();
    };
    waiting.with(|all| all.iter().for_each(|waiting| add(&waiting.item)));
    refused.with(|all| all.iter().for_each(|refused| add(&refused.item)));
    risk
}

fn item(shell: Shell, entry: &Held, held: &[Held]) -> HeldItem {
    let (customer, files) = shell.desk.cards(|cards| {
        let card = cards.get(entry.record);
        let parent = card.and_then(|card| cards.get(card.parent?));
        let customer = parent.or(card).map(|card| card.face.title.clone()).unwrap_or_default();
        (customer, files_of(cards, entry.record, held))
    });
    HeldItem { id: entry.id, record: entry.record, what: entry.name.clone(), customer, at: entry.at, files }
}

fn why(shell: Shell, entry: &Held) -> Why {
    match (entry.sent, is_offline(shell)) {
        (Some(_), false) => Why::Answer,
        (None, false) => Why::Turn,
        (_, true) => Why::Network,
    }
}

/// How many pictures that this device added to a record are on the server, verified, and how many there are.
pub(super) fn files_of(cards: Cards<'_>, of: RecordId, held: &[Held]) -> (usize, usize) {
    let own = held.iter().filter(|entry| entry.name == "attachment.add" && entry.deps.contains(&of));
    stored(cards, own.map(|entry| entry.record))
}

/// How many of these pictures are on the server, verified, and how many there are.
pub(super) fn stored(cards: Cards<'_>, photos: impl Iterator<Item = RecordId>) -> (usize, usize) {
    photos.fold((0, 0), |(stored, all), id| {
        let there = cards.get(id).is_some_and(|card| card.face.state == Bytes::Stored.code());
        (stored + usize::from(there), all + 1)
    })
}
