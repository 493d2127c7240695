//! What the card of a holiday is marked with, by its place.

/// The first free day.
pub const FROM: usize = 0;
/// The last free day.
pub const UNTIL: usize = 1;
/// The days worked in exchange, apart by blanks.
pub const MAKE_UP: usize = 2;
