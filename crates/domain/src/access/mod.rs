//! Who sees which row (scopes and grants) and who may do what ([`may()`]). Deny by default.
//!
//! Source: DECISIONS "Who sees which row"; ROL-02.

mod grants;
mod may;
mod scope;

pub use grants::grants;
pub use may::{Action, Standing, Verdict, Who, may};
pub use scope::{Grant, Pair, Scope};

#[cfg(test)]
mod tests;
