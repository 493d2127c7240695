//! What comes from other systems: files opened and filled by an import, and an import taken back.
//!
//! Source: DAT-03, CUS-11; docs/decisions/0034.

use super::command::{CustomerCommand, Import, TakeBack};
use super::fields::{CONTACT, MANY, keys};
use super::profile::{Profile, ProfileForm};
use super::record::{Customer, has_come};
use crate::decide::{Accepted, Ctx};
use crate::form::{Draft, Form as _, Input, Problem, rows};
use crate::refusal::{Clash, Refusal};
use crate::values::{day_of, set_of};

/// The longest text that is kept for a phone number that is none, in characters.
const PHONE: usize = 100;

impl Customer {
    pub(super) fn imported(import: &Import, ctx: &Ctx<'_>) -> Result<Accepted<Self>, Refusal> {
        sound(&import.profile, ctx)?;
        let new = Self::new(import.profile.clone(), import.pair, ctx.at);
        Ok(Accepted::applied(Self { batch: Some(import.batch), ..new }))
    }

    pub(super) fn filled(&self, with: &Profile, ctx: &Ctx<'_>) -> Result<Accepted<Self>, Refusal> {
        sound(with, ctx)?;
        let profile = self.profile.filled(with);
        if profile == self.profile {
            return Ok(Accepted::noop(self.clone()));
        }
        Ok(Accepted::applied(Self { profile, ..self.clone() }))
    }

    /// Whoever looks after the customer by now does not matter: that is no word of the file.
    pub(super) fn taken_back(&self, back: &TakeBack) -> Result<Accepted<Self>, Refusal> {
        let now = self.profile.draft();
        if back.before.as_ref().is_some_and(|before| before.draft() == now) {
            return Ok(Accepted::noop(self.clone()));
        }
        if now != back.after.draft() {
            return Err(Refusal::Clash(clashes(&back.after, back.before.as_ref(), now)));
        }
        match &back.before {
            Some(before) => {
                let profile = Profile::tidied(before.draft()).after(&self.profile);
                Ok(Accepted::applied(Self { profile, ..self.clone() }))
            }
            None if self.batch == Some(back.batch) => {
                Ok(Accepted::applied(Self { withdrawn: true, ..self.clone() }))
            }
            // Of this import there is no such file.
            None => Err(Refusal::NotFound),
        }
    }

    /// What commands meet once the import that opened the file was taken back.
    pub(super) fn after_all(&self, command: &CustomerCommand) -> Result<Accepted<Self>, Refusal> {
        match command {
            CustomerCommand::TakeBack(back) if self.batch == Some(back.batch) && back.before.is_none() => {
                Ok(Accepted::noop(self.clone()))
            }
            CustomerCommand::Register(_) | CustomerCommand::Import(_) => Err(Refusal::Exists),
            _ => Err(Refusal::NotFound),
        }
    }
}

impl Profile {
    /// This profile with what it does not say from another: empty fields are filled, the later order counts, and all
    /// other words stay. A person of the same name is the same contact; others come as further ones.
    ///
    /// Source: DAT-03
    #[must_use]
    pub fn filled(&self, with: &Self) -> Self {
        let (mut draft, more) = (self.draft().clone(), with.draft());
        for field in ProfileForm::FIELDS {
            if !matches!(field.input, Input::Rows { .. }) && draft.get(field.key).is_empty() {
                draft.set(field.key, more.get(field.key));
            }
        }
        let order = |draft: &Draft| day_of(draft.get(keys::LAST_ORDER));
        if order(more) > order(&draft) {
            draft.set(keys::LAST_ORDER, more.get(keys::LAST_ORDER));
        }
        for contact in with.contacts() {
            let same = self
                .contacts()
                .find(|known| same_name(known.get(keys::CONTACT_NAME), contact.get(keys::CONTACT_NAME)));
            let taken = draft.many(keys::CONTACTS);
            let Some(row) = same.map(|known| known.id.to_owned()).or_else(|| free_row(&taken, contact.id))
            else {
                continue;
            };
            draft.set_many(keys::CONTACTS, taken.iter().map(String::as_str).chain([row.as_str()]));
            for field in CONTACT {
                let key = rows::key(keys::CONTACTS, &row, field.key);
                if draft.get(&key).is_empty() {
                    draft.set(&key, contact.get(field.key));
                }
            }
        }
        Self::tidied(&draft).after(self)
    }
}

fn same_name(one: &str, other: &str) -> bool {
    one.trim().to_lowercase() == other.trim().to_lowercase()
}

/// An id for one more contact, or none where the file is full.
fn free_row(taken: &std::collections::BTreeSet<String>, wanted: &str) -> Option<String> {
    if taken.len() >= MANY {
        return None;
    }
    // Of more ids than rows one is free.
    let other = (0..=MANY).map(|n| format!("{wanted}-{n}"));
    std::iter::once(wanted.to_owned()).chain(other).find(|id| rows::is_id(id) && !taken.contains(id))
}

/// What speaks against an imported profile. Source: DECISIONS "Phone" (an import is never refused for one)
fn sound(profile: &Profile, ctx: &Ctx<'_>) -> Result<(), Refusal> {
    let odd = |problem: &Problem| {
        problem.code == "not-a-phone" && profile.get(&problem.key).chars().count() <= PHONE
    };
    let mut problems = ProfileForm::check(profile.draft(), ctx.at).err().unwrap_or_default();
    problems.retain(|problem| !odd(problem));
    if day_of(profile.get(keys::LAST_ORDER)).is_some_and(|day| !has_come(day, ctx.at)) {
        problems.push(Problem { key: keys::LAST_ORDER.to_owned(), code: "not-a-date".to_owned() });
    }
    if problems.is_empty() { Ok(()) } else { Err(Refusal::Malformed(problems)) }
}

/// What others changed since the import.
fn clashes(after: &Profile, before: Option<&Profile>, now: &Draft) -> Vec<Clash> {
    let keys = set_of(rows::keys(ProfileForm::FIELDS, &[after.draft(), now]));
    let changed = keys.into_iter().filter(|key| after.get(key) != now.get(key));
    changed
        .map(|key| Clash {
            mine: before.map_or("", |before| before.get(&key)).to_owned(),
            theirs: now.get(&key).to_owned(),
            key,
        })
        .collect()
}
