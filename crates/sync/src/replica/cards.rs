//! The cards of a scan page as they lie in [`Bin::Card`]: small, quick to read, and derived anew whenever they cannot
//! be read.
//!
//! Names of kinds and scopes stand once in a page and are meant by their number.
//!
//! [`Bin::Card`]: crate::store::Bin::Card

use super::base::{Held, Place};
use crate::wire::{Rev, Row};
use domain::card::{Card, Face};
use domain::values::RecordId;
use domain::{Grant, Kind, Scope};
use serde::{Deserialize, Serialize};
use std::collections::BTreeMap;
use std::sync::Arc;

#[derive(Serialize, Deserialize)]
struct Page {
    format: u16,
    kinds: Vec<String>,
    scopes: Vec<Scope>,
    cards: Vec<Packed>,
}

#[derive(Serialize, Deserialize)]
struct Packed {
    id: RecordId,
    kind: u32,
    scope: u32,
    rev: Rev,
    parent: Option<RecordId>,
    face: Face,
}

/// What is known of the rows of a page, in their order.
pub(super) fn derive(rows: &[Row], unit: &Grant, page: u64) -> Vec<Held> {
    let unit = Arc::new(unit.clone());
    let mut scopes: BTreeMap<&Scope, Arc<Scope>> = BTreeMap::new();
    let place = |at| Place::Block { unit: Arc::clone(&unit), page, at };
    let held = (0..).zip(rows).map(|(at, row)| {
        let scope = scopes.entry(&row.scope).or_insert_with(|| Arc::new(row.scope.clone()));
        let card = Card::of(row.id, &row.record());
        Held { rev: row.rev, scope: Arc::clone(scope), card, place: place(at) }
    });
    held.collect()
}

/// Writes a page of cards.
pub(super) fn pack(page: &[Held]) -> Option<Vec<u8>> {
    let (mut kinds, mut scopes) = (Names::default(), Names::default());
    let cards = page
        .iter()
        .map(|held| Packed {
            id: held.card.id,
            kind: kinds.number(held.card.kind.name()),
            scope: scopes.number(&*held.scope),
            rev: held.rev,
            parent: held.card.parent,
            face: held.card.face.clone(),
        })
        .collect();
    let kinds = kinds.list.into_iter().map(str::to_owned).collect();
    let scopes = scopes.list.into_iter().cloned().collect();
    postcard::to_allocvec(&Page { format: Card::FORMAT, kinds, scopes, cards }).ok()
}

/// Reads a page of cards; `None` if this build would derive them otherwise.
pub(super) fn unpack(bytes: &[u8], unit: &Grant, number: u64) -> Option<Vec<Held>> {
    // The format stands first: what follows is read only if it is ours.
    let (format, _) = postcard::take_from_bytes::<u16>(bytes).ok()?;
    if format != Card::FORMAT {
        return None;
    }
    let page: Page = postcard::from_bytes(bytes).ok()?;
    let kinds: Vec<Kind> = page.kinds.iter().map(|name| Kind::named(name)).collect();
    let scopes: Vec<Arc<Scope>> = page.scopes.into_iter().map(Arc::new).collect();
    let unit = Arc::new(unit.clone());
    let held = (0..).zip(page.cards).map(|(at, packed)| {
        let kind = kinds.get(packed.kind as usize)?.clone();
        let scope = Arc::clone(scopes.get(packed.scope as usize)?);
        let card = Card { id: packed.id, kind, parent: packed.parent, face: packed.face };
        let place = Place::Block { unit: Arc::clone(&unit), page: number, at };
        Some(Held { rev: packed.rev, scope, card, place })
    });
    held.collect()
}

/// Things meant by their number.
struct Names<'a, T: ?Sized> {
    numbers: BTreeMap<&'a T, u32>,
    list: Vec<&'a T>,
}

impl<T: ?Sized> Default for Names<'_, T> {
    fn default() -> Self {
        Self { numbers: BTreeMap::new(), list: Vec::new() }
    }
}

impl<'a, T: Ord + ?Sized> Names<'a, T> {
    fn number(&mut self, name: &'a T) -> u32 {
        let list = &mut self.list;
        *self.numbers.entry(name).or_insert_with(|| {
            list.push(name);
            u32::try_from(list.len() - 1).unwrap_or(u32::MAX)
        })
    }
}
