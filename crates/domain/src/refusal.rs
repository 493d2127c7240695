//! Why something is refused: a fact with its data. The sentence lives in the locale files.

use crate::form::Problem;
use crate::values::{Moment, UserId, map_of};
use serde::{Deserialize, Serialize};
use std::collections::BTreeMap;

/// A locale key for a sentence.
#[derive(Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Debug)]
pub struct Code(pub &'static str);

/// One value that two people changed differently.
#[derive(Clone, PartialEq, Eq, Debug, Serialize, Deserialize)]
pub struct Clash {
    /// The field's key.
    pub key: String,
    /// What this author wrote.
    pub mine: String,
    /// What stands there now.
    pub theirs: String,
}

impl Clash {
    /// A change that met something else than its author saw.
    pub fn of(change: &crate::merge::Change, found: &str) -> Self {
        Self { key: change.key.clone(), mine: change.to.clone(), theirs: found.to_owned() }
    }
}

/// Why a command was not carried out.
#[derive(Clone, PartialEq, Eq, Debug, thiserror::Error)]
pub enum Refusal {
    /// The record this command changes does not exist here.
    #[error("no such record")]
    NotFound,
    /// A record with this id exists already, with other content.
    #[error("the id is taken")]
    Exists,
    /// The record is of another kind than the command.
    #[error("a command for another kind of record")]
    WrongKind,
    /// The record was written by a newer build; this one does not touch it.
    #[error("the record is newer than this build")]
    TooNew,
    /// Fields that cannot be what they say.
    #[error("{} fields are malformed", .0.len())]
    Malformed(Vec<Problem>),
    /// The actor's roles do not give this.
    #[error("not allowed")]
    Denied,
    /// The record has left the actor's hands.
    #[error("no longer yours")]
    NoLongerYours,
    /// A field that is set once is set.
    #[error("already set")]
    AlreadySet {
        /// The field's key.
        key: String,
    },
    /// Others changed the same values meanwhile. Source: SYNC 2.1
    #[error("{} values clash", .0.len())]
    Clash(Vec<Clash>),
    /// The record's state does not allow this any more. Source: SYNC 2.2
    #[error("not possible in the state {state}")]
    OutOfOrder {
        /// The code of the state found.
        state: String,
    },
    /// Somebody else decided it before: the first to arrive wins. Source: REQ-02
    #[error("decided by another before")]
    Decided {
        /// Who.
        by: UserId,
        /// When, on their device.
        at: Moment,
        /// The code of their verdict.
        verdict: String,
    },
    /// Nobody decides on what they ask for themselves. Source: ROL-06
    #[error("one's own request")]
    OwnRequest,
    /// There is nobody who could decide it.
    #[error("nobody can decide it")]
    NobodyDecides,
}

impl Refusal {
    /// One malformed field.
    pub fn malformed(key: &'static str, code: &'static str) -> Self {
        Self::Malformed(vec![Problem { key: key.to_owned(), code: code.to_owned() }])
    }

    /// The sentence to show, by locale key.
    pub const fn code(&self) -> Code {
        Code(match self {
            Self::NotFound => "not-found",
            Self::Exists => "exists",
            Self::WrongKind => "wrong-kind",
            Self::TooNew => "too-new",
            Self::Malformed(_) => "malformed",
            Self::Denied => "denied",
            Self::NoLongerYours => "no-longer-yours",
            Self::AlreadySet { .. } => "already-set",
            Self::Clash(_) => "clash",
            Self::OutOfOrder { .. } => "out-of-order",
            Self::Decided { .. } => "decided",
            Self::OwnRequest => "own-request",
            Self::NobodyDecides => "nobody-decides",
        })
    }

    /// The data the sentence needs.
    pub fn params(&self) -> BTreeMap<String, String> {
        let one = |name: &str, value: &str| BTreeMap::from([(name.to_owned(), value.to_owned())]);
        match self {
            Self::Malformed(problems) => map_of(problems.iter().map(|p| (p.key.clone(), p.code.clone()))),
            Self::AlreadySet { key } => one("key", key),
            Self::OutOfOrder { state } => one("state", state),
            Self::Clash(clashes) => map_of(clashes.iter().map(|c| (c.key.clone(), c.theirs.clone()))),
            Self::Decided { by, at, verdict } => map_of([
                ("by".to_owned(), by.to_string()),
                ("at".to_owned(), at.to_local()),
                ("verdict".to_owned(), verdict.clone()),
            ]),
            Self::NotFound
            | Self::OwnRequest
            | Self::NobodyDecides
            | Self::Exists
            | Self::WrongKind
            | Self::TooNew
            | Self::Denied
            | Self::NoLongerYours => BTreeMap::new(),
        }
    }

    /// Whether two people's work met here: it is kept and a person decides.
    pub const fn is_conflict(&self) -> bool {
        matches!(
            self,
            Self::Clash(_) | Self::OutOfOrder { .. } | Self::AlreadySet { .. } | Self::Decided { .. }
        )
    }
}
