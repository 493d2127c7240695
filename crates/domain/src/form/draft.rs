//! A draft: what was typed so far, as text. Only a form's `check` makes meaning of it.

use crate::values::set_of;
use serde::{Deserialize, Serialize};
use std::collections::{BTreeMap, BTreeSet};

/// What was typed, by field key. An absent key and an empty text are the same.
#[derive(Clone, PartialEq, Eq, Debug, Default, Serialize, Deserialize)]
#[serde(transparent)]
pub struct Draft(BTreeMap<String, String>);

impl Draft {
    /// What stands in a field; empty if nothing does.
    pub fn get(&self, key: &str) -> &str {
        self.0.get(key).map_or("", String::as_str)
    }

    /// Puts a text into a field.
    pub fn set(&mut self, key: &str, text: impl Into<String>) {
        let text = text.into();
        if text.is_empty() {
            self.0.remove(key);
        } else {
            self.0.insert(key.to_owned(), text);
        }
    }

    /// The same with a text put in, for building.
    #[must_use]
    pub fn with(mut self, key: &str, text: impl Into<String>) -> Self {
        self.set(key, text);
        self
    }

    /// The codes or words in a field that holds several. They are written with commas between, or with what
    /// people type for one; no code contains any of these.
    pub fn many(&self, key: &str) -> BTreeSet<String> {
        let parts = self.get(key).split([',', '，', '、', ';', '；', '\n']).map(str::trim);
        set_of(parts.filter(|code| !code.is_empty()).map(str::to_owned))
    }

    /// Puts several codes into a field.
    pub fn set_many<'a>(&mut self, key: &str, codes: impl IntoIterator<Item = &'a str>) {
        self.set(key, set_of(codes).into_iter().collect::<Vec<_>>().join(","));
    }

    /// Whether nothing was typed.
    pub fn is_empty(&self) -> bool {
        self.0.values().all(|text| text.trim().is_empty())
    }

    /// The keys of both, each once.
    pub(super) fn keys_with<'a>(&'a self, other: &'a Self) -> BTreeSet<&'a str> {
        self.0.keys().chain(other.0.keys()).map(String::as_str).collect()
    }

    /// The keys with their texts.
    pub fn iter(&self) -> impl Iterator<Item = (&str, &str)> {
        self.0.iter().map(|(key, text)| (key.as_str(), text.as_str()))
    }
}
