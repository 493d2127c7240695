//! What is true: records, commands and the rules that decide, for the browser and the server alike.
//!
//! Everything here is a pure function of its arguments. Time, actor, policy and related records come in as
//! [`Ctx`]; what comes out is an accepted record or a refusal with its code. This crate never reads a clock,
//! never draws a random number, never waits, and knows no sentence in any language.
//!
//! # Invariants
//! - [`decide()`] is total and deterministic: the same inputs give the same record on phone and server.
//! - A fact ("this happened") is refused only when it is malformed; a broken business rule becomes a [`Flag`].
//! - What a build does not understand (a newer kind, schema, field or choice) it keeps and passes on.

pub mod access;
pub mod approval;
pub mod attachment;
pub mod calendar;
pub mod card;
pub mod complaint;
pub mod customer;
mod decide;
pub mod delivery;
pub mod follow;
pub mod form;
pub mod kind;
pub mod merge;
pub mod people;
pub mod policy;
pub mod refusal;
pub mod request;
pub mod search;
pub mod values;
pub mod visit;

pub use access::{Grant, Scope, Standing};
pub use decide::{Accepted, Consequence, Ctx, Flag, Offer, Outcome, Related, consequences, decide, needs};
pub use kind::{Command, DecodeError, Kind, Record};
pub use policy::{Policies, Policy};
pub use refusal::{Code, Refusal};
pub use values::{CommandId, Fen, Json, Moment, Phone, RecordId, TeamId, UserId};
