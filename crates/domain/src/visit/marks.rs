//! What the card of a visit is marked with, by its place.

/// How.
pub const WAY: usize = 0;
/// What for.
pub const PURPOSE: usize = 1;
/// Whose it is: Today asks for one's own.
pub const VISITOR: usize = 2;
/// How often nobody was reached.
pub const ATTEMPTS: usize = 3;
/// The request it was planned for.
pub const REQUEST: usize = 4;
