//! Complaints 投诉: taken down by anyone in under a minute, offline, and never refused.

mod answer;
mod command;
pub mod marks;
mod note;
mod record;

pub use answer::{AnswerForm, Answered, Told, keys as answer_keys};
pub use command::{Accept, Answer, ComplaintCommand, Take};
pub use note::{Channel, Complainant, ComplaintKind, Note, NoteForm, Severity, Whom, Wish, keys};
pub use record::{Complaint, Status};

#[cfg(test)]
mod tests;
