//! Money, in whole fen.

use serde::{Deserialize, Serialize};

/// An amount in fen (1 yuan = 100 fen). Never a fraction.
#[derive(Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Debug, Default, Serialize, Deserialize)]
#[serde(transparent)]
pub struct Fen(pub i64);
