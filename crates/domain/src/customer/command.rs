//! What can be done to a customer file.

use super::profile::Profile;
use crate::access::{Action, Pair};
use crate::kind::{Args, commands};
use crate::merge::CorrectFields;
use serde::{Deserialize, Serialize};

/// Opens a file. Source: CUS-01
#[derive(Clone, PartialEq, Eq, Debug, Serialize, Deserialize)]
pub struct Register {
    /// What the file says.
    pub profile: Profile,
    /// Who looks after the customer.
    pub pair: Pair,
}

/// Gives the customer to another owner or salesperson. Source: CUS-06
#[derive(Clone, PartialEq, Eq, Debug, Serialize, Deserialize)]
pub struct Assign {
    /// Who looked after the customer when this was decided.
    pub from: Pair,
    /// Who does from now on.
    pub to: Pair,
}

/// Notes that they ordered: the later of two days counts, so that nobody can undo another's word. Source: FOL-01
#[derive(Clone, PartialEq, Eq, Debug, Serialize, Deserialize)]
pub struct Ordered {
    /// On which day, `2026-11-22`.
    pub on: String,
}

impl Args for Ordered {}
impl Args for Register {}
impl Args for Assign {}

commands! {
    /// What can be done to a customer file.
    CustomerCommand {
        /// Open a file.
        Register(Register) = "register" @ 1, Intent, Action::RegisterCustomer,
        /// Correct it.
        Correct(CorrectFields) = "correct" @ 1, Intent, Action::CorrectCustomer,
        /// Note that they ordered.
        Ordered(Ordered) = "ordered" @ 1, Intent, Action::CorrectCustomer,
        /// Give it to others.
        Assign(Assign) = "assign" @ 1, Intent, Action::AssignCustomer,
    }
}
