//! Corrections: changes of single fields with what the author saw before, merged by each field's class.
//!
//! Source: SYNC 2.1, I8 (no silent overwrite).

use crate::form::{Draft, Field, Form, Input, Merge, rows};
use crate::kind::Args;
use crate::refusal::{Clash, Refusal};
use serde::{Deserialize, Serialize};

/// One field before and after, as the form's text.
#[derive(Clone, PartialEq, Eq, Debug, Serialize, Deserialize)]
pub struct Change {
    /// The field's key.
    pub key: String,
    /// What the author saw.
    pub from: String,
    /// What the author wrote.
    pub to: String,
}

/// A correction of some fields of a record, the same for every kind that has a form.
#[derive(Clone, PartialEq, Eq, Debug, Serialize, Deserialize)]
pub struct CorrectFields {
    /// The changes; each key at most once.
    pub changes: Vec<Change>,
}

impl Args for CorrectFields {}

impl CorrectFields {
    /// What changed between two states of a form. `None` if nothing did.
    pub fn between<F: Form>(before: &Draft, after: &Draft) -> Option<Self> {
        let changes: Vec<Change> = rows::keys(F::FIELDS, &[before, after])
            .into_iter()
            .filter(|key| before.get(key) != after.get(key))
            .map(|key| Change { from: before.get(&key).to_owned(), to: after.get(&key).to_owned(), key })
            .collect();
        if changes.is_empty() { None } else { Some(Self { changes }) }
    }
}

/// The outcome of merging a correction into what stands there now.
#[derive(Clone, PartialEq, Eq, Debug)]
pub struct Merged {
    /// The fields as they are now.
    pub draft: Draft,
    /// Whether any field changed.
    pub changed: bool,
    /// Values that others had changed meanwhile; theirs stand.
    pub clashes: Vec<Clash>,
}

/// Merges a correction field by field.
///
/// A row of a repeated group is removed only by somebody who saw it as it is, and only a row that is there, or
/// comes with this correction, can be changed.
///
/// # Errors
/// [`Refusal::Malformed`] for a key the form has not or that no correction changes, [`Refusal::AlreadySet`] for a second filling of a field that
/// is set once, [`Refusal::Clash`] when nothing but clashes is left.
pub fn correct<F: Form>(current: &Draft, correction: &CorrectFields) -> Result<Merged, Refusal> {
    let mut merged = Merged { draft: current.clone(), changed: false, clashes: Vec::new() };
    let removal = Removal::of::<F>(current, correction);
    for change in &correction.changes {
        let Some(field) = F::field(&change.key) else {
            return Err(Refusal::malformed("key", "unknown-field"));
        };
        if field.merge == Merge::ServerOnly {
            return Err(Refusal::malformed(field.key, "not-by-correction"));
        }
        let found = current.get(&change.key);
        if found == change.to || removal.settles(&change.key) {
            continue;
        }
        let text = if removal.lost(&change.key) { None } else { meet(field, found, change)? };
        match text {
            Some(text) => merged.draft.set(&change.key, text),
            None => merged.clashes.push(Clash::of(change, found)),
        }
    }
    removal.carry_out(&mut merged);
    merged.changed = merged.draft != *current;
    if !merged.changed && !merged.clashes.is_empty() {
        return Err(Refusal::Clash(merged.clashes));
    }
    Ok(merged)
}

/// The text a field has after a change, or nothing if two people's work clashes.
fn meet(field: &Field, found: &str, change: &Change) -> Result<Option<String>, Refusal> {
    Ok(match field.merge {
        Merge::Decide => (found == change.from).then(|| change.to.clone()),
        Merge::Latest => Some(change.to.clone()),
        Merge::ServerOnly => None,
        Merge::Set => {
            let list = |text: &str| Draft::default().with("set", text).many("set");
            let (from, to) = (list(&change.from), list(&change.to));
            let mut now = list(found);
            now.retain(|code| !from.contains(code) || to.contains(code));
            now.extend(to.difference(&from).cloned());
            Some(now.into_iter().collect::<Vec<_>>().join(","))
        }
        Merge::Once if found.is_empty() => Some(change.to.clone()),
        Merge::Once => return Err(Refusal::AlreadySet { key: change.key.clone() }),
    })
}

/// The rows that a correction takes away, and those it can no longer change.
struct Removal {
    /// Seen as they are: they go.
    gone: Vec<(&'static str, String)>,
    /// Changed since: they stay, with the first text the author did not see.
    stay: Vec<(&'static str, String, Clash)>,
    /// Rows there are now or that come with the correction.
    there: Vec<(&'static str, String)>,
}

impl Removal {
    fn of<F: Form>(current: &Draft, correction: &CorrectFields) -> Self {
        let mut all = Self { gone: Vec::new(), stay: Vec::new(), there: Vec::new() };
        for group in F::FIELDS.iter().filter(|field| matches!(field.input, Input::Rows { .. })) {
            let now = current.many(group.key);
            all.there.extend(now.iter().map(|row| (group.key, row.clone())));
            let Some(change) = correction.changes.iter().find(|change| change.key == group.key) else {
                continue;
            };
            let list = |text: &str| Draft::default().with("", text).many("");
            let (from, to) = (list(&change.from), list(&change.to));
            all.there.extend(to.difference(&from).map(|row| (group.key, row.clone())));
            for row in now.intersection(&from).filter(|row| !to.contains(*row)) {
                match unseen(group, row, current, correction) {
                    None => all.gone.push((group.key, row.clone())),
                    Some(clash) => all.stay.push((group.key, row.clone(), clash)),
                }
            }
        }
        all
    }

    /// Whether the removal of a row decides about this key.
    fn settles(&self, key: &str) -> bool {
        rows::split(key).is_some_and(|(group, row, _)| {
            self.gone.iter().any(|(g, r)| *g == group && r == row)
                || self.stay.iter().any(|(g, r, _)| *g == group && r == row)
        })
    }

    /// Whether somebody else took away the row of this key.
    fn lost(&self, key: &str) -> bool {
        rows::split(key)
            .is_some_and(|(group, row, _)| !self.there.iter().any(|(g, r)| *g == group && r == row))
    }

    fn carry_out(self, merged: &mut Merged) {
        for (group, row) in &self.gone {
            let of_row: Vec<String> = (merged.draft.iter())
                .filter(|(key, _)| rows::split(key).is_some_and(|(g, r, _)| g == *group && r == row))
                .map(|(key, _)| key.to_owned())
                .collect();
            for key in of_row {
                merged.draft.set(&key, "");
            }
        }
        for (group, row, clash) in self.stay {
            let mut ids = merged.draft.many(group);
            ids.insert(row);
            merged.draft.set_many(group, ids.iter().map(String::as_str));
            merged.clashes.push(clash);
        }
    }
}

/// A text of a row that the one who removes it did not see.
fn unseen(group: &Field, row: &str, current: &Draft, correction: &CorrectFields) -> Option<Clash> {
    rows::fields(group).iter().find_map(|field| {
        let key = rows::key(group.key, row, field.key);
        let found = current.get(&key);
        let seen =
            correction.changes.iter().find(|change| change.key == key).map_or("", |change| &change.from);
        (found != seen).then(|| Clash { key, mine: String::new(), theirs: found.to_owned() })
    })
}
