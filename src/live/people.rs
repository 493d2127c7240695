//! What the one who is signed in may do.

use domain::UserId;
use domain::access::{Action, Standing, Verdict, Who, may};
use domain::people::Role;
use domain::values::set_of;
use leptos::prelude::*;

use crate::shell::Desk;

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
