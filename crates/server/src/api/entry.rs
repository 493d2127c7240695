//! Coming in: the cookie, the answer to whoever signed in, and the hashing in between.

use std::sync::Arc;
use std::time::Duration;

use axum::Json;
use axum::http::HeaderMap;
use axum::http::header::SET_COOKIE;
use axum::response::{IntoResponse, Response};
use domain::attachment::Attachment;
use domain::values::{DeviceId, Epoch, Moment, UserId};
use serde::{Deserialize, Serialize};
use sync::wire::{Fault, MAX_MUTATIONS, MAX_PUSH_BYTES};
use tokio::sync::OwnedSemaphorePermit;

use super::problem::Problem;
use super::proof::{cookie, cookie_name};
use crate::accounts::password::HashError;
use crate::accounts::session::Life;
use crate::accounts::token::{self, Secret};
use crate::accounts::{Session, devices, session};
use crate::ledger::Ledger as _;
use crate::ledger::sqlite::SqliteLedger;
use crate::state::AppState;
use crate::web::Origin;

/// How long one waits for a free core before being sent away.
const QUEUE: Duration = Duration::from_secs(2);

/// The device somebody signs in on.
#[derive(Clone, Deserialize)]
pub(super) struct DeviceForm {
    /// Made on the device, once.
    pub(super) id: DeviceId,
    /// For the administrator's list.
    pub(super) name: String,
    /// A device of many people: it is not registered, and the session is short.
    #[serde(default)]
    pub(super) shared: bool,
}

/// Who somebody is, once they are in.
#[derive(Debug, Serialize)]
pub(super) struct Me {
    user_id: UserId,
    name: String,
    device_id: DeviceId,
    epoch: Epoch,
    ends_ms: i64,
    server_now: i64,
    limits: Limits,
}

/// What a device must keep to.
#[derive(Debug, Serialize)]
struct Limits {
    mutations: usize,
    push_bytes: usize,
    chunk: u32,
    blob_bytes: u32,
    lease_days: u32,
}

const LIMITS: Limits = Limits {
    mutations: MAX_MUTATIONS,
    push_bytes: MAX_PUSH_BYTES,
    chunk: Attachment::CHUNK,
    blob_bytes: Attachment::MAX_SIZE,
    // Source: DECISIONS "The device"
    lease_days: 30,
};

impl Me {
    pub(super) fn of(ledger: &SqliteLedger, session: &Session, now: Moment) -> Result<Self, Problem> {
        let org = ledger.org()?;
        let person = org.active(session.user).ok_or(Fault::SignedOut)?;
        Ok(Self {
            user_id: session.user,
            name: person.name.clone(),
            device_id: session.device,
            epoch: ledger.epoch()?,
            ends_ms: session.ends_ms(),
            server_now: now.utc_ms,
            limits: LIMITS,
        })
    }
}

/// An opened session on its way to the browser.
pub(super) struct Entered {
    me: Me,
    token: Secret,
    registered: bool,
}

/// Opens a session for a user who proved who they are, inside a write transaction. What the cookie held before is
/// over: a token is never carried on, so none that somebody else put there is worth anything.
pub(super) fn enter(
    ledger: &SqliteLedger,
    now: Moment,
    user: UserId,
    device: &DeviceForm,
    shown: Option<[u8; 32]>,
) -> Result<Entered, Problem> {
    let (conn, now_ms) = (ledger.connection(), now.utc_ms);
    if ledger.org()?.active(user).is_none() {
        return Err(Problem::wrong_credentials());
    }
    if devices::is_revoked(conn, device.id)? {
        return Err(Problem::new(403, "device-revoked"));
    }
    devices::note(conn, device.id, &device.name, now_ms)?;
    if !device.shared {
        devices::register(conn, user, device.id, now_ms)?;
    }
    if let Some(shown) = shown {
        session::end(conn, shown)?;
    }
    let token = Secret::session()?;
    let session = Session {
        token: token.stored(),
        user,
        device: device.id,
        registered: !device.shared,
        made_ms: now_ms,
        seen_ms: now_ms,
    };
    session::open(conn, &session)?;
    Ok(Entered { me: Me::of(ledger, &session, now)?, token, registered: session.registered })
}

impl Entered {
    pub(super) fn respond(self, origin: &Origin) -> Response {
        // Elsewhere than on one's own device the cookie ends with the browser.
        let max_age = self.registered.then_some(Life::of(true).whole / 1000);
        ([(SET_COOKIE, set_cookie(origin, self.token.text(), max_age))], Json(self.me)).into_response()
    }
}

/// What the request's cookie would be stored as.
pub(super) fn shown(headers: &HeaderMap, origin: &Origin) -> Option<[u8; 32]> {
    cookie(headers, origin).map(token::stored)
}

pub(super) fn set_cookie(origin: &Origin, token: &str, max_age_s: Option<i64>) -> String {
    let name = cookie_name(origin);
    let secure = if origin.is_https() { "; Secure" } else { "" };
    let max_age = max_age_s.map_or_else(String::new, |seconds| format!("; Max-Age={seconds}"));
    format!("{name}={token}; Path=/; HttpOnly; SameSite=Strict{secure}{max_age}")
}

/// Waits a little for a core to hash on.
pub(super) async fn core_to_hash_on(app: &AppState) -> Result<OwnedSemaphorePermit, Problem> {
    match tokio::time::timeout(QUEUE, Arc::clone(app.hashing()).acquire_owned()).await {
        Ok(Ok(permit)) => Ok(permit),
        _ => Err(Fault::Unavailable.into()),
    }
}

/// Hashes on a thread for it, and holds the core until it is done, whoever still waits.
pub(super) async fn hash<T: Send + 'static>(
    permit: OwnedSemaphorePermit,
    job: impl FnOnce() -> Result<T, HashError> + Send + 'static,
) -> Result<T, Problem> {
    let done = tokio::task::spawn_blocking(move || {
        let result = job();
        drop(permit);
        result
    });
    done.await.map_err(|_| Problem::from(Fault::Unavailable))?.map_err(Problem::from)
}
