//! Bringing customers and their last orders in from another system, for an administrator: the files that were imported, one of
//! them step by step. All of it needs the network. Source: DAT-03, CUS-11
//!
//! `list` the files, `one` a file by how far it is, `columns` what its columns are, `forecast` what would be done, `rows` the rows
//! to mend as a file, `work` what the page holds.

pub mod columns;
pub mod forecast;
pub mod list;
pub mod one;
mod rows;
mod work;

pub use list::ImportsPage;
pub use one::ImportPage;
