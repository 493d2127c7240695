//! What a request means: push, pull and scan on any [`Ledger`], without a network, a clock or a thread.
//!
//! The HTTP shell and the simulation call the same [`handle`].

mod one;
mod pull;
mod push;
mod scan;
mod system;

pub use pull::pull;
pub use push::push;
pub use scan::{MAX_PAGE_ROWS, scan};
pub use system::{system, within};

use crate::ledger::{Ledger, LedgerError};
use domain::access::{Standing, grants};
use domain::values::{DeviceId, Moment, UserId};
use sync::wire::{ApiProblem, Fault};

/// Who asks, when.
#[derive(Clone, Debug)]
pub struct Asker {
    /// The signed-in user.
    pub user: UserId,
    /// The device of the session.
    pub device: DeviceId,
    /// The server's time, on the organisation's clock.
    pub now: Moment,
}

/// Why a request was not served.
#[derive(Clone, PartialEq, Eq, Debug, thiserror::Error)]
pub enum Refused {
    /// An answer with a stable code.
    #[error("{}", .0.code)]
    Problem(ApiProblem),
    /// The database failed; nothing was stored.
    #[error(transparent)]
    Ledger(#[from] LedgerError),
}

impl From<Fault> for Refused {
    fn from(fault: Fault) -> Self {
        Self::Problem(ApiProblem::of(fault))
    }
}

impl Refused {
    /// What the asker hears.
    pub fn problem(&self) -> ApiProblem {
        match self {
            Self::Problem(problem) => problem.clone(),
            Self::Ledger(LedgerError::Busy) => ApiProblem::of(Fault::Busy),
            Self::Ledger(_) => ApiProblem::of(Fault::Unavailable),
        }
    }
}

/// Serves one POST below `/api/sync/v1`: status and body.
pub fn handle<L: Ledger>(ledger: &mut L, asker: &Asker, path: &str, body: &[u8]) -> (u16, Vec<u8>) {
    let result = match path {
        "push" => push::serve(ledger, asker, body),
        "pull" => pull::serve(ledger, asker, body),
        "scan" => scan::serve(ledger, asker, body),
        _ => Err(Fault::NotFound.into()),
    };
    match result {
        Ok(body) => (200, body),
        Err(refused) => {
            ledger.rollback();
            let problem = refused.problem();
            // A problem of plain codes always has a JSON form.
            (problem.status, serde_json::to_vec(&problem).unwrap_or_default())
        }
    }
}

fn parse<T: serde::de::DeserializeOwned>(body: &[u8]) -> Result<T, Refused> {
    serde_json::from_slice(body).map_err(|_| Fault::Malformed.into())
}

fn write<T: serde::Serialize>(value: &T) -> Result<Vec<u8>, Refused> {
    serde_json::to_vec(value).map_err(|_| LedgerError::Failed("no JSON form".to_owned()).into())
}

/// What the asker may do and holds, now.
pub(crate) fn standing<L: Ledger>(ledger: &L, asker: &Asker) -> Result<Standing, LedgerError> {
    let org = ledger.org()?;
    let holds = grants(asker.user, &org, &ledger.pairs()?, asker.now);
    Ok(Standing::of(asker.user, &org, holds))
}
