//! SHA-256: content addresses, body digests and derived ids.

use domain::values::{BlobId, CommandId, RecordId, derived_id};
use sha2::{Digest as _, Sha256};

/// The digest of some bytes.
pub fn sha256(bytes: &[u8]) -> [u8; 32] {
    Sha256::digest(bytes).into()
}

/// The content address of some bytes.
pub fn blob_id(bytes: &[u8]) -> BlobId {
    BlobId::from_digest(sha256(bytes))
}

/// The id of the `n`-th record of a kind that follows from a command. Source: DECISIONS "The core"
pub fn consequence_id(command: CommandId, kind: &str, n: u32) -> RecordId {
    let mut hash = Sha256::new();
    hash.update(command.0.as_bytes());
    hash.update(kind.as_bytes());
    hash.update(n.to_be_bytes());
    RecordId(derived_id(hash.finalize().into()))
}
