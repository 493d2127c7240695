//! The endpoint: serves the app, takes mutations, answers pulls, keeps everything.
//!
//! [`core`] decides what a request means, without I/O of its own; [`ledger`] is its port to the database;
//! [`web`] is the shell that listens. The rules themselves stand in the domain crate.
//!
//! # Invariants
//! - Whatever is answered to a mutation (except "held") is committed with its full body before the answer leaves.
//! - Nobody writes a row but [`core`], through the ledger, under revisions in commit order.

pub mod core;
pub mod ledger;
pub mod web;
