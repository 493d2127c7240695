//! What can be done to a customer file.

use super::profile::Profile;
use crate::access::{Action, Pair};
use crate::kind::{Args, commands};
use crate::merge::CorrectFields;
use crate::values::BatchId;
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

/// What an import knows of a customer: opens the file, or fills what is empty in one that is there.
///
/// Source: DAT-03, CUS-11
#[derive(Clone, PartialEq, Eq, Debug, Serialize, Deserialize)]
pub struct Import {
    /// What the row says.
    pub profile: Profile,
    /// Who looks after the customer, where the file is new.
    pub pair: Pair,
    /// Which import.
    pub batch: BatchId,
}

/// Takes back what an import did to a file that nobody changed since. Source: DAT-03
#[derive(Clone, PartialEq, Eq, Debug, Serialize, Deserialize)]
pub struct TakeBack {
    /// Which import.
    pub batch: BatchId,
    /// What the file said before it; nothing where the import opened the file.
    pub before: Option<Profile>,
    /// What it said after it.
    pub after: Profile,
}

impl Args for Import {}
impl Args for TakeBack {}
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
        /// Open or fill it from another system.
        Import(Import) = "import" @ 1, Intent, Action::ImportCustomers,
        /// Take an import back.
        TakeBack(TakeBack) = "take_back" @ 1, Intent, Action::ImportCustomers,
    }
}
