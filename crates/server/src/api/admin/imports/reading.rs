//! Reading files: on threads for it, one at a time, and what they are called.

use std::sync::Arc;

use axum::http::{HeaderMap, HeaderName};
use domain::values::BatchId;
use import::{Choices, ReadError, Table};
use sync::wire::Fault;
use tokio::sync::OwnedSemaphorePermit;

use crate::api::problem::Problem;
use crate::log;
use crate::state::AppState;

/// The name of a file, percent-encoded: a header holds only ASCII.
const NAME: HeaderName = HeaderName::from_static("x-name");
/// The longest name and label that are kept, in characters.
const NAME_CHARS: usize = 120;

impl From<ReadError> for Problem {
    fn from(error: ReadError) -> Self {
        match error {
            ReadError::Empty => Self::new(422, "import-empty"),
            ReadError::TooManyRows => Self::new(422, "import-too-many-rows"),
            ReadError::Broken => Self::new(422, "import-broken"),
            // Customers have no two hundred columns.
            ReadError::NotATable | ReadError::TooManyColumns => Self::new(422, "import-not-a-table"),
            ReadError::Encrypted => Self::new(422, "import-encrypted"),
        }
    }
}

/// Reads on a thread for it, one file at a time.
pub(super) async fn reading<T: Send + 'static>(
    app: &AppState,
    job: impl FnOnce() -> Result<T, Problem> + Send + 'static,
) -> Result<T, Problem> {
    let permit = permit(app).await?;
    let done = tokio::task::spawn_blocking(move || {
        let result = job();
        drop(permit);
        result
    });
    done.await.map_err(|_| Problem::from(Fault::Unavailable))?
}

pub(super) async fn permit(app: &AppState) -> Result<OwnedSemaphorePermit, Problem> {
    let permit = Arc::clone(app.imports().reading()).acquire_owned().await;
    permit.map_err(|_| Fault::Unavailable.into())
}

/// Something about the table of a file that is kept.
pub(super) async fn table<T: Send + 'static>(
    app: &AppState,
    id: BatchId,
    choices: Choices,
    of: impl FnOnce(&Table) -> Result<T, Problem> + Send + 'static,
) -> Result<T, Problem> {
    let _permit = permit(app).await?;
    let table = read_again(app, id, choices).await?;
    of(&table)
}

pub(super) async fn read_again(app: &AppState, id: BatchId, choices: Choices) -> Result<Table, Problem> {
    let files = app.imports().files().clone();
    let read = tokio::task::spawn_blocking(move || {
        let bytes = files.read(id).map_err(|error| failed(&error))?;
        Ok(import::read(&bytes, &choices)?)
    });
    read.await.map_err(|_| Problem::from(Fault::Unavailable))?
}

pub(super) fn failed(error: &std::io::Error) -> Problem {
    log::note("import", &error.kind());
    Fault::Unavailable.into()
}

/// What the file is called where it comes from.
pub(super) fn name(headers: &HeaderMap) -> String {
    let said = headers.get(NAME).and_then(|name| name.to_str().ok()).unwrap_or_default();
    short(&String::from_utf8_lossy(&decoded(said)))
}

pub(super) fn short(text: &str) -> String {
    text.trim().chars().filter(|c| !c.is_control()).take(NAME_CHARS).collect()
}

/// The bytes of a percent-encoded text.
fn decoded(said: &str) -> Vec<u8> {
    let mut rest = said.bytes();
    let mut bytes = Vec::new();
    while let Some(byte) = rest.next() {
        let ahead = rest.clone();
        let digits: Vec<u32> = ahead.take(2).filter_map(|byte| char::from(byte).to_digit(16)).collect();
        match (byte, digits.as_slice()) {
            (b'%', [high, low]) => {
                bytes.push(u8::try_from(high * 16 + low).unwrap_or_default());
                rest.nth(1);
            }
            _ => bytes.push(byte),
        }
    }
    bytes
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn names_come_percent_encoded_and_are_told_as_they_are() {
        let name = |said| String::from_utf8_lossy(&decoded(said)).into_owned();
        assert_eq!(name("%E5%AE%A2%E6%88%B7%202026.csv"), "客户 2026.csv");
        for odd in ["100%", "%", "%zz", "%2", "a%%20"] {
            assert!(name(odd).starts_with(&odd[..1]), "{odd}");
        }
        assert_eq!(short(" a\u{7}b\n "), "ab");
    }
}
