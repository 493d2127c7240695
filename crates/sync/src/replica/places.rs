//! Where things lie in the store, and reading the bodies that somebody wants to see.

use super::base::Place;
use super::load::Overlay;
use crate::store::{Bin, Key, Part, Store, StoreError};
use crate::wire::Row;
use domain::Grant;
use domain::values::RecordId;
use serde::Deserialize;
use serde_json::value::RawValue;
use std::collections::BTreeMap;

/// Bodies that somebody wants to see, and where they lie.
#[derive(Clone, PartialEq, Eq, Debug)]
pub struct Wanted {
    pub(super) generation: u64,
    pub(super) places: Vec<(RecordId, Place)>,
}

/// Reads bodies. What another tab moved meanwhile is not among them.
///
/// # Errors
/// See [`StoreError`].
pub async fn bodies<S: Store>(store: &S, wanted: &Wanted) -> Result<Vec<Row>, StoreError> {
    let mut rows = Vec::new();
    let mut pages: BTreeMap<Key, Vec<u32>> = BTreeMap::new();
    for (id, place) in &wanted.places {
        match place {
            Place::Block { unit, page, at } => {
                pages.entry(page_key(wanted.generation, unit, *page)).or_default().push(*at);
            }
            Place::Overlay => {
                let found = store.get(Bin::Row, &overlay_key(wanted.generation, *id)).await?;
                if let Some(Overlay::Row(row)) = found.map(|bytes| parse(&bytes)).transpose()? {
                    rows.push(row);
                }
            }
        }
    }
    for (key, places) in pages {
        let Some(block) = store.get(Bin::Blk, &key).await? else { continue };
        // The other rows of the page are stepped over and not read.
        let texts: Vec<&RawValue> = parse(&block)?;
        for at in places {
            if let Some(text) = texts.get(at as usize) {
                rows.push(parse(text.get().as_bytes())?);
            }
        }
    }
    Ok(rows)
}

/// Where a page of a scan lies, and its cards.
pub(super) fn page_key(generation: u64, unit: &Grant, page: u64) -> Key {
    Key::List(vec![Part::Num(generation), Part::Text(unit.as_str().to_owned()), Part::Num(page)])
}

/// Which page lies there.
pub(super) fn page_at(key: &Key) -> Option<(Grant, u64)> {
    match key {
        Key::List(parts) => match parts.as_slice() {
            [Part::Num(_), Part::Text(unit), Part::Num(page)] => {
                Some((Grant::try_from(unit.clone()).ok()?, *page))
            }
            _ => None,
        },
        Key::Num(_) | Key::Text(_) => None,
    }
}

/// Where an overlay lies.
pub(super) fn overlay_key(generation: u64, id: RecordId) -> Key {
    Key::List(vec![Part::Num(generation), Part::Text(id.to_string())])
}

/// Whose overlay lies there.
pub(super) fn overlay_at(key: &Key) -> Option<RecordId> {
    match key {
        Key::List(parts) => match parts.as_slice() {
            [Part::Num(_), Part::Text(id)] => id.parse().ok(),
            _ => None,
        },
        Key::Num(_) | Key::Text(_) => None,
    }
}

/// Reads a stored value.
pub(super) fn parse<'a, T: Deserialize<'a>>(bytes: &'a [u8]) -> Result<T, StoreError> {
    serde_json::from_slice(bytes).map_err(|_| StoreError::Unreadable)
}
