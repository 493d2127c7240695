//! Amending the report of a visit: one's own, else the one that counts. Source: VIS-16

use domain::Command;
use domain::form::Form as _;
use domain::merge::CorrectFields;
use domain::visit::{Finish, VisitCommand, VisitForm, keys};
use leptos::prelude::*;

use super::detail::missing;
use super::report::asks;
use crate::form::FormState;
use crate::live::VISITED;
use crate::pages::address;
use crate::pages::correction::{Correcting, correction};
use crate::shell::{clock, policy};
use crate::words::{language, say};

/// What the customer signed is not signed again.
const NOT_ASKED: &[&str] = &[keys::SIGNATURE];

/// The form of a report that is there.
#[component]
pub fn CorrectVisit() -> impl IntoView {
    let l = language();
    correction(Correcting {
        title: say!(l, visit.correct),
        save: say!(l, visit.correct_save),
        saved: say!(l, visit.saved),
        corrected: say!(l, visit.corrected),
        later_note: "",
        without: NOT_ASKED,
        draft: "visit",
        id_in: address::visit_corrected_in,
        read_at: address::visit,
        form_at: address::correct_visit,
        form: |draft| {
            FormState::asking(
                VisitForm::FIELDS,
                |draft, now| VisitForm::finish(draft, now, &policy::now()).err().unwrap_or_default(),
                asks,
                draft,
                clock::now,
            )
            .omitting(VisitForm::omits)
        },
        begin: |draft, _| {
            let customer = draft.get(VISITED).parse().ok()?;
            let report = VisitForm::finish(draft, clock::now(), &policy::now()).ok()?;
            Some(Command::Visit(Finish { customer, report, position: None }.into()))
        },
        change: |seen, draft| {
            let correction = CorrectFields::between::<VisitForm>(seen, draft)?;
            Some(Command::Visit(VisitCommand::Correct(correction)))
        },
        above: |_, _| ().into_any(),
        missing,
    })
}
