//! What somebody wants changed in the policy, from when on and why. Source: ROL-09

use super::form::{PolicyForm, keys};
use super::numbers::{Policy, ZONE_MIN};
use crate::form::{Draft, Form as _, Problem};
use crate::merge::{Change, CorrectFields};
use crate::refusal::Refusal;
use crate::values::{Members, Moment, by_members, day_of, day_text};
use chrono::{Days, NaiveDate};

/// A proposal. Only the numbers that change stand in it, so that two proposals for different numbers do not undo each other.
#[derive(Clone, PartialEq, Eq, Debug)]
pub struct Proposal {
    /// Each number that changes: what its author saw, and what it is to be.
    pub changes: Vec<Change>,
    /// From which day on, `2026-12-01`.
    pub from: String,
    /// Why.
    pub reason: String,
    /// Fields of a newer build.
    pub kept: Members,
}

by_members!(Proposal {
    needed changes,
    needed from,
    needed reason,
});

impl Proposal {
    /// The form as it opens on these numbers: in force from the first day that can be proposed.
    pub fn fresh(policy: &Policy, now: Moment) -> Draft {
        PolicyForm::fresh(policy).with(keys::FROM, day_after(now).map(day_text).unwrap_or_default())
    }

    /// The proposal of somebody who saw these numbers and filled in the form.
    ///
    /// # Errors
    /// All problems of the form; a day that is not to come; nothing changed, at the reason.
    pub fn of(seen: &Draft, draft: &Draft, now: Moment) -> Result<Self, Vec<Problem>> {
        let wanted = PolicyForm::check(draft, now)?;
        let is_number = |change: &Change| ![keys::FROM, keys::REASON].contains(&change.key.as_str());
        let found = CorrectFields::between::<PolicyForm>(seen, &wanted).map(|all| all.changes);
        let proposal = Self {
            changes: found.unwrap_or_default().into_iter().filter(is_number).collect(),
            from: wanted.get(keys::FROM).to_owned(),
            reason: wanted.get(keys::REASON).to_owned(),
            kept: Members::new(),
        };
        match proposal.fault(now) {
            Some(problem) => Err(vec![problem]),
            None => Ok(proposal),
        }
    }

    /// As the form opens again: on these numbers, with what was wanted.
    pub fn onto(&self, mut numbers: Draft) -> Draft {
        for change in &self.changes {
            numbers.set(&change.key, change.to.clone());
        }
        numbers.with(keys::FROM, self.from.clone()).with(keys::REASON, self.reason.clone())
    }

    /// From which day on.
    pub fn from(&self) -> Option<NaiveDate> {
        day_of(&self.from)
    }

    /// What no form could have made is malformed.
    pub(super) fn checked(&self, at: Moment) -> Result<(), Refusal> {
        let draft = self.onto(PolicyForm::fresh(&Policy::default()));
        let tidy = PolicyForm::check(&draft, at).map_err(Refusal::Malformed)?;
        let known = |change: &Change| {
            PolicyForm::numbers().iter().any(|field| field.key == change.key)
                && tidy.get(&change.key) == change.to
        };
        if !self.changes.iter().all(known) {
            return Err(Refusal::malformed("key", "unknown-field"));
        }
        let mut all: Vec<_> = self.changes.iter().map(|change| change.key.as_str()).collect();
        all.sort_unstable();
        all.dedup();
        if all.len() != self.changes.len() {
            return Err(Refusal::malformed("key", "twice"));
        }
        self.fault(at).map_or(Ok(()), |problem| Err(Refusal::Malformed(vec![problem])))
    }

    /// What speaks against it besides the form's own rules.
    fn fault(&self, now: Moment) -> Option<Problem> {
        let problem = |key: &str, code: &str| Some(Problem { key: key.to_owned(), code: code.to_owned() });
        match self.from() {
            // A day that has begun has been worked by the old numbers.
            Some(from) if day_after(now).is_none_or(|next| from < next) => problem(keys::FROM, "not-to-come"),
            _ if self.changes.is_empty() => problem(keys::REASON, "nothing-changed"),
            _ => None,
        }
    }

    /// From which day on it is in force if it is approved at that moment: as proposed, and never for a day that had begun.
    pub(super) fn in_force(&self, approved: Moment) -> Option<NaiveDate> {
        Some(self.from()?.max(day_after(approved)?))
    }
}

/// The day after that moment, on the organisation's clock.
fn day_after(at: Moment) -> Option<NaiveDate> {
    Moment::new(at.utc_ms, ZONE_MIN).date()?.checked_add_days(Days::new(1))
}
