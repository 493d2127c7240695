//! Visit requests and their approval: asking, the inbox of those who decide, one to read.
//!
//! `new` the form of one to ask for, `correct` of one that came back or was not taken; `list` the inbox, `detail` one to
//! read with its `progress` and what came of it, `outcome`; `acts` what is done to its approval. Source: REQ-01…04, REQ-07

pub mod acts;
pub mod correct;
pub mod detail;
pub mod list;
pub mod new;
pub mod outcome;
pub mod progress;

pub use correct::CorrectRequest;
pub use list::Approvals;
pub use new::AskForVisit;
