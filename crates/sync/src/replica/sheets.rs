//! The cards of overlays. Every plan writes those it changes as one more sheet, so that a device starts without
//! reading overlays one by one. When there are many sheets, or when a row goes, a plan writes all of it anew: of what was
//! taken from somebody nothing stays on the disk.
//!
//! Of what sheets say of a record the last word holds. They only repeat what [`Bin::Row`] says, and can always be
//! derived from it.

use super::base::{Base, BaseChange, Held, Place};
use super::cards::{self, Sheet};
use super::load::Overlay;
use super::places::{overlay_at, parse};
use crate::store::{Bin, Key, Part, Range, StoreError, Write};
use domain::values::RecordId;
use std::collections::BTreeSet;

/// So many sheets are kept at least before they are written anew.
const SHEETS: usize = 16;
/// One more for so many overlays: the more there are, the longer takes writing them.
const OVERLAYS: usize = 64;
/// So many cards stand on a sheet: reading one must not be felt.
const CARDS: usize = 500;

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
    let mut said = BTreeSet::new();
    let mut sheet = news(changes, &mut said);
    let mut writes = Vec::new();
    let goes = changes.iter().any(BaseChange::takes_away);
    let before = match base.sheets() {
        Some(count) if said.is_empty() => return (writes, Some(count)),
        Some(count) if !goes && count < SHEETS + base.overlays().count() / OVERLAYS => count,
        _ => {
            writes.push(Write::DeleteRange(Bin::Card, Range::Within(all(generation))));
            sheet.held.extend(base.overlays().filter(|held| !said.contains(&held.card.id)));
            sheet.gone.extend(base.gone().filter(|(id, _)| !said.contains(id)));
            0
        }
    };
    let mut part = 0;
    let mut rest = std::mem::take(&mut sheet.held);
    loop {
        let more = rest.split_off(rest.len().min(CARDS));
        sheet.held = rest;
        if !sheet.is_empty() {
            let Some(bytes) = cards::pack(std::mem::take(&mut sheet)) else {
                return (vec![Write::DeleteRange(Bin::Card, Range::Within(all(generation)))], None);
            };
            let mut place = all(generation);
            place.extend([Part::Num(gen_no), Part::Num(part)]);
            writes.push(Write::Put(Bin::Card, Key::List(place), bytes));
            part += 1;
        }
        if more.is_empty() {
            break;
        }
        rest = more;
    }
    (writes, Some(before + usize::try_from(part).unwrap_or(usize::MAX)))
}

/// The last word of these changes about each record.
fn news<'a>(changes: &'a [BaseChange], said: &mut BTreeSet<RecordId>) -> Sheet<&'a Held> {
    let mut sheet = Sheet::default();
    for change in changes.iter().rev() {
        match change {
            BaseChange::Row(held, _) if said.insert(held.card.id) => sheet.held.push(held),
            BaseChange::Gone(id, rev) if said.insert(*id) => sheet.gone.push((*id, *rev)),
            BaseChange::Drop(id) => drop(said.insert(*id)),
            _ => {}
        }
    }
    sheet
}

/// What a sheet says; `None` if this build would say it otherwise.
pub(super) fn read(bytes: &[u8]) -> Option<Sheet<Held>> {
    cards::unpack(bytes, |_| Place::Overlay)
}

/// The sheet that these overlays would stand on.
pub(super) fn derive(stored: &[(Key, Vec<u8>)]) -> Result<Sheet<Held>, StoreError> {
    let mut sheet = Sheet::default();
    for (key, bytes) in stored {
        match parse::<Overlay>(bytes)? {
            Overlay::Row(row) => sheet.held.push(Held::of(&row, Place::Overlay)),
            Overlay::Gone(rev) => sheet.gone.push((overlay_at(key).ok_or(StoreError::Unreadable)?, rev)),
        }
    }
    Ok(sheet)
}

/// Puts what sheets say, in their order, over the pages.
pub(super) fn lay(base: &mut Base, sheets: Vec<Sheet<Held>>) {
    let (mut said, nobody) = (BTreeSet::new(), BTreeSet::new());
    for sheet in sheets.into_iter().rev() {
        for (id, rev) in sheet.gone {
            if said.insert(id) && base.get(id).is_none_or(|held| held.rev < rev) {
                base.apply(BaseChange::Gone(id, rev), &nobody);
            }
        }
        for held in sheet.held {
            let id = held.card.id;
            if !said.insert(id) {
                continue;
            }
            // A page may hold a newer version than an overlay: the higher revision stands.
            if base.get(id).is_none_or(|other| other.rev <= held.rev) {
                base.apply(BaseChange::Row(held, None), &nobody);
            } else {
                base.note_older(id);
            }
        }
    }
}
