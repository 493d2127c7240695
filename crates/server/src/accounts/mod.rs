//! Who signs in, from which device, and what is open: rows beside the sync, written in the same transactions.
//!
//! A person's name and roles are an ordinary record and change only through `core`; here stand the login name, the
//! password's hash, devices, sessions, one-time codes and failed tries.
//!
//! # Invariants
//! - No token and no code is stored, only their SHA-256; a password only as Argon2id.
//! - A session is looked up with its account (active, same `auth_epoch`) and its device (not revoked) each time, so
//!   ending either ends it at once.

pub mod admin;
pub mod codes;
pub mod devices;
pub mod lock;
pub mod login;
pub mod password;
pub mod session;
mod store;
pub mod token;

pub use session::Session;
pub use store::{Account, active_session};
