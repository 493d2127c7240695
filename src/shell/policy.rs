//! Which policy is in force, for whoever asks: like the clock, there is one for the whole page. Source: ROL-09

use std::cell::RefCell;
use std::collections::BTreeSet;
use std::rc::Rc;

use domain::values::Moment;
use domain::{Kind, Policies, Policy, RecordId};
use sync::Replica;

use super::clock;

thread_local! {
    static POLICIES: RefCell<Rc<Policies>> = RefCell::default();
}

/// All versions, as the server said last.
pub fn all() -> Rc<Policies> {
    POLICIES.with_borrow(Rc::clone)
}

/// The one in force now.
pub fn now() -> Policy {
    at(clock::now())
}

/// The one in force at that moment.
pub fn at(at: Moment) -> Policy {
    all().at(at).clone()
}

/// Takes over what this device holds, if any of the records that changed is a change of the policy.
pub(super) fn take(replica: &Replica, changed: &BTreeSet<RecordId>) {
    let base = replica.base();
    let of_policy = |id: &RecordId| base.get(*id).is_some_and(|held| held.card.kind == Kind::PolicyChange);
    if changed.iter().any(of_policy) {
        let policies = Policies::of(base.iter().map(|(_, held)| &held.card));
        POLICIES.set(Rc::new(policies));
    }
}

/// Nobody is signed in any more.
pub(super) fn forget() {
    POLICIES.take();
}
