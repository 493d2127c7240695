//! What a user holds: a pure function of the people, the pairs in use and the moment.

use super::{Grant, Pair, Scope};
use crate::people::{Org, Role};
use crate::values::{Moment, UserId};
use std::collections::BTreeSet;

/// The grants of a user at a moment, none covered by another, in the order in which a device loads them: what
/// everybody needs, one's own, then the rest.
///
/// `pairs` are the pairs that occur on customers. An unknown or inactive user holds nothing.
///
/// Source: DECISIONS "Who sees which row"; ROL-02; ROL-06 (a stand-in holds what the absent person holds).
pub fn grants(user: UserId, org: &Org, pairs: &BTreeSet<Pair>, at: Moment) -> Vec<Grant> {
    if org.active(user).is_none() {
        return Vec::new();
    }
    let mut all = vec![Grant::of(&Scope::org()), Grant::of(&Scope::me(user))];
    own(user, org, pairs, &mut all);
    for absent in org.stands_in_for(user, at) {
        own(absent, org, pairs, &mut all);
    }
    normal(all)
}

/// What one person holds for their own work, notices excepted: those are nobody else's.
fn own(user: UserId, org: &Org, pairs: &BTreeSet<Pair>, all: &mut Vec<Grant>) {
    let Some(person) = org.people.get(&user) else { return };
    all.push(Grant::owner(user));
    let has = |role: &Role| person.roles.contains(role);
    if has(&Role::MarketingDirector) || has(&Role::GeneralManager) {
        all.push(Grant::all_care());
    }
    if has(&Role::FinanceSupervisor) || has(&Role::GeneralManager) {
        all.push(Grant::all_finance());
    }
    if has(&Role::Administration) {
        all.push(Grant::administration());
    }
    if let Some(department) = &person.department {
        all.push(Grant::department(department));
    }
    let mut seen: BTreeSet<UserId> = BTreeSet::from([user]);
    if has(&Role::ServiceSupervisor) || has(&Role::SalesManager) {
        seen.extend(org.members(&person.leads));
    }
    for pair in pairs {
        let named = [pair.owner, pair.salesperson].into_iter().flatten().any(|who| seen.contains(&who));
        if named {
            all.push(Grant::of(&Scope::care(*pair)));
        }
    }
}

/// Drops what another grant covers, so that each row belongs to exactly one held unit.
fn normal(all: Vec<Grant>) -> Vec<Grant> {
    let mut kept: Vec<Grant> = Vec::new();
    for grant in all {
        if kept.iter().any(|other| other.includes(&grant)) {
            continue;
        }
        kept.retain(|other| !grant.includes(other));
        kept.push(grant);
    }
    kept
}
