//! What is written together.

use super::key::{Bin, Key, Range};

/// One write.
#[derive(Clone, PartialEq, Eq)]
pub enum Write {
    /// Puts a value, whatever stood there.
    Put(Bin, Key, Vec<u8>),
    /// Puts a value where nothing stands; otherwise the whole batch fails with `LostRace`.
    Add(Bin, Key, Vec<u8>),
    /// Puts a value under the next number of the bin. Only [`Bin::Out`] gives numbers.
    Append(Bin, Vec<u8>),
    /// Removes a value, if it is there.
    Delete(Bin, Key),
    /// Removes all values of a range.
    DeleteRange(Bin, Range),
}

impl std::fmt::Debug for Write {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        // Values hold personal data: only their sizes may be seen.
        match self {
            Self::Put(bin, key, value) => write!(f, "Put({bin:?}, {key:?}, {} bytes)", value.len()),
            Self::Add(bin, key, value) => write!(f, "Add({bin:?}, {key:?}, {} bytes)", value.len()),
            Self::Append(bin, value) => write!(f, "Append({bin:?}, {} bytes)", value.len()),
            Self::Delete(bin, key) => write!(f, "Delete({bin:?}, {key:?})"),
            Self::DeleteRange(bin, range) => write!(f, "DeleteRange({bin:?}, {range:?})"),
        }
    }
}

/// Whether `Ok` waits for the disk.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub enum Durability {
    /// What exists only on this device: the browser flushes before it says "complete".
    Strict,
    /// What the server can send again.
    Relaxed,
}

/// Writes that are stored completely or not at all. Source: SYNC I17
#[derive(Clone, PartialEq, Eq, Debug)]
pub struct Batch {
    /// In this order.
    pub writes: Vec<Write>,
    /// How durable.
    pub durability: Durability,
}

impl Batch {
    /// Work of a person: flushed before anything is said.
    pub const fn strict() -> Self {
        Self { writes: Vec::new(), durability: Durability::Strict }
    }

    /// What came from the server.
    pub const fn relaxed() -> Self {
        Self { writes: Vec::new(), durability: Durability::Relaxed }
    }

    /// Adds a write.
    pub fn push(&mut self, write: Write) {
        self.writes.push(write);
    }
}
