//! The numbers of the rules: what they are, what they were, and the way to change them.
//!
//! `rules` what is in force and what was, `new` the form of a proposal, `correct` of one that came back or was not taken,
//! `detail` one to read and to decide on. Source: ROL-09

pub mod correct;
pub mod detail;
pub mod new;
pub mod rules;

pub use correct::CorrectProposal;
pub use detail::Detail;
pub use new::Propose;
pub use rules::Rules;
