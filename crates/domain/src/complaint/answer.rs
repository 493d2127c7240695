//! What a customer was told about their complaint 答复: the first answer is promised within the hour, more may follow.
//! Source: COM-06

use super::command::Answer;
use super::note::Channel;
use super::record::{Complaint, Status};
use crate::decide::{Accepted, Ctx, Flag, Outcome};
use crate::form::{Check, Draft, Field, Form, Input, Problem};
use crate::refusal::Refusal;
use crate::values::{Members, Moment, UserId, by_members};

/// What was told, how and when.
#[derive(Clone, PartialEq, Eq, Debug)]
pub struct Told {
    /// What the customer was told.
    pub words: String,
    /// By which way.
    pub channel: Channel,
    /// When they were told it.
    pub when: Moment,
    /// What they said to it, if anything.
    pub reply: Option<String>,
    /// Fields of a newer build.
    pub kept: Members,
}

by_members!(Told {
    needed words,
    needed channel,
    needed when,
    may reply,
});

/// One answer, with who noted it. Never taken away.
#[derive(Clone, PartialEq, Eq, Debug)]
pub struct Answered {
    /// What was told.
    pub told: Told,
    /// Who noted it.
    pub by: UserId,
    /// When it was noted, on that device.
    pub at: Moment,
    /// Fields of a newer build.
    pub kept: Members,
}

by_members!(Answered {
    needed told,
    needed by,
    needed at,
});

/// The keys of the form's fields.
pub mod keys {
    /// What the customer was told.
    pub const WORDS: &str = "answer-words";
    /// By which way.
    pub const CHANNEL: &str = "answer-channel";
    /// When.
    pub const WHEN: &str = "answer-when";
    /// What they said to it.
    pub const REPLY: &str = "answer-reply";
}

/// The form of an answer.
#[derive(Clone, Copy, Debug)]
pub struct AnswerForm;

impl AnswerForm {
    /// A new answer as the form opens: by telephone, just now.
    pub fn fresh(now: Moment) -> Draft {
        Draft::default().with(keys::CHANNEL, Channel::Phone.code()).with(keys::WHEN, now.to_local())
    }
}

impl Form for AnswerForm {
    type Content = Told;

    const FIELDS: &'static [Field] = &[
        Field::required(keys::WORDS, Input::Text { max: 2000 }),
        Field::optional(keys::REPLY, Input::Text { max: 2000 }),
        Field::required(keys::CHANNEL, Input::Choice(Channel::CHOICES)),
        Field::required(keys::WHEN, Input::Moment),
    ];

    fn check(draft: &Draft, now: Moment) -> Result<Told, Vec<Problem>> {
        let mut check = Check::table::<Self>(draft, now);
        let when = check.moment(keys::WHEN);
        if when.is_some_and(|when| when.utc_ms > now.utc_ms) {
            check.problem(keys::WHEN, "in-the-future");
        }
        check.finish(|form| {
            Some(Told {
                words: form.text(keys::WORDS),
                channel: Channel::choose(&form.text(keys::CHANNEL))?,
                when: when?,
                reply: form.filled(keys::REPLY),
                kept: Members::new(),
            })
        })
    }

    fn show(told: &Told) -> Draft {
        Draft::default()
            .with(keys::WORDS, &told.words)
            .with(keys::REPLY, told.reply.as_deref().unwrap_or(""))
            .with(keys::CHANNEL, told.channel.code())
            .with(keys::WHEN, told.when.to_local())
    }
}

impl Complaint {
    /// When the customer was first told something.
    pub fn first_answered(&self) -> Option<Moment> {
        self.answers.iter().map(|answered| answered.told.when).min_by_key(|when| when.utc_ms)
    }

    /// Whoever answers a complaint that nobody took over has taken it over. Source: ROL-04
    pub(super) fn answered(
        &self,
        Answer { told }: &Answer,
        by: UserId,
        ctx: &Ctx<'_>,
    ) -> Result<Accepted<Self>, Refusal> {
        // The same check as the form's: an answer that no form could have made is malformed.
        AnswerForm::check(&AnswerForm::show(told), told.when).map_err(Refusal::Malformed)?;
        let answered = Answered { told: told.clone(), by, at: ctx.at, kept: Members::new() };
        if self.answers.contains(&answered) {
            return Ok(Accepted::noop(self.clone()));
        }
        let late = self.answers.is_empty()
            && told.when.utc_ms > Self::first_answer_due(self.taken_at, ctx.policy).utc_ms;
        let broken = [(Flag::HappensLater, told.when.utc_ms > ctx.at.utc_ms), (Flag::LateAnswer, late)];
        let flags = broken.into_iter().filter(|(_, broken)| *broken).map(|(flag, _)| flag).collect();
        let mut record = self.clone();
        record.answers.push(answered);
        if record.status == Status::Registered {
            record.status = Status::Accepted { by, at: ctx.at };
        }
        Ok(Accepted { record, outcome: Outcome::Applied, flags })
    }
}
