//! What can be done to a visit. Facts name the customer, way and purpose themselves, so that each also stands alone.

use super::choices::{Cause, Purpose, Way};
use super::log::Position;
use super::report::Report;
use crate::access::Action;
use crate::kind::{Args, commands};
use crate::merge::CorrectFields;
use crate::values::{Moment, RecordId, UserId};
use serde::{Deserialize, Serialize};

/// Plans a visit, or gives its plan to one that was begun without. Source: VIS-01, VIS-14
#[derive(Clone, PartialEq, Eq, Debug, Serialize, Deserialize)]
pub struct Plan {
    /// Who is visited.
    pub customer: RecordId,
    /// How.
    pub way: Way,
    /// What for.
    pub purpose: Purpose,
    /// Who goes or calls: one of the two who look after the customer, or the one who plans.
    pub user: UserId,
    /// When.
    pub planned: Moment,
    /// The approved request behind an on-site visit. Source: VIS-02
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub request: Option<RecordId>,
}

/// Agrees another time; also the answer to "convenient?": no. Source: VIS-05, VIS-17
#[derive(Clone, PartialEq, Eq, Debug, Serialize, Deserialize)]
pub struct Reschedule {
    /// The time its author saw; nothing for a visit without a plan.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub from: Option<Moment>,
    /// The new time.
    pub to: Moment,
    /// Why.
    pub reason: String,
}

/// Begins: the customer is on the line, or one stands before them, and it is convenient. Source: VIS-12, VIS-17
#[derive(Clone, PartialEq, Eq, Debug, Serialize, Deserialize)]
pub struct Begin {
    /// Who is visited.
    pub customer: RecordId,
    /// How, as it really happens.
    pub way: Way,
    /// What for.
    pub purpose: Purpose,
    /// Since when.
    pub since: Moment,
    /// Where, with the person's consent and if the device knew it in time.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub position: Option<Position>,
}

/// The customer was not reached: an attempt. Source: VIS-11
#[derive(Clone, PartialEq, Eq, Debug, Serialize, Deserialize)]
pub struct NotReached {
    /// Who was to be visited.
    pub customer: RecordId,
    /// How it was tried.
    pub way: Way,
    /// What for.
    pub purpose: Purpose,
    /// When it was tried.
    pub tried: Moment,
    /// Why not.
    pub cause: Cause,
}

/// Finishes with the whole report. Source: VIS-07, VIS-12
#[derive(Clone, PartialEq, Eq, Debug, Serialize, Deserialize)]
pub struct Finish {
    /// Who was visited.
    pub customer: RecordId,
    /// What is reported, start and end included.
    pub report: Report,
    /// Where one checked out, with consent.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub position: Option<Position>,
}

/// Takes a visit off the plan. Source: VIS-03
#[derive(Clone, PartialEq, Eq, Debug, Serialize, Deserialize)]
pub struct Cancel {
    /// Why.
    pub reason: String,
}

impl Args for Plan {
    fn needs(&self) -> Vec<RecordId> {
        self.request.into_iter().chain([self.customer]).collect()
    }
}

impl Args for Begin {
    fn needs(&self) -> Vec<RecordId> {
        vec![self.customer]
    }
}

impl Args for NotReached {
    fn needs(&self) -> Vec<RecordId> {
        vec![self.customer]
    }
}

impl Args for Finish {
    fn needs(&self) -> Vec<RecordId> {
        vec![self.customer]
    }
}

impl VisitCommand {
    /// Who is visited, where the command says so itself.
    pub const fn customer(&self) -> Option<RecordId> {
        match self {
            Self::Plan(Plan { customer, .. })
            | Self::Begin(Begin { customer, .. })
            | Self::NotReached(NotReached { customer, .. })
            | Self::Finish(Finish { customer, .. }) => Some(*customer),
            Self::Reschedule(_) | Self::Correct(_) | Self::Cancel(_) => None,
        }
    }
}

impl Args for Reschedule {}
impl Args for Cancel {}

commands! {
    /// What can be done to a visit.
    VisitCommand {
        /// Plan it.
        Plan(Plan) = "plan" @ 1, Intent, Action::PlanVisit,
        /// Agree another time.
        Reschedule(Reschedule) = "reschedule" @ 1, Intent, Action::RescheduleVisit,
        /// Begin it.
        Begin(Begin) = "begin" @ 1, Fact, Action::BeginVisit,
        /// Note that nobody was reached.
        NotReached(NotReached) = "not_reached" @ 1, Fact, Action::MissVisit,
        /// Finish it.
        Finish(Finish) = "finish" @ 1, Fact, Action::FinishVisit,
        /// Correct what was reported: the earlier text is kept. Source: VIS-16
        Correct(CorrectFields) = "correct" @ 1, Intent, Action::CorrectVisit,
        /// Take it off the plan.
        Cancel(Cancel) = "cancel" @ 1, Intent, Action::CancelVisit,
    }
}
