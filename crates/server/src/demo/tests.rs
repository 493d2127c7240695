//! What whoever looks at the sample organisation finds, on whatever day they start it.

#![allow(clippy::unwrap_used, clippy::panic, reason = "a test that cannot go on must end")]

use std::collections::{BTreeMap, HashSet};
use std::mem::discriminant;

use domain::calendar::Calendar;
use domain::card::Card;
use domain::follow::{Why, contacts, duty};
use domain::values::{Epoch, Moment, UserId};
use domain::{Grant, Kind, Policy, Record, Scope};
use uuid::Uuid;

use super::{DemoError, PEOPLE, fill};
use crate::accounts::Account;
use crate::accounts::login::Login;
use crate::ledger::Ledger as _;
use crate::ledger::sqlite::{Place, SqliteLedger};

/// Over New Year and the Spring Festival, on a Saturday, at the end of a long month, in a leap year, beyond what is
/// published, early and late in the day.
const STARTS: &[&str] = &[
    "2026-11-23T09:12",
    "2026-11-28T11:00",
    "2026-12-31T23:58",
    "2027-01-01T00:05",
    "2026-02-18T10:30",
    "2026-03-01T08:00",
    "2026-10-08T14:00",
    "2026-07-09T16:20",
    "2026-08-03T08:31",
    "2028-02-29T12:00",
    "2026-05-11T09:00",
];

fn moment(text: &str) -> Moment {
    Moment::from_local(text, 480).unwrap()
}

fn empty() -> SqliteLedger {
    SqliteLedger::open(Place::Memory, Epoch(Uuid::from_u128(1)), 0).unwrap()
}

fn started(text: &str) -> SqliteLedger {
    let mut ledger = empty();
    fill(&mut ledger, moment(text)).unwrap_or_else(|problem| panic!("{text}: {problem}"));
    ledger
}

fn cards(ledger: &SqliteLedger) -> Vec<Card> {
    let units = [Grant::all_care(), Grant::of(&Scope::org())];
    let pages = units.iter().map(|unit| ledger.page(unit, None, 100_000).unwrap());
    pages.flat_map(|page| page.rows).map(|row| Card::of(row.id, &row.record())).collect()
}

/// Why each rep is to get in touch with somebody.
fn duties(ledger: &SqliteLedger, now: Moment) -> BTreeMap<&'static str, Vec<Why>> {
    let (cards, today) = (cards(ledger), now.date().unwrap());
    let of = |kind: Kind| cards.iter().filter(move |card| card.kind == kind);
    let known = contacts(of(Kind::Customer), of(Kind::Visit), now.offset_min, today);
    let mut all: BTreeMap<&str, Vec<Why>> = BTreeMap::new();
    for (customer, contacts) in known {
        let Some(Record::Customer(file)) = ledger.row(customer).unwrap().map(|row| row.record()) else {
            panic!("a customer without a file")
        };
        let owner = PEOPLE.iter().find(|one| Some(one.user()) == file.pair.owner).unwrap();
        let due = duty(&contacts, &Policy::default(), &Calendar::default(), today);
        all.entry(owner.login).or_default().extend(due.map(|due| due.why));
    }
    all
}

#[test]
fn on_every_day_each_rep_has_something_to_do_and_not_too_much() {
    let mut whys = HashSet::new();
    for start in STARTS {
        let all = duties(&started(start), moment(start));
        assert_eq!(all.len(), 4, "{start}");
        let many: Vec<usize> = all.values().map(Vec::len).collect();
        assert!(many.iter().all(|many| (1..=20).contains(many)), "{start}: {many:?}");
        whys.extend(all.values().flatten().map(discriminant));
    }
    assert_eq!(whys.len(), 5, "every reason is to be seen on some day");
}

#[test]
fn the_same_start_makes_the_same_records() {
    let rows = || cards(&started("2026-11-23T09:12"));
    let (one, other) = (rows(), rows());
    assert_eq!(one, other);
    let many = |kind: &Kind| one.iter().filter(|card| card.kind == *kind).count();
    assert_eq!(many(&Kind::Customer), 151);
    for kind in [Kind::Visit, Kind::Request, Kind::Complaint, Kind::Delivery, Kind::Person, Kind::Team] {
        assert!(many(&kind) > 2, "{kind:?}");
    }
}

#[test]
fn started_again_it_goes_on_and_what_is_somebodys_is_left_alone() {
    let mut ledger = started("2026-11-23T09:12");
    let head = ledger.head().unwrap();
    fill(&mut ledger, moment("2026-12-01T09:12")).unwrap();
    assert_eq!(ledger.head().unwrap(), head);

    let mut theirs = empty();
    let login = Login::parse("li.na").unwrap();
    Account::enter(theirs.connection(), UserId(Uuid::from_u128(7)), &login, 0).unwrap();
    let refused = fill(&mut theirs, moment("2026-11-23T09:12"));
    assert!(matches!(refused, Err(DemoError::Foreign)), "{refused:?}");
    assert_eq!(cards(&theirs), []);
}
