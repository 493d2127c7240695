//! What can be done to a complaint.

use super::answer::Told;
use super::note::{Note, Whom};
use crate::access::Action;
use crate::kind::{Args, commands};
use crate::merge::CorrectFields;
use crate::values::RecordId;
use serde::{Deserialize, Serialize};

/// Takes a complaint down: a fact, one record, no approval. Source: COM-01
#[derive(Clone, PartialEq, Eq, Debug, Serialize, Deserialize)]
pub struct Take {
    /// What was said.
    pub note: Note,
}

/// Takes a registered complaint over as its owner. Source: COM-04, ROL-04
#[derive(Clone, PartialEq, Eq, Debug, Serialize, Deserialize)]
pub struct Accept {}

impl Args for Take {
    fn needs(&self) -> Vec<RecordId> {
        match self.note.customer {
            Whom::Known(id) => vec![id],
            Whom::Named(_) => Vec::new(),
        }
    }
}

/// The customer was told something. Source: COM-06
#[derive(Clone, PartialEq, Eq, Debug, Serialize, Deserialize)]
pub struct Answer {
    /// What, how and when.
    pub told: Told,
}

impl Args for Accept {}

impl Args for Answer {}

commands! {
    /// What can be done to a complaint.
    ComplaintCommand {
        /// Take it down.
        Take(Take) = "take" @ 1, Fact, Action::TakeComplaint,
        /// Correct or complete what was taken down. Source: VIS-16 holds for notes alike: the earlier text is kept
        Correct(CorrectFields) = "correct" @ 1, Intent, Action::CorrectComplaint,
        /// Take it over.
        Accept(Accept) = "accept" @ 1, Intent, Action::AcceptComplaint,
        /// Note what the customer was told.
        Answer(Answer) = "answer" @ 1, Fact, Action::AnswerComplaint,
    }
}
