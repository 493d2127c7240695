//! Chance, and what is made of it: session tokens, one-time codes, ids.

use base64::Engine as _;
use base64::engine::general_purpose::URL_SAFE_NO_PAD;
use domain::values::new_v7;
use sync::digest::sha256;
use uuid::Uuid;

/// The system gave no random bytes.
#[derive(Debug, Clone, Copy, PartialEq, Eq, thiserror::Error)]
#[error("no random bytes")]
pub struct NoChance;

/// Random bytes from the system.
///
/// # Errors
/// When it has none to give.
pub fn chance<const N: usize>() -> Result<[u8; N], NoChance> {
    let mut bytes = [0; N];
    getrandom::fill(&mut bytes).map_err(|_| NoChance)?;
    Ok(bytes)
}

/// A secret text that its holder shows, and that is stored hashed only. No `Debug`: it must not reach a log.
pub struct Secret(String);

impl Secret {
    /// A session's: 256 bits.
    ///
    /// # Errors
    /// When the system has no random bytes.
    pub fn session() -> Result<Self, NoChance> {
        Ok(Self(URL_SAFE_NO_PAD.encode(chance::<32>()?)))
    }

    /// A one-time code's: 128 bits, short enough to be typed.
    ///
    /// # Errors
    /// When the system has no random bytes.
    pub fn code() -> Result<Self, NoChance> {
        Ok(Self(URL_SAFE_NO_PAD.encode(chance::<16>()?)))
    }

    /// What is given to its holder.
    pub fn text(&self) -> &str {
        &self.0
    }

    /// What is stored.
    pub fn stored(&self) -> [u8; 32] {
        stored(&self.0)
    }
}

/// What is stored of a secret that somebody shows.
pub fn stored(shown: &str) -> [u8; 32] {
    sha256(shown.as_bytes())
}

/// An id for something the server creates for a person.
///
/// # Errors
/// When the system has no random bytes.
pub fn new_id(now_ms: i64) -> Result<Uuid, NoChance> {
    Ok(new_v7(now_ms, chance()?))
}
