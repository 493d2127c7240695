//! The server from outside: real HTTP on a socket, real files, a clock set by hand.

#![allow(
    clippy::unwrap_used,
    clippy::expect_used,
    clippy::panic,
    clippy::indexing_slicing,
    reason = "a test that cannot go on must end"
)]

mod bad_input;
mod blobs;
mod canary;
mod csrf;
mod demo;
mod docs;
mod imports;
mod listen;
mod matrix;
mod people;
mod policy;
mod requests;
mod sessions;
mod sign_in;
#[path = "../support/mod.rs"]
mod support;
mod sync;
