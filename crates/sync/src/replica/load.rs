//! Reading a replica from the store.

use super::base::{Base, BaseChange};
use super::meta::SyncMeta;
use crate::outbox::{Entry, Outbox};
use crate::store::{Bin, Key, Part, Range, Store, StoreError};
use crate::wire::{Rev, Row};
use domain::values::RecordId;
use serde::{Deserialize, Serialize};

/// What was read anew.
#[derive(Clone, Debug)]
pub struct Fresh {
    /// Cursor, held units, running scans.
    pub meta: SyncMeta,
    /// All entries.
    pub outbox: Outbox,
    /// The rows, unless they are those known already.
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

/// How many blocks are read at once: a block has 1 to 2 MB.
const BLOCKS: u32 = 16;
/// How many overlays or entries are read at once.
const SMALL: u32 = 2_000;

/// Reads the outbox and, if the compare-and-set moved since `known_gen`, the rows.
///
/// # Errors
/// See [`StoreError`].
pub async fn fresh<S: Store>(store: &S, known_gen: Option<u64>) -> Result<Fresh, StoreError> {
    loop {
        let meta = read_meta(store).await?;
        let base = if known_gen == Some(meta.gen_no) { None } else { Some(read_base(store, &meta).await?) };
        let outbox = read_outbox(store).await?;
        // Another tab may have written between these transactions: then all of it is read again.
        if read_meta(store).await? == meta {
            return Ok(Fresh { meta, outbox, base });
        }
    }
}

async fn read_meta<S: Store>(store: &S) -> Result<SyncMeta, StoreError> {
    let stored = store.get(Bin::Meta, &Key::from(SyncMeta::KEY)).await?;
    stored.map_or_else(|| Ok(SyncMeta::default()), |bytes| parse(&bytes))
}

async fn read_base<S: Store>(store: &S, meta: &SyncMeta) -> Result<Base, StoreError> {
    let mut base = Base::default();
    for (_, bytes) in read_generation(store, Bin::Blk, meta.generation, BLOCKS).await? {
        for row in parse::<Vec<Row>>(&bytes)? {
            base.apply(BaseChange::Page(row));
        }
    }
    for (key, bytes) in read_generation(store, Bin::Row, meta.generation, SMALL).await? {
        match parse::<Overlay>(&bytes)? {
            // A page may hold a newer version than an overlay: the higher revision stands.
            Overlay::Row(row) if base.get(row.id).is_none_or(|other| other.rev <= row.rev) => {
                base.apply(BaseChange::Row(row));
            }
            Overlay::Row(row) => base.note_older(row.id),
            Overlay::Gone(rev) => {
                let id = id_of(&key).ok_or(StoreError::Unreadable)?;
                if base.get(id).is_none_or(|row| row.rev < rev) {
                    base.apply(BaseChange::Gone(id, rev));
                }
            }
        }
    }
    Ok(base)
}

fn id_of(key: &Key) -> Option<RecordId> {
    match key {
        Key::List(parts) => match parts.as_slice() {
            [Part::Num(_), Part::Text(id)] => id.parse().ok(),
            _ => None,
        },
        Key::Num(_) | Key::Text(_) => None,
    }
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

fn parse<T: serde::de::DeserializeOwned>(bytes: &[u8]) -> Result<T, StoreError> {
    serde_json::from_slice(bytes).map_err(|_| StoreError::Unreadable)
}
