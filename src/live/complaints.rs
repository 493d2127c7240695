//! Complaints as lists and pages show them.

use std::collections::BTreeMap;

use domain::complaint::{Complaint, NoteForm, Whom};
use domain::form::{Draft, Form};
use domain::values::{Moment, Phone};
use domain::{Policy, Record, RecordId};
use leptos::prelude::*;

use super::Loaded;
use super::{customers, sync};
use crate::shell::{Desk, Held};

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
    /// By when the customer must have an answer; none once somebody answers.
    pub due: Option<Moment>,
    /// Where it is on its way.
    pub sending: Sending,
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
    /// Where to call back, as it is dialled.
    pub phone: Option<String>,
    /// Its way to the server.
    pub journey: Journey,
}

pub(super) fn lines(desk: Desk) -> Vec<ComplaintLine> {
    let held = desk.held.get();
    desk.records.with(|records| {
        let complaints = records.iter().filter_map(|(id, record)| match record {
            Record::Complaint(complaint) => Some(((complaint.taken_at.utc_ms, *id), complaint)),
            _ => None,
        });
        // A map by what orders them: newest first.
        let ordered: BTreeMap<_, _> = complaints.collect();
        ordered.into_iter().rev().map(|((_, id), complaint)| line(desk, id, complaint, &held)).collect()
    })
}

pub(super) fn detail(desk: Desk, id: &str) -> Loaded<ComplaintDetail> {
    let Ok(id) = id.parse::<RecordId>() else { return Loaded::Missing };
    let held = desk.held.get();
    desk.records.with(|records| match records.get(&id) {
        Some(Record::Complaint(complaint)) => Loaded::Ready(ComplaintDetail {
            line: line(desk, id, complaint, &held),
            note: NoteForm::show(&complaint.note),
            numbered: complaint.number.is_some(),
            phone: complaint.note.phone.as_ref().map(Phone::dial),
            journey: journey(id, &held, sync::files_of(desk, complaint)),
        }),
        _ => Loaded::Missing,
    })
}

fn line(desk: Desk, id: RecordId, complaint: &Complaint, held: &[Held]) -> ComplaintLine {
    let note = &complaint.note;
    let open = complaint.status.code() == "registered";
    ComplaintLine {
        id,
        customer: match &note.customer {
            Whom::Known(customer) => customers::name(desk, *customer),
            Whom::Named(name) => name.clone(),
        },
        number: complaint.number.map_or_else(|| provisional(id), |number| number.to_string()),
        state: complaint.status.code().to_owned(),
        kind: note.kind.as_ref().map(|kind| kind.code().to_owned()),
        severity: note.severity.code().to_owned(),
        words: note.what.clone(),
        taken_at: complaint.taken_at,
        due: open.then(|| complaint.first_answer_due(&Policy::default())),
        sending: sending(id, held, sync::files_of(desk, complaint)),
    }
}

/// The number until the server gives one. Source: DECISIONS "Numbers"
pub(super) fn provisional(id: RecordId) -> String {
    let digits = id.0.simple().to_string();
    let tail = digits.get(digits.len() - 4..).unwrap_or_default();
    // The sign for "provisional" belongs to the number, in every language.
    format!("\u{6682}{}", tail.to_uppercase())
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

fn journey(id: RecordId, held: &[Held], (files_done, files): (usize, usize)) -> Journey {
    let Some(last) = held.iter().rev().find(|entry| entry.record == id) else {
        return Journey { files_done, files, ..Journey::default() };
    };
    Journey {
        saved: Some(last.at),
        sent: last.sent,
        confirmed: last.confirmed,
        refused: last.refused.clone(),
        files_done,
        files,
    }
}
