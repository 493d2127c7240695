//! What the one who is signed in may do.

use domain::access::{Action, Standing, Verdict, Who, may};
use domain::people::Role;
use domain::values::set_of;
use leptos::prelude::*;

use crate::shell::Desk;

/// Whether their roles give this, of a record that nobody has made yet. A person's card is marked with their roles.
pub(super) fn may_begin(desk: Desk, action: Action) -> bool {
    let Some(user) = desk.user.get() else { return false };
    let marks = desk.card(user.into()).map(|card| card.face.marks).unwrap_or_default();
    let roles = set_of(marks.into_iter().map(Role::from));
    let standing = Standing { who: Who::Person(user), roles, holds: Vec::new() };
    may(&standing, action, None, None) == Verdict::Allowed
}
