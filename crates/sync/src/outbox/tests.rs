//! Which entries are sent, in which order, and when one may be forgotten.

use super::*;
use crate::wire::RecordRef;
use domain::Moment;
use domain::values::{Json, UserId};
use std::collections::BTreeMap;

fn uuid(n: u64) -> uuid_like::Id {
    uuid_like::id(n)
}

/// Ids by number, without a dependency on the uuid crate.
mod uuid_like {
    pub(super) type Id = String;
    pub(super) fn id(n: u64) -> Id {
        format!("00000000-0000-7000-8000-{n:012}")
    }
}

fn mutation(id: u64, rec: u64, deps: &[u64]) -> Mutation {
    Mutation {
        id: uuid(id).parse().unwrap(),
        name: "complaint.take".into(),
        v: 1,
        rec: RecordRef { kind: "complaint".into(), id: uuid(rec).parse().unwrap() },
        deps: deps.iter().map(|n| uuid(*n).parse().unwrap()).collect(),
        actor: uuid(1).parse::<UserId>().unwrap(),
        at: Moment::new(0, 480),
        app: "0".into(),
        base_rev: None,
        args: Json::of(&"x").unwrap(),
        told: None,
    }
}

fn result(id: u64, status: Status, rev: Rev) -> PushResult {
    let id = uuid(id).parse().unwrap();
    PushResult { id, status, code: None, params: BTreeMap::new(), rev, flags: Vec::new(), told: None }
}

fn outbox(entries: &[(u64, u64, &[u64])]) -> Outbox {
    let number = |(n, (id, rec, deps)): (usize, &(u64, u64, &[u64]))| {
        (n as u64, Entry::new(mutation(*id, *rec, deps), 0))
    };
    entries.iter().enumerate().map(number).collect()
}

#[track_caller]
fn check(outbox: &Outbox, held: &[u64], count: usize, want: &[u64]) {
    let held = held.iter().map(|n| uuid(*n).parse().unwrap()).collect();
    let got: Vec<CommandId> = next_batch(outbox, &held, count, 10_000).into_iter().map(|m| m.id).collect();
    let want: Vec<CommandId> = want.iter().map(|n| uuid(*n).parse().unwrap()).collect();
    assert_eq!(got, want);
}

#[test]
fn the_oldest_are_sent_first_and_in_order() {
    let all = outbox(&[(11, 1, &[]), (12, 2, &[]), (13, 1, &[])]);
    check(&all, &[], 9, &[11, 12, 13]);
    check(&all, &[], 2, &[11, 12]);
}

#[test]
fn what_is_held_holds_its_record_and_what_depends_on_it_and_nothing_else() {
    let all = outbox(&[(11, 1, &[]), (12, 2, &[1]), (13, 3, &[]), (14, 1, &[]), (15, 4, &[2])]);
    check(&all, &[11], 9, &[13]);
    check(&all, &[12], 9, &[11, 13, 14]);
}

#[test]
fn an_entry_that_lies_there_twice_is_sent_once() {
    let all = outbox(&[(11, 1, &[]), (11, 1, &[]), (12, 1, &[])]);
    check(&all, &[], 9, &[11, 12]);
}

#[test]
fn a_single_large_entry_is_sent_alone_and_not_never() {
    let mut all = outbox(&[(11, 1, &[]), (12, 2, &[])]);
    all.get_mut(&0).unwrap().m.args = Json::of(&"x".repeat(20_000)).unwrap();
    check(&all, &[], 9, &[11]);
}

#[test]
fn a_refusal_is_never_forgotten_before_somebody_let_it_go() {
    let mut entry = Entry::new(mutation(1, 1, &[]), 0);
    assert!(!may_forget(&entry, 100, i64::MAX));
    entry.result = Some(result(1, Status::Rejected, 5));
    entry.done_ms = Some(0);
    assert_eq!(entry.standing(), Standing::Problem);
    assert!(!may_forget(&entry, 100, i64::MAX));
    entry.dismissed = true;
    assert!(may_forget(&entry, 100, 0));
}

#[test]
fn what_was_done_is_kept_until_a_backup_has_it() {
    let mut entry = Entry::new(mutation(1, 1, &[]), 0);
    entry.result = Some(result(1, Status::Applied, 5));
    entry.done_ms = Some(0);
    assert!(!may_forget(&entry, 4, 0));
    assert!(may_forget(&entry, 5, 0));
    assert!(may_forget(&entry, 0, 31 * 24 * 3600 * 1000));
}

#[test]
fn a_partly_merged_correction_waits_for_a_person() {
    let mut entry = Entry::new(mutation(1, 1, &[]), 0);
    entry.result = Some(result(1, Status::Merged, 5));
    assert_eq!(entry.standing(), Standing::Done);
    entry.result.as_mut().unwrap().params.insert("customer-name".into(), "theirs".into());
    assert_eq!(entry.standing(), Standing::Problem);
}
