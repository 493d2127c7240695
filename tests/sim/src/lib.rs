//! Many devices and one server in one process, driven by one seed: the real session, store port, domain and
//! server core, under lost, late and repeated messages, crashes, racing tabs, cloned profiles, moving customers,
//! changing grants, restored backups, old servers, poison and full disks.
//!
//! [`run`] plays one seed and checks the invariants of SYNC 11 afterwards. [`Mutant`]s switch one defence off, by
//! wrapping the ports, so that the product itself has no such switch; each must make some seed fail.

#![expect(
    clippy::expect_used,
    clippy::panic,
    clippy::indexing_slicing,
    clippy::cast_possible_truncation,
    reason = "a test: whatever cannot happen must stop it"
)]

mod acts;
mod approvals;
mod chance;
mod check;
mod desk;
mod device;
mod gifts;
mod house;
mod ledger;
mod mutant;
mod net;
mod oracle;
mod requests;
mod rest;
mod server;
mod visits;
mod world;

pub use mutant::Mutant;
pub use world::{Failure, Stats, run};
