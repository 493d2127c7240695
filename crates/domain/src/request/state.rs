//! How far a request is, and the turns it takes after its approval. Source: REQ-02

use crate::approval;
use crate::refusal::Refusal;
use crate::values::{Members, Moment, UserId, by_members, choices};

choices! {
    /// What became of a request after its approval.
    Course {
        /// A visit began.
        Begun = "in_progress",
        /// All was done.
        Completed = "completed",
        /// It was called off.
        Cancelled = "cancelled",
    }
}

/// One turn it took.
#[derive(Clone, PartialEq, Eq, Debug)]
pub struct Turn {
    /// Which.
    pub course: Course,
    /// Who wrote it; nobody when the server did.
    pub by: Option<UserId>,
    /// When, on that device.
    pub at: Moment,
    /// Why.
    pub reason: String,
    /// Fields of a newer build.
    pub kept: Members,
}

by_members!(Turn {
    needed course,
    may by,
    needed at,
    may reason,
});

/// How far a request is.
#[derive(Clone, PartialEq, Eq, Debug)]
pub enum State {
    /// As far as its approval is.
    Asked(approval::State),
    /// A turn it took after that.
    Took(Course),
}

impl State {
    /// Its code, for the locale files and the card.
    pub fn code(&self) -> &str {
        match self {
            Self::Asked(state) => state.code(),
            Self::Took(course) => course.code(),
        }
    }

    pub(super) fn refusal(&self) -> Refusal {
        Refusal::OutOfOrder { state: self.code().to_owned() }
    }
}
