//! Which policy is in force when: what is compiled in, and every approved change from its day on. Source: ROL-09

use super::form::PolicyForm;
use super::marks::{IN_FORCE, NUMBERS};
use super::numbers::{Policy, ZONE_MIN};
use crate::card::Card;
use crate::kind::Kind;
use crate::values::{Moment, RecordId, day_of};
use chrono::NaiveDate;

/// The policy from one day on.
#[derive(Clone, PartialEq, Eq, Debug)]
pub struct Version {
    /// The first day.
    pub from: NaiveDate,
    /// The change that made it.
    pub change: RecordId,
    /// Its numbers.
    pub policy: Policy,
}

/// All versions of the policy.
#[derive(Clone, PartialEq, Eq, Debug, Default)]
pub struct Policies {
    first: Policy,
    later: Vec<Version>,
}

impl Policies {
    /// As these cards tell; of other kinds none counts. Of two changes from the same day on, the one that was approved later
    /// stands.
    pub fn of<'a>(cards: impl Iterator<Item = &'a Card>) -> Self {
        let mut changes: Vec<_> = cards
            .filter(|card| card.kind == Kind::PolicyChange)
            .filter_map(|card| {
                let from = day_of(card.face.marks.get(IN_FORCE)?)?;
                Some((from, card.face.at_ms, card.id, card.face.marks.get(NUMBERS)?))
            })
            .collect();
        changes.sort_unstable();
        let mut policies = Self::default();
        for (from, _, change, numbers) in changes {
            let mut policy = policies.last().clone();
            for (key, text) in numbers.lines().filter_map(|line| line.split_once('=')) {
                PolicyForm::put(&mut policy, key, text);
            }
            policies.later.push(Version { from, change, policy });
        }
        policies
    }

    /// The one in force at that moment.
    pub fn at(&self, at: Moment) -> &Policy {
        let Some(day) = Moment::new(at.utc_ms, ZONE_MIN).date() else { return &self.first };
        let begun = self.later.iter().rev().find(|version| version.from <= day);
        begun.map_or(&self.first, |version| &version.policy)
    }

    /// Whether the day of a version has come.
    pub fn has_begun(&self, version: &Version, at: Moment) -> bool {
        Moment::new(at.utc_ms, ZONE_MIN).date().is_some_and(|day| version.from <= day)
    }

    /// The one that will be in force once everything approved has begun.
    pub fn last(&self) -> &Policy {
        self.later.last().map_or(&self.first, |version| &version.policy)
    }

    /// What was approved, the earliest first; the n-th of them is version n + 2, since what is compiled in is the first.
    pub fn later(&self) -> &[Version] {
        &self.later
    }
}
