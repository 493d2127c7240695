//! The people of the simulation: a team with its head, a director above all, and an administrator.

use crate::chance::Chance;
use domain::people::{Deputy, Person, Role};
use domain::values::{Moment, TeamId, UserId};
use std::collections::BTreeMap;

fn person(roles: &[Role], team: Option<TeamId>, leads: &[TeamId]) -> Person {
    let leads = leads.iter().copied().collect();
    Person { team, leads, ..Person::new("某人", roles.iter().cloned()) }
}

/// Everybody, as they are at first. In half of the games the director is away for good.
pub(crate) fn people(chance: &mut Chance) -> BTreeMap<UserId, Person> {
    let team = TeamId(chance.id(1));
    let house = [
        person(&[Role::ServiceRep], Some(team), &[]),
        person(&[Role::ServiceRep, Role::SalesRep], None, &[]),
        person(&[Role::SalesRep], Some(team), &[]),
        person(&[Role::ServiceSupervisor, Role::SalesManager], None, &[team]),
        person(&[Role::MarketingDirector], None, &[]),
        person(&[Role::SystemAdministrator], None, &[]),
    ];
    let mut people: BTreeMap<UserId, Person> =
        house.into_iter().map(|person| (UserId(chance.id(1)), person)).collect();
    let directs = |person: &Person| person.roles.contains(&Role::MarketingDirector);
    let superior = people.iter().find(|(_, person)| directs(person)).map(|(user, _)| *user);
    let stand_in: Vec<UserId> =
        if chance.percent(50) { people.keys().take(2).copied().collect() } else { Vec::new() };
    // Long enough for every clock.
    let deputy =
        |user| Deputy { user, from: Moment::new(0, 480), until: Moment::new(4_000_000_000_000, 480) };
    for person in people.values_mut() {
        if directs(person) {
            person.deputies = stand_in.iter().copied().map(deputy).collect();
        } else {
            person.superior = superior;
        }
    }
    people
}
