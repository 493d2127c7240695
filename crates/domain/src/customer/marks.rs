//! What the card of a customer is marked with, by its place; an empty text where there is nothing to say.

/// Company, shop or person.
pub const KIND: usize = 0;
/// Core, key or general.
pub const TIER: usize = 1;
/// A to D.
pub const GRADE: usize = 2;
/// `vip`, if they are.
pub const VIP: usize = 3;
/// `debt`, if they owe.
pub const DEBT: usize = 4;
/// The day of their last order.
pub const LAST_ORDER: usize = 5;
/// The number to call, as it is dialled.
pub const CALL: usize = 6;
