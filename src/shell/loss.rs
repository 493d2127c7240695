//! The loss detector: what waited when this device was last used is noted outside the database, so that a
//! browser that cleared the database does not look like a fresh start. Source: SYNC 8.5

use domain::values::UserId;
use gloo_storage::{LocalStorage, Storage as _};
use serde::{Deserialize, Serialize};

const KEY: &str = "huifang.waiting";

#[derive(Serialize, Deserialize)]
struct Noted {
    user: UserId,
    waiting: usize,
}

/// Notes how many entries of this user wait.
pub(super) fn note(user: UserId, waiting: usize) {
    // A browser that keeps nothing here cannot be caught clearing something either.
    drop(LocalStorage::set(KEY, Noted { user, waiting }));
}

/// How many entries were lost, if the database is empty although some waited.
pub(super) fn lost(user: UserId, database_is_new: bool) -> Option<usize> {
    let noted: Noted = LocalStorage::get(KEY).ok()?;
    (database_is_new && noted.user == user && noted.waiting > 0).then_some(noted.waiting)
}
