//! What the card of a change of the policy is marked with besides what every approval has, by its place.

use crate::approval::marks::COUNT;

/// Once it is approved: from which day on it is in force.
pub(super) const IN_FORCE: usize = COUNT;
/// Once it is approved: each number that changes, `key=text`, a line each.
pub(super) const NUMBERS: usize = COUNT + 1;
