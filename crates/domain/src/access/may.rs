//! Who may do what. One function, called before `decide` on both sides.

use super::{Grant, Pair, Scope};
use crate::people::{Org, Role};
use crate::values::UserId;
use serde::{Deserialize, Serialize};
use std::collections::BTreeSet;

/// Who acts.
#[derive(Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Debug, Serialize, Deserialize)]
pub enum Who {
    /// Somebody who signed in.
    Person(UserId),
    /// The server itself: numbers, tracking rows, overdue steps.
    System,
}

/// An actor with all that decides what they may do. The server computes it; a device knows it from its last pull.
#[derive(Clone, PartialEq, Eq, Debug)]
pub struct Standing {
    /// Who acts.
    pub who: Who,
    /// Their roles now.
    pub roles: BTreeSet<Role>,
    /// What they hold now.
    pub holds: Vec<Grant>,
}

impl Standing {
    /// The standing of a user in this organisation. Inactive or unknown: no role, nothing held.
    pub fn of(user: UserId, org: &Org, holds: Vec<Grant>) -> Self {
        let roles = org.active(user).map(|person| person.roles.clone()).unwrap_or_default();
        Self { who: Who::Person(user), roles, holds }
    }

    /// The server's own.
    pub const fn system() -> Self {
        Self { who: Who::System, roles: BTreeSet::new(), holds: Vec::new() }
    }

    /// The person, if it is one.
    pub const fn user(&self) -> Option<UserId> {
        match self.who {
            Who::Person(user) => Some(user),
            Who::System => None,
        }
    }

    /// Whether rows of this scope are seen.
    pub fn sees(&self, scope: &Scope) -> bool {
        self.holds.iter().any(|grant| grant.covers(scope))
    }

    /// Whether a customer of this pair is one of those the actor works with.
    ///
    /// One registered offline lies in no scope the server has given yet; its pair names its people.
    pub fn is_near(&self, pair: Pair) -> bool {
        self.user().is_none_or(|user| pair.names(user)) || self.sees(&Scope::care(pair))
    }

    fn any(&self, roles: &[Role]) -> bool {
        roles.iter().any(|role| self.roles.contains(role))
    }
}

/// What is asked for. Every command names one.
#[derive(Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Debug)]
pub enum Action {
    /// Take a complaint note. Source: COM-01
    TakeComplaint,
    /// Correct or complete a complaint.
    CorrectComplaint,
    /// Take a complaint over as its owner. Source: COM-04, ROL-04
    AcceptComplaint,
    /// Note what a customer was told about a complaint. Source: COM-06
    AnswerComplaint,
    /// Open a customer file.
    RegisterCustomer,
    /// Correct a customer file. Source: CUS-09
    CorrectCustomer,
    /// Give a customer to another owner or salesperson. Source: CUS-06
    AssignCustomer,
    /// Import files from another system, and take an import back. Source: DAT-03
    ImportCustomers,
    /// Plan a visit. Source: VIS-14
    PlanVisit,
    /// Agree another time for a visit. Source: VIS-05
    RescheduleVisit,
    /// Begin a visit. Source: VIS-12
    BeginVisit,
    /// Note that nobody was reached. Source: VIS-11
    MissVisit,
    /// Report a visit. Source: VIS-07
    FinishVisit,
    /// Amend the report of a visit. Source: VIS-16
    CorrectVisit,
    /// Take a visit off the plan. Source: VIS-03
    CancelVisit,
    /// Ask for a visit on site. Source: REQ-01
    SubmitRequest,
    /// Ask again after it was returned, changed or not. Source: REQ-02
    ResubmitRequest,
    /// Take a request off the plan. Source: REQ-02
    CancelRequest,
    /// Say that all that was asked for is done. Source: REQ-02
    CompleteRequest,
    /// Tell those who approved what came of it. Source: REQ-09
    GiveFeedback,
    /// Approve, return or refuse. Source: REQ-02
    Decide,
    /// 转交: give the decision to another. Source: REQ-02
    HandOn,
    /// 抄送: let another know. Source: REQ-02
    Copy,
    /// 撤回: take back what one asked for. Source: REQ-02
    Withdraw,
    /// Put a gift for a customer on the list. Source: GIF-02
    ListDelivery,
    /// Report that a gift was handed over. Source: GIF-03
    GiveDelivery,
    /// Confirm what became of a gift. Source: GIF-04
    ConfirmDelivery,
    /// Correct what was confirmed of a gift. Source: VIS-16
    CorrectDelivery,
    /// Take a gift off the list.
    CancelDelivery,
    /// Add a photo, recording or document to a record.
    AddAttachment,
    /// Say who stands in for oneself. Source: ROL-06
    NameDeputies,
    /// Enter or change people and teams.
    ChangePeople,
    /// Enter or change public holidays. Source: FOL-07
    ChangeCalendar,
    /// Propose a change of the policy. Source: ROL-09
    ProposePolicy,
    /// What only the server does.
    ServerOnly,
}

impl Action {
    /// Every action, for the matrix of tests.
    pub const ALL: [Self; 35] = [
        Self::TakeComplaint,
        Self::CorrectComplaint,
        Self::AcceptComplaint,
        Self::AnswerComplaint,
        Self::RegisterCustomer,
        Self::CorrectCustomer,
        Self::AssignCustomer,
        Self::ImportCustomers,
        Self::PlanVisit,
        Self::RescheduleVisit,
        Self::BeginVisit,
        Self::MissVisit,
        Self::FinishVisit,
        Self::CorrectVisit,
        Self::CancelVisit,
        Self::SubmitRequest,
        Self::ResubmitRequest,
        Self::CancelRequest,
        Self::CompleteRequest,
        Self::GiveFeedback,
        Self::Decide,
        Self::HandOn,
        Self::Copy,
        Self::Withdraw,
        Self::ListDelivery,
        Self::GiveDelivery,
        Self::ConfirmDelivery,
        Self::CorrectDelivery,
        Self::CancelDelivery,
        Self::AddAttachment,
        Self::NameDeputies,
        Self::ChangePeople,
        Self::ChangeCalendar,
        Self::ProposePolicy,
        Self::ServerOnly,
    ];
}

/// The answer of [`may`].
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub enum Verdict {
    /// Go on to `decide`.
    Allowed,
    /// The record is not, or no longer, among those the actor works with.
    NotYours,
    /// None of the actor's roles gives this.
    NoRole,
}

/// Who opens customer files and corrects them: all who work with customers, those above them, and who keeps the files.
const KEEP_FILES: [Role; 7] = [
    Role::ServiceRep,
    Role::ServiceSupervisor,
    Role::SalesRep,
    Role::SalesManager,
    Role::MarketingDirector,
    Role::GeneralManager,
    Role::InformationAdministrator,
];

/// Whether the actor may do this to a record of that scope (`None`: it does not exist yet) by that author.
///
/// The server does everything; a person without any role does nothing.
///
/// Source: ROL-02, COM-01 (anyone takes a complaint note), CUS-06, VIS-02 (what happened is recorded all the same),
/// VIS-16 (who reported may amend), GIF-04 (so with gifts), REQ-02 (who asked changes, asks again and takes back).
pub fn may(actor: &Standing, action: Action, scope: Option<&Scope>, author: Option<UserId>) -> Verdict {
    use Role::{
        GeneralManager, InformationAdministrator, MarketingDirector, SalesManager, SalesRep, ServiceRep,
        ServiceSupervisor, SystemAdministrator,
    };
    let Who::Person(user) = actor.who else { return Verdict::Allowed };
    if actor.roles.is_empty() {
        return Verdict::NoRole;
    }
    let seen = scope.is_none_or(|scope| actor.sees(scope));
    let mine = author == Some(user);
    let reach = |near: bool| if near { Verdict::Allowed } else { Verdict::NotYours };
    let role = |roles: &[Role], near: bool| if actor.any(roles) { reach(near) } else { Verdict::NoRole };
    match action {
        // What happened is recorded, whoever was there. Source: VIS-02, GIF-04
        Action::TakeComplaint
        | Action::AnswerComplaint
        | Action::BeginVisit
        | Action::MissVisit
        | Action::FinishVisit
        | Action::GiveDelivery
        | Action::ConfirmDelivery => Verdict::Allowed,
        // Who decides and who hands on is the chain's word: it knows approver and deputy.
        Action::CorrectComplaint | Action::AddAttachment | Action::Decide | Action::HandOn | Action::Copy => {
            reach(seen || mine)
        }
        Action::NameDeputies => reach(mine),
        // What does not exist is not anybody else's.
        Action::ResubmitRequest | Action::Withdraw => reach(mine || scope.is_none()),
        Action::CorrectVisit
        | Action::CancelRequest
        | Action::CompleteRequest
        | Action::GiveFeedback
        | Action::CorrectDelivery
            if mine =>
        {
            Verdict::Allowed
        }
        Action::AcceptComplaint
        | Action::PlanVisit
        | Action::RescheduleVisit
        | Action::CancelVisit
        | Action::SubmitRequest
        | Action::CancelRequest
        | Action::CompleteRequest
        | Action::GiveFeedback
        | Action::CorrectVisit
        | Action::ListDelivery
        | Action::CorrectDelivery
        | Action::CancelDelivery => role(
            &[ServiceRep, ServiceSupervisor, SalesRep, SalesManager, MarketingDirector, GeneralManager],
            seen,
        ),
        Action::RegisterCustomer => role(&KEEP_FILES, true),
        Action::CorrectCustomer => role(&KEEP_FILES, seen),
        Action::AssignCustomer => {
            role(&[ServiceSupervisor, SalesManager, MarketingDirector, GeneralManager], seen)
        }
        // Of all customers: what they fill in they need not see, and an import has no part that fails for that.
        Action::ImportCustomers => role(&[InformationAdministrator, SystemAdministrator], true),
        Action::ChangePeople | Action::ChangeCalendar => role(&[SystemAdministrator], true),
        // Administrators keep the numbers; those who decide know which are wrong.
        Action::ProposePolicy => role(
            &[SystemAdministrator, ServiceSupervisor, SalesManager, MarketingDirector, GeneralManager],
            true,
        ),
        Action::ServerOnly => Verdict::NoRole,
    }
}
