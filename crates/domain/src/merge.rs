//! Corrections: changes of single fields with what the author saw before, merged by each field's class.
//!
//! Source: SYNC 2.1, I8 (no silent overwrite).

use crate::form::{Draft, Field, Form, Merge};
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
        let changes: Vec<Change> = F::FIELDS
            .iter()
            .filter(|field| before.get(field.key) != after.get(field.key))
            .map(|field| Change {
                key: field.key.to_owned(),
                from: before.get(field.key).to_owned(),
                to: after.get(field.key).to_owned(),
            })
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
/// # Errors
/// [`Refusal::Malformed`] for a key the form has not, [`Refusal::AlreadySet`] for a second filling of a field that
/// is set once, [`Refusal::Clash`] when nothing but clashes is left.
pub fn correct<F: Form>(current: &Draft, correction: &CorrectFields) -> Result<Merged, Refusal> {
    let mut merged = Merged { draft: current.clone(), changed: false, clashes: Vec::new() };
    for change in &correction.changes {
        let Some(field) = F::field(&change.key) else {
            return Err(Refusal::malformed("key", "unknown-field"));
        };
        let found = current.get(&change.key);
        if found == change.to {
            continue;
        }
        match meet(field, found, change)? {
            Some(text) => {
                merged.changed |= text != found;
                merged.draft.set(&change.key, text);
            }
            None => merged.clashes.push(Clash {
                key: change.key.clone(),
                mine: change.to.clone(),
                theirs: found.to_owned(),
            }),
        }
    }
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
