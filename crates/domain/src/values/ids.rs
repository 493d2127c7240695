//! Ids. What a person creates gets a UUIDv7 made on the device; what the server creates in consequence gets a
//! UUIDv8 derived from the command, so that doing it twice makes the same one.

use serde::{Deserialize, Serialize};
use std::fmt;
use std::str::FromStr;
use uuid::Uuid;

macro_rules! ids {
    ($($(#[$doc:meta])* $name:ident;)*) => {$(
        $(#[$doc])*
        #[derive(Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
        #[serde(transparent)]
        pub struct $name(pub Uuid);

        impl fmt::Display for $name {
            fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
                self.0.hyphenated().fmt(f)
            }
        }

        impl fmt::Debug for $name {
            fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
                write!(f, concat!(stringify!($name), "({})"), self.0.simple())
            }
        }

        impl FromStr for $name {
            type Err = uuid::Error;
            fn from_str(text: &str) -> Result<Self, Self::Err> {
                Uuid::parse_str(text).map(Self)
            }
        }
    )*};
}

ids! {
    /// Names one record of any kind, for ever.
    RecordId;
    /// Names one command: what a person meant, once. The only thing that makes a push idempotent.
    CommandId;
    /// Names one person who signs in. It is also the id of that person's record.
    UserId;
    /// Names one team. It is also the id of the team's record.
    TeamId;
    /// Names one browser profile on one device.
    DeviceId;
    /// Names what was done to many records at once: one import. A UUIDv7.
    BatchId;
    /// Names one history of the server; changes only when a backup is restored.
    Epoch;
}

impl From<UserId> for RecordId {
    fn from(user: UserId) -> Self {
        Self(user.0)
    }
}

impl From<TeamId> for RecordId {
    fn from(team: TeamId) -> Self {
        Self(team.0)
    }
}

/// The content address of some bytes: SHA-256, written as 64 lower-case hexadecimal digits.
#[derive(Clone, PartialEq, Eq, PartialOrd, Ord, Hash, Debug, Serialize, Deserialize)]
#[serde(try_from = "String", into = "String")]
pub struct BlobId(String);

impl BlobId {
    /// From a digest.
    pub fn from_digest(digest: [u8; 32]) -> Self {
        use fmt::Write as _;
        let mut text = String::with_capacity(64);
        for byte in digest {
            // Writing to a String cannot fail.
            let _ = write!(text, "{byte:02x}");
        }
        Self(text)
    }

    /// The 64 digits.
    pub fn as_str(&self) -> &str {
        &self.0
    }
}

impl TryFrom<String> for BlobId {
    type Error = &'static str;
    fn try_from(text: String) -> Result<Self, Self::Error> {
        let ok = text.len() == 64 && text.bytes().all(|b| b.is_ascii_digit() || (b'a'..=b'f').contains(&b));
        if ok { Ok(Self(text)) } else { Err("not 64 lower-case hexadecimal digits") }
    }
}

impl From<BlobId> for String {
    fn from(id: BlobId) -> Self {
        id.0
    }
}

impl fmt::Display for BlobId {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(&self.0)
    }
}

/// A UUIDv7 from a moment and ten bytes of chance, both given by the shell.
///
/// Source: RFC 9562, section 5.7.
pub fn new_v7(utc_ms: i64, chance: [u8; 10]) -> Uuid {
    uuid::Builder::from_unix_timestamp_millis(u64::try_from(utc_ms).unwrap_or(0), &chance).into_uuid()
}

/// Whether an id was made the way devices make them (version 7).
pub fn is_v7(id: Uuid) -> bool {
    id.get_version_num() == 7
}

/// The UUIDv8 of the `n`-th thing of a kind that follows from a command, given SHA-256(command ‖ kind ‖ n).
///
/// Source: DECISIONS "The core"; RFC 9562, section 5.8.
pub fn derived_id(digest: [u8; 32]) -> Uuid {
    let mut bytes = [0_u8; 16];
    for (to, from) in bytes.iter_mut().zip(digest) {
        *to = from;
    }
    uuid::Builder::from_custom_bytes(bytes).into_uuid()
}
