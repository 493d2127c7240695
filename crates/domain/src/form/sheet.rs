//! A form that was filled in rightly, as a record keeps it. In memory it is the draft itself, tidied; in JSON each
//! field has the type its input has: lists for choices, numbers for amounts, an object for each row. So the one
//! table of fields gives form, detail, correction and body, and a field costs no code of its own.

use super::{Draft, Field, Input, YES, rows};
use crate::values::{Fen, Json, Members};
use std::collections::BTreeMap;

/// The content of a form, and what a newer build wrote beside it.
///
/// Invariant: only fields of its table, without blanks around, empty ones left out.
#[derive(Clone, PartialEq, Eq, Debug, Default)]
pub struct Sheet {
    draft: Draft,
    kept: Members,
}

impl Sheet {
    /// What a checked draft says, each text in its one spelling.
    pub fn of(table: &'static [Field], draft: &Draft) -> Self {
        let mut tidy = Draft::default();
        for field in table {
            tidy.set(field.key, spelled(field.input, draft.get(field.key)));
            for row in draft.many(field.key) {
                for inner in rows::fields(field) {
                    let key = rows::key(field.key, &row, inner.key);
                    tidy.set(&key, spelled(inner.input, draft.get(&key)));
                }
            }
        }
        Self { draft: tidy, kept: Members::default() }
    }

    /// The texts by key.
    pub const fn draft(&self) -> &Draft {
        &self.draft
    }

    /// This content in place of another, whose newer members stay; those of rows that are gone go with them.
    #[must_use]
    pub fn after(mut self, before: &Self) -> Self {
        for (path, value) in before.kept.iter() {
            let gone = rows::split(path).is_some_and(|(group, row, _)| !self.draft.many(group).contains(row));
            if !gone {
                self.kept.keep(path, value.clone());
            }
        }
        self
    }

    /// Reads the members of an object.
    ///
    /// # Errors
    /// When a field of the table has another type than its input.
    pub fn read(table: &'static [Field], members: Members) -> serde_json::Result<Self> {
        let mut sheet = Self::default();
        sheet.fill(table, None, members)?;
        Ok(sheet)
    }

    fn fill(
        &mut self,
        table: &'static [Field],
        row: Option<(&str, &str)>,
        members: Members,
    ) -> serde_json::Result<()> {
        let path =
            |name: &str| row.map_or_else(|| name.to_owned(), |(group, row)| rows::key(group, row, name));
        for (name, value) in members {
            let Some(field) = table.iter().find(|field| member(field) == name) else {
                self.kept.keep(path(&name), value);
                continue;
            };
            if let Input::Rows { fields, .. } = field.input {
                let found: BTreeMap<String, Members> = value.read()?;
                self.draft.set_many(field.key, found.keys().map(String::as_str));
                for (row, members) in found {
                    self.fill(fields, Some((field.key, &row)), members)?;
                }
            } else {
                self.draft.set(&path(field.key), text(field.input, &value)?);
            }
        }
        Ok(())
    }

    /// The members of the object that [`Sheet::read`] reads.
    ///
    /// # Errors
    /// None that can happen: texts, numbers and lists of texts have a JSON form.
    pub fn write(&self, table: &'static [Field]) -> serde_json::Result<Members> {
        let mut all = Members::default();
        for (path, value) in self.kept.iter().filter(|(path, _)| rows::split(path).is_none()) {
            all.keep(path, value.clone());
        }
        for field in table.iter().filter(|field| !self.draft.get(field.key).is_empty()) {
            if let Input::Rows { fields, .. } = field.input {
                let mut found = BTreeMap::new();
                for row in self.draft.many(field.key) {
                    let members = self.row(field.key, &row, fields)?;
                    found.insert(row, members);
                }
                all.put(member(field), &found)?;
            } else {
                all.keep(member(field), json(field.input, self.draft.get(field.key))?);
            }
        }
        Ok(all)
    }

    fn row(&self, group: &str, row: &str, fields: &'static [Field]) -> serde_json::Result<Members> {
        let mut members = Members::default();
        let here = |path: &str| rows::split(path).is_some_and(|(g, r, _)| g == group && r == row);
        for (path, value) in self.kept.iter().filter(|(path, _)| here(path)) {
            members.keep(rows::split(path).map_or(path, |(_, _, name)| name), value.clone());
        }
        for field in fields {
            let text = self.draft.get(&rows::key(group, row, field.key));
            if !text.is_empty() {
                members.keep(member(field), json(field.input, text)?);
            }
        }
        Ok(members)
    }
}

/// The name of a field in JSON: its key without the kind before the first dash.
fn member(field: &Field) -> String {
    field.key.split_once('-').map_or(field.key, |(_, name)| name).replace('-', "_")
}

/// The one spelling of what was typed.
fn spelled(input: Input, typed: &str) -> String {
    let typed = typed.trim();
    match input {
        Input::Money => Fen::parse(typed).map(|fen| fen.to_string()),
        Input::Number { .. } => typed.parse().ok().map(|number: u32| number.to_string()),
        Input::Many(_) | Input::Words { .. } | Input::Photos | Input::Rows { .. } => {
            let mut tidy = Draft::default();
            tidy.set_many("", Draft::default().with("", typed).many("").iter().map(String::as_str));
            Some(tidy.get("").to_owned())
        }
        _ => None,
    }
    .unwrap_or_else(|| typed.to_owned())
}

fn json(input: Input, text: &str) -> serde_json::Result<Json> {
    match input {
        Input::Many(_) | Input::Words { .. } | Input::Photos => {
            Json::of(&text.split(',').collect::<Vec<_>>())
        }
        Input::Number { .. } => Json::of(&text.parse::<u32>().unwrap_or_default()),
        Input::Money => Json::of(&Fen::parse(text).unwrap_or_default()),
        Input::Flag => Json::of(&(text == YES)),
        _ => Json::of(&text),
    }
}

fn text(input: Input, value: &Json) -> serde_json::Result<String> {
    Ok(match input {
        Input::Many(_) | Input::Words { .. } | Input::Photos => {
            let mut codes = Draft::default();
            codes.set_many("", value.read::<Vec<String>>()?.iter().map(String::as_str));
            codes.get("").to_owned()
        }
        Input::Number { .. } => value.read::<u32>()?.to_string(),
        Input::Money => value.read::<Fen>()?.to_string(),
        Input::Flag if value.read()? => YES.to_owned(),
        Input::Flag => String::new(),
        _ => value.read()?,
    })
}
