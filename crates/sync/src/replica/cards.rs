//! Sheets of cards as they are stored in [`Bin::Card`]: so small and so quick to read that a device starts with all
//! of them. What cannot be read, or comes from a build that derives cards otherwise, is derived anew from the rows.
//!
//! Kinds and scopes stand once for a sheet and are meant by their number.
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
struct Written {
    format: u16,
    kinds: Vec<String>,
    scopes: Vec<Scope>,
    cards: Vec<Packed>,
    gone: Vec<(RecordId, Rev)>,
    counts: Vec<u64>,
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

/// Where the rows of a page lie.
pub(super) fn on_page(unit: &Grant, page: u64) -> impl Fn(u32) -> Place {
    let unit = Arc::new(unit.clone());
    move |at| Place::Block { unit: Arc::clone(&unit), page, at }
}

/// What is known of the rows of a page, in their order.
pub(super) fn derive(rows: &[Row], unit: &Grant, page: u64) -> Vec<Held> {
    let place = on_page(unit, page);
    let mut scopes: BTreeMap<&Scope, Arc<Scope>> = BTreeMap::new();
    let held = (0..).zip(rows).map(|(at, row)| {
        let scope = scopes.entry(&row.scope).or_insert_with(|| Arc::new(row.scope.clone()));
        let card = Card::of(row.id, &row.record());
        Held { rev: row.rev, scope: Arc::clone(scope), card, place: place(at) }
    });
    held.collect()
}

/// A sheet of cards, and what is said of records that have none.
pub(super) struct Sheet<H> {
    /// What is known of rows, in their order.
    pub(super) held: Vec<H>,
    /// Removals.
    pub(super) gone: Vec<(RecordId, Rev)>,
    /// Numbers that stand above a list.
    pub(super) counts: Vec<u64>,
}

impl<H> Default for Sheet<H> {
    fn default() -> Self {
        Self { held: Vec::new(), gone: Vec::new(), counts: Vec::new() }
    }
}

impl<H> Sheet<H> {
    /// Whether it says nothing.
    pub(super) const fn is_empty(&self) -> bool {
        self.held.is_empty() && self.gone.is_empty()
    }
}

/// Writes the cards of a page.
pub(super) fn pack_page(page: &[Held]) -> Option<Vec<u8>> {
    pack(Sheet { held: page.iter().collect(), ..Sheet::default() })
}

/// Writes a sheet of cards.
pub(super) fn pack(sheet: Sheet<&Held>) -> Option<Vec<u8>> {
    let (mut kinds, mut scopes) = (Names::default(), Names::default());
    let cards = sheet
        .held
        .into_iter()
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
    let Sheet { gone, counts, .. } = sheet;
    let written = Written { format: Card::FORMAT, kinds, scopes, cards, gone, counts };
    postcard::to_allocvec(&written).ok()
}

/// Reads a sheet of cards whose rows lie there; `None` if this build would derive them otherwise.
pub(super) fn unpack(bytes: &[u8], place: impl Fn(u32) -> Place) -> Option<Sheet<Held>> {
    // The format stands first: what follows is read only if it is ours.
    let (format, _) = postcard::take_from_bytes::<u16>(bytes).ok()?;
    if format != Card::FORMAT {
        return None;
    }
    let sheet: Written = postcard::from_bytes(bytes).ok()?;
    let kinds: Vec<Kind> = sheet.kinds.iter().map(|name| Kind::named(name)).collect();
    let scopes: Vec<Arc<Scope>> = sheet.scopes.into_iter().map(Arc::new).collect();
    let held = (0..).zip(sheet.cards).map(|(at, packed)| {
        let kind = kinds.get(packed.kind as usize)?.clone();
        let scope = Arc::clone(scopes.get(packed.scope as usize)?);
        let card = Card { id: packed.id, kind, parent: packed.parent, face: packed.face };
        Some(Held { rev: packed.rev, scope, card, place: place(at) })
    });
    let Written { gone, counts, .. } = sheet;
    Some(Sheet { held: held.collect::<Option<_>>()?, gone, counts })
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
