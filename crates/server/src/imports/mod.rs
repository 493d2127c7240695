//! Files of other systems: kept, looked at, checked, carried out row by row behind everybody's back, and undone.
//!
//! `shape` what goes over the line, `store` the tables, `files` the bytes, `known` who is there already, `plan` what becomes of
//! each row, `check` the preview, `run` and `undo` the slices, `runner` the thread that goes through them.
//!
//! # Invariants
//! - Nobody but `core` writes a row: an import is many ordinary commands of whoever started it, each decided, each with a
//!   receipt. Who lost the right meanwhile is refused like anybody.
//! - A slice is one transaction, with its commands and how far the import is. Commands and records have ids that follow from
//!   the import and the row: what is done twice is once, and an import that the process' end interrupted ends as if
//!   nothing had happened.
//! - Between two slices everybody else gets the writer.
//!
//! Source: DAT-03, CUS-11; docs/decisions/0034.

mod check;
mod files;
mod known;
mod plan;
mod run;
mod runner;
mod shape;
mod store;
mod undo;

pub(crate) use check::check;
pub(crate) use known::staff;
pub(crate) use runner::Imports;
pub(crate) use shape::{Import, Look, Mapping, Report, header_id};
pub(crate) use store::{Counts, Entry, State, remembered};

use domain::access::Pair;
use domain::values::Moment;
use std::collections::BTreeMap;

impl Mapping {
    /// How the file is read by it. `staff` are the names under which people are found.
    pub(crate) fn setting(&self, staff: BTreeMap<String, domain::UserId>, now: Moment) -> import::Setting {
        import::Setting {
            what: self.what.into(),
            columns: self.columns.clone(),
            pair: Pair { owner: self.owner, salesperson: self.salesperson },
            staff,
            now,
        }
    }
}
