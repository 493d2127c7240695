//! The endpoint: serves the app, takes mutations, answers pulls, keeps everything.
//!
//! [`core`] decides what a request means, without I/O of its own; [`ledger`] is its port to the database;
//! [`accounts`] knows who signs in, [`blobs`] the bytes of attachments, `imports` the files of other systems, [`demo`] a
//! sample organisation; [`api`] is their HTTP and [`web`] the shell
//! that listens. The rules themselves stand in the domain crate.
//!
//! # Invariants
//! - Whatever is answered to a mutation (except "held") is committed with its full body before the answer leaves.
//! - Nobody writes a row but [`core`], through the ledger, under revisions in commit order.
//! - No name, text, password or token reaches the log: codes and ids only.

pub mod accounts;
pub mod api;
pub mod blobs;
mod clock;
pub mod core;
pub mod demo;
mod imports;
pub mod ledger;
mod log;
mod state;
mod threads;
pub mod web;

pub use clock::Clock;
pub use state::{AppState, OpenError, Opened, fill};
pub use threads::{NotDone, Threads};

use std::path::PathBuf;

use axum::Router;
use axum::middleware::from_fn;

/// The whole site: the built app of a folder, and the API on what is open. Every refusal under `/api` is a problem
/// with a code, also those of the router itself.
pub fn site(state: &AppState, app_dir: PathBuf, options: web::Options) -> Router {
    web::router(app_dir, api::router(state), api::signs(state), options).layer(from_fn(api::shape))
}
