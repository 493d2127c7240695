//! The seam for encryption at rest: every value passes a [`Seal`] on its way in and out.
//!
//! Source: DECISIONS "The device". Identity until the security work; synchronous, because awaiting anything
//! inside an IndexedDB transaction would commit it.

use super::key::{Bin, Key};

/// A value could not be opened: it is not what was sealed.
#[derive(Clone, Copy, PartialEq, Eq, Debug, thiserror::Error)]
#[error("the sealed value cannot be opened")]
pub struct SealError;

/// Turns values into what is stored and back.
pub trait Seal {
    /// Seals. `key` is `None` where it is not known before the write (the outbox).
    fn close(&self, bin: Bin, key: Option<&Key>, value: Vec<u8>) -> Vec<u8>;
    /// Opens.
    ///
    /// # Errors
    /// [`SealError`] when the value was altered or belongs elsewhere.
    fn open(&self, bin: Bin, key: Option<&Key>, stored: Vec<u8>) -> Result<Vec<u8>, SealError>;
}

/// No sealing: values are stored as they are.
#[derive(Clone, Copy, Debug, Default)]
pub struct Open;

impl Seal for Open {
    fn close(&self, _: Bin, _: Option<&Key>, value: Vec<u8>) -> Vec<u8> {
        value
    }

    fn open(&self, _: Bin, _: Option<&Key>, stored: Vec<u8>) -> Result<Vec<u8>, SealError> {
        Ok(stored)
    }
}
