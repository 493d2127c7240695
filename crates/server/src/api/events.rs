//! "Something changed": one line with the newest revision, no data. Who misses it polls.
//!
//! Source: SYNC 3.5

use std::convert::Infallible;
use std::time::Duration;

use axum::Extension;
use axum::extract::State;
use axum::response::sse::{Event, KeepAlive, Sse};
use axum::response::{IntoResponse, Response};
use futures_util::stream;
use tokio::sync::watch;
use tokio::time::{Instant, sleep_until};

use super::guard::Permit;
use super::proof::SignedIn;
use crate::accounts::token::chance;
use crate::state::AppState;

/// After this the device asks again, and with it who it is.
const LIFE: Duration = Duration::from_mins(15);
/// However many devices there are: a person who waits for an answer looks away after that.
const LONGEST_SPREAD_MS: usize = 2_000;
/// Proxies close what is silent.
const BEAT: Duration = Duration::from_secs(20);

struct Stream {
    app: AppState,
    head: watch::Receiver<u64>,
    closing: watch::Receiver<bool>,
    ends: Instant,
    first: bool,
    _permit: Permit,
}

pub(super) async fn events(
    State(app): State<AppState>,
    _who: SignedIn,
    Extension(permit): Extension<Permit>,
) -> Response {
    let stream = Stream {
        app: app.clone(),
        head: app.threads().head(),
        closing: app.closing(),
        ends: Instant::now() + LIFE,
        first: true,
        _permit: permit,
    };
    let events = stream::unfold(stream, |mut stream| async {
        let event = stream.next().await?;
        Some((Ok::<_, Infallible>(event), stream))
    });
    let beat = KeepAlive::new().interval(BEAT);
    // Proxies of the nginx kind gather answers unless told otherwise.
    ([("x-accel-buffering", "no")], Sse::new(events).keep_alive(beat)).into_response()
}

impl Stream {
    /// The next poke; none at the end.
    async fn next(&mut self) -> Option<Event> {
        if self.first {
            self.first = false;
            let rev = *self.head.borrow_and_update();
            return Some(self.poke(rev).retry(again_in()));
        }
        tokio::select! {
            changed = self.head.changed() => changed.ok()?,
            _ = self.closing.wait_for(|closing| *closing) => return None,
            () = sleep_until(self.ends) => return None,
        }
        let rev = *self.head.borrow_and_update();
        Some(self.poke(rev))
    }

    /// All who hear this come within `spread_ms`: at most a thousand in a second. Source: DECISIONS "Sync triggers"
    fn poke(&self, rev: u64) -> Event {
        let spread_ms = self.app.gates().streams().min(LONGEST_SPREAD_MS);
        Event::default().event("poke").data(format!("{{\"rev\":{rev},\"spread_ms\":{spread_ms}}}"))
    }
}

/// 2 to 10 seconds by chance: streams that ended together must not come back together.
fn again_in() -> Duration {
    let [byte] = chance::<1>().unwrap_or_default();
    Duration::from_millis(2_000 + u64::from(byte) * 31)
}
