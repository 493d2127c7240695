//! What a screen shows first: a few cards in one value, so that lists stand there before the rows were read.
//!
//! Only a picture of what was known when it was kept; whatever is read takes its place. A batch that takes rows away
//! takes it away too, so that nobody sees for a moment what they may not see any more.

use super::base::{Held, Place};
use super::cards::{self, Sheet};
use crate::store::{Bin, Key, Store, Write};

/// What lists show first, in their order. Of waiting commands it knows nothing.
#[derive(Clone, PartialEq, Eq, Debug, Default)]
pub struct First {
    /// What is known of the rows.
    pub held: Vec<Held>,
    /// Numbers that stand above lists; whoever keeps them knows which.
    pub counts: Vec<u64>,
}

impl First {
    /// The key in [`Bin::Meta`].
    const KEY: &'static str = "first";

    /// The write that keeps it; none if it cannot be written.
    pub fn write(&self) -> Option<Write> {
        let held = self.held.iter().collect();
        let bytes = cards::pack(Sheet { held, counts: self.counts.clone(), ..Sheet::default() })?;
        Some(Write::Put(Bin::Meta, Key::from(Self::KEY), bytes))
    }

    /// The write that takes it away.
    pub(super) fn delete() -> Write {
        Write::Delete(Bin::Meta, Key::from(Self::KEY))
    }

    /// What was kept; none if nothing was, if it cannot be read, or if this build makes other cards.
    pub async fn read<S: Store>(store: &S) -> Option<Self> {
        let bytes = store.get(Bin::Meta, &Key::from(Self::KEY)).await.ok()??;
        // Where their bodies lie is known when the rows are read.
        let Sheet { held, counts, .. } = cards::unpack(&bytes, |_| Place::Overlay)?;
        Some(Self { held, counts })
    }
}
