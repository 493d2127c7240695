//! The table of a request: from it come form, detail, correction and the body itself. Source: REQ-01; F5, F6

use super::choices::{Answer, Channel, Every, Feedback, Goer, Trigger};
use crate::form::{Field, Input, Merge};
use crate::visit::Purpose;

/// The keys of the form's fields, and of what commands say beside it.
pub mod keys {
    /// Why on site.
    pub const WHY: &str = "request-why";
    /// What the visits are for.
    pub const PURPOSE: &str = "request-purpose";
    /// The first visit.
    pub const FIRST: &str = "request-first";
    /// How often.
    pub const EVERY: &str = "request-every";
    /// By when all is done.
    pub const UNTIL: &str = "request-until";
    /// Who goes.
    pub const GOES: &str = "request-goes";
    /// Who comes along, in words.
    pub const ALONG: &str = "request-along";
    /// Whether transport is needed. Source: REQ-05
    pub const TRANSPORT: &str = "request-transport";
    /// How often feedback is given. Source: REQ-09
    pub const FEEDBACK: &str = "request-feedback";
    /// When it is given first.
    pub const FEEDBACK_FIRST: &str = "request-feedback-first";
    /// The lines of the confirmation form. Source: REQ-08; F6
    pub const LINES: &str = "request-lines";
    /// What is asked in a line.
    pub const ASKS: &str = "line-asks";
    /// How a line is filled in.
    pub const ANSWER: &str = "line-answer";
    /// Between what one chooses.
    pub const OPTIONS: &str = "line-options";
    /// Who wants it.
    pub const TRIGGER: &str = "request-trigger";
    /// How it came.
    pub const CHANNEL: &str = "request-channel";
    /// The letter, as attachments.
    pub const LETTER: &str = "request-letter";

    /// Who is visited.
    pub const CUSTOMER: &str = "request-customer";
    /// Why it is called off.
    pub const REASON: &str = "request-reason";
}

/// A line of the confirmation form.
const LINE: &[Field] = &[
    Field::required(keys::ASKS, Input::Line { max: 120 }),
    Field::required(keys::ANSWER, Input::Choice(Answer::CHOICES)),
    Field::optional(keys::OPTIONS, Input::Words { max: 10 }),
];

pub(super) const REQUEST: &[Field] = &[
    Field::required(keys::WHY, Input::Text { max: 1000 }),
    Field::required(keys::PURPOSE, Input::Choice(Purpose::CHOICES)),
    Field::required(keys::FIRST, Input::Moment),
    Field::required(keys::EVERY, Input::Choice(Every::CHOICES)),
    Field::optional(keys::UNTIL, Input::Date),
    Field::required(keys::GOES, Input::Many(Goer::CHOICES)).merged(Merge::Set),
    Field::optional(keys::ALONG, Input::Line { max: 120 }),
    Field::optional(keys::TRANSPORT, Input::Flag),
    Field::required(keys::FEEDBACK, Input::Choice(Feedback::CHOICES)),
    Field::optional(keys::FEEDBACK_FIRST, Input::Date),
    Field::rows(keys::LINES, LINE, 20),
    Field::required(keys::TRIGGER, Input::Choice(Trigger::CHOICES)).later(),
    Field::required(keys::CHANNEL, Input::Choice(Channel::CHOICES)).later(),
    Field::optional(keys::LETTER, Input::Photos).later().merged(Merge::Set),
];
