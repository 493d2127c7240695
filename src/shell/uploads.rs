//! Bytes on their way up: after the words, one file at a time, chunk by chunk, resumed after any break.

use domain::attachment::Bytes;
use domain::values::{BlobId, RecordId};
use gloo_net::http::Method;
use serde::Deserialize;
use sync::taken::Taken;
use sync::{Answer, Batch, Bin, Range, Store as _};

use super::attachments::chunks;
use super::engine::Engine;
use super::http::{Ask, get};

/// What the server has of some bytes.
#[derive(Deserialize)]
struct Progress {
    #[serde(default)]
    have: Vec<u64>,
    state: Bytes,
}

/// Uploads all that waits. Answers how many files the server has now that it had not before.
pub(super) async fn run(engine: &Engine) -> usize {
    let Ok(found) = engine.store.get_all(Bin::Att, &Range::All, 10_000).await else { return 0 };
    let mut done = 0;
    for (key, value) in found {
        let sync::Key::Text(id) = key else { continue };
        let (Ok(id), Ok(taken)) = (id.parse::<RecordId>(), serde_json::from_slice::<Taken>(&value)) else {
            continue;
        };
        // The row goes first: without it nobody knows what the bytes are.
        let state = engine.read(|replica| Some(replica.base().get(id)?.card.face.state.clone()));
        let Some(state) = state.filter(|_| !taken.stored) else { continue };
        match upload(engine, &taken, state == Bytes::Stored.code()).await {
            Some(true) => {
                done += 1;
                let mut batch = Batch::relaxed();
                if let Ok(write) = (Taken { stored: true, ..taken }).note(id) {
                    batch.push(write);
                    // Not kept, it is only asked again.
                    drop(engine.keep(batch).await);
                }
            }
            Some(false) => {}
            // No network: the others have to wait as well.
            None => return done,
        }
    }
    done
}

/// One picture with its small one. `None`: the server cannot be reached.
async fn upload(engine: &Engine, taken: &Taken, stored: bool) -> Option<bool> {
    if !stored {
        let state = send(engine, &taken.sha256, taken.size).await?;
        if state != Bytes::Stored {
            return Some(false);
        }
    }
    // The small one is a comfort for others; the record is whole without it.
    send(engine, &taken.thumb_sha256, taken.thumb_size).await?;
    Some(true)
}

async fn send(engine: &Engine, sha256: &BlobId, size: u32) -> Option<Bytes> {
    let path = format!("sync/v1/blobs/{sha256}?state");
    let mut progress = match read(&get(&path, engine.device).await) {
        Heard::Progress(progress) => progress,
        Heard::Refused => return Some(Bytes::Awaited),
        Heard::Nothing => return None,
    };
    if progress.state == Bytes::Stored {
        return Some(Bytes::Stored);
    }
    let chunks = chunks(engine, sha256).await.ok()?;
    for (n, chunk) in (0_u64..).zip(chunks) {
        if progress.have.contains(&n) {
            continue;
        }
        let path = format!("sync/v1/blobs/{sha256}/{n}");
        let headers = [("X-Size", size.to_string())];
        let body = Some(("application/octet-stream", chunk));
        let ask = Ask { method: Method::PUT, path: &path, body, headers: &headers };
        match read(&ask.send(engine.device).await) {
            Heard::Progress(now) => progress = now,
            Heard::Refused => return Some(Bytes::Awaited),
            Heard::Nothing => return None,
        }
    }
    Some(progress.state)
}

/// What came back.
enum Heard {
    /// How far the bytes are.
    Progress(Progress),
    /// The server does not take them, for now.
    Refused,
    /// No answer.
    Nothing,
}

fn read(answer: &Answer) -> Heard {
    match answer {
        Answer::Nothing => Heard::Nothing,
        Answer::Http { status: 200, body, .. } => {
            serde_json::from_slice(body).map_or(Heard::Refused, Heard::Progress)
        }
        Answer::Http { .. } => Heard::Refused,
    }
}
