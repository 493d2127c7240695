//! A record as its form opens when it is corrected, or when the server did not take it.

use domain::complaint::{ComplaintCommand, NoteForm};
use domain::customer::{CustomerCommand, ProfileForm};
use domain::delivery::{ConfirmForm, DeliveryCommand, GiftForm};
use domain::form::{Draft, Field, Form, Merge, rows};
use domain::merge::{Change, CorrectFields, correct};
use domain::policy::{PolicyCommand, PolicyForm, Proposal, Propose};
use domain::request::{RequestCommand, RequestForm};
use domain::visit::{VisitCommand, VisitForm};
use domain::{Command, Record};
use leptos::prelude::*;

use super::Loaded;
use crate::shell::{Desk, Opened, policy};

/// In the draft of a visit that the server did not take: whom it was to. The form has no such field, since the record is
/// the customer's.
pub const VISITED: &str = "visit-customer";

/// The same in the draft of a request.
pub const ASKED_FOR: &str = "request-customer";

/// The same in the draft of a confirmation: for whom the gift was, which also stands there.
pub const GIVEN_TO: &str = "gift-customer";

/// A record to mend.
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
    pub fn theirs(&self, fields: &'static [Field]) -> Vec<(String, String)> {
        let Some(now) = &self.now else { return Vec::new() };
        let keys = rows::keys(fields, &[now, &self.seen]).into_iter();
        keys.filter(|key| now.get(key) != self.seen.get(key))
            .map(|key| {
                let text = now.get(&key).to_owned();
                (key, text)
            })
            .collect()
    }

    /// What was to begin and did not.
    fn begun(draft: Draft, why: Option<String>) -> Loaded<Self> {
        Loaded::Ready(Self { seen: draft.clone(), draft, now: None, why })
    }

    /// What was changed, on what stands there now; what was added to sets by others stays.
    fn onto<F: Form>(now: Draft, correction: Option<CorrectFields>, why: Option<String>) -> Loaded<Self> {
        let Some(correction) = correction else {
            return Loaded::Ready(Self { draft: now.clone(), seen: now.clone(), now: Some(now), why });
        };
        let mut seen = now.clone();
        for change in &correction.changes {
            seen.set(&change.key, change.from.clone());
        }
        let on_now = |change: Change| match F::field(&change.key).map(|field| field.merge) {
            Some(Merge::Set) => change,
            _ => Change { from: now.get(&change.key).to_owned(), ..change },
        };
        let changes = correction.changes.into_iter().map(on_now).collect();
        let draft = correct::<F>(&now, &CorrectFields { changes }).map_or_else(|_| now.clone(), |m| m.draft);
        Loaded::Ready(Self { draft, now: Some(now), seen, why })
    }
}

/// A proposal as its form opens again.
fn proposed(proposal: &Proposal) -> Draft {
    proposal.onto(PolicyForm::fresh(policy::all().last()))
}

/// The record with this id, with the refused command in it if one is named.
pub(super) fn mending(desk: Desk, id: &str, command: Option<&str>) -> Loaded<Mending> {
    let refused = desk.held.with(|held| {
        held.iter()
            .find(|entry| Some(entry.id.to_string().as_str()) == command && entry.refused.is_some())
            .cloned()
    });
    let (meant, why) = refused.map_or((None, None), |entry| (entry.meant, entry.refused));
    let correction = match meant {
        Some(Command::Complaint(ComplaintCommand::Take(take))) => {
            return Mending::begun(NoteForm::show(&take.note), why);
        }
        Some(Command::Customer(CustomerCommand::Register(register))) => {
            return Mending::begun(ProfileForm::show(&register.profile), why);
        }
        Some(Command::Visit(VisitCommand::Finish(finish))) => {
            let draft = VisitForm::show(&finish.report);
            return Mending::begun(draft.with(VISITED, finish.customer.to_string()), why);
        }
        Some(Command::Request(RequestCommand::Submit(submit))) => {
            let draft = RequestForm::show(&submit.terms);
            return Mending::begun(draft.with(ASKED_FOR, submit.customer.to_string()), why);
        }
        Some(Command::Delivery(DeliveryCommand::Confirm(confirm))) => {
            let gift = GiftForm::show(&confirm.gift);
            let said = ConfirmForm::show(&confirm.said);
            let draft = said.iter().fold(gift, |draft, (key, text)| draft.with(key, text));
            return Mending::begun(draft.with(GIVEN_TO, confirm.customer.to_string()), why);
        }
        Some(Command::PolicyChange(PolicyCommand::Propose(Propose { proposal }))) => {
            return Mending::begun(proposed(&proposal), why);
        }
        Some(Command::PolicyChange(PolicyCommand::Resubmit(again))) => {
            // What was meant stands in the form; what stands on the server is beside it.
            let draft = proposed(&again.proposal);
            return Loaded::Ready(Mending { seen: draft.clone(), now: Some(draft.clone()), draft, why });
        }
        Some(Command::Request(RequestCommand::Resubmit(again))) => {
            Some(CorrectFields { changes: again.changes })
        }
        Some(
            Command::Complaint(ComplaintCommand::Correct(correction))
            | Command::Customer(CustomerCommand::Correct(correction))
            | Command::Visit(VisitCommand::Correct(correction))
            | Command::Delivery(DeliveryCommand::Correct(correction)),
        ) => Some(correction),
        _ => None,
    };
    let Ok(id) = id.parse() else { return Loaded::Missing };
    match desk.open_record(id) {
        Opened::Here(record) => match *record {
            Record::Complaint(complaint) => {
                Mending::onto::<NoteForm>(NoteForm::show(&complaint.note), correction, why)
            }
            Record::Customer(customer) => {
                Mending::onto::<ProfileForm>(ProfileForm::show(&customer.profile), correction, why)
            }
            Record::Request(request) => {
                Mending::onto::<RequestForm>(RequestForm::show(request.terms()), correction, why)
            }
            Record::PolicyChange(change) => {
                let draft = proposed(change.proposal());
                Loaded::Ready(Mending { seen: draft.clone(), now: Some(draft.clone()), draft, why })
            }
            Record::Visit(visit) => match visit.report_for(desk.user.get()) {
                Some(report) => Mending::onto::<VisitForm>(VisitForm::show(report), correction, why),
                None => Loaded::Missing,
            },
            Record::Delivery(delivery) => match delivery.confirmation_for(desk.user.get()) {
                Some(said) => Mending::onto::<ConfirmForm>(ConfirmForm::show(said), correction, why),
                None => Loaded::Missing,
            },
            _ => Loaded::Missing,
        },
        Opened::Reading => Loaded::Waiting,
        Opened::Missing => Loaded::Missing,
    }
}
