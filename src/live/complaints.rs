//! Complaints as lists and pages show them.

use std::cmp::Reverse;

use domain::card::Card;
use domain::complaint::marks::{ANSWERED, KIND, OWNER, SEVERITY};
use domain::complaint::{AnswerForm, Answered, Complaint, NoteForm, Status};
use domain::follow::is_open;
use domain::form::{Draft, Form};
use domain::kind::RecordKind as _;
use domain::values::{Moment, Phone};
use domain::{CommandId, Kind, Record, RecordId};
use leptos::prelude::*;

use super::{Loaded, customer, customers, sync};
use crate::shell::{Cards, Desk, Held, Opened, clock, policy};

/// Where a record is on its way to the server.
#[derive(Clone, Copy, PartialEq, Eq, Hash, Debug)]
pub enum Sending {
    /// On this device.
    Saved,
    /// Sent, no answer yet.
    Sent,
    /// The server has it.
    Confirmed,
    /// The server did not take it.
    Refused,
}

/// One complaint in a list.
#[derive(Clone, PartialEq, Eq, Hash, Debug)]
pub struct ComplaintLine {
    /// Its id.
    pub id: RecordId,
    /// Whose complaint.
    pub customer: String,
    /// The number, or the provisional one.
    pub number: String,
    /// The code of its state.
    pub state: String,
    /// The code of what it is about.
    pub kind: Option<String>,
    /// The code of how bad it is.
    pub severity: String,
    /// What happened, in the customer's words.
    pub words: String,
    /// When it was taken down.
    pub taken_at: Moment,
    /// By when the customer must have a first answer; none once they have it.
    pub due: Option<Moment>,
    /// Whether this person took it over.
    pub mine: bool,
    /// Where it is on its way.
    pub sending: Sending,
}

impl ComplaintLine {
    /// Whether somebody still has to settle it.
    pub fn is_open(&self) -> bool {
        is_open(&Kind::Complaint, &self.state)
    }
}

/// Something a customer was told.
#[derive(Clone, PartialEq, Eq, Debug)]
pub struct AnswerLine {
    /// What, how and when, as the form's draft.
    pub told: Draft,
    /// When they were told it.
    pub when: Moment,
    /// Who noted it.
    pub by: String,
}

/// The way of a record to the server.
#[derive(Clone, PartialEq, Debug, Default)]
pub struct Journey {
    /// On this device since.
    pub saved: Option<Moment>,
    /// Sent at.
    pub sent: Option<Moment>,
    /// Confirmed at.
    pub confirmed: Option<Moment>,
    /// Refused for this reason, by its code.
    pub refused: Option<String>,
    /// The command that the server did not take.
    pub mend: Option<CommandId>,
    /// Attachments that are on the server.
    pub files_done: usize,
    /// Attachments.
    pub files: usize,
}

/// One complaint to read.
#[derive(Clone, PartialEq, Debug)]
pub struct ComplaintDetail {
    /// What the list says of it.
    pub line: ComplaintLine,
    /// What was taken down, as the form's draft.
    pub note: Draft,
    /// Whether the number is the server's.
    pub numbered: bool,
    /// The customer's file, if there is one.
    pub customer: Option<RecordId>,
    /// Who took it over, and when.
    pub accepted: Option<(String, Moment)>,
    /// What the customer was told so far, the latest first.
    pub answers: Vec<AnswerLine>,
    /// Where to call back, as it is dialled.
    pub phone: Option<String>,
    /// Its way to the server.
    pub journey: Journey,
}

pub(super) fn lines(desk: Desk) -> Vec<ComplaintLine> {
    let (held, me) = (desk.held.get(), me(desk));
    desk.cards(|cards| {
        let mut newest_first: Vec<&Card> = cards.of(Kind::Complaint).collect();
        newest_first.sort_unstable_by_key(|card| Reverse((card.face.at_ms, card.id)));
        newest_first.into_iter().map(|card| line(cards, card, &held, me.as_deref())).collect()
    })
}

/// What of one customer is not settled, newest first.
pub(super) fn of_customer(desk: Desk, customer: RecordId) -> Vec<ComplaintLine> {
    let (held, me) = (desk.held.get(), me(desk));
    desk.cards(|cards| {
        let mut own: Vec<&Card> =
            cards.of(Kind::Complaint).filter(|card| card.parent == Some(customer)).collect();
        own.sort_unstable_by_key(|card| Reverse((card.face.at_ms, card.id)));
        own.into_iter().map(|card| line(cards, card, &held, me.as_deref())).collect()
    })
}

pub(super) fn detail(desk: Desk, id: &str) -> Loaded<ComplaintDetail> {
    let Ok(id) = id.parse::<RecordId>() else { return Loaded::Missing };
    let complaint = match desk.open_record(id) {
        Opened::Here(record) => match *record {
            Record::Complaint(complaint) => complaint,
            _ => return Loaded::Missing,
        },
        Opened::Reading => return Loaded::Waiting,
        Opened::Missing => return Loaded::Missing,
    };
    let (held, me) = (desk.held.get(), me(desk));
    let note = &complaint.note;
    let of_file = complaint.parent().and_then(|id| desk.card(id));
    let of_file = of_file.and_then(|card| customers::phone(&card.face.marks).map(str::to_owned));
    let shown = desk.cards(|cards| {
        let line = line(cards, cards.get(id)?, &held, me.as_deref());
        Some((line, sync::stored(cards, note.photos.iter().copied())))
    });
    let Some((line, files)) = shown else { return Loaded::Missing };
    Loaded::Ready(ComplaintDetail {
        note: NoteForm::show(note),
        numbered: complaint.number.is_some(),
        customer: complaint.parent(),
        accepted: match complaint.status {
            Status::Accepted { by, at } => Some((customer::colleague(desk, Some(by)), at)),
            Status::Registered | Status::Newer(_) => None,
        },
        answers: complaint.answers.iter().rev().map(|one| answer(desk, one)).collect(),
        // Who left no number is called as the customer's file says.
        phone: note.phone.as_ref().map(Phone::dial).or(of_file),
        journey: journey(id, &held, files),
        line: ComplaintLine { words: note.what.clone(), taken_at: complaint.taken_at, ..line },
    })
}

fn me(desk: Desk) -> Option<String> {
    desk.user.get().map(|user| user.to_string())
}

fn answer(desk: Desk, Answered { told, by, .. }: &Answered) -> AnswerLine {
    AnswerLine { told: AnswerForm::show(told), when: told.when, by: customer::colleague(desk, Some(*by)) }
}

fn line(cards: Cards<'_>, card: &Card, held: &[Held], me: Option<&str>) -> ComplaintLine {
    let face = &card.face;
    let taken_at = Moment::new(face.at_ms, clock::now().offset_min);
    let customer = card.parent.and_then(|id| cards.get(id)).map_or(&face.title, |known| &known.face.title);
    let mark = |at: usize| face.marks.get(at).map(String::as_str).unwrap_or_default();
    // Of a state that a newer build knows nothing is due here.
    let waits = matches!(face.state.as_str(), "registered" | "accepted") && mark(ANSWERED).is_empty();
    ComplaintLine {
        id: card.id,
        customer: customer.clone(),
        number: face.number.clone().unwrap_or_else(|| provisional(card.id)),
        state: face.state.clone(),
        severity: mark(SEVERITY).to_owned(),
        kind: Some(mark(KIND)).filter(|code| !code.is_empty()).map(str::to_owned),
        words: face.note.clone(),
        taken_at,
        due: waits.then(|| Complaint::first_answer_due(taken_at, &policy::at(taken_at))),
        mine: me.is_some_and(|me| mark(OWNER) == me),
        sending: sending(card.id, held, sync::files_of(cards, card.id, held)),
    }
}

/// The number until the server gives one. Source: DECISIONS "Numbers"
pub(super) fn provisional(id: RecordId) -> String {
    let digits = id.0.simple().to_string();
    let tail = digits.get(digits.len() - 4..).unwrap_or_default();
    // The sign for "provisional" belongs to the number, in every language.
    format!("\u{6682}{}", tail.to_ascii_uppercase())
}

/// Green only when everything of it is on the server, pictures included.
pub(super) fn sending(id: RecordId, held: &[Held], (stored, files): (usize, usize)) -> Sending {
    let own = || held.iter().filter(|entry| entry.record == id);
    if own().any(|entry| entry.refused.is_some()) {
        return Sending::Refused;
    }
    match own().find(|entry| entry.confirmed.is_none()) {
        Some(Held { sent: None, .. }) => Sending::Saved,
        Some(_) => Sending::Sent,
        // Pictures of others on their way are not this device's to send.
        None if stored < files && own().next().is_some() => Sending::Sent,
        None => Sending::Confirmed,
    }
}

pub(super) fn journey(id: RecordId, held: &[Held], (files_done, files): (usize, usize)) -> Journey {
    let Some(last) = held.iter().rev().find(|entry| entry.record == id) else {
        return Journey { files_done, files, ..Journey::default() };
    };
    Journey {
        saved: Some(last.at),
        sent: last.sent,
        confirmed: last.confirmed,
        refused: last.refused.clone(),
        mend: last.refused.as_ref().map(|_| last.id),
        files_done,
        files,
    }
}
