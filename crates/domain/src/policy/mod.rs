//! The policy: every number of the rules, and how it is changed.
//!
//! `numbers` the numbers with what is compiled in, `rest` when nobody calls, `form` each of them as a field, `proposal`
//! what somebody wants changed, `change` its record: the general manager approves it, `marks` what its card says,
//! `versions` which policy is in force when. Source: ROL-09

mod change;
mod form;
mod marks;
mod numbers;
mod proposal;
mod rest;
mod versions;

pub use change::{PolicyChange, PolicyCommand, Propose, Resubmit};
pub use form::{PolicyForm, keys};
pub use numbers::{Asked, Policy, ZONE_MIN};
pub use proposal::Proposal;
pub use rest::{OwnRest, Rest};
pub use versions::{Policies, Version};

#[cfg(test)]
mod tests;
