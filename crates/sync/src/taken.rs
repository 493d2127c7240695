//! Pictures of this device: what is known of each, its bytes in chunks, and which nobody needs any more.

use crate::store::{Batch, Bin, Key, Part, Range, Store, StoreError, Write};
use domain::attachment::{Attachment, Mime};
use domain::values::{BlobId, Moment, RecordId};
use serde::{Deserialize, Serialize};
use std::collections::BTreeSet;

/// So much is read at once.
const MANY: u32 = 10_000;

/// A picture that was taken on this device, as it lies in [`Bin::Att`].
#[derive(Clone, PartialEq, Eq, Debug, Serialize, Deserialize)]
pub struct Taken {
    /// The content address of the bytes.
    pub sha256: BlobId,
    /// Bytes.
    pub size: u32,
    /// The content address of the small picture.
    pub thumb_sha256: BlobId,
    /// Bytes of the small picture.
    pub thumb_size: u32,
    /// What the bytes are.
    pub mime: Mime,
    /// When, on this device.
    pub at: Moment,
    /// A record that was saved names it: its bytes go only when the server has them, or when the person lets the
    /// record go.
    #[serde(default)]
    pub saved: bool,
    /// The server has verified the bytes.
    #[serde(default)]
    pub stored: bool,
}

impl Taken {
    /// The write that says what is known of a picture.
    ///
    /// # Errors
    /// When it has no JSON form.
    pub fn note(&self, id: RecordId) -> serde_json::Result<Write> {
        Ok(Write::Put(Bin::Att, Key::from(id.to_string()), serde_json::to_vec(self)?))
    }
}

/// The writes that keep bytes, in chunks.
pub fn chunks<'a>(sha256: &'a BlobId, bytes: &'a [u8]) -> impl Iterator<Item = Write> + 'a {
    let key = |n: usize| Key::List(vec![Part::Text(sha256.to_string()), Part::Num(n as u64)]);
    let pieces = bytes.chunks(Attachment::CHUNK as usize).enumerate();
    pieces.map(move |(n, chunk)| Write::Put(Bin::Chunk, key(n), chunk.to_vec()))
}

/// Removes the pictures that nobody names any more: no draft, no entry of the outbox, no row (`has_row`). Answers how
/// many. To be called only while no form is open in any tab: what stands in an open form may not be on the disk yet.
///
/// What a saved record named stays even then until the server has it: the entry may be long forgotten, and this the
/// only copy.
///
/// # Errors
/// See [`StoreError`].
pub async fn clean<S: Store>(store: &S, has_row: impl Fn(RecordId) -> bool) -> Result<usize, StoreError> {
    let mut orphans = Vec::new();
    let mut kept: BTreeSet<BlobId> = BTreeSet::new();
    let all = store.get_all(Bin::Att, &Range::All, MANY).await?;
    if all.is_empty() {
        return Ok(0);
    }
    // Read after the pictures: what is taken from now on is not judged.
    let names = names(store).await?;
    for (key, value) in all {
        let Key::Text(text) = &key else { return Err(StoreError::Unreadable) };
        let id: RecordId = text.parse().map_err(|_| StoreError::Unreadable)?;
        let taken: Taken = serde_json::from_slice(&value).map_err(|_| StoreError::Unreadable)?;
        let needed = has_row(id) || (taken.saved && !taken.stored);
        if needed || names.iter().any(|words| words.contains(text.as_str())) {
            kept.extend([taken.sha256, taken.thumb_sha256]);
        } else {
            orphans.push((key, taken));
        }
    }
    let mut batch = Batch::relaxed();
    let count = orphans.len();
    for (key, taken) in orphans {
        batch.push(Write::Delete(Bin::Att, key));
        // The same picture taken in twice lies here once.
        for sha256 in [taken.sha256, taken.thumb_sha256].into_iter().filter(|sha256| !kept.contains(sha256)) {
            let bytes = Range::Within(vec![Part::Text(sha256.to_string())]);
            batch.push(Write::DeleteRange(Bin::Chunk, bytes));
        }
    }
    if count > 0 {
        store.commit(batch).await?;
    }
    Ok(count)
}

/// All that drafts and entries say, as it lies there: an id in it is a name, whatever kind of record it is in.
async fn names<S: Store>(store: &S) -> Result<Vec<String>, StoreError> {
    let mut names = Vec::new();
    for bin in [Bin::Draft, Bin::Out] {
        let found = store.get_all(bin, &Range::All, MANY).await?;
        // With more than that nobody knows what the rest names.
        if found.len() == MANY as usize {
            return Err(StoreError::Unreadable);
        }
        names.extend(found.into_iter().map(|(_, value)| String::from_utf8_lossy(&value).into_owned()));
    }
    Ok(names)
}
