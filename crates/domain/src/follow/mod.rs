//! Whom to get in touch with, why and by when: computed from cards, policy and calendar, never typed. Source: FOL-01, FOL-02,
//! FOL-04, FOL-06
//!
//! [`Contacts`] is what the cards tell of one customer; [`duty()`] what follows from it. [`Condition`] is how each of them stands,
//! in a list of all.

mod conditions;
mod contacts;
mod duty;

pub use conditions::{Condition, conditions, is_open};
pub use contacts::{Contacts, contacts};
pub use duty::{Duty, Why, duty};

#[cfg(test)]
mod tests;
