//! The visit that somebody is about to make, planned or not, and what can be done about it with one tap.
//! Source: VIS-05, VIS-11, VIS-12, VIS-17

use domain::form::Draft;
use domain::values::Moment;
use domain::visit::{
    Begin, Cancel, Cause, NotReached, Plan, Position, Purpose, Reschedule, VisitCommand, Way,
};
use domain::{Command, RecordId};
use leptos::prelude::*;

use crate::live::{Live, VisitDetail};
use crate::pages::address;
use crate::pages::deed::Deed;
use crate::shell::{Shell, clock, policy};
use crate::words::{language, say};

/// Under which key an unfinished report lies: of a visit, or of one nobody planned to a customer.
pub fn draft_key(id: RecordId) -> String {
    format!("visit-{id}")
}

/// A visit about to be made.
#[derive(Clone, Copy, Debug)]
pub struct Occasion {
    /// Its record; none while nothing happened to a visit that nobody planned.
    pub visit: Option<RecordId>,
    /// Who is visited.
    pub customer: RecordId,
    /// When it is planned for.
    pub planned: Option<Moment>,
    /// Whether an approved request is behind it.
    pub approved: bool,
    /// Whether nobody was reached before.
    pub missed: bool,
    /// How and what for.
    pub meant: Signal<(Way, Purpose)>,
}

impl Occasion {
    /// Of a visit that is known.
    pub fn of(visit: &VisitDetail) -> Self {
        let meant = (Way::from(visit.line.way.clone()), Purpose::from(visit.line.purpose.clone()));
        Self {
            visit: Some(visit.line.id),
            customer: visit.customer,
            planned: visit.planned,
            approved: visit.approved,
            missed: visit.line.attempts > 0,
            meant: Signal::stored(meant),
        }
    }

    /// Whether the app must not start it: what happened all the same is noted. Source: VIS-02
    pub fn is_unapproved(self) -> bool {
        let needs = self.meant.with(|(way, purpose)| policy::now().visit_needs_request(way, purpose));
        needs && !self.approved
    }

    fn key(self) -> String {
        draft_key(self.visit.unwrap_or(self.customer))
    }

    fn deed(self, id: RecordId, command: VisitCommand, said: &str) -> Deed {
        let back = self.visit.map_or_else(|| address::visit_to(self.customer), address::visit);
        Deed {
            id,
            command: Command::Visit(command),
            also: Vec::new(),
            // What was typed meanwhile stays for the next time.
            draft: None,
            said: Some(said.to_owned()),
            then: Some(address::visit(id)),
            undone: Some(back),
            failed: None,
        }
    }

    /// The customer is on the line, or one stands before them. What is filled in already goes along.
    pub async fn begin(self, shell: Shell, since: Moment, position: Option<Position>, draft: Draft) -> Deed {
        let (way, purpose) = self.meant.get_untracked();
        let id = self.visit.unwrap_or_else(Shell::new_id);
        if self.visit.is_none() {
            // If it cannot be kept now, the save below cannot either, and says so.
            drop(shell.save_draft(&draft_key(id), draft, None).await);
        }
        let begin = Begin { customer: self.customer, way, purpose, since, position };
        Deed {
            id,
            command: Command::Visit(VisitCommand::Begin(begin)),
            also: Vec::new(),
            draft: self.visit.is_none().then(|| self.key()),
            said: None,
            then: self.visit.is_none().then(|| address::report_visit(id)),
            undone: None,
            failed: None,
        }
    }

    /// Nobody was reached.
    pub fn missed(self, cause: Cause) -> Deed {
        let l = language();
        let (way, purpose) = self.meant.get_untracked();
        let attempt = NotReached { customer: self.customer, way, purpose, tried: clock::now(), cause };
        let id = self.visit.unwrap_or_else(Shell::new_id);
        let deed = self.deed(id, VisitCommand::NotReached(attempt), say!(l, visit.said_missed));
        // When to try again is asked at once: nobody should have to come back for it.
        Deed { then: Some(address::visit_again(id)), ..deed }
    }

    /// Another time is agreed. Of a visit that nobody planned this is its plan.
    pub fn put_off(self, to: Moment, reason: String) -> Option<Deed> {
        let l = language();
        if let Some(id) = self.visit {
            let command = Reschedule { from: self.planned, to, reason };
            return Some(self.deed(id, VisitCommand::Reschedule(command), say!(l, visit.said_moved)));
        }
        let (way, purpose) = self.meant.get_untracked();
        let user = Live::here().user.get_untracked()?;
        let plan = Plan { customer: self.customer, way, purpose, user, planned: to, request: None };
        Some(self.deed(Shell::new_id(), VisitCommand::Plan(plan), say!(l, visit.said_planned)))
    }

    /// It will not be made.
    pub fn called_off(self, reason: String) -> Option<Deed> {
        let l = language();
        Some(self.deed(self.visit?, VisitCommand::Cancel(Cancel { reason }), say!(l, visit.said_cancelled)))
    }
}
