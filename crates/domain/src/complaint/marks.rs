//! What the card of a complaint is marked with, by its place; an empty text where there is nothing to say.

/// How bad it is.
pub const SEVERITY: usize = 0;
/// What it is about.
pub const KIND: usize = 1;
/// Who took it over.
pub const OWNER: usize = 2;
/// When the customer was first told something, in UTC milliseconds.
pub const ANSWERED: usize = 3;
