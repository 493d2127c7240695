//! Visit requests: asking, one to read, and what came of it. What is done to its approval is beside it, in `pages/acts`.
//!
//! `new` the form of one to ask for, `correct` of one that came back or was not taken; `detail` one to read with what came of
//! it, `outcome`. Source: REQ-01…04, REQ-07

pub mod correct;
pub mod detail;
pub mod new;
pub mod outcome;

pub use correct::CorrectRequest;
pub use detail::{Choose, Detail};
pub use new::AskForVisit;
