//! Every shape that crosses the network. docs/protocol.md tells what they mean; golden files keep every
//! released one readable.
//!
//! Only additive changes: readers ignore unknown fields, and every mutation ever released stays readable.

mod pull;
mod push;
mod row;
mod trouble;

pub use pull::{Change, Gone, PullRequest, PullResponse, ScanHeader, ScanPlace, ScanRequest};
pub use push::{Mutation, PushRequest, PushResponse, PushResult, RecordRef, Status};
pub use row::{Rev, Row};
pub use trouble::{ApiProblem, Fault};

/// The version of the row schemas this build reads; sent with every request.
pub const SCHEMA: u16 = 1;

/// The most mutations in one push. Source: SYNC 3
pub const MAX_MUTATIONS: usize = 100;
/// The most bytes of one push.
pub const MAX_PUSH_BYTES: usize = 512 * 1024;
/// The most bytes of one mutation's arguments: whatever fits a push alone.
pub const MAX_ARGS_BYTES: usize = 256 * 1024;
