//! Complaints 投诉: taken down by anyone in under a minute, offline, and never refused.

mod command;
mod note;
mod record;

pub use command::{Accept, ComplaintCommand, Take};
pub use note::{Channel, Complainant, ComplaintKind, Note, NoteForm, Severity, Whom, Wish, keys};
pub use record::{Complaint, Status};

#[cfg(test)]
mod tests;
