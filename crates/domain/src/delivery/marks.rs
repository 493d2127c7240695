//! What the card of a gift is marked with, by its place.

/// Who hands it over: Today asks for one's own.
pub const GIVER: usize = 0;
/// How many.
pub const QUANTITY: usize = 1;
/// What it is.
pub const SORT: usize = 2;
/// What became of it; empty until the customer was asked.
pub const OUTCOME: usize = 3;
