//! Approvals 审批, the same for every kind that needs one: a chain of steps inside the record, decided one after the other.
//!
//! `chain` the entries of a chain and what they tell, `command` what people do with it, `decide` the rules, `approver` who
//! can decide, `form` the few words that go with it, `marks` what cards say. A kind says who is asked and what "all approved" means. Source: REQ-02, ROL-06, ROL-08; DECISIONS "The core"

mod approver;
mod chain;
mod command;
mod decide;
mod form;
pub mod marks;

pub use approver::{Matter, approver, decider, decides, is_entitled, sees};
pub use chain::{Act, Chain, Entry, State, Step};
pub use command::{Copy, Decide, HandOn, Verdict, Withdraw, keys};
pub use form::{WhyForm, WordForm};

#[cfg(test)]
mod tests;
