//! The few words that go with what is done to an approval. Source: REQ-02

use super::command::{COMMENT_CHARS, keys};
use crate::form::{Check, Draft, Field, Form, Input, Problem};
use crate::values::Moment;

const INPUT: Input = Input::Text { max: COMMENT_CHARS };

/// Why: to return, to refuse, to call off.
#[derive(Clone, Copy, Debug)]
pub struct WhyForm;

impl Form for WhyForm {
    type Content = String;

    const FIELDS: &'static [Field] = &[Field::required(keys::COMMENT, INPUT)];

    fn check(draft: &Draft, now: Moment) -> Result<String, Vec<Problem>> {
        Check::table::<Self>(draft, now).finish(|check| check.filled(keys::COMMENT))
    }

    fn show(why: &String) -> Draft {
        Draft::default().with(keys::COMMENT, why.as_str())
    }
}

/// A word, if one wants to say one: to approve, to hand on, to take back.
#[derive(Clone, Copy, Debug)]
pub struct WordForm;

impl Form for WordForm {
    type Content = String;

    const FIELDS: &'static [Field] = &[Field::optional(keys::COMMENT, INPUT)];

    fn check(draft: &Draft, now: Moment) -> Result<String, Vec<Problem>> {
        Check::table::<Self>(draft, now).finish(|check| Some(check.text(keys::COMMENT)))
    }

    fn show(word: &String) -> Draft {
        Draft::default().with(keys::COMMENT, word.as_str())
    }
}
