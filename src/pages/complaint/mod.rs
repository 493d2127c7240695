//! Complaints: taking one down, the list, one to read, what the customer was told.

pub mod answer;
pub mod correct;
pub mod detail;
pub mod list;
pub mod note;

pub use answer::AnswerComplaint;
pub use correct::CorrectNote;
pub use list::Complaints;
pub use note::TakeNote;
