//! Passwords: what is accepted, how they are hashed and compared.
//!
//! Source: RELIABILITY 4a; OWASP "Password Storage" (Argon2id with 19 MiB, two passes, one lane).

use argon2::{Algorithm, Argon2, Params, Version};

use super::token::{NoChance, chance};

/// The fewest characters of a new password.
pub const MIN_CHARS: usize = 10;
/// The most characters of a password or a login name; hashing more would only serve an attacker.
pub const MAX_CHARS: usize = 128;

const MEMORY_KIB: u32 = 19 * 1024;
const PASSES: u32 = 2;
const LANES: u32 = 1;

/// A hashed password with what is needed to hash another one alike.
#[derive(Clone, Copy, PartialEq, Eq)]
pub struct Hashed {
    /// Chance, per password.
    pub salt: [u8; 16],
    /// The hash.
    pub hash: [u8; 32],
    /// KiB of memory.
    pub memory_kib: u32,
    /// Passes over it.
    pub passes: u32,
    /// Lanes.
    pub lanes: u32,
}

/// Why no hash was made.
#[derive(Debug, Clone, Copy, PartialEq, Eq, thiserror::Error)]
pub enum HashError {
    /// Stored parameters that Argon2 does not take, or no memory.
    #[error("cannot hash")]
    Parameters,
    /// See [`NoChance`].
    #[error(transparent)]
    NoChance(#[from] NoChance),
}

impl Hashed {
    /// Hashes a new password. Takes tens of milliseconds and 19 MiB: never on an async thread.
    ///
    /// # Errors
    /// See [`HashError`].
    pub fn of(password: &str) -> Result<Self, HashError> {
        let salt = chance()?;
        let empty = Self { salt, hash: [0; 32], memory_kib: MEMORY_KIB, passes: PASSES, lanes: LANES };
        Ok(Self { hash: empty.alike(password)?, ..empty })
    }

    /// What is compared with when there is nothing to compare with, so that it takes as long. Matches nothing that
    /// [`Hashed::fits`] says yes to: the caller must not trust the answer.
    pub const fn dummy() -> Self {
        Self { salt: [7; 16], hash: [0; 32], memory_kib: MEMORY_KIB, passes: PASSES, lanes: LANES }
    }

    /// Whether it is this password. As slow as [`Hashed::of`].
    ///
    /// # Errors
    /// See [`HashError`].
    pub fn fits(&self, password: &str) -> Result<bool, HashError> {
        let other = self.alike(password)?;
        // All bytes are looked at, whatever the first difference.
        Ok(self.hash.iter().zip(other).fold(0, |different, (a, b)| different | (a ^ b)) == 0)
    }

    fn alike(&self, password: &str) -> Result<[u8; 32], HashError> {
        let params = Params::new(self.memory_kib, self.passes, self.lanes, Some(32));
        let params = params.map_err(|_| HashError::Parameters)?;
        let mut hash = [0; 32];
        Argon2::new(Algorithm::Argon2id, Version::V0x13, params)
            .hash_password_into(password.as_bytes(), &self.salt, &mut hash)
            .map_err(|_| HashError::Parameters)?;
        Ok(hash)
    }
}

/// Why a text cannot be a password.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Unfit {
    /// Fewer than [`MIN_CHARS`].
    Short,
    /// More than [`MAX_CHARS`].
    Long,
}

/// Whether a text can be a new password. Length only: rules about its composition make worse ones.
///
/// # Errors
/// See [`Unfit`].
pub fn check(password: &str) -> Result<(), Unfit> {
    match password.chars().count() {
        ..MIN_CHARS => Err(Unfit::Short),
        MIN_CHARS..=MAX_CHARS => Ok(()),
        _ => Err(Unfit::Long),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_password_fits_itself_only() {
        let hashed = Hashed::of("nine lives left").unwrap();
        assert!(hashed.fits("nine lives left").unwrap());
        assert!(!hashed.fits("nine lives lefT").unwrap());
    }

    #[test]
    fn the_same_password_is_hashed_differently_each_time() {
        assert_ne!(Hashed::of("correct horse").unwrap().hash, Hashed::of("correct horse").unwrap().hash);
    }

    #[test]
    fn ten_to_128_characters_are_taken() {
        assert_eq!(check("123456789"), Err(Unfit::Short));
        assert_eq!(check("客服专员密码十个字呀"), Ok(()));
        assert_eq!(check(&"x".repeat(128)), Ok(()));
        assert_eq!(check(&"x".repeat(129)), Err(Unfit::Long));
    }
}
