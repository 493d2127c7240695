//! The cards of overlays. Every plan writes those it changes as one more sheet, so that a device starts without
//! reading overlays one by one; when there are many sheets, a plan writes all of it anew.
//!
//! Sheets only repeat what [`Bin::Row`] says: they can always be derived from it.

use super::base::{Base, BaseChange, Held, Place};
use super::cards::{self, Sheet};
use super::load::Overlay;
use super::places::{overlay_at, parse};
use crate::store::{Bin, Key, Part, Range, StoreError, Write};
use crate::wire::Rev;
use domain::values::RecordId;
use std::collections::BTreeMap;

/// So many sheets are kept at least before they are written anew.
const SHEETS: usize = 16;
/// One more for so many overlays: the more there are, the longer takes writing them.
const OVERLAYS: usize = 64;
/// So many cards stand on a sheet: reading one must not be felt.
const CARDS: usize = 500;

/// What lies at the place of an overlay.
#[derive(Clone, Debug)]
pub(super) enum Laid {
    /// A row.
    Row(Held),
    /// A removal.
    Gone(Rev),
    /// Nothing any more.
    Nothing,
}

/// What lies over the blocks.
pub(super) type Overlays = BTreeMap<RecordId, Laid>;

/// Where the sheets of overlays lie: where no unit's pages can.
fn all(generation: u64) -> Vec<Part> {
    vec![Part::Num(generation), Part::Text(String::new())]
}

/// Whether a sheet of overlays lies there.
pub(super) fn is_one(key: &Key) -> bool {
    matches!(key, Key::List(parts) if matches!(parts.get(1), Some(Part::Text(unit)) if unit.is_empty()))
}

/// The writes that keep the sheets true when these changes are made, and how many there are then; none if they must
/// be derived at the next start.
pub(super) fn written(
    generation: u64,
    gen_no: u64,
    base: &Base,
    changes: &[BaseChange],
) -> (Vec<Write>, Option<usize>) {
    // Everything goes, and with it the generation that the sheets belong to.
    if changes.contains(&BaseChange::Clear) {
        return (Vec::new(), Some(0));
    }
    let mut news = Overlays::new();
    for change in changes {
        let (id, laid) = match change {
            BaseChange::Row(held, _) => (held.card.id, Laid::Row(held.clone())),
            BaseChange::Gone(id, rev) => (*id, Laid::Gone(*rev)),
            BaseChange::Drop(id) => (*id, Laid::Nothing),
            BaseChange::Page(_) | BaseChange::Clear => continue,
        };
        news.insert(id, laid);
    }
    let mut writes = Vec::new();
    let (before, overlays) = match base.sheets() {
        Some(count) if news.is_empty() => return (writes, Some(count)),
        Some(count) if count < SHEETS + base.overlays().count() / OVERLAYS => (count, news),
        _ => {
            writes.push(Write::DeleteRange(Bin::Card, Range::Within(all(generation))));
            let mut overlays: Overlays = base.overlays().collect();
            overlays.extend(news);
            overlays.retain(|_, laid| !matches!(laid, Laid::Nothing));
            (0, overlays)
        }
    };
    let overlays: Vec<(RecordId, Laid)> = overlays.into_iter().collect();
    let sheets: Option<Vec<Vec<u8>>> =
        overlays.chunks(CARDS).map(|chunk| cards::pack(sheet(chunk))).collect();
    let Some(sheets) = sheets else {
        return (vec![Write::DeleteRange(Bin::Card, Range::Within(all(generation)))], None);
    };
    let count = before + sheets.len();
    for (part, bytes) in (0..).zip(sheets) {
        let mut place = all(generation);
        place.extend([Part::Num(gen_no), Part::Num(part)]);
        writes.push(Write::Put(Bin::Card, Key::List(place), bytes));
    }
    (writes, Some(count))
}

fn sheet(overlays: &[(RecordId, Laid)]) -> Sheet<&Held> {
    let mut sheet = Sheet::default();
    for (id, laid) in overlays {
        match laid {
            Laid::Row(held) => sheet.held.push(held),
            Laid::Gone(rev) => sheet.gone.push((*id, *rev)),
            Laid::Nothing => sheet.dropped.push(*id),
        }
    }
    sheet
}

/// What a sheet says; `None` if this build would say it otherwise.
pub(super) fn read(bytes: &[u8]) -> Option<Overlays> {
    let sheet = cards::unpack(bytes, |_| Place::Overlay)?;
    let mut overlays = Overlays::new();
    overlays.extend(sheet.held.into_iter().map(|held| (held.card.id, Laid::Row(held))));
    overlays.extend(sheet.gone.into_iter().map(|(id, rev)| (id, Laid::Gone(rev))));
    overlays.extend(sheet.dropped.into_iter().map(|id| (id, Laid::Nothing)));
    Some(overlays)
}

/// What an overlay says.
pub(super) fn derive(key: &Key, bytes: &[u8]) -> Result<(RecordId, Laid), StoreError> {
    Ok(match parse::<Overlay>(bytes)? {
        Overlay::Row(row) => (row.id, Laid::Row(Held::of(&row, Place::Overlay))),
        Overlay::Gone(rev) => (overlay_at(key).ok_or(StoreError::Unreadable)?, Laid::Gone(rev)),
    })
}
