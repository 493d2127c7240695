//! Who can decide what is done for a customer. Source: REQ-02, ROL-06, ROL-08

use crate::access::{Pair, Scope, grants};
use crate::people::{Org, Role};
use crate::values::{Moment, UserId, set_of};

/// The roles of those who decide.
const DECIDES: [Role; 4] =
    [Role::ServiceSupervisor, Role::SalesManager, Role::MarketingDirector, Role::GeneralManager];

/// Whether this person sees what belongs to such customers.
pub(super) fn sees(user: UserId, pair: Pair, org: &Org, at: Moment) -> bool {
    let scope = Scope::care(pair);
    grants(user, org, &set_of([pair]), at).iter().any(|grant| grant.covers(&scope))
}

/// Whether this person can be asked to decide: by their role, works here, sees the customer, and does not ask themself.
pub fn is_entitled(user: UserId, requester: UserId, pair: Pair, org: &Org, at: Moment) -> bool {
    user != requester && DECIDES.iter().any(|role| org.has_role(user, role)) && sees(user, pair, org, at)
}

/// Who is asked: the head of the salesperson's team, else the first above the salesperson, else the first above the
/// requester, else a general manager.
pub fn approver(requester: UserId, pair: Pair, org: &Org, at: Moment) -> Option<UserId> {
    let salesperson = pair.salesperson;
    let team = salesperson.and_then(|user| org.people.get(&user)).and_then(|person| person.team);
    let mut line: Vec<UserId> =
        team.map(|team| org.heads(team, &Role::SalesManager).collect()).unwrap_or_default();
    line.extend(salesperson.map(|user| org.superiors(user)).unwrap_or_default());
    line.extend(org.superiors(requester));
    line.extend(org.with_role(&Role::GeneralManager));
    line.into_iter().find(|user| is_entitled(*user, requester, pair, org, at))
}
