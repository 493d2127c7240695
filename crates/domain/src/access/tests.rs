//! Who holds what, and who may do what.

use super::*;
use crate::people::{Deputy, Org, Person, Role};
use crate::values::{Moment, TeamId, UserId};
use proptest::prelude::*;
use std::collections::BTreeSet;
use uuid::Uuid;

fn user(n: u128) -> UserId {
    UserId(Uuid::from_u128(n))
}

fn team(n: u128) -> TeamId {
    TeamId(Uuid::from_u128(1000 + n))
}

fn person(roles: &[Role]) -> Person {
    Person::new("某人", roles.iter().cloned())
}

const NOW: Moment = Moment::new(1_000_000, 480);

/// A service rep (1), a salesperson (2) of team 1, their manager (3), a director (4), finance (5), another rep (6).
fn house() -> (Org, BTreeSet<Pair>) {
    let mut org = Org::default();
    org.people.insert(user(1), person(&[Role::ServiceRep]));
    org.people.insert(user(2), Person { team: Some(team(1)), ..person(&[Role::SalesRep]) });
    org.people.insert(user(3), Person { leads: BTreeSet::from([team(1)]), ..person(&[Role::SalesManager]) });
    org.people.insert(user(4), person(&[Role::MarketingDirector]));
    org.people.insert(user(5), person(&[Role::FinanceSupervisor]));
    org.people.insert(user(6), person(&[Role::ServiceRep]));
    let pairs = BTreeSet::from([pair(1, 2), pair(6, 2), pair(6, 0)]);
    (org, pairs)
}

fn pair(owner: u128, salesperson: u128) -> Pair {
    let some = |n: u128| (n > 0).then(|| user(n));
    Pair { owner: some(owner), salesperson: some(salesperson) }
}

/// Which of the pairs of the house the user sees.
fn sees(who: u128, org: &Org, pairs: &BTreeSet<Pair>) -> BTreeSet<Pair> {
    let held = grants(user(who), org, pairs, NOW);
    pairs.iter().filter(|pair| held.iter().any(|g| g.covers(&Scope::care(**pair)))).copied().collect()
}

#[test]
fn the_two_named_their_manager_and_the_director_see_a_customer() {
    let (org, pairs) = house();
    assert_eq!(sees(1, &org, &pairs), BTreeSet::from([pair(1, 2)]));
    assert_eq!(sees(2, &org, &pairs), BTreeSet::from([pair(1, 2), pair(6, 2)]));
    assert_eq!(sees(3, &org, &pairs), BTreeSet::from([pair(1, 2), pair(6, 2)]));
    assert_eq!(sees(4, &org, &pairs), pairs);
    assert_eq!(sees(5, &org, &pairs), BTreeSet::new());
    assert_eq!(sees(6, &org, &pairs), BTreeSet::from([pair(6, 2), pair(6, 0)]));
}

#[test]
fn a_stand_in_holds_what_the_absent_holds_but_not_their_notices() {
    let (mut org, pairs) = house();
    let deputy = Deputy { user: user(6), from: NOW, until: NOW.plus_ms(10) };
    org.people.get_mut(&user(1)).unwrap().deputies.push(deputy);
    assert_eq!(sees(6, &org, &pairs), pairs);
    assert!(!grants(user(6), &org, &pairs, NOW).iter().any(|g| g.covers(&Scope::me(user(1)))));
    let over = grants(user(6), &org, &pairs, NOW.plus_ms(10));
    assert!(!over.iter().any(|g| g.covers(&Scope::care(pair(1, 2)))));
}

#[test]
fn a_leaver_holds_nothing_and_their_customers_stay_with_the_team() {
    let (mut org, pairs) = house();
    org.people.get_mut(&user(2)).unwrap().active = false;
    assert_eq!(grants(user(2), &org, &pairs, NOW), Vec::new());
    assert_eq!(sees(3, &org, &pairs), BTreeSet::from([pair(1, 2), pair(6, 2)]));
}

#[test]
fn a_scope_can_be_read_back_and_a_strange_one_is_no_scope() {
    for pair in house().1 {
        assert_eq!(Scope::care(pair).pair(), Some(pair));
    }
    for wrong in ["", "care:", "org ", "a'b", "ä"] {
        assert!(Scope::try_from(wrong.to_owned()).is_err(), "{wrong}");
    }
}

/// One line of the matrix: an action, a role, whether the record is seen, whether it is one's own.
#[track_caller]
fn check(action: Action, role: Option<Role>, seen: bool, mine: bool, want: Verdict) {
    let scope = Scope::care(pair(8, 9));
    let holds = if seen { vec![Grant::of(&scope)] } else { Vec::new() };
    let actor = Standing { who: Who::Person(user(1)), roles: role.into_iter().collect(), holds };
    let author = if mine { user(1) } else { user(7) };
    assert_eq!(may(&actor, action, Some(&scope), Some(author)), want, "{action:?} {actor:?} {seen} {mine}");
}

#[test]
fn nobody_without_a_role_does_anything() {
    for action in Action::ALL {
        check(action, None, true, true, Verdict::NoRole);
        check(
            action,
            Some(Role::ServiceRep),
            true,
            true,
            match action {
                Action::AssignCustomer
                | Action::ImportCustomers
                | Action::ChangePeople
                | Action::ChangeCalendar
                | Action::ProposePolicy
                | Action::ServerOnly => Verdict::NoRole,
                _ => Verdict::Allowed,
            },
        );
    }
}

#[test]
fn anyone_takes_a_complaint_and_corrects_their_own_even_when_it_has_left_their_hands() {
    check(Action::TakeComplaint, Some(Role::Warehouse), false, false, Verdict::Allowed);
    check(Action::CorrectComplaint, Some(Role::Warehouse), false, true, Verdict::Allowed);
    check(Action::CorrectComplaint, Some(Role::Warehouse), false, false, Verdict::NotYours);
    check(Action::AcceptComplaint, Some(Role::ServiceRep), false, true, Verdict::NotYours);
}

/// VIS-02, VIS-16: what happened is recorded whoever was there, and its author may amend it; a plan is the business of
/// those who work with the customer.
#[test]
fn anyone_reports_a_visit_and_only_those_concerned_plan_it() {
    for action in [Action::BeginVisit, Action::MissVisit, Action::FinishVisit] {
        check(action, Some(Role::Warehouse), false, false, Verdict::Allowed);
    }
    for action in [Action::PlanVisit, Action::RescheduleVisit, Action::CancelVisit] {
        check(action, Some(Role::SalesRep), true, false, Verdict::Allowed);
        check(action, Some(Role::SalesRep), false, true, Verdict::NotYours);
        check(action, Some(Role::Quality), true, true, Verdict::NoRole);
    }
    check(Action::CorrectVisit, Some(Role::Warehouse), false, true, Verdict::Allowed);
    check(Action::CorrectVisit, Some(Role::Warehouse), true, false, Verdict::NoRole);
    check(Action::CorrectVisit, Some(Role::ServiceRep), true, false, Verdict::Allowed);
    check(Action::CorrectVisit, Some(Role::ServiceRep), false, false, Verdict::NotYours);
}

/// GIF-02, GIF-04: so it is with gifts.
#[test]
fn anyone_tells_what_became_of_a_gift_and_only_those_concerned_list_it() {
    for action in [Action::GiveDelivery, Action::ConfirmDelivery] {
        check(action, Some(Role::Warehouse), false, false, Verdict::Allowed);
    }
    for action in [Action::ListDelivery, Action::CancelDelivery] {
        check(action, Some(Role::SalesRep), true, false, Verdict::Allowed);
        check(action, Some(Role::SalesRep), false, true, Verdict::NotYours);
        check(action, Some(Role::Quality), true, true, Verdict::NoRole);
    }
    check(Action::CorrectDelivery, Some(Role::Warehouse), false, true, Verdict::Allowed);
    check(Action::CorrectDelivery, Some(Role::Warehouse), true, false, Verdict::NoRole);
    check(Action::CorrectDelivery, Some(Role::ServiceRep), true, false, Verdict::Allowed);
}

#[test]
fn only_the_server_does_what_only_the_server_does() {
    for role in Role::CHOICES.iter().filter_map(|code| Role::choose(code)) {
        check(Action::ServerOnly, Some(role), true, true, Verdict::NoRole);
    }
    for action in Action::ALL {
        assert_eq!(may(&Standing::system(), action, None, None), Verdict::Allowed);
    }
}

/// The slow and plain way to say who sees a pair, to hold the fast one against.
fn may_see(who: UserId, org: &Org, pair: Pair) -> bool {
    let direct = |who: UserId| {
        let Some(person) = org.people.get(&who) else { return false };
        let named = [pair.owner, pair.salesperson];
        let leads =
            person.roles.contains(&Role::ServiceSupervisor) || person.roles.contains(&Role::SalesManager);
        named.contains(&Some(who))
            || person.roles.contains(&Role::MarketingDirector)
            || person.roles.contains(&Role::GeneralManager)
            || leads
                && named.iter().flatten().any(|member| {
                    org.people.get(member).and_then(|p| p.team).is_some_and(|t| person.leads.contains(&t))
                })
    };
    org.active(who).is_some()
        && (direct(who)
            || org.people.keys().any(|a| org.stands_in_for(who, NOW).any(|x| x == *a) && direct(*a)))
}

prop_compose! {
    fn any_org()(people in prop::collection::vec(
        (0..13_usize, prop::option::of(0..3_u128), prop::collection::btree_set(0..3_u128, 0..3), any::<bool>(),
         prop::option::of(0..6_u128)), 6)
    ) -> Org {
        let mut org = Org::default();
        for (n, (role, of, leads, active, deputy)) in people.into_iter().enumerate() {
            let role = Role::choose(Role::CHOICES[role]).unwrap();
            let deputies = deputy.map(|d| Deputy { user: user(d + 1), from: NOW, until: NOW.plus_ms(1) });
            org.people.insert(user(n as u128 + 1), Person {
                team: of.map(team), leads: leads.into_iter().map(team).collect(), active,
                deputies: deputies.into_iter().collect(), ..person(&[role])
            });
        }
        org
    }
}

proptest! {
    #[test]
    fn grants_say_the_same_as_the_plain_rule(
        org in any_org(), pairs in prop::collection::btree_set((0..7_u128, 0..7_u128), 0..8)
    ) {
        let pairs: BTreeSet<Pair> = pairs.into_iter().map(|(a, b)| pair(a, b)).collect();
        for who in 1..=6 {
            let seen = sees(who, &org, &pairs);
            for pair in &pairs {
                prop_assert_eq!(seen.contains(pair), may_see(user(who), &org, *pair), "{} {:?}", who, pair);
            }
        }
    }

    #[test]
    fn no_row_belongs_to_two_held_units(
        org in any_org(), pairs in prop::collection::btree_set((0..7_u128, 0..7_u128), 0..8)
    ) {
        let pairs: BTreeSet<Pair> = pairs.into_iter().map(|(a, b)| pair(a, b)).collect();
        for who in 1..=6 {
            let held = grants(user(who), &org, &pairs, NOW);
            for pair in &pairs {
                prop_assert!(held.iter().filter(|g| g.covers(&Scope::care(*pair))).count() <= 1);
            }
        }
    }
}
