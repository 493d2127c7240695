//! Refusals: `application/problem+json` with a stable code, for whatever goes wrong under `/api`.
//!
//! Source: RFC 9457; SYNC 3.2 "Response codes".

use std::borrow::Cow;

use axum::http::header::{CONTENT_TYPE, RETRY_AFTER};
use axum::http::{HeaderValue, Request, StatusCode};
use axum::middleware::Next;
use axum::response::{IntoResponse, Response};
use domain::values::Epoch;
use serde::Serialize;
use sync::wire::{ApiProblem, Fault};

use crate::accounts::password::{HashError, Unfit};
use crate::accounts::token::{NoChance, chance};
use crate::core::Refused;
use crate::ledger::LedgerError;
use crate::log;
use crate::threads::NotDone;

/// The media type of a refusal.
pub const MEDIA_TYPE: &str = "application/problem+json";

/// Why a request was not served. On the wire it has the shape of [`ApiProblem`].
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
pub struct Problem {
    code: Cow<'static, str>,
    status: u16,
    #[serde(skip_serializing_if = "Option::is_none")]
    epoch: Option<Epoch>,
    #[serde(skip)]
    retry_after_s: Option<u32>,
}

impl Problem {
    /// A code of accounts and routes, beside those of [`Fault`].
    pub(super) const fn new(status: u16, code: &'static str) -> Self {
        Self { code: Cow::Borrowed(code), status, epoch: None, retry_after_s: None }
    }

    /// Name or password wrong, or no such account: one answer for all.
    pub(super) const fn wrong_credentials() -> Self {
        Self::new(401, "wrong-credentials")
    }

    /// Too many failed tries.
    pub(super) fn locked(left_ms: i64) -> Self {
        let seconds = u32::try_from((left_ms + 999) / 1000).unwrap_or(1);
        Self { retry_after_s: Some(seconds), ..Self::new(429, "locked") }
    }

    /// A one-time code that is unknown, spent or old.
    pub(super) const fn code_spent() -> Self {
        Self::new(410, "code-spent")
    }

    /// What would shut the asker out for good.
    pub(super) const fn own_account() -> Self {
        Self::new(409, "own-account")
    }

    /// A refusal of the rules, met outside a push.
    pub(super) fn refused(code: Option<String>) -> Self {
        let code = code.map_or(Cow::Borrowed("unprocessable"), Cow::Owned);
        Self { code, ..Self::new(422, "") }
    }

    /// The stable code.
    pub fn code(&self) -> &str {
        &self.code
    }
}

impl From<ApiProblem> for Problem {
    fn from(problem: ApiProblem) -> Self {
        let busy = matches!(problem.code, Fault::Busy | Fault::Unavailable);
        Self {
            code: Cow::Owned(problem.code.to_string()),
            status: problem.status,
            epoch: problem.epoch,
            retry_after_s: busy.then(some_seconds),
        }
    }
}

impl From<Fault> for Problem {
    fn from(fault: Fault) -> Self {
        ApiProblem::of(fault).into()
    }
}

impl From<Refused> for Problem {
    fn from(refused: Refused) -> Self {
        if let Refused::Ledger(error) = &refused {
            log::note("database", error);
        }
        refused.problem().into()
    }
}

impl From<LedgerError> for Problem {
    fn from(error: LedgerError) -> Self {
        Refused::Ledger(error).into()
    }
}

impl From<rusqlite::Error> for Problem {
    fn from(error: rusqlite::Error) -> Self {
        LedgerError::from(error).into()
    }
}

impl From<NotDone> for Problem {
    fn from(_: NotDone) -> Self {
        Fault::Unavailable.into()
    }
}

impl From<NoChance> for Problem {
    fn from(error: NoChance) -> Self {
        log::note("system", &error);
        Fault::Unavailable.into()
    }
}

impl From<HashError> for Problem {
    fn from(error: HashError) -> Self {
        log::note("password", &error);
        Fault::Unavailable.into()
    }
}

impl From<Unfit> for Problem {
    fn from(unfit: Unfit) -> Self {
        Self::new(
            422,
            match unfit {
                Unfit::Short => "password-short",
                Unfit::Long => "password-long",
            },
        )
    }
}

/// 2 to 30 seconds by chance, so that devices turned away together do not come back together. Source: SYNC 8.1
fn some_seconds() -> u32 {
    chance::<1>().map_or(10, |[byte]| 2 + u32::from(byte) % 29)
}

impl IntoResponse for Problem {
    fn into_response(self) -> Response {
        let status = StatusCode::from_u16(self.status).unwrap_or(StatusCode::INTERNAL_SERVER_ERROR);
        // Three plain fields always have a JSON form.
        let body = serde_json::to_vec(&self).unwrap_or_default();
        let mut response = (status, [(CONTENT_TYPE, MEDIA_TYPE)], body).into_response();
        if let Some(seconds) = self.retry_after_s {
            response.headers_mut().insert(RETRY_AFTER, HeaderValue::from(seconds));
        }
        response
    }
}

/// Gives every refusal under `/api` that has another shape (axum's own) ours; its headers stay.
pub(crate) async fn shape(request: Request<axum::body::Body>, next: Next) -> Response {
    let ours = request.uri().path() == "/api" || request.uri().path().starts_with("/api/");
    let response = next.run(request).await;
    let failed = response.status().is_client_error() || response.status().is_server_error();
    let shaped = response.headers().get(CONTENT_TYPE).is_some_and(|is| is == MEDIA_TYPE);
    if !ours || !failed || shaped {
        return response;
    }
    let problem = match response.status() {
        StatusCode::NOT_FOUND => Fault::NotFound.into(),
        StatusCode::METHOD_NOT_ALLOWED => Problem::new(405, "method"),
        StatusCode::PAYLOAD_TOO_LARGE => Fault::TooLarge.into(),
        StatusCode::UNSUPPORTED_MEDIA_TYPE => Fault::MediaType.into(),
        status if status.is_client_error() => {
            Problem { status: status.as_u16(), ..Problem::new(0, "malformed") }
        }
        _ => Fault::Unavailable.into(),
    };
    let mut answer = problem.into_response();
    for (name, value) in response.headers() {
        if *name != CONTENT_TYPE && *name != axum::http::header::CONTENT_LENGTH {
            answer.headers_mut().insert(name, value.clone());
        }
    }
    answer
}
