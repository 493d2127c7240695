//! What went wrong, from the browser's names for it.

#[cfg(test)]
mod tests;

use indexed_db_futures::error::{DomException, Error, OpenDbError, UnexpectedDataError};
use sync::StoreError;

/// Why one attempt failed.
#[derive(Clone, PartialEq, Eq, Debug)]
pub(crate) enum Failure {
    /// An `Add` met a key that exists.
    LostRace,
    /// No room, in the browser's own words.
    Full,
    /// The connection is gone: worth a second attempt on a new one.
    Lost,
    /// Aborted, and the browser does not say why: no room, or the connection.
    Aborted,
    /// A value is not what was written.
    Unreadable,
    /// Anything else.
    Broken(String),
}

/// What `WebKit` and Chromium say when the connection is gone, under several names.
/// Source: SYNC 4.3
const GONE: [&str; 4] =
    ["connection is closing", "server lost", "connection is closed", "connection was closed"];

impl Failure {
    /// Sorts a DOM exception by its name, and by its words where the name says too little.
    pub(crate) fn sort(name: &str, message: &str) -> Self {
        let words = message.to_ascii_lowercase();
        match name {
            "ConstraintError" => Self::LostRace,
            "QuotaExceededError" => Self::Full,
            "InvalidStateError" | "UnknownError" | "TransactionInactiveError" | "TimeoutError" => Self::Lost,
            _ if GONE.iter().any(|gone| words.contains(gone)) => Self::Lost,
            // We never abort after the last request was issued, so it was the browser.
            "AbortError" => Self::Aborted,
            _ => Self::Broken(format!("{name}: {message}")),
        }
    }

    /// Why a commit failed. The library's error is not enough: of an abort it drops the reason.
    pub(crate) fn of_commit(error: Error, reason: Option<web_sys::DomException>) -> Self {
        match (Self::from(error), reason) {
            (Self::Aborted, Some(reason)) => Self::from(reason),
            (failure, _) => failure,
        }
    }
}

impl From<web_sys::DomException> for Failure {
    fn from(exception: web_sys::DomException) -> Self {
        Self::sort(&exception.name(), &exception.message())
    }
}

impl From<Error> for Failure {
    fn from(error: Error) -> Self {
        match error {
            Error::DomException(DomException::AbortError(_))
            | Error::MissingData(UnexpectedDataError::TransactionAborted) => Self::Aborted,
            Error::DomException(exception) => web_sys::DomException::from(exception).into(),
            other => Self::Broken(other.to_string()),
        }
    }
}

impl From<OpenDbError> for Failure {
    fn from(error: OpenDbError) -> Self {
        match error {
            OpenDbError::Base(error) => error.into(),
            // The library's word for whatever `open` throws. Ours asks for version 1, so it is the browser that
            // refuses: an opaque origin, or storage switched off.
            OpenDbError::VersionZero => Self::Broken("the browser keeps nothing for this page".to_owned()),
            other => Self::Broken(other.to_string()),
        }
    }
}

impl From<Failure> for StoreError {
    fn from(failure: Failure) -> Self {
        match failure {
            Failure::LostRace => Self::LostRace,
            Failure::Full => Self::Full,
            Failure::Lost | Failure::Aborted => Self::Closed,
            Failure::Unreadable => Self::Unreadable,
            Failure::Broken(words) => Self::Broken(words),
        }
    }
}
