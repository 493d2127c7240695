//! Attachments: photos, recordings, documents. The row names the bytes by their content; the bytes travel apart.

use crate::Related;
use crate::access::{Action, Pair, Scope};
use crate::card::Face;
use crate::decide::{Accepted, Ctx};
use crate::kind::{Args, RecordKind, commands};
use crate::refusal::Refusal;
use crate::values::{BlobId, Members, Moment, RecordId, UserId, by_members, choices};
use serde::{Deserialize, Serialize};

choices! {
    /// The types of bytes that are taken. Source: DECISIONS "Attachments"
    Mime {
        /// A photo.
        Jpeg = "image/jpeg",
        /// A picture.
        Png = "image/png",
        /// A photo.
        WebP = "image/webp",
        /// A recording.
        WebM = "audio/webm",
        /// A recording.
        Mp4 = "audio/mp4",
        /// A document, for download only.
        Pdf = "application/pdf",
    }
}

choices! {
    /// Where the bytes are.
    Bytes {
        /// Still on the device that took them.
        Awaited = "awaited",
        /// On the server, verified.
        Stored = "stored",
    }
}

/// One attachment of a record.
#[derive(Clone, PartialEq, Eq, Debug)]
pub struct Attachment {
    /// The record it belongs to.
    pub of: RecordId,
    /// The customer that record belongs to.
    pub customer: Option<RecordId>,
    /// The content address of the bytes.
    pub sha256: BlobId,
    /// The content address of the small picture, if there is one.
    pub thumb_sha256: Option<BlobId>,
    /// Bytes.
    pub size: u32,
    /// What the bytes are.
    pub mime: Mime,
    /// Who took it.
    pub taken_by: UserId,
    /// When it was taken, on the device.
    pub taken_at: Moment,
    /// Where the bytes are.
    pub bytes: Bytes,
    /// Fields of a newer build.
    pub kept: Members,
}

by_members!(Attachment {
    needed of,
    may customer,
    needed sha256,
    may thumb_sha256,
    needed size,
    needed mime,
    needed taken_by,
    needed taken_at,
    needed bytes,
});

/// Adds an attachment to a record: a fact.
#[derive(Clone, PartialEq, Eq, Debug, Serialize, Deserialize)]
pub struct Add {
    /// The record it belongs to.
    pub of: RecordId,
    /// The customer that record belongs to.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub customer: Option<RecordId>,
    /// The content address of the bytes.
    pub sha256: BlobId,
    /// The content address of the small picture.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub thumb_sha256: Option<BlobId>,
    /// Bytes; at most [`Attachment::MAX_SIZE`].
    pub size: u32,
    /// What the bytes are.
    pub mime: Mime,
}

/// The server has all bytes and has verified them.
#[derive(Clone, PartialEq, Eq, Debug, Serialize, Deserialize)]
pub struct Store {}

impl Args for Add {
    fn needs(&self) -> Vec<RecordId> {
        self.customer.into_iter().collect()
    }
}

impl Args for Store {}

commands! {
    /// What can be done to an attachment.
    AttachmentCommand {
        /// Add it to a record.
        Add(Add) = "add" @ 1, Fact, Action::AddAttachment,
        /// The bytes have arrived.
        Store(Store) = "store" @ 1, Fact, Action::ServerOnly,
    }
}

impl Attachment {
    /// The most bytes one attachment may have.
    pub const MAX_SIZE: u32 = 8 * 1024 * 1024;
    /// Bytes in one chunk, on the device and on the wire. Source: DECISIONS "Attachments"
    pub const CHUNK: u32 = 256 * 1024;

    /// How many chunks so many bytes are cut into.
    pub const fn chunks(size: u32) -> u32 {
        size.div_ceil(Self::CHUNK)
    }

    fn added(add: &Add, by: UserId, ctx: &Ctx<'_>) -> Result<Accepted<Self>, Refusal> {
        if add.size == 0 || add.size > Self::MAX_SIZE {
            return Err(Refusal::malformed("attachment-size", "too-long"));
        }
        if matches!(add.mime, Mime::Other(_)) {
            return Err(Refusal::malformed("attachment-mime", "not-a-choice"));
        }
        Ok(Accepted::applied(Self {
            of: add.of,
            customer: add.customer,
            sha256: add.sha256.clone(),
            thumb_sha256: add.thumb_sha256.clone(),
            size: add.size,
            mime: add.mime.clone(),
            taken_by: by,
            taken_at: ctx.at,
            bytes: Bytes::Awaited,
            kept: Members::new(),
        }))
    }
}

impl RecordKind for Attachment {
    type Command = AttachmentCommand;
    const KIND: &'static str = "attachment";
    const SCHEMA: u16 = 1;

    fn decide(
        before: Option<&Self>,
        command: &AttachmentCommand,
        ctx: &Ctx<'_>,
    ) -> Result<Accepted<Self>, Refusal> {
        use AttachmentCommand as C;
        match (before, command) {
            (None, C::Add(add)) => Self::added(add, ctx.actor.user().ok_or(Refusal::Denied)?, ctx),
            (Some(same), C::Add(add)) if same.sha256 == add.sha256 && same.of == add.of => {
                Ok(Accepted::noop(same.clone()))
            }
            (Some(_), C::Add(_)) => Err(Refusal::Exists),
            (Some(same), C::Store(_)) if same.bytes == Bytes::Stored => Ok(Accepted::noop(same.clone())),
            (Some(awaited), C::Store(_)) => {
                Ok(Accepted::applied(Self { bytes: Bytes::Stored, ..awaited.clone() }))
            }
            (None, C::Store(_)) => Err(Refusal::NotFound),
        }
    }

    fn parent(&self) -> Option<RecordId> {
        self.customer
    }

    fn scope(&self, related: &Related) -> Scope {
        let pair = self.customer.and_then(|id| related.customer(id)).map(|customer| customer.pair);
        Scope::care(pair.unwrap_or(Pair { owner: Some(self.taken_by), salesperson: None }))
    }

    fn face(&self) -> Face {
        Face { state: self.bytes.code().to_owned(), at_ms: self.taken_at.utc_ms, ..Face::default() }
    }

    fn author(&self, _: RecordId) -> Option<UserId> {
        Some(self.taken_by)
    }
}

#[cfg(test)]
mod tests;
