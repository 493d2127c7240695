//! Pictures on this device: kept strictly when taken, cut into chunks, read back when shown.

use domain::attachment::{Add, Attachment, Mime};
use domain::values::{BlobId, CommandId, Moment, RecordId};
use domain::{Command, Record};
use js_sys::{Array, Uint8Array};
use std::rc::Rc;
use sync::replica::Intent;
use sync::store::StoreError;
use sync::taken::Taken;
use sync::{Batch, Bin, Key, Part, Range, Store as _, Write};
use wasm_bindgen::JsValue;
use wasm_bindgen_futures::JsFuture;
use web_sys::{Blob, BlobPropertyBag, Url};

use super::Fault;
use super::engine::Engine;
use super::photo::Scaled;

/// Keeps a picture: its bytes, its small one, what is known of them, and the draft that names it, in one strict batch.
/// `name` is asked at the last moment, so that the draft is the newest; if it answers nothing, the form is closed and
/// nothing is kept.
///
/// # Errors
/// Nothing was kept.
pub(super) async fn keep(
    engine: &Engine,
    id: RecordId,
    scaled: &Scaled,
    at: Moment,
    name: impl FnOnce() -> Option<Write>,
) -> Result<(), Fault> {
    let picture = bytes(&scaled.picture).await.map_err(|_| Fault::Unreadable)?;
    let thumb = bytes(&scaled.thumb).await.map_err(|_| Fault::Unreadable)?;
    let size = |bytes: &[u8]| u32::try_from(bytes.len()).map_err(|_| Fault::Unreadable);
    let taken = Taken {
        sha256: sync::digest::blob_id(&picture),
        size: size(&picture)?,
        thumb_sha256: sync::digest::blob_id(&thumb),
        thumb_size: size(&thumb)?,
        mime: Mime::Jpeg,
        at,
        saved: false,
        stored: false,
    };
    if taken.size > Attachment::MAX_SIZE {
        return Err(Fault::Unreadable);
    }
    let mut batch = Batch::strict();
    let parts = sync::taken::chunks(&taken.sha256, &picture);
    batch.writes.extend(parts.chain(sync::taken::chunks(&taken.thumb_sha256, &thumb)));
    batch.push(taken.note(id).map_err(|_| Fault::Unreadable)?);
    batch.push(name().ok_or(Fault::Unreadable)?);
    Ok(engine.keep(batch).await?)
}

async fn bytes(blob: &Blob) -> Result<Vec<u8>, JsValue> {
    Ok(Uint8Array::new(&JsFuture::from(blob.array_buffer()).await?).to_vec())
}

/// What is known of a picture of this device.
pub(super) async fn taken(engine: &Engine, id: RecordId) -> Result<Option<Taken>, StoreError> {
    let found = engine.store.get(Bin::Att, &Key::from(id.to_string())).await?;
    Ok(found.and_then(|bytes| serde_json::from_slice(&bytes).ok()))
}

/// The chunks of some bytes, as far as they are on this device.
pub(super) async fn chunks(engine: &Engine, sha256: &BlobId) -> Result<Vec<Vec<u8>>, StoreError> {
    let within = Range::Within(vec![Part::Text(sha256.to_string())]);
    let found = engine.store.get_all(Bin::Chunk, &within, 1_000).await?;
    Ok(found.into_iter().map(|(_, chunk)| chunk).collect())
}

/// An address under which the browser finds a picture, and when it was taken: from this device, else from the
/// server if it can be reached.
pub(super) async fn address(engine: &Rc<Engine>, id: RecordId) -> Option<(String, Moment)> {
    let (sha256, mime, at) = match taken(engine, id).await.ok().flatten() {
        Some(taken) => (taken.sha256, taken.mime, taken.at),
        None => match engine.look(id).await.ok()??.record {
            Record::Attachment(row) => (row.sha256, row.mime, row.taken_at),
            _ => return None,
        },
    };
    let mut parts = chunks(engine, &sha256).await.ok()?;
    if parts.is_empty() {
        let path = format!("sync/v1/blobs/{sha256}");
        let ask =
            super::http::Ask { method: gloo_net::http::Method::GET, path: &path, body: None, headers: &[] };
        match ask.send(engine.device).await {
            sync::Answer::Http { status: 200, body, .. } => parts.push(body),
            _ => return None,
        }
    }
    let all: Array = parts.iter().map(|part| Uint8Array::from(part.as_slice())).collect();
    let kind = BlobPropertyBag::new();
    kind.set_type(mime.code());
    let blob = Blob::new_with_u8_array_sequence_and_options(&all, &kind).ok()?;
    Url::create_object_url_with_blob(&blob).ok().map(|url| (url, at))
}

/// The commands that add these pictures to a record, to be saved together with it, and the writes that note that a
/// record names them now.
///
/// # Errors
/// A picture is not on this device any more.
pub(super) async fn additions(
    engine: &Engine,
    of: RecordId,
    customer: Option<RecordId>,
    photos: impl Iterator<Item = RecordId>,
    hold_ms: u32,
    mut fresh: impl FnMut() -> CommandId,
) -> Result<(Vec<Intent>, Vec<Write>), Fault> {
    let (mut intents, mut writes) = (Vec::new(), Vec::new());
    for photo in photos {
        // Pictures that the record had before were added before.
        if engine.read(|replica| replica.knows(photo)) {
            continue;
        }
        let taken = taken(engine, photo).await?.ok_or(Fault::Unreadable)?;
        let linked = Taken { saved: true, ..taken.clone() };
        writes.push(linked.note(photo).map_err(|_| Fault::Unreadable)?);
        let add = Add {
            of,
            customer,
            sha256: taken.sha256,
            thumb_sha256: Some(taken.thumb_sha256),
            size: taken.size,
            mime: taken.mime,
        };
        let command = Command::Attachment(add.into());
        intents.push(Intent { id: fresh(), rec: photo, command, deps: vec![of], hold_ms });
    }
    Ok((intents, writes))
}
