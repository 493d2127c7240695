//! Which days are worked: the weekdays, less the public holidays, and the days worked in exchange (调休).
//!
//! The published calendars are compiled in ([`PUBLISHED`]); administrators add what is published later, or changed, as
//! records of the kind [`Holiday`]. A [`Calendar`] puts both together and counts. Source: FOL-07

mod form;
mod holiday;
pub mod marks;
mod published;
mod working;

pub use form::{Arrangement, HolidayForm, keys};
pub use holiday::{Holiday, HolidayCommand, Put, Withdraw};
pub use published::{PUBLISHED, Published};
pub use working::Calendar;

#[cfg(test)]
mod tests;
