//! Checking a draft: the general part (required, length, choice) from the table, the rest from the form.

use super::{Draft, Field, Form, Ink, Input, Need, Problem, YES, rows};
use crate::values::{Fen, Moment, Phone, RecordId};
use std::collections::BTreeSet;

/// The longest word of one's own, in characters.
const WORD_CHARS: usize = 20;

/// Gathers all problems of a draft, not just the first.
pub struct Check<'a> {
    draft: &'a Draft,
    now: Moment,
    problems: Vec<Problem>,
}

impl<'a> Check<'a> {
    /// Checks everything that the table of a form says of each field.
    pub fn table<F: Form>(draft: &'a Draft, now: Moment) -> Self {
        Self::asking::<F>(draft, now, &|_| false)
    }

    /// The same where the policy asks for more fields than the table: `asked` says whether it asks for this key.
    pub fn asking<F: Form>(draft: &'a Draft, now: Moment, asked: &dyn Fn(&str) -> bool) -> Self {
        let mut check = Self { draft, now, problems: Vec::new() };
        for field in F::FIELDS {
            check.fill(field, field.key);
            if asked(field.key) && check.text(field.key).is_empty() {
                check.problem(field.key, "required");
            }
            for (row, inner) in check.rows(field) {
                check.fill(inner, &rows::key(field.key, &row, inner.key));
            }
        }
        check
    }

    /// Every row of a group with every field of it.
    fn rows(&self, field: &Field) -> Vec<(String, &'static Field)> {
        let fields = rows::fields(field);
        if fields.is_empty() {
            return Vec::new();
        }
        let ids = self.draft.many(field.key);
        ids.iter().flat_map(|row| fields.iter().map(|inner| (row.clone(), inner))).collect()
    }

    fn fill(&mut self, field: &Field, key: &str) {
        if let Some(code) = self.fault(field, key) {
            self.problem(key, code);
        }
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

    fn fault(&self, field: &Field, key: &str) -> Option<&'static str> {
        let text = self.draft.get(key).trim();
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
                wrong(self.many(key).iter().any(|c| !codes.contains(&c.as_str())), "not-a-choice")
            }
            Input::Moment => wrong(self.moment(key).is_none(), "not-a-time"),
            Input::Phone => wrong(Phone::parse(text).is_err(), "not-a-phone"),
            Input::Customer => wrong(length > 120, "too-long"),
            Input::Photos => {
                wrong(self.many(key).iter().any(|id| id.parse::<RecordId>().is_err()), "not-a-photo")
            }
            Input::Ink { max } => {
                wrong(length > max, "too-long").or(wrong(Ink::parse(text).is_none(), "not-a-signature"))
            }
            Input::Date => wrong(Moment::from_local(&format!("{text}T00:00"), 0).is_none(), "not-a-date"),
            Input::Time => {
                wrong(Moment::from_local(&format!("2000-01-01T{text}"), 0).is_none(), "not-a-time")
            }
            Input::Number { max } => wrong(text.parse().map_or(true, |n: u32| n > max), "not-a-number"),
            Input::Money => wrong(Fen::parse(text).is_none(), "not-an-amount"),
            Input::Flag => wrong(text != YES, "not-a-choice"),
            Input::Email => wrong(!is_email(text), "not-an-email"),
            Input::Point => wrong(!is_point(text), "not-a-place"),
            Input::Words { max } => {
                let words = self.many(key);
                wrong(words.len() > max, "too-many")
                    .or(wrong(words.iter().any(|word| word.chars().count() > WORD_CHARS), "too-long"))
            }
            Input::Rows { max, .. } => {
                let ids = self.many(key);
                wrong(ids.len() > max, "too-many")
                    .or(wrong(!ids.iter().all(|id| rows::is_id(id)), "not-a-row"))
            }
        }
    }
}

/// One `@` with something before it and a dot somewhere behind; the rest only the mail itself can tell.
fn is_email(text: &str) -> bool {
    let plain = |c: char| !c.is_whitespace() && !c.is_control() && c != ',';
    let Some((name, host)) = text.split_once('@') else { return false };
    let dotted = host.split_once('.').is_some_and(|(first, rest)| !first.is_empty() && !rest.is_empty());
    text.len() <= 254 && text.chars().all(plain) && !name.is_empty() && dotted && !host.contains('@')
}

/// Two plain decimals within the globe.
pub(crate) fn is_point(text: &str) -> bool {
    // Without floating-point numbers, whose parser is larger than the form.
    let within = |text: &str, limit: u16| {
        let text = text.trim();
        let plain = text.strip_prefix('-').unwrap_or(text);
        let (whole, part) = plain.split_once('.').unwrap_or((plain, "0"));
        let digits = part.len() <= 9 && whole.bytes().chain(part.bytes()).all(|b| b.is_ascii_digit());
        let degrees = whole.parse::<u16>().unwrap_or(u16::MAX);
        digits && (degrees < limit || degrees == limit && part.bytes().all(|b| b == b'0'))
    };
    text.split_once(',').is_some_and(|(lat, lng)| within(lat, 90) && within(lng, 180))
}
