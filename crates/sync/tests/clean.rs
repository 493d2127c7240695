//! What nobody names any more goes from the device, and never a byte that somebody still needs.

#![expect(clippy::unwrap_used, clippy::panic, reason = "a test: whatever cannot be must stop it")]

use domain::attachment::Mime;
use domain::values::{Moment, RecordId};
use sync::store::now;
use sync::taken::{Taken, chunks, clean};
use sync::{Batch, Bin, Key, MemoryStore, Range, Store as _, Write};

fn id(n: u64) -> RecordId {
    format!("019ab000-0000-7000-8000-{n:012}").parse().unwrap()
}

/// A picture with these bytes.
fn take(store: &MemoryStore, n: u64, bytes: &[u8], saved: bool, stored: bool) {
    let (sha256, thumb) = (sync::digest::blob_id(bytes), [bytes, b"small"].concat());
    let thumb_sha256 = sync::digest::blob_id(&thumb);
    let mut batch = Batch::strict();
    batch.writes.extend(chunks(&sha256, bytes).chain(chunks(&thumb_sha256, &thumb)));
    let (size, thumb_size, mime, at) = (1, 1, Mime::Jpeg, Moment::new(0, 480));
    let taken = Taken { sha256, size, thumb_sha256, thumb_size, mime, at, saved, stored };
    batch.push(taken.note(id(n)).unwrap());
    store.commit_now(batch).unwrap();
}

fn put(store: &MemoryStore, write: Write) {
    let mut batch = Batch::strict();
    batch.push(write);
    store.commit_now(batch).unwrap();
}

/// The pictures that are left, and how many chunks.
fn left(store: &MemoryStore) -> (Vec<RecordId>, usize) {
    let ids = now(store.get_all(Bin::Att, &Range::All, 99)).unwrap().into_iter().map(|(key, _)| match key {
        Key::Text(text) => text.parse().unwrap(),
        _ => panic!("a key that is no id"),
    });
    (ids.collect(), now(store.get_all(Bin::Chunk, &Range::All, 99)).unwrap().len())
}

#[test]
fn a_picture_that_was_taken_out_again_goes_with_all_its_bytes() {
    let store = MemoryStore::default();
    take(&store, 1, b"one", false, false);
    assert_eq!(now(clean(&store, |_| false)), Ok(1));
    assert_eq!(left(&store), (vec![], 0));
}

#[test]
fn what_a_draft_or_an_entry_names_stays() {
    let store = MemoryStore::default();
    for n in 1..=3 {
        take(&store, n, format!("picture {n}").as_bytes(), false, false);
    }
    let draft = format!(r#"{{"draft":{{"complaint-photos":"{}"}}}}"#, id(1));
    put(&store, Write::Put(Bin::Draft, Key::from("of another tab"), draft.into_bytes()));
    put(&store, Write::Append(Bin::Out, format!(r#"{{"rec":{{"id":"{}"}}}}"#, id(2)).into_bytes()));
    assert_eq!(now(clean(&store, |_| false)), Ok(1));
    assert_eq!(left(&store), (vec![id(1), id(2)], 4));
}

#[test]
fn what_a_record_shows_stays() {
    let store = MemoryStore::default();
    take(&store, 1, b"one", true, true);
    assert_eq!(now(clean(&store, |row| row == id(1))), Ok(0));
    assert_eq!(left(&store), (vec![id(1)], 2));
}

/// Its entry is forgotten and its row belongs to somebody else by now: this may be the only copy.
#[test]
fn what_was_saved_stays_until_the_server_has_it() {
    let store = MemoryStore::default();
    take(&store, 1, b"one", true, false);
    take(&store, 2, b"two", true, true);
    assert_eq!(now(clean(&store, |_| false)), Ok(1));
    assert_eq!(left(&store), (vec![id(1)], 2));
}

#[test]
fn bytes_that_another_picture_shares_stay() {
    let store = MemoryStore::default();
    take(&store, 1, b"the same", false, false);
    take(&store, 2, b"the same", true, false);
    assert_eq!(now(clean(&store, |_| false)), Ok(1));
    assert_eq!(left(&store), (vec![id(2)], 2));
}
