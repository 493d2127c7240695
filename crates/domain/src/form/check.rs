//! Checking a draft: the general part (required, length, choice) from the table, the rest from the form.

use super::{Draft, Field, Form, Input, Need, Problem};
use crate::values::{Moment, Phone, RecordId};
use std::collections::BTreeSet;

/// Gathers all problems of a draft, not just the first.
pub struct Check<'a> {
    draft: &'a Draft,
    now: Moment,
    problems: Vec<Problem>,
}

impl<'a> Check<'a> {
    /// Checks everything that the table of a form says of each field.
    pub fn table<F: Form>(draft: &'a Draft, now: Moment) -> Self {
        let mut check = Self { draft, now, problems: Vec::new() };
        for field in F::FIELDS {
            if let Some(code) = check.fault(field) {
                check.problem(field.key, code);
            }
        }
        check
    }

    /// Notes a problem of a field, unless it has one already.
    pub fn problem(&mut self, key: &str, code: &str) {
        if !self.problems.iter().any(|problem| problem.key == key) {
            self.problems.push(Problem { key: key.to_owned(), code: code.to_owned() });
        }
    }

    /// A text without blanks around it.
    pub fn text(&self, key: &str) -> String {
        self.draft.get(key).trim().to_owned()
    }

    /// A text, or nothing if it is empty.
    pub fn filled(&self, key: &str) -> Option<String> {
        Some(self.text(key)).filter(|text| !text.is_empty())
    }

    /// A phone number, if one was typed rightly.
    pub fn phone(&self, key: &str) -> Option<Phone> {
        Phone::parse(self.draft.get(key)).ok()
    }

    /// A moment, if one was typed rightly.
    pub fn moment(&self, key: &str) -> Option<Moment> {
        Moment::from_local(self.draft.get(key).trim(), self.now.offset_min)
    }

    /// The chosen codes.
    pub fn many(&self, key: &str) -> BTreeSet<String> {
        self.draft.many(key)
    }

    /// What the form says if there is no problem. `build` gives `None` only where a problem was noted.
    ///
    /// # Errors
    /// All problems.
    pub fn finish<T>(self, build: impl FnOnce(&Self) -> Option<T>) -> Result<T, Vec<Problem>> {
        match build(&self) {
            Some(content) if self.problems.is_empty() => Ok(content),
            _ => Err(self.problems),
        }
    }

    fn fault(&self, field: &Field) -> Option<&'static str> {
        let text = self.draft.get(field.key).trim();
        if text.is_empty() {
            return (field.need == Need::Required).then_some("required");
        }
        let length = text.chars().count();
        let wrong = |found: bool, code: &'static str| found.then_some(code);
        match field.input {
            Input::Line { max } => wrong(length > max, "too-long").or(wrong(text.contains('\n'), "one-line")),
            Input::Text { max } => wrong(length > max, "too-long"),
            Input::Choice(codes) => wrong(!codes.contains(&text), "not-a-choice"),
            Input::Many(codes) => {
                wrong(self.many(field.key).iter().any(|c| !codes.contains(&c.as_str())), "not-a-choice")
            }
            Input::Moment => wrong(self.moment(field.key).is_none(), "not-a-time"),
            Input::Phone => wrong(Phone::parse(text).is_err(), "not-a-phone"),
            Input::Customer => wrong(length > 120, "too-long"),
            Input::Photos { max } => {
                let ids = self.many(field.key);
                wrong(ids.iter().any(|id| id.parse::<RecordId>().is_err()), "not-a-photo")
                    .or(wrong(ids.len() > max, "too-many"))
            }
        }
    }
}
