//! Bins and keys. Keys never hold names, phones or texts: values may be sealed one day, keys never are.

/// One object store. All have out-of-line keys and opaque values, so the database version stays 1 for ever.
///
/// Source: SYNC 4
#[derive(Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Debug)]
pub enum Bin {
    /// Small facts about the device and the sync, by name.
    Meta,
    /// One number: the compare-and-set of every change of the base.
    Gen,
    /// Scan pages as received, by `[generation, unit, n]`.
    Blk,
    /// The cards of the same rows, under the same keys, and those of overlays, by `[generation, "", n, part]`; they can
    /// always be derived anew.
    Card,
    /// Rows that changed since, by `[generation, id]`; they overlay the blocks.
    Row,
    /// The outbox, by number in order of creation over all tabs.
    Out,
    /// Attachments taken on this device, by id.
    Att,
    /// Bytes of attachments, by `[sha256, n]`.
    Chunk,
    /// Half-filled forms, by form key.
    Draft,
    /// Room to give back when the disk is full, by number.
    Ballast,
}

impl Bin {
    /// All of them.
    pub const ALL: [Self; 10] = [
        Self::Meta,
        Self::Gen,
        Self::Blk,
        Self::Card,
        Self::Row,
        Self::Out,
        Self::Att,
        Self::Chunk,
        Self::Draft,
        Self::Ballast,
    ];

    /// The name of the object store.
    pub const fn name(self) -> &'static str {
        match self {
            Self::Meta => "meta",
            Self::Gen => "gen",
            Self::Blk => "blk",
            Self::Card => "card",
            Self::Row => "row",
            Self::Out => "out",
            Self::Att => "att",
            Self::Chunk => "chunk",
            Self::Draft => "draft",
            Self::Ballast => "ballast",
        }
    }
}

/// One part of a key made of several.
#[derive(Clone, PartialEq, Eq, PartialOrd, Ord, Hash, Debug)]
pub enum Part {
    /// A whole number below 2^53, as JavaScript can hold it.
    Num(u64),
    /// A text.
    Text(String),
}

/// A key. The order of the variants is IndexedDB's: numbers before texts before lists.
#[derive(Clone, PartialEq, Eq, PartialOrd, Ord, Hash, Debug)]
pub enum Key {
    /// A whole number below 2^53.
    Num(u64),
    /// A text.
    Text(String),
    /// Several parts.
    List(Vec<Part>),
}

impl From<u64> for Key {
    fn from(number: u64) -> Self {
        Self::Num(number)
    }
}

impl From<&str> for Key {
    fn from(text: &str) -> Self {
        Self::Text(text.to_owned())
    }
}

impl From<String> for Key {
    fn from(text: String) -> Self {
        Self::Text(text)
    }
}

/// Which keys are meant.
#[derive(Clone, PartialEq, Eq, Debug)]
pub enum Range {
    /// Every key.
    All,
    /// Lists that begin with these parts, and go on.
    Within(Vec<Part>),
    /// Keys behind this one.
    After(Key),
}

impl Range {
    /// Whether a key is meant.
    pub fn holds(&self, key: &Key) -> bool {
        match (self, key) {
            (Self::All, _) => true,
            (Self::Within(first), Key::List(parts)) => parts.len() > first.len() && parts.starts_with(first),
            (Self::Within(_), Key::Num(_) | Key::Text(_)) => false,
            (Self::After(other), key) => key > other,
        }
    }
}
