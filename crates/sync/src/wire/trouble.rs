//! What the server says when it does not do as asked: `application/problem+json` with a stable code.
//!
//! Source: RFC 9457

use serde::{Deserialize, Serialize};

/// Why a request was not served. No fault ever makes a device delete an outbox entry.
#[derive(
    Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Debug, Serialize, Deserialize, thiserror::Error,
)]
#[serde(rename_all = "kebab-case")]
pub enum Fault {
    /// 400: not JSON, or not of the shape of this endpoint.
    #[error("malformed")]
    Malformed,
    /// 400: the body is not the one that was sent.
    #[error("digest")]
    Digest,
    /// 401: nobody is signed in.
    #[error("signed-out")]
    SignedOut,
    /// 403: a mutation of somebody else.
    #[error("actor")]
    Actor,
    /// 403: a unit that is not held (any more).
    #[error("scope")]
    Scope,
    /// 403: not from our own page.
    #[error("origin")]
    Origin,
    /// 403: the user may not do this.
    #[error("denied")]
    Denied,
    /// 404: no such thing, or none that one may know of.
    #[error("not-found")]
    NotFound,
    /// 409: another history of the server.
    #[error("epoch")]
    Epoch,
    /// 410: the cursor is older than what the server remembers of removals.
    #[error("cursor-expired")]
    CursorExpired,
    /// 413: too many bytes or mutations.
    #[error("too-large")]
    TooLarge,
    /// 415: another media type than asked for.
    #[error("media-type")]
    MediaType,
    /// 422: bytes that are not what they say.
    #[error("unprocessable")]
    Unprocessable,
    /// 426: rows that this build cannot read.
    #[error("upgrade")]
    Upgrade,
    /// 429: too many at once.
    #[error("busy")]
    Busy,
    /// 503: the server cannot store now.
    #[error("unavailable")]
    Unavailable,
}

impl Fault {
    /// The HTTP status.
    pub const fn status(self) -> u16 {
        match self {
            Self::Malformed | Self::Digest => 400,
            Self::SignedOut => 401,
            Self::Actor | Self::Scope | Self::Origin | Self::Denied => 403,
            Self::NotFound => 404,
            Self::Epoch => 409,
            Self::CursorExpired => 410,
            Self::TooLarge => 413,
            Self::MediaType => 415,
            Self::Unprocessable => 422,
            Self::Upgrade => 426,
            Self::Busy => 429,
            Self::Unavailable => 503,
        }
    }
}

/// The body of such an answer.
#[derive(Clone, PartialEq, Eq, Debug, Serialize, Deserialize)]
pub struct ApiProblem {
    /// The stable code.
    pub code: Fault,
    /// The HTTP status again, for whoever reads a log.
    pub status: u16,
    /// The server's history, where that is the point.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub epoch: Option<domain::values::Epoch>,
}

impl ApiProblem {
    /// The answer for a fault.
    pub const fn of(code: Fault) -> Self {
        Self { code, status: code.status(), epoch: None }
    }
}
