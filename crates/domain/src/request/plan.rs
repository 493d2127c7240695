//! What follows from an approval, on the server: the planned visits; and from their beginning: the request is in progress.
//! Source: REQ-02, REQ-04

use super::choices::Goer;
use super::command::{Begin, RequestCommand};
use super::record::Request;
use crate::access::Pair;
use crate::decide::{Consequence, Related};
use crate::kind::{Command, Record};
use crate::values::{RecordId, UserId};
use crate::visit::{self, Visit, VisitCommand, Way};

impl Request {
    /// Who goes as things are now, the leader first. Nobody twice.
    pub fn goers(&self, pair: Pair) -> Vec<UserId> {
        let mut all = Vec::new();
        for goer in self.terms().goes() {
            let user = match goer {
                Goer::Owner => pair.owner,
                Goer::Salesperson => pair.salesperson,
                Goer::Requester => self.requester(),
                Goer::Other(_) => None,
            };
            all.extend(user.filter(|user| !all.contains(user)));
        }
        all
    }
}

/// The visits of a request that was approved just now. Source: REQ-04
pub(crate) fn planned(
    id: RecordId,
    before: &Request,
    after: &Request,
    related: &Related,
) -> Vec<Consequence> {
    let Some(customer) = related.customer(after.customer()) else { return Vec::new() };
    // Those who were to go may have left the customer since; then whoever asked sees to it.
    let user = after.goers(customer.pair).first().copied().or(after.requester());
    let Some(user) = user.filter(|_| !before.is_approved() && after.is_approved()) else {
        return Vec::new();
    };
    // How many was checked when it was asked for: what was approved then is planned, whatever the policy says now.
    let times = after.terms().times(MOST);
    let plan = |(n, at)| {
        let plan = visit::Plan {
            customer: after.customer(),
            way: Way::OnSite,
            purpose: after.terms().purpose(),
            user,
            planned: at,
            request: Some(id),
        };
        Consequence::Create { n, command: Command::Visit(VisitCommand::Plan(plan)) }
    };
    (0..).zip(times).map(plan).collect()
}

/// No policy gives more.
const MOST: usize = 400;

/// The request of a visit that somebody has been at is in progress.
pub(crate) fn begun_by(before: Option<&Record>, visit: &Visit) -> Vec<Consequence> {
    let was = matches!(before, Some(Record::Visit(before)) if before.was_begun());
    let request = visit.request().filter(|_| !was && visit.was_begun());
    let begin = |record| {
        let command = Command::Request(RequestCommand::Begin(Begin {}));
        Consequence::Change { record, command }
    };
    request.map(begin).into_iter().collect()
}
