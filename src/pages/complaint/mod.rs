//! Complaints: taking one down, the list, one to read.

pub mod detail;
pub mod list;
pub mod note;
mod sources;

pub use detail::{Choose, Detail};
pub use list::Complaints;
pub use note::TakeNote;
