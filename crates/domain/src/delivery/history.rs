//! What the log of a delivery tells: its state, who hands it over, what became of it, what is due.

use super::confirmation::Confirmation;
use super::log::{Step, What};
use super::record::Delivery;
use crate::refusal::Refusal;
use crate::values::{Moment, UserId};

/// How far a delivery is: read from its log, so that what was confirmed cannot become unconfirmed.
#[derive(Clone, PartialEq, Eq, Debug)]
pub enum State {
    /// To be handed over.
    Listed,
    /// Handed over; the customer was not asked yet.
    Given,
    /// Handed over on a joint visit, where service saw it: nobody need ask. Source: GIF-05
    Seen,
    /// The customer was asked.
    Confirmed,
    /// Taken off the list.
    Cancelled,
    /// Something a newer build knows.
    Newer(String),
}

impl State {
    /// Its code, for the locale files and the card.
    pub fn code(&self) -> &str {
        match self {
            Self::Listed => "listed",
            Self::Given => "given",
            Self::Seen => "seen",
            Self::Confirmed => "confirmed",
            Self::Cancelled => "cancelled",
            Self::Newer(code) => code,
        }
    }

    /// Refused, because it is so far.
    pub(super) fn refusal(&self) -> Refusal {
        Refusal::OutOfOrder { state: self.code().to_owned() }
    }
}

impl Delivery {
    /// How far it is. What happened counts more than what was meant: a gift that was taken off the list and given all the
    /// same was given.
    pub fn state(&self) -> State {
        if self.confirmation().is_some() {
            return State::Confirmed;
        }
        if let Some(Step { what: What::Newer(name), .. }) = self.log().last() {
            return State::Newer(name.clone());
        }
        let cancelled = |step: &Step| matches!(step.what, What::Cancelled { .. });
        match self.given() {
            Some(_) if self.seen_by().is_some() => State::Seen,
            Some(_) => State::Given,
            None if self.log().iter().any(cancelled) => State::Cancelled,
            None => State::Listed,
        }
    }

    /// When it was handed over first.
    pub fn given(&self) -> Option<Moment> {
        self.log().iter().find_map(|step| match step.what {
            What::Given { given, .. } => Some(given),
            _ => None,
        })
    }

    /// Who of service saw it handed over: anybody but the giver. Source: GIF-05
    pub fn seen_by(&self) -> Option<UserId> {
        self.log().iter().find_map(|step| match step.what {
            What::Given { along, .. } => along.filter(|along| Some(*along) != step.by),
            _ => None,
        })
    }

    /// Who handed it over, else who is to.
    pub fn giver(&self) -> Option<UserId> {
        let gave = self.log().iter().find(|step| matches!(step.what, What::Given { .. }));
        gave.and_then(|step| step.by).or_else(|| {
            self.log().iter().find_map(|step| match step.what {
                What::Listed { giver, .. } => Some(giver),
                _ => None,
            })
        })
    }

    /// Whether somebody put it on the list.
    pub(super) fn is_listed(&self) -> bool {
        self.log().iter().any(|step| matches!(step.what, What::Listed { .. }))
    }

    /// Until when somebody must do something: report the handing over, then confirm it. Source: GIF-03, GIF-04
    pub fn due(&self) -> Option<Moment> {
        let state = self.state();
        self.log().iter().find_map(|step| match (&step.what, &state) {
            (What::Listed { until, .. }, State::Listed) => *until,
            (What::Given { until, .. }, State::Given) => Some(*until),
            _ => None,
        })
    }

    /// What was confirmed first: what counts.
    pub fn confirmation(&self) -> Option<&Confirmation> {
        self.confirmations().next().map(|(_, said)| said)
    }

    /// Every confirmation with who wrote it. More than one is flagged: somebody looks at it.
    pub fn confirmations(&self) -> impl Iterator<Item = (Option<UserId>, &Confirmation)> {
        self.log().iter().filter_map(|step| match &step.what {
            What::Confirmed(said) => Some((step.by, said)),
            _ => None,
        })
    }

    /// The confirmation that this person corrects: their own, else the one that counts. Source: VIS-16
    pub fn confirmation_for(&self, user: Option<UserId>) -> Option<&Confirmation> {
        match &self.log().get(self.place_for(user)?)?.what {
            What::Confirmed(said) => Some(said),
            _ => None,
        }
    }

    /// Where in the log the confirmation stands that this person corrects.
    pub(super) fn place_for(&self, user: Option<UserId>) -> Option<usize> {
        let confirmed = |step: &Step| matches!(step.what, What::Confirmed(_));
        let own = self.log().iter().position(|step| confirmed(step) && step.by == user);
        own.or_else(|| self.log().iter().position(confirmed))
    }
}
