//! A note as its form opens when it is corrected, or when the server did not take it.

use domain::Command;
use domain::complaint::{ComplaintCommand, NoteForm};
use domain::form::{Draft, Form, Merge};
use domain::merge::{Change, CorrectFields, correct};
use leptos::prelude::*;

use super::{Loaded, complaints};
use crate::shell::Desk;

/// A note to mend.
#[derive(Clone, PartialEq, Debug)]
pub struct Mending {
    /// As the form opens: what was typed, on what stands there now.
    pub draft: Draft,
    /// What stands there now. Nothing if the server has no such record.
    pub now: Option<Draft>,
    /// What the author saw when they typed.
    pub seen: Draft,
    /// Why the server did not take it.
    pub why: Option<String>,
}

impl Mending {
    /// The fields that others changed since the author looked: key and what stands there now.
    pub fn theirs(&self) -> Vec<(&'static str, String)> {
        let Some(now) = &self.now else { return Vec::new() };
        let keys = NoteForm::FIELDS.iter().map(|field| field.key);
        keys.filter(|key| now.get(key) != self.seen.get(key))
            .map(|key| (key, now.get(key).to_owned()))
            .collect()
    }
}

/// The note with this id, with the refused command in it if one is named.
pub(super) fn mending(desk: Desk, id: &str, command: Option<&str>) -> Loaded<Mending> {
    let refused = desk.held.with(|held| {
        held.iter()
            .find(|entry| Some(entry.id.to_string().as_str()) == command && entry.refused.is_some())
            .cloned()
    });
    let (meant, why) = refused.map_or((None, None), |entry| (entry.meant, entry.refused));
    if let Some(Command::Complaint(ComplaintCommand::Take(take))) = meant {
        let draft = NoteForm::show(&take.note);
        return Loaded::Ready(Mending { seen: draft.clone(), draft, now: None, why });
    }
    let now = match complaints::detail(desk, id) {
        Loaded::Ready(detail) => detail.note,
        Loaded::Waiting => return Loaded::Waiting,
        Loaded::Missing => return Loaded::Missing,
    };
    let Some(Command::Complaint(ComplaintCommand::Correct(correction))) = meant else {
        return Loaded::Ready(Mending { draft: now.clone(), seen: now.clone(), now: Some(now), why });
    };
    let mut seen = now.clone();
    for change in &correction.changes {
        seen.set(&change.key, change.from.clone());
    }
    // Put on what stands there now; what was added to sets by others stays.
    let on_now = |change: Change| match NoteForm::field(&change.key).map(|field| field.merge) {
        Some(Merge::Set) => change,
        _ => Change { from: now.get(&change.key).to_owned(), ..change },
    };
    let changes = correction.changes.into_iter().map(on_now).collect();
    let draft =
        correct::<NoteForm>(&now, &CorrectFields { changes }).map_or_else(|_| now.clone(), |m| m.draft);
    Loaded::Ready(Mending { draft, now: Some(now), seen, why })
}
