//! What a screen shows first: a few cards in one value, so that lists stand there before the rows were read.
//!
//! Only a picture of what was known when it was kept; whatever is read takes its place. A batch that takes rows away
//! takes it away too, so that nobody sees for a moment what they may not see any more.

use crate::store::{Bin, Key, Store, Write};
use domain::Kind;
use domain::card::{Card, Face};
use domain::values::RecordId;
use serde::{Deserialize, Serialize};

/// The cards that lists show first, in their order.
#[derive(Clone, PartialEq, Eq, Debug, Default)]
pub struct First {
    /// The cards.
    pub cards: Vec<Card>,
    /// Numbers that stand above lists; whoever keeps them knows which.
    pub counts: Vec<u64>,
}

#[derive(Serialize, Deserialize)]
struct Written {
    format: u16,
    counts: Vec<u64>,
    cards: Vec<WrittenCard>,
}

#[derive(Serialize, Deserialize)]
struct WrittenCard {
    id: RecordId,
    kind: String,
    parent: Option<RecordId>,
    face: Face,
}

impl First {
    /// The key in [`Bin::Meta`].
    const KEY: &'static str = "first";

    /// The write that keeps it; none if it cannot be written.
    pub fn write(&self) -> Option<Write> {
        let card = |card: &Card| WrittenCard {
            id: card.id,
            kind: card.kind.name().to_owned(),
            parent: card.parent,
            face: card.face.clone(),
        };
        let cards = self.cards.iter().map(card).collect();
        let written = Written { format: Card::FORMAT, counts: self.counts.clone(), cards };
        Some(Write::Put(Bin::Meta, Key::from(Self::KEY), postcard::to_allocvec(&written).ok()?))
    }

    /// The write that takes it away.
    pub(super) fn delete() -> Write {
        Write::Delete(Bin::Meta, Key::from(Self::KEY))
    }

    /// What was kept; none if nothing was, if it cannot be read, or if this build makes other cards.
    pub async fn read<S: Store>(store: &S) -> Option<Self> {
        let bytes = store.get(Bin::Meta, &Key::from(Self::KEY)).await.ok()??;
        let (format, _) = postcard::take_from_bytes::<u16>(&bytes).ok()?;
        if format != Card::FORMAT {
            return None;
        }
        let written: Written = postcard::from_bytes(&bytes).ok()?;
        let card = |card: WrittenCard| Card {
            id: card.id,
            kind: Kind::named(&card.kind),
            parent: card.parent,
            face: card.face,
        };
        Some(Self { cards: written.cards.into_iter().map(card).collect(), counts: written.counts })
    }
}
