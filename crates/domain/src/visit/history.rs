//! What the log of a visit tells: its state, when it was planned for, who is with the customer, how often it was tried.

use super::choices::{Purpose, Way};
use super::log::{Step, What};
use super::record::Visit;
use super::report::Report;
use crate::access::Standing;
use crate::refusal::Refusal;
use crate::request::Request;
use crate::values::{Moment, RecordId, UserId};
use crate::{Policy, Related};

/// How far a visit is: read from its log, so that a finished visit cannot become unfinished.
#[derive(Clone, PartialEq, Eq, Debug)]
pub enum State {
    /// To be done.
    Planned,
    /// Somebody is with the customer.
    UnderWay,
    /// Reported.
    Finished,
    /// Taken off the plan.
    Cancelled,
    /// Something a newer build knows.
    Newer(String),
}

impl State {
    /// Its code, for the locale files and the card.
    pub fn code(&self) -> &str {
        match self {
            Self::Planned => "planned",
            Self::UnderWay => "under_way",
            Self::Finished => "finished",
            Self::Cancelled => "cancelled",
            Self::Newer(code) => code,
        }
    }

    /// Refused, because it is so far.
    pub(super) fn refusal(&self) -> Refusal {
        Refusal::OutOfOrder { state: self.code().to_owned() }
    }
}

impl Visit {
    /// How far it is.
    pub fn state(&self) -> State {
        if self.report().is_some() {
            return State::Finished;
        }
        if let Some(Step { what: What::Newer(name), .. }) = self.log().last() {
            return State::Newer(name.clone());
        }
        if !self.under_way().is_empty() {
            return State::UnderWay;
        }
        let ended = self.log().iter().rev().find_map(|step| match step.what {
            What::Cancelled { .. } => Some(State::Cancelled),
            What::Moved { .. } => Some(State::Planned),
            _ => None,
        });
        ended.unwrap_or(State::Planned)
    }

    /// Whether anybody ever was with the customer.
    pub(crate) fn was_begun(&self) -> bool {
        self.log().iter().any(|step| matches!(step.what, What::Begun { .. } | What::Finished { .. }))
    }

    /// The beginnings of those who are with the customer now, one a person.
    pub fn under_way(&self) -> Vec<&Step> {
        let mut with: Vec<&Step> = Vec::new();
        for step in self.log() {
            match step.what {
                What::Begun { .. } => {
                    with.retain(|other| other.by != step.by);
                    with.push(step);
                }
                What::NotReached { .. } => with.retain(|other| other.by != step.by),
                What::Moved { .. } | What::Cancelled { .. } => with.clear(),
                What::Planned { .. } | What::Finished { .. } | What::Newer(_) => {}
            }
        }
        with
    }

    /// Since when this person is with the customer.
    pub fn with_since(&self, user: Option<UserId>) -> Option<Moment> {
        self.under_way().iter().find(|step| step.by == user).and_then(|step| match step.what {
            What::Begun { since, .. } => Some(since),
            _ => None,
        })
    }

    /// Whether an intent may still change it: it is open, and nobody else is with the customer.
    pub(super) fn still_open(&self, actor: &Standing) -> Result<(), Refusal> {
        let with = |step: &&Step| step.by == actor.user();
        match self.state() {
            State::Planned => Ok(()),
            State::UnderWay if self.under_way().iter().any(with) => Ok(()),
            state => Err(state.refusal()),
        }
    }

    /// The times it was planned for, one after the other.
    fn times(&self) -> impl DoubleEndedIterator<Item = Moment> {
        self.log().iter().filter_map(|step| match step.what {
            What::Planned { to, .. } | What::Moved { to, .. } => Some(to),
            _ => None,
        })
    }

    /// When it is planned for.
    pub fn planned(&self) -> Option<Moment> {
        self.times().next_back()
    }

    /// When it was planned for at first. Source: VIS-05
    pub fn first_planned(&self) -> Option<Moment> {
        self.times().next()
    }

    /// When it is to be done next, while it is open: as planned; whoever was not reached is tried again on another day;
    /// what was begun is to be finished. Source: VIS-05, VIS-11
    pub fn due(&self) -> Option<Moment> {
        let open = matches!(self.state(), State::Planned | State::UnderWay);
        let next = |due: Option<Moment>, step: &Step| match step.what {
            What::Planned { to, .. } | What::Moved { to, .. } => Some(to),
            What::Begun { since, .. } => Some(due.filter(|due| due.utc_ms < since.utc_ms).unwrap_or(since)),
            What::NotReached { tried, .. } => {
                let again = tried.plus_ms(24 * 60 * 60_000);
                Some(due.filter(|due| due.utc_ms > again.utc_ms).unwrap_or(again))
            }
            _ => due,
        };
        self.log().iter().filter(|_| open).fold(None, next)
    }

    /// Who is to go or call; without a plan, who began or tried it.
    pub fn visitor(&self) -> Option<UserId> {
        let planned = self.log().iter().find_map(|step| match step.what {
            What::Planned { user, .. } => Some(user),
            _ => None,
        });
        planned.or_else(|| self.log().iter().find_map(|step| step.by))
    }

    /// The request behind it, if it is one of this customer and known to be approved. Source: VIS-02, REQ-03
    pub fn approved_request(&self, related: &Related) -> Option<RecordId> {
        let sound = |request: &Request| request.customer() == self.customer() && request.is_approved();
        self.request().filter(|id| related.request(*id).is_some_and(sound))
    }

    /// The request it was planned for, whatever became of that.
    pub fn request(&self) -> Option<RecordId> {
        self.log().iter().find_map(|step| match step.what {
            What::Planned { request, .. } => request,
            _ => None,
        })
    }

    /// How it is done: as reported, else as last tried, else as first meant.
    pub fn way(&self) -> Way {
        let tried = self.log().iter().rev().find_map(|step| match &step.what {
            What::Begun { way, .. } | What::NotReached { way, .. } => Some(way.clone()),
            _ => None,
        });
        self.report().map(Report::way).or(tried).unwrap_or_else(|| self.meant().0.clone())
    }

    /// What it is for: as reported, else as first meant.
    pub fn purpose(&self) -> Purpose {
        self.report().map_or_else(|| self.meant().1.clone(), Report::purpose)
    }

    /// How often it was tried and nobody reached. Source: VIS-11
    pub fn attempts(&self) -> usize {
        self.log().iter().filter(|step| matches!(step.what, What::NotReached { .. })).count()
    }

    /// What was reported first: what counts.
    pub fn report(&self) -> Option<&Report> {
        self.reports().next().map(|(_, report)| report)
    }

    /// Every report with who wrote it. More than one is flagged: somebody looks at it.
    pub fn reports(&self) -> impl Iterator<Item = (Option<UserId>, &Report)> {
        self.log().iter().filter_map(|step| match &step.what {
            What::Finished { report, .. } => Some((step.by, report)),
            _ => None,
        })
    }

    /// The report that this person amends: their own, else the one that counts. Source: VIS-16
    pub fn report_for(&self, user: Option<UserId>) -> Option<&Report> {
        match &self.log().get(self.place_for(user)?)?.what {
            What::Finished { report, .. } => Some(report),
            _ => None,
        }
    }

    /// Where in the log the report stands that this person amends.
    pub(super) fn place_for(&self, user: Option<UserId>) -> Option<usize> {
        let finished = |step: &Step| matches!(step.what, What::Finished { .. });
        let own = self.log().iter().position(|step| finished(step) && step.by == user);
        own.or_else(|| self.log().iter().position(finished))
    }

    /// Whether it is, or was, later than the policy gives after it fell due. Source: VIS-05
    pub fn is_late(&self, now: Moment, policy: &Policy) -> bool {
        let done = self.report().map(|report| report.started);
        let Some(planned) = self.planned().filter(|_| self.state() != State::Cancelled) else { return false };
        done.unwrap_or(now).day() > planned.day() + i64::from(policy.visit_within_days)
    }
}
