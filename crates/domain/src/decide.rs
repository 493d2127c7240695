//! The one rule function, its context and what follows from a decision.

use crate::access::Standing;
use crate::customer::Customer;
use crate::kind::{Command, Record, decide_kind};
use crate::people::Org;
use crate::policy::Policy;
use crate::refusal::{Clash, Refusal};
use crate::request::{self, Request};
use crate::values::{Moment, Number, RecordId};
use std::collections::BTreeMap;

/// The records that a decision may look at besides the one it changes.
#[derive(Clone, PartialEq, Debug, Default)]
pub struct Related {
    records: BTreeMap<RecordId, Record>,
    org: Org,
}

impl Related {
    /// Adds a record.
    pub fn insert(&mut self, id: RecordId, record: Record) {
        self.records.insert(id, record);
    }

    /// A record, if it is known here.
    pub fn get(&self, id: RecordId) -> Option<&Record> {
        self.records.get(&id)
    }

    /// A customer, if it is known here; one whose import was taken back is not.
    pub fn customer(&self, id: RecordId) -> Option<&Customer> {
        match self.records.get(&id) {
            Some(Record::Customer(customer)) if !customer.withdrawn => Some(customer),
            _ => None,
        }
    }

    /// A visit request, if it is known here.
    pub fn request(&self, id: RecordId) -> Option<&Request> {
        match self.records.get(&id) {
            Some(Record::Request(request)) => Some(request),
            _ => None,
        }
    }

    /// Takes over who works here.
    pub fn set_org(&mut self, org: Org) {
        self.org = org;
    }

    /// Who works here, as far as it is known; nobody for a command that does not ask
    /// ([`Command::asks_org`]).
    pub const fn org(&self) -> &Org {
        &self.org
    }
}

/// Everything a decision depends on besides the record and the command.
#[derive(Clone, Copy, Debug)]
pub struct Ctx<'a> {
    /// Who acts.
    pub actor: &'a Standing,
    /// The command's own time: the device's clock, the same on both sides.
    pub at: Moment,
    /// The policy in force at that time.
    pub policy: &'a Policy,
    /// What [`needs`] asked for, as far as it exists here.
    pub related: &'a Related,
}

/// A business rule that a fact broke. The fact is kept; somebody looks at it.
#[derive(Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Debug)]
pub enum Flag {
    /// The customer it names is not known here.
    CustomerUnknown,
    /// It says it happened after it was written down.
    HappensLater,
    /// More photos than the policy foresees.
    ManyPhotos,
    /// On site without an approved request. Source: VIS-02
    NotApproved,
    /// When the customer rests. Source: VIS-04
    RestTime,
    /// Longer than the policy foresees. Source: VIS-10
    LongVisit,
    /// Something is missing that the policy asks for. Source: VIS-07
    Incomplete,
    /// Somebody had reported it already; both reports are kept.
    FinishedTwice,
    /// It had been taken off the plan, or the list.
    WasCancelled,
    /// A first answer to a complaint later than the policy gives. Source: COM-06
    LateAnswer,
    /// A gift whose handing over was reported later than the policy gives. Source: GIF-03
    LateReport,
    /// Who confirms a gift is who handed it over. Source: GIF-04
    OwnGift,
    /// Somebody had confirmed it already; both confirmations are kept.
    ConfirmedTwice,
}

impl Flag {
    /// The locale key.
    pub const fn code(self) -> &'static str {
        match self {
            Self::CustomerUnknown => "customer-unknown",
            Self::HappensLater => "happens-later",
            Self::ManyPhotos => "many-photos",
            Self::NotApproved => "not-approved",
            Self::RestTime => "rest-time",
            Self::LongVisit => "long-visit",
            Self::Incomplete => "incomplete",
            Self::FinishedTwice => "finished-twice",
            Self::WasCancelled => "was-cancelled",
            Self::LateAnswer => "late-answer",
            Self::LateReport => "late-report",
            Self::OwnGift => "own-gift",
            Self::ConfirmedTwice => "confirmed-twice",
        }
    }
}

/// What a screen may offer of an action.
#[derive(Clone, PartialEq, Eq, Debug)]
pub enum Offer {
    /// It can be done.
    Yes,
    /// It can be done, and a rule speaks against it.
    WithWarning(Flag),
    /// It is not to be begun; if it happened all the same, that is recorded.
    OnlyAsFact(Flag),
    /// It would be refused.
    No(Refusal),
}

/// How an accepted command met the record.
#[derive(Clone, PartialEq, Eq, Debug)]
pub enum Outcome {
    /// Carried out.
    Applied,
    /// It was so already.
    Noop,
    /// Carried out as far as nobody else had changed the same values; these wait for a person.
    Merged(Vec<Clash>),
}

/// What an accepted command leads to.
#[derive(Clone, PartialEq, Debug)]
pub struct Accepted<R = Record> {
    /// The record as it is now.
    pub record: R,
    /// How the command met it.
    pub outcome: Outcome,
    /// Rules a fact broke.
    pub flags: Vec<Flag>,
}

impl<R> Accepted<R> {
    /// Carried out, nothing to remark.
    pub const fn applied(record: R) -> Self {
        Self { record, outcome: Outcome::Applied, flags: Vec::new() }
    }

    /// It was so already.
    pub const fn noop(record: R) -> Self {
        Self { record, outcome: Outcome::Noop, flags: Vec::new() }
    }

    pub(crate) fn widen(self) -> Accepted
    where
        R: Into<Record>,
    {
        Accepted { record: self.record.into(), outcome: self.outcome, flags: self.flags }
    }
}

/// The records that [`decide`] must find in [`Related`]: those the command names, and those that the record names.
/// Whether it must find the organisation there too: [`Command::asks_org`].
pub fn needs(before: Option<&Record>, command: &Command) -> Vec<RecordId> {
    let mut ids = command.needs();
    ids.extend(before.map(Record::names).unwrap_or_default());
    ids.sort_unstable();
    ids.dedup();
    ids
}

/// The record after the command, or why not.
///
/// Total and deterministic; called with the same arguments in the browser and on the server. Whether the actor
/// may do it at all is asked of `access::may` before.
///
/// # Errors
/// See [`Refusal`]. A fact is refused only when it is malformed or its id is taken.
pub fn decide(before: Option<&Record>, command: &Command, ctx: &Ctx<'_>) -> Result<Accepted, Refusal> {
    decide_kind(before, command, ctx)
}

/// What the server adds of its own in the same transaction.
#[derive(Clone, PartialEq, Debug)]
pub enum Consequence {
    /// The record gets the next number of a series in the period.
    Number {
        /// The name of the series.
        series: &'static str,
        /// Year × 100 + month, or the year alone.
        period: u32,
    },
    /// A new record, the `n`-th of its kind that follows from this command.
    Create {
        /// Its number among them, which makes its id.
        n: u32,
        /// What makes it.
        command: Command,
    },
    /// A command for another record.
    Change {
        /// Which.
        record: RecordId,
        /// What.
        command: Command,
    },
}

/// What follows from a change, on the server only. It comes back to devices by pull.
///
/// `server_at` is the server's time on the organisation's clock: numbers count its months and years.
///
/// Refused consequences are left alone: they leave their receipt, and what led to them stands.
///
/// Source: DECISIONS "Numbers"; COM-02, CUS-01, REQ-04.
pub fn consequences(
    id: RecordId,
    before: Option<&Record>,
    after: &Record,
    server_at: Moment,
    related: &Related,
) -> Vec<Consequence> {
    use chrono::Datelike as _;
    let Some(date) = server_at.date() else { return Vec::new() };
    let Ok(year) = u32::try_from(date.year()) else { return Vec::new() };
    match (before, after) {
        (None, Record::Complaint(complaint)) if complaint.number.is_none() => {
            vec![Consequence::Number { series: "complaint", period: year * 100 + date.month() }]
        }
        (None, Record::Customer(customer)) if customer.number.is_none() => {
            vec![Consequence::Number { series: "customer", period: year }]
        }
        (Some(Record::Request(before)), Record::Request(after)) => {
            request::planned(id, before, after, related)
        }
        (_, Record::Visit(visit)) => request::begun_by(before, visit),
        _ => Vec::new(),
    }
}

impl Record {
    /// The record with the number the server gave it. A record that has one keeps it.
    #[must_use]
    pub fn numbered(self, number: Number) -> Self {
        match self {
            Self::Complaint(mut complaint) => {
                complaint.number.get_or_insert(number);
                Self::Complaint(complaint)
            }
            Self::Customer(mut customer) => {
                customer.number.get_or_insert(number);
                Self::Customer(customer)
            }
            other => other,
        }
    }

    /// The number the server gave it.
    pub fn number(&self) -> Option<Number> {
        match self {
            Self::Complaint(complaint) => complaint.number,
            Self::Customer(customer) => customer.number,
            _ => None,
        }
    }
}
