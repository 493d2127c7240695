//! Who asks, as a value that handlers take and the database demands: an unchecked handler does not compile.

use std::marker::PhantomData;

use axum::extract::FromRequestParts;
use axum::http::header::COOKIE;
use axum::http::request::Parts;
use axum::http::{HeaderMap, HeaderName};
use domain::access::{Action, Verdict, may};
use domain::values::{DeviceId, Moment};
use sync::wire::Fault;

use super::guard::Rules;
use super::problem::Problem;
use crate::accounts::{Session, active_session, session, token};
use crate::core::{self, Asker};
use crate::ledger::sqlite::SqliteLedger;
use crate::state::AppState;
use crate::web::Origin;

/// The header that names the device. A session is good on its own device only.
const DEVICE: HeaderName = HeaderName::from_static("x-device");

/// What a handler must have before it gets to the database.
pub trait Proof: Clone + Send + 'static {
    /// Asked again under the writer's lock, since minutes may have passed with a slow body.
    ///
    /// # Errors
    /// [`Fault::SignedOut`] or [`Fault::Denied`].
    fn still_holds(&self, ledger: &SqliteLedger, now: Moment) -> Result<(), Problem>;
}

/// Nobody in particular. For signing in and out only: an open door is seen in the handler's arguments.
#[derive(Debug, Clone, Copy)]
pub struct Anyone(());

impl Proof for Anyone {
    fn still_holds(&self, _: &SqliteLedger, _: Moment) -> Result<(), Problem> {
        Ok(())
    }
}

impl FromRequestParts<AppState> for Anyone {
    type Rejection = Problem;

    async fn from_request_parts(_: &mut Parts, _: &AppState) -> Result<Self, Problem> {
        Ok(Self(()))
    }
}

/// Somebody with a good session on the device they say.
#[derive(Debug, Clone, Copy)]
pub struct SignedIn(Session);

impl SignedIn {
    /// The session.
    pub const fn session(&self) -> &Session {
        &self.0
    }

    /// For `core`.
    pub const fn asker(&self, now: Moment) -> Asker {
        Asker { user: self.0.user, device: self.0.device, now }
    }
}

impl Proof for SignedIn {
    fn still_holds(&self, ledger: &SqliteLedger, now: Moment) -> Result<(), Problem> {
        active_session(ledger, self.0.token, now.utc_ms)?.map(drop).ok_or_else(|| Fault::SignedOut.into())
    }
}

impl FromRequestParts<AppState> for SignedIn {
    type Rejection = Problem;

    async fn from_request_parts(parts: &mut Parts, app: &AppState) -> Result<Self, Problem> {
        let shown = cookie(&parts.headers, app.origin()).ok_or(Fault::SignedOut)?;
        let (token, now_ms) = (token::stored(shown), app.now().utc_ms);
        let found = app.threads().read(move |ledger| active_session(ledger, token, now_ms)).await??;
        let session = found.ok_or(Fault::SignedOut)?;
        let must_name = parts.extensions.get::<Rules>().is_none_or(|rules| rules.names_device);
        match parts.headers.get(DEVICE) {
            Some(device) => {
                let said: Option<DeviceId> = device.to_str().ok().and_then(|id| id.parse().ok());
                // A cookie that was carried to another device, or a device that forgot who it was.
                if said != Some(session.device) {
                    return Err(Fault::SignedOut.into());
                }
            }
            None if must_name => return Err(Fault::SignedOut.into()),
            None => {}
        }
        if session.is_stale(now_ms) {
            app.threads().write_later(move |ledger| {
                if session::touch(ledger.connection(), &session, now_ms).is_err() {
                    crate::log::note("session", &"its use could not be noted");
                }
            });
        }
        Ok(Self(session))
    }
}

/// Something that not everybody may do, as a type.
pub trait Permission: Send + Sync + 'static {
    /// What is asked of `access::may`.
    const ACTION: Action;
}

/// Somebody signed in who may do `P`, by the rules of the domain.
#[derive(Debug)]
pub struct Authorized<P> {
    who: SignedIn,
    what: PhantomData<P>,
}

impl<P> Clone for Authorized<P> {
    fn clone(&self) -> Self {
        Self { who: self.who, what: PhantomData }
    }
}

impl<P> Authorized<P> {
    /// Who it is.
    pub const fn who(&self) -> &SignedIn {
        &self.who
    }
}

impl<P: Permission> Proof for Authorized<P> {
    fn still_holds(&self, ledger: &SqliteLedger, now: Moment) -> Result<(), Problem> {
        self.who.still_holds(ledger, now)?;
        let actor = core::standing(ledger, &self.who.asker(now))?;
        match may(&actor, P::ACTION, None, None) {
            Verdict::Allowed => Ok(()),
            Verdict::NotYours | Verdict::NoRole => Err(Fault::Denied.into()),
        }
    }
}

impl<P: Permission> FromRequestParts<AppState> for Authorized<P> {
    type Rejection = Problem;

    async fn from_request_parts(parts: &mut Parts, app: &AppState) -> Result<Self, Problem> {
        let proof = Self { who: SignedIn::from_request_parts(parts, app).await?, what: PhantomData };
        let (asked, now) = (proof.clone(), app.now());
        app.threads().read(move |ledger| asked.still_holds(ledger, now)).await??;
        Ok(proof)
    }
}

/// The cookie's name. With `__Host-` the browser itself keeps it to this host, this path and TLS; WebKit drops such
/// a cookie on plain http even on loopback.
pub(super) fn cookie_name(origin: &Origin) -> &'static str {
    if origin.is_https() { "__Host-s" } else { "s" }
}

/// The token a request shows.
pub(super) fn cookie<'a>(headers: &'a HeaderMap, origin: &Origin) -> Option<&'a str> {
    let name = cookie_name(origin);
    let all = headers.get_all(COOKIE).into_iter().filter_map(|line| line.to_str().ok());
    all.flat_map(|line| line.split(';')).find_map(|one| one.trim().strip_prefix(name)?.strip_prefix('='))
}
