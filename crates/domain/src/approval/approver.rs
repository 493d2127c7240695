//! Who can decide: for what is done for a customer, those above its salesperson; for the policy, a general manager.
//! Source: REQ-02, ROL-06, ROL-08, ROL-09

use crate::access::{Pair, Scope, grants};
use crate::people::{Org, Role};
use crate::values::{Moment, UserId, set_of};
use std::collections::BTreeSet;

/// What an approval is about: it says who is asked.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub enum Matter {
    /// Something done for customers of this pair.
    Customer(Pair),
    /// The numbers of the rules.
    Policy,
}

/// The roles of those who decide.
const DECIDES: [Role; 4] =
    [Role::ServiceSupervisor, Role::SalesManager, Role::MarketingDirector, Role::GeneralManager];

/// Whether somebody with these roles is one of those who decide. A deputy may be anybody.
pub fn decides(roles: &BTreeSet<Role>) -> bool {
    DECIDES.iter().any(|role| roles.contains(role))
}

/// Whether this person sees what it is about.
pub fn sees(user: UserId, of: Matter, org: &Org, at: Moment) -> bool {
    let (scope, pairs) = match of {
        Matter::Customer(pair) => (Scope::care(pair), set_of([pair])),
        Matter::Policy => (Scope::org(), BTreeSet::new()),
    };
    grants(user, org, &pairs, at).iter().any(|grant| grant.covers(&scope))
}

/// Whether this person can be asked to decide: by their role, works here, sees what it is about, and does not ask themself.
pub fn is_entitled(user: UserId, requester: UserId, of: Matter, org: &Org, at: Moment) -> bool {
    let roles: &[Role] = match of {
        Matter::Customer(_) => &DECIDES,
        Matter::Policy => &[Role::GeneralManager],
    };
    user != requester && roles.iter().any(|role| org.has_role(user, role)) && sees(user, of, org, at)
}

/// Who decides what lies with `holder`: the holder; once they cannot decide any more, because they left or the customer
/// changed hands, whoever would be asked now. So nothing waits for somebody who never comes.
pub fn decider(holder: UserId, requester: UserId, of: Matter, org: &Org, at: Moment) -> UserId {
    if is_entitled(holder, requester, of, org, at) {
        return holder;
    }
    approver(requester, of, org, at).unwrap_or(holder)
}

/// Who is asked. For the policy: the first general manager above the requester, else any. For a customer: the head of the salesperson's team, else the first above the salesperson, else the first above the
/// requester, else the supervisor of the requester's team, else a general manager.
pub fn approver(requester: UserId, of: Matter, org: &Org, at: Moment) -> Option<UserId> {
    let salesperson = match of {
        Matter::Customer(pair) => pair.salesperson,
        Matter::Policy => None,
    };
    let team_of = |user: UserId| org.people.get(&user).and_then(|person| person.team);
    let heads = |team, role: Role| org.heads(team, &role).collect::<Vec<_>>();
    let mut line: Vec<UserId> = Vec::new();
    if let Some(salesperson) = salesperson {
        line.extend(team_of(salesperson).into_iter().flat_map(|team| heads(team, Role::SalesManager)));
        line.extend(org.superiors(salesperson));
    }
    line.extend(org.superiors(requester));
    line.extend(team_of(requester).into_iter().flat_map(|team| heads(team, Role::ServiceSupervisor)));
    line.extend(org.with_role(&Role::GeneralManager));
    line.into_iter().find(|user| is_entitled(*user, requester, of, org, at))
}
