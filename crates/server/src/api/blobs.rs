//! Bytes of attachments: up in chunks, in any order and as often as need be; down as they are.
//!
//! One gets to bytes only through an attachment that names them and that one may see or has made; for all others
//! they do not exist.
//!
//! Source: SYNC 7, RELIABILITY 4g.

use axum::Extension;
use axum::Json;
use axum::body::{Body, Bytes};
use axum::extract::{Path, RawQuery, State};
use axum::http::header::{
    ACCEPT, CONTENT_DISPOSITION, CONTENT_LENGTH, CONTENT_SECURITY_POLICY, CONTENT_TYPE, ETAG, IF_NONE_MATCH,
};
use axum::http::{HeaderMap, HeaderName, HeaderValue, StatusCode};
use axum::response::{IntoResponse, Response};
use domain::attachment::{self, Attachment, AttachmentCommand, Mime};
use domain::values::{BlobId, RecordId};
use domain::{Command, Record};
use futures_util::stream;
use serde::Serialize;
use sync::wire::Fault;
use tokio::io::AsyncReadExt as _;

use super::body::Checked;
use super::guard::Permit;
use super::problem::Problem;
use super::proof::SignedIn;
use crate::blobs::{Assembled, Blobs, sniff};
use crate::core;
use crate::ledger::sqlite::SqliteLedger;
use crate::ledger::{Ledger as _, LedgerError};
use crate::log;
use crate::state::AppState;

const SIZE: HeaderName = HeaderName::from_static("x-size");
/// Bytes somebody sent are shown, if at all, without a script, a frame or an origin.
const SANDBOX: &str = "sandbox; default-src 'none'";

/// How far the bytes have come.
#[derive(Serialize)]
struct Progress {
    #[serde(skip_serializing_if = "Option::is_none")]
    size: Option<u32>,
    chunk: u32,
    have: Vec<u32>,
    state: &'static str,
}

/// An attachment that names the bytes.
#[derive(Clone)]
struct Naming {
    id: RecordId,
    visible: bool,
    /// As the attachment itself; otherwise as its small picture.
    itself: bool,
    attachment: Attachment,
}

pub(super) async fn read(
    State(app): State<AppState>,
    who: SignedIn,
    Path(id): Path<String>,
    RawQuery(query): RawQuery,
    headers: HeaderMap,
    Extension(permit): Extension<Permit>,
) -> Result<Response, Problem> {
    let id = BlobId::try_from(id).map_err(|_| Fault::NotFound)?;
    let named = naming(&app, &who, &id).await?;
    let wants_json = headers.get(ACCEPT).is_some_and(|accept| accept == "application/json");
    if wants_json || query.is_some_and(|query| query == "state") {
        let progress = on_disk(&app, move |blobs| Ok(progress(blobs, &id, &named))).await?;
        return Ok(Json(progress).into_response());
    }
    // Who has only named the bytes, and not shown to have them, gets none: a name may have been overheard.
    let shown = |one: &Naming| !one.itself || one.attachment.bytes == attachment::Bytes::Stored;
    if !named.iter().any(|one| one.visible && shown(one)) {
        return Err(Fault::NotFound.into());
    }
    let tag = format!("\"{id}\"");
    if headers.get(IF_NONE_MATCH).is_some_and(|known| known == tag.as_str()) {
        return Ok((StatusCode::NOT_MODIFIED, [(ETAG, tag)]).into_response());
    }
    let place = app.blobs().place(&id);
    let kind = on_disk(&app, move |blobs| Ok(blobs.kind(&id).ok())).await?.ok_or(Fault::NotFound)?;
    let file = tokio::fs::File::open(place).await.map_err(|_| Fault::NotFound)?;
    let length = file.metadata().await.map_err(|_| Fault::Unavailable)?.len();
    // A document is only ever saved, never shown as a page of ours.
    let disposition = if matches!(kind, None | Some(Mime::Pdf)) { "attachment" } else { "inline" };
    let media_type = kind.as_ref().map_or("application/octet-stream", Mime::code);
    let head = [
        (CONTENT_TYPE, HeaderValue::from_str(media_type)),
        (CONTENT_SECURITY_POLICY, Ok(HeaderValue::from_static(SANDBOX))),
        (CONTENT_DISPOSITION, Ok(HeaderValue::from_static(disposition))),
        (ETAG, HeaderValue::from_str(&tag)),
        (CONTENT_LENGTH, Ok(HeaderValue::from(length))),
    ];
    let mut response = Body::from_stream(bytes_of(file, permit)).into_response();
    for (name, value) in head {
        response.headers_mut().insert(name, value.map_err(|_| Fault::Unavailable)?);
    }
    Ok(response)
}

fn bytes_of(file: tokio::fs::File, permit: Permit) -> impl stream::Stream<Item = std::io::Result<Bytes>> {
    stream::unfold((file, permit), |(mut file, permit)| async {
        let mut piece = Vec::with_capacity(64 * 1024);
        match file.read_buf(&mut piece).await {
            Ok(0) => None,
            Ok(_) => Some((Ok(Bytes::from(piece)), (file, permit))),
            Err(error) => Some((Err(error), (file, permit))),
        }
    })
}

pub(super) async fn write(
    State(app): State<AppState>,
    who: SignedIn,
    Path((id, n)): Path<(String, String)>,
    headers: HeaderMap,
    Checked(bytes): Checked,
) -> Result<Response, Problem> {
    let id = BlobId::try_from(id).map_err(|_| Fault::NotFound)?;
    let n: u32 = n.parse().map_err(|_| Fault::NotFound)?;
    if headers.get(CONTENT_TYPE).is_none_or(|is| is != "application/octet-stream") {
        return Err(Fault::MediaType.into());
    }
    let said = headers.get(SIZE).and_then(|size| size.to_str().ok()).and_then(|size| size.parse().ok());
    let size: u32 = said.ok_or(Fault::Malformed)?;
    let named = naming(&app, &who, &id).await?;
    let wanted =
        named.iter().any(|one| if one.itself { one.attachment.size == size } else { is_small(size) });
    if !wanted || chunk_len(size, n) != Some(bytes.len()) {
        return Err(Fault::Unprocessable.into());
    }
    let (of, types) = (id.clone(), named.clone());
    let assembled = on_disk(&app, move |blobs| {
        if !blobs.keep(&of, size, n, &bytes)? {
            return Ok(Assembled::Dropped);
        }
        blobs.assemble(&of, size, |whole| sniff(whole).is_some_and(|kind| suits(&kind, &types)))
    });
    match assembled.await? {
        Assembled::Incomplete => {}
        Assembled::Dropped => return Err(Fault::Unprocessable.into()),
        Assembled::Whole => store(&app, &who, &id, size).await?,
    }
    let named = naming(&app, &who, &id).await?;
    let progress = on_disk(&app, move |blobs| Ok(progress(blobs, &id, &named))).await?;
    Ok(Json(progress).into_response())
}

/// Makes every attachment that names these bytes `stored`, by a command of the server.
async fn store(app: &AppState, who: &SignedIn, id: &BlobId, size: u32) -> Result<(), Problem> {
    let of = id.clone();
    let kind = on_disk(app, move |blobs| blobs.kind(&of)).await?;
    let id = id.clone();
    let stored = app.write(who, move |ledger, now| {
        let command = Command::Attachment(AttachmentCommand::Store(attachment::Store {}));
        for row in ledger.attachments_of(&id)? {
            let Record::Attachment(found) = row.record() else { continue };
            let the_same = found.sha256 == id && found.size == size && kind.as_ref() == Some(&found.mime);
            if the_same && found.bytes == attachment::Bytes::Awaited {
                core::system(ledger, now, row.id, &command)?;
            }
        }
        Ok(())
    });
    stored.await
}

/// The attachments that name the bytes, all of them; none at all if the user may know of none.
async fn naming(app: &AppState, who: &SignedIn, id: &BlobId) -> Result<Vec<Naming>, Problem> {
    let (asker, of, proof) = (who.asker(app.now()), id.clone(), *who);
    let read = app.read(&proof, move |ledger: &mut SqliteLedger| {
        ledger.begin_read()?;
        let named = named(ledger, &asker, &of);
        ledger.rollback();
        Ok(named?)
    });
    let named = read.await?;
    if named.iter().any(|one| one.visible) { Ok(named) } else { Err(Fault::NotFound.into()) }
}

fn named(ledger: &SqliteLedger, asker: &core::Asker, of: &BlobId) -> Result<Vec<Naming>, LedgerError> {
    let actor = core::standing(ledger, asker)?;
    let mut named = Vec::new();
    for row in ledger.attachments_of(of)? {
        if let Record::Attachment(attachment) = row.record() {
            let visible = actor.sees(&row.scope) || attachment.taken_by == asker.user;
            named.push(Naming { id: row.id, visible, itself: attachment.sha256 == *of, attachment });
        }
    }
    named.sort_by_key(|one| one.id);
    Ok(named)
}

fn progress(blobs: &Blobs, id: &BlobId, named: &[Naming]) -> Progress {
    let visible = || named.iter().filter(|one| one.visible);
    let size = visible().find(|one| one.itself).map(|one| one.attachment.size);
    let mine_are_stored =
        visible().all(|one| !one.itself || one.attachment.bytes == attachment::Bytes::Stored);
    let stored = blobs.is_whole(id) && mine_are_stored;
    let have = size.filter(|_| !stored).map_or_else(Vec::new, |size| blobs.have(id, size));
    Progress { size, chunk: Attachment::CHUNK, have, state: if stored { "stored" } else { "awaited" } }
}

/// Whether bytes of this type are what somebody said: the attachment's own type, or any picture for a small one.
fn suits(kind: &Mime, named: &[Naming]) -> bool {
    let picture = matches!(kind, Mime::Jpeg | Mime::Png | Mime::WebP);
    named.iter().any(|one| if one.itself { one.attachment.mime == *kind } else { picture })
}

/// A small picture fits one chunk; its size stands in no row.
const fn is_small(size: u32) -> bool {
    size <= Attachment::CHUNK
}

/// How long the `n`-th chunk of so many bytes is.
fn chunk_len(size: u32, n: u32) -> Option<usize> {
    let from = n.checked_mul(Attachment::CHUNK).filter(|from| *from < size)?;
    usize::try_from((size - from).min(Attachment::CHUNK)).ok()
}

/// Runs what waits for the disk on a thread for it.
async fn on_disk<T: Send + 'static>(
    app: &AppState,
    job: impl FnOnce(&Blobs) -> std::io::Result<T> + Send + 'static,
) -> Result<T, Problem> {
    let app = app.clone();
    let done = tokio::task::spawn_blocking(move || job(app.blobs()));
    done.await.map_err(|_| Problem::from(Fault::Unavailable))?.map_err(|error| {
        log::note("blobs", &error.kind());
        Fault::Unavailable.into()
    })
}
