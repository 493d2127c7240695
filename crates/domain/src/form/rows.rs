//! Repeated groups in a draft: the group's field holds the ids of its rows, and each text of a row stands under
//! `group/row/field`. So a draft stays a flat map, and rows are kept, compared and merged like any other field.

use super::{Draft, Field, Input};
use crate::values::set_of;

/// The key of a field in a row.
pub fn key(group: &str, row: &str, field: &str) -> String {
    format!("{group}/{row}/{field}")
}

/// Group, row and field of such a key.
pub fn split(key: &str) -> Option<(&str, &str, &str)> {
    let (group, rest) = key.split_once('/')?;
    let (row, field) = rest.split_once('/')?;
    Some((group, row, field))
}

/// The fields of a group.
pub fn fields(group: &Field) -> &'static [Field] {
    match group.input {
        Input::Rows { fields, .. } => fields,
        _ => &[],
    }
}

/// The field of a key, also of a key in a row.
pub fn field(table: &'static [Field], key: &str) -> Option<&'static Field> {
    let named = |table: &'static [Field], key: &str| table.iter().find(|field| field.key == key);
    match split(key) {
        Some((group, _, inner)) => named(fields(named(table, group)?), inner),
        None => named(table, key),
    }
}

/// Whether a text can name a row. Rows stand in the order of their ids, so ids that grow with time keep the order
/// in which rows were added.
pub fn is_id(text: &str) -> bool {
    (1..=36).contains(&text.len())
        && text.bytes().all(|b| b.is_ascii_digit() || b.is_ascii_lowercase() || b == b'-')
}

/// Every key of a table in these drafts, rows included, in the order of the screen.
pub fn keys(table: &'static [Field], drafts: &[&Draft]) -> Vec<String> {
    let mut keys = Vec::new();
    for field in table {
        keys.push(field.key.to_owned());
        let rows = set_of(drafts.iter().flat_map(|draft| draft.many(field.key)));
        for inner in fields(field) {
            keys.extend(rows.iter().map(|row| key(field.key, row, inner.key)));
        }
    }
    keys
}
