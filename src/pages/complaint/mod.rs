//! Complaints: taking one down, the list, one to read.

pub mod correct;
pub mod detail;
pub mod list;
pub mod note;

pub use correct::CorrectNote;
pub use list::Complaints;
pub use note::TakeNote;
