//! The organisation at one moment: all people, as far as the reader knows them.

use super::{Person, Role};
use crate::values::{Moment, TeamId, UserId};
use std::collections::{BTreeMap, BTreeSet};

/// Everybody who works here.
#[derive(Clone, PartialEq, Eq, Debug, Default)]
pub struct Org {
    /// By user.
    pub people: BTreeMap<UserId, Person>,
}

impl Org {
    /// An active person.
    pub fn active(&self, user: UserId) -> Option<&Person> {
        self.people.get(&user).filter(|person| person.active)
    }

    /// Whether an active person holds this role.
    pub fn has_role(&self, user: UserId, role: &Role) -> bool {
        self.active(user).is_some_and(|person| person.roles.contains(role))
    }

    /// Everyone, active or not, who belongs to one of these teams: a leaver's customers stay with the team.
    pub fn members<'a>(&'a self, teams: &'a BTreeSet<TeamId>) -> impl Iterator<Item = UserId> + 'a {
        self.people
            .iter()
            .filter(|(_, person)| person.team.is_some_and(|team| teams.contains(&team)))
            .map(|(user, _)| *user)
    }

    /// Everybody above this person, the direct superior first. Source: ROL-08
    pub fn superiors(&self, user: UserId) -> Vec<UserId> {
        let mut line = Vec::new();
        let above = |user: &UserId| self.people.get(user).and_then(|person| person.superior);
        let mut next = above(&user);
        // A line that was entered as a ring ends where it would begin again.
        while let Some(superior) = next.filter(|superior| *superior != user && !line.contains(superior)) {
            line.push(superior);
            next = above(&superior);
        }
        line
    }

    /// The active people who lead a team in this role.
    pub fn heads<'a>(&'a self, team: TeamId, role: &'a Role) -> impl Iterator<Item = UserId> + 'a {
        self.with_role(role)
            .filter(move |user| self.people.get(user).is_some_and(|p| p.leads.contains(&team)))
    }

    /// The active people who hold this role.
    pub fn with_role<'a>(&'a self, role: &'a Role) -> impl Iterator<Item = UserId> + 'a {
        self.people.keys().copied().filter(|user| self.has_role(*user, role))
    }

    /// For whom this user stands in at that moment. Source: ROL-06
    pub fn stands_in_for(&self, user: UserId, at: Moment) -> impl Iterator<Item = UserId> + '_ {
        self.people
            .iter()
            .filter(move |(_, person)| person.deputies.iter().any(|deputy| deputy.stands_in(user, at)))
            .map(|(absent, _)| *absent)
    }
}
