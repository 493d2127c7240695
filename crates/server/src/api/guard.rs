//! Before a handler runs: is it from our own page, is there room, and not for ever.
//!
//! Source: RELIABILITY 4c (cross-site requests), SYNC 8.1 (one gate for each class, so that a morning wave of
//! scans never keeps a save waiting).

use std::net::{IpAddr, Ipv4Addr};
use std::sync::Arc;
use std::time::Duration;

use axum::body::Body;
use axum::extract::State;
use axum::http::header::ORIGIN;
use axum::http::{HeaderMap, Method, Request};
use axum::middleware::Next;
use axum::response::{IntoResponse, Response};
use sync::wire::Fault;
use tokio::sync::{OwnedSemaphorePermit, Semaphore};

use super::problem::Problem;
use crate::state::AppState;
use crate::web::{Caller, Origin};

/// How long an answer may take. Less than a device waits, so that it hears why.
pub(super) const PATIENCE: Duration = Duration::from_secs(18);
/// The same where a person waits for a large file, and sees that it goes on.
pub(super) const MORE_PATIENCE: Duration = Duration::from_mins(3);
const UNKNOWN: IpAddr = IpAddr::V4(Ipv4Addr::UNSPECIFIED);

/// One per device, and no company of field staff has more.
const STREAMS: usize = 4_000;

/// Routes that share a gate.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Class {
    /// Mutations up.
    Push,
    /// Changes down.
    Pull,
    /// First loads.
    Scan,
    /// Bytes of attachments.
    Blobs,
    /// Streams that say "something changed".
    Events,
    /// Signing in and out.
    Auth,
    /// People and devices.
    Admin,
}

/// One gate for each class.
#[derive(Debug)]
pub struct Gates {
    push: Arc<Semaphore>,
    pull: Arc<Semaphore>,
    scan: Arc<Semaphore>,
    blobs: Arc<Semaphore>,
    events: Arc<Semaphore>,
    auth: Arc<Semaphore>,
    admin: Arc<Semaphore>,
}

impl Default for Gates {
    fn default() -> Self {
        let gate = |room| Arc::new(Semaphore::new(room));
        Self {
            push: gate(16),
            pull: gate(32),
            scan: gate(4),
            blobs: gate(8),
            events: gate(STREAMS),
            auth: gate(32),
            admin: gate(8),
        }
    }
}

impl Gates {
    /// How many devices listen to events now.
    pub(super) fn streams(&self) -> usize {
        STREAMS.saturating_sub(self.events.available_permits())
    }

    const fn of(&self, class: Class) -> &Arc<Semaphore> {
        match class {
            Class::Push => &self.push,
            Class::Pull => &self.pull,
            Class::Scan => &self.scan,
            Class::Blobs => &self.blobs,
            Class::Events => &self.events,
            Class::Auth => &self.auth,
            Class::Admin => &self.admin,
        }
    }
}

/// What holds for one route.
#[derive(Debug, Clone, Copy)]
pub(super) struct Rules {
    pub(super) class: Class,
    pub(super) limit: usize,
    pub(super) names_device: bool,
    pub(super) guards: bool,
    pub(super) patience: Duration,
}

/// The permit of a request, for an answer that goes on after its handler.
#[derive(Debug, Clone)]
pub(super) struct Permit {
    _held: Arc<OwnedSemaphorePermit>,
}

pub(super) async fn guard(
    State((app, rules)): State<(AppState, Rules)>,
    mut request: Request<Body>,
    next: Next,
) -> Response {
    if !is_ours(request.method(), request.headers(), app.origin()) {
        return Problem::from(Fault::Origin).into_response();
    }
    let Ok(held) = Arc::clone(app.gates().of(rules.class)).try_acquire_owned() else {
        return Problem::from(Fault::Busy).into_response();
    };
    // Without the listener's word everybody is one: fewer tries, never more.
    let from = request.extensions().get::<Caller>().map_or(UNKNOWN, |caller| caller.0);
    if rules.guards
        && let Err(left_ms) = app.tries().take(from, app.now().utc_ms)
    {
        return Problem::locked(left_ms).into_response();
    }
    let permit = Permit { _held: Arc::new(held) };
    request.extensions_mut().insert(rules);
    request.extensions_mut().insert(permit.clone());
    let answered = tokio::time::timeout(rules.patience, next.run(request)).await;
    let answer = answered.unwrap_or_else(|_| Problem::from(Fault::Unavailable).into_response());
    if rules.guards && answer.status().is_success() {
        app.tries().give_back(from);
    }
    answer
}

/// Whether a request that changes something comes from our own page. The cookie alone proves nothing: the browser
/// adds it by itself. `Sec-Fetch-Site` cannot be set by a script, and browsers without it send `Origin`.
fn is_ours(method: &Method, headers: &HeaderMap, origin: &Origin) -> bool {
    if method == Method::GET || method == Method::HEAD {
        return true;
    }
    match (headers.get("sec-fetch-site"), headers.get(ORIGIN)) {
        (Some(site), _) => site == "same-origin",
        (None, Some(from)) => from == origin.as_str(),
        (None, None) => false,
    }
}
