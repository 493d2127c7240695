//! What the one who is signed in may do.

use domain::access::{Action, Standing, Verdict, Who, may};
use domain::approval;
use domain::people::{Deputy, Org, Role};
use domain::values::set_of;
use domain::{Kind, Record, UserId};
use leptos::prelude::*;

use crate::shell::{Desk, Opened};

/// Whether their roles give this, of a record that nobody has made yet.
pub(super) fn may_begin(desk: Desk, action: Action) -> bool {
    let Some(user) = desk.user.get() else { return false };
    may(&standing(desk, user), action, None, None) == Verdict::Allowed
}

/// Who somebody is by their roles. A person's card is marked with them.
pub(super) fn standing(desk: Desk, user: UserId) -> Standing {
    let marks = desk.card(user.into()).map(|card| card.face.marks).unwrap_or_default();
    let roles = set_of(marks.into_iter().map(Role::from));
    Standing { who: Who::Person(user), roles, holds: Vec::new() }
}

/// Whether this person is one of those who decide, by their roles.
pub(super) fn approves(desk: Desk) -> bool {
    desk.user.get().is_some_and(|user| approval::decides(&standing(desk, user).roles))
}

/// Who works here; nothing while it is being read.
pub(super) fn org(desk: Desk) -> Option<Org> {
    let ids: Vec<_> = desk.cards(|cards| cards.of(Kind::Person).map(|card| card.id).collect());
    let (mut org, mut reading) = (Org::default(), false);
    for id in ids {
        match desk.open_record(id) {
            Opened::Here(record) => {
                if let Record::Person(person) = *record {
                    org.people.insert(UserId(id.0), person);
                }
            }
            Opened::Reading => reading = true,
            Opened::Missing => {}
        }
    }
    (!reading).then_some(org)
}

/// Everybody who works here, by name.
pub(super) fn everybody(desk: Desk) -> Vec<(UserId, String)> {
    by_name(desk.cards(|cards| {
        let active = cards.of(Kind::Person).filter(|card| card.face.state == "active");
        active.map(|card| (UserId(card.id.0), card.face.title.clone())).collect()
    }))
}

/// The same besides oneself.
pub(super) fn others(desk: Desk) -> Vec<(UserId, String)> {
    let me = desk.user.get();
    let mut all = everybody(desk);
    all.retain(|(user, _)| Some(*user) != me);
    all
}

/// Those of them who are of service: they go along on a joint visit. Source: REQ-06
pub(super) fn of_service(desk: Desk) -> Vec<(UserId, String)> {
    let mut all = others(desk);
    let serves = |role: &Role| matches!(role, Role::ServiceRep | Role::ServiceSupervisor);
    all.retain(|(user, _)| standing(desk, *user).roles.iter().any(serves));
    all
}

/// The same people by their names.
pub(super) fn by_name(mut all: Vec<(UserId, String)>) -> Vec<(UserId, String)> {
    all.sort_unstable_by(|one, other| one.1.cmp(&other.1));
    all
}

/// Who stands in for oneself, and when; nothing while it is being read.
pub(super) fn deputies(desk: Desk) -> Option<Vec<Deputy>> {
    match desk.open_record(desk.user.get()?.into()) {
        Opened::Here(record) => match *record {
            Record::Person(person) => Some(person.deputies),
            _ => None,
        },
        Opened::Reading | Opened::Missing => None,
    }
}
