//! Feedback 反馈 to those who approved: promised with the request, due by its frequency, given in a few words.
//! Source: REQ-09

use super::command::GiveFeedback;
use super::record::Request;
use super::terms::Terms;
use crate::decide::{Accepted, Ctx};
use crate::refusal::Refusal;
use crate::values::{Members, Moment, UserId, by_members};

/// One feedback. The n-th that was given answers the n-th that was promised.
#[derive(Clone, PartialEq, Eq, Debug)]
pub struct Told {
    /// Who gave it.
    pub by: UserId,
    /// When, on their device.
    pub at: Moment,
    /// What came of it so far.
    pub text: String,
    /// Fields of a newer build.
    pub kept: Members,
}

by_members!(Told {
    needed by,
    needed at,
    needed text,
});

/// The key of the words.
pub const TEXT: &str = "request-told";

/// The longest feedback, in characters.
const CHARS: usize = 1000;

/// So many are promised at most: more than any policy gives visits.
const MOST: usize = 400;

impl Request {
    /// Until when the next feedback is to be given; nothing before the approval, and once all that was promised is given.
    pub fn feedback_due(&self) -> Option<Moment> {
        let promised = || Terms::feedback_times(self.terms(), MOST);
        self.is_approved().then(promised)?.get(self.told().len()).copied()
    }

    pub(super) fn gave(&self, given: &GiveFeedback, ctx: &Ctx<'_>) -> Result<Accepted<Self>, Refusal> {
        let by = ctx.actor.user().ok_or(Refusal::Denied)?;
        let text = given.text.trim();
        let told = Told { by, at: ctx.at, text: text.to_owned(), kept: Members::new() };
        if self.told().iter().any(|one| (one.by, one.at, one.text.as_str()) == (by, ctx.at, text)) {
            return Ok(Accepted::noop(self.clone()));
        }
        match text.chars().count() {
            _ if !self.is_approved() => Err(self.state().refusal()),
            0 => Err(Refusal::malformed(TEXT, "required")),
            1..=CHARS => Ok(Accepted::applied(self.with(told))),
            _ => Err(Refusal::malformed(TEXT, "too-long")),
        }
    }
}
