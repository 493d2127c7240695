//! Correcting a note: one that stands, or one that the server did not take.

use domain::Command;
use domain::complaint::{ComplaintCommand, NoteForm, Take};
use domain::form::Form;
use domain::merge::CorrectFields;
use leptos::prelude::*;

use super::detail::missing;
use crate::form::FormState;
use crate::pages::address;
use crate::pages::correction::{Correcting, correction};
use crate::shell::clock;
use crate::words::{language, say};

/// The form of a note that is there.
#[component]
pub fn CorrectNote() -> impl IntoView {
    let l = language();
    correction(Correcting {
        title: say!(l, complaint.correct),
        save: say!(l, complaint.correct_save),
        saved: say!(l, complaint.saved),
        corrected: say!(l, complaint.corrected),
        later_note: say!(l, complaint.later_note),
        without: &[],
        draft: "complaint",
        id_in: address::corrected_in,
        read_at: address::complaint,
        form_at: address::correct_complaint,
        form: |draft| FormState::new::<NoteForm>(draft, clock::now),
        begin: |draft, _| {
            let note = NoteForm::check(draft, clock::now()).ok()?;
            Some(Command::Complaint(ComplaintCommand::Take(Take { note })))
        },
        change: |seen, draft| {
            let correction = CorrectFields::between::<NoteForm>(seen, draft)?;
            Some(Command::Complaint(ComplaintCommand::Correct(correction)))
        },
        above: |_, _| ().into_any(),
        missing,
    })
}
