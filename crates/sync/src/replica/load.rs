//! Reading a replica from the store.

use super::base::{Base, BaseChange, Held};
use super::cards;
use super::meta::SyncMeta;
use super::places::{page_at, parse};
use super::sheets;
use crate::outbox::{Entry, Outbox};
use crate::store::{Batch, Bin, Key, Part, Range, Store, StoreError, Write};
use crate::wire::{Rev, Row};
use serde::{Deserialize, Serialize};
use std::collections::BTreeSet;

/// What was read anew.
#[derive(Clone, Debug)]
pub struct Fresh {
    /// Cursor, held units, running scans.
    pub meta: SyncMeta,
    /// All entries.
    pub outbox: Outbox,
    /// What is known of the rows, unless that is known already.
    pub base: Option<Base>,
}

/// What lies in [`Bin::Row`].
#[derive(Clone, PartialEq, Eq, Debug, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub(super) enum Overlay {
    /// A row as the server sent it.
    Row(Row),
    /// It left the held units at this revision.
    Gone(Rev),
}

/// How many pages of cards are read at once: a page has some ten kilobytes, and reading it must not be felt.
const PAGES: u32 = 8;
/// How many overlays or entries are read at once.
const SMALL: u32 = 2_000;

/// Reads the outbox and, if the compare-and-set moved since `known_gen`, the rows.
///
/// # Errors
/// See [`StoreError`].
pub async fn fresh<S: Store>(store: &S, known_gen: Option<u64>) -> Result<Fresh, StoreError> {
    loop {
        let meta = read_meta(store).await?;
        let known = known_gen == Some(meta.gen_no);
        let base = if known { Ok(None) } else { read_base(store, &meta).await.map(Some) };
        let outbox = read_outbox(store).await?;
        // Another tab may have written between these transactions: then all of it is read again.
        if read_meta(store).await? == meta {
            return Ok(Fresh { meta, outbox, base: base? });
        }
    }
}

async fn read_meta<S: Store>(store: &S) -> Result<SyncMeta, StoreError> {
    let stored = store.get(Bin::Meta, &Key::from(SyncMeta::KEY)).await?;
    stored.map_or_else(|| Ok(SyncMeta::default()), |bytes| parse(&bytes))
}

async fn read_base<S: Store>(store: &S, meta: &SyncMeta) -> Result<Base, StoreError> {
    let mut base = Base::default();
    let nobody = BTreeSet::new();
    let within = Range::Within(vec![Part::Num(meta.generation)]);
    let mut pages = store.get_all(Bin::Card, &within, PAGES).await?;
    let (mut sheets, mut whole) = (Vec::new(), true);
    while let Some((last, _)) = pages.last().cloned() {
        for (key, bytes) in pages {
            if sheets::is_one(&key) {
                let sheet = sheets::read(&bytes);
                whole &= sheet.is_some();
                sheets.extend(sheet);
            } else {
                for held in read_cards(store, &key, &bytes).await? {
                    base.apply(BaseChange::Page(held), &nobody);
                }
            }
        }
        let more = store.get_all(Bin::Card, &Range::After(last), PAGES).await?;
        pages = more.into_iter().filter(|(key, _)| within.holds(key)).collect();
    }
    base.set_sheets(Some(sheets.len()));
    if sheets.is_empty() || !whole {
        let stored = read_generation(store, Bin::Row, meta.generation, SMALL).await?;
        base.set_sheets(stored.is_empty().then_some(0));
        sheets = vec![sheets::derive(&stored)?];
    }
    sheets::lay(&mut base, sheets);
    Ok(base)
}

/// The cards of a page; derived anew from the rows if this build would derive them otherwise.
async fn read_cards<S: Store>(store: &S, key: &Key, bytes: &[u8]) -> Result<Vec<Held>, StoreError> {
    let (unit, number) = page_at(key).ok_or(StoreError::Unreadable)?;
    if let Some(sheet) = cards::unpack(bytes, cards::on_page(&unit, number)) {
        return Ok(sheet.held);
    }
    let block = store.get(Bin::Blk, key).await?.ok_or(StoreError::Unreadable)?;
    let page = cards::derive(&parse::<Vec<Row>>(&block)?, &unit, number);
    if let Some(bytes) = cards::pack_page(&page) {
        let mut batch = Batch::relaxed();
        batch.push(Write::Put(Bin::Card, key.clone(), bytes));
        // Not kept, they are only derived once more.
        drop(store.commit(batch).await);
    }
    Ok(page)
}

async fn read_generation<S: Store>(
    store: &S,
    bin: Bin,
    generation: u64,
    at_once: u32,
) -> Result<Vec<(Key, Vec<u8>)>, StoreError> {
    let within = Range::Within(vec![Part::Num(generation)]);
    let mut all = store.get_all(bin, &within, at_once).await?;
    let mut full = all.len() == at_once as usize;
    while full {
        let Some((last, _)) = all.last() else { break };
        let more = store.get_all(bin, &Range::After(last.clone()), at_once).await?;
        full = more.len() == at_once as usize;
        all.extend(more.into_iter().filter(|(key, _)| within.holds(key)));
    }
    Ok(all)
}

async fn read_outbox<S: Store>(store: &S) -> Result<Outbox, StoreError> {
    let mut outbox = Outbox::new();
    let mut after = 0;
    loop {
        let page = store.get_all(Bin::Out, &Range::After(Key::Num(after)), SMALL).await?;
        let full = page.len() == SMALL as usize;
        for (key, bytes) in page {
            let Key::Num(number) = key else { return Err(StoreError::Unreadable) };
            after = number;
            outbox.insert(number, parse::<Entry>(&bytes)?);
        }
        if !full {
            return Ok(outbox);
        }
    }
}
