//! The bytes of attachments on the disk, under their content address.
//!
//! Chunks gather in `blobs/part/<sha256>.<size>/<n>`; the whole, once it is what it says, stands in
//! `blobs/<aa>/<sha256>` and never changes. Only the whole is synced to the disk: a chunk that a power cut damaged
//! is found by the digest and sent again.
//!
//! # Invariants
//! - A file under a content address has this content.
//! - When [`Blobs::assemble`] has said [`Assembled::Whole`], file and folder are on the disk.

mod magic;

use std::fs::{self, File};
use std::io::{self, Read as _, Seek as _, Write as _};
use std::path::{Path, PathBuf};
use std::sync::{Mutex, PoisonError};

use domain::attachment::{Attachment, Mime};
use domain::values::BlobId;
use sync::digest::blob_id;

pub use magic::sniff;

/// The folder with all of them.
#[derive(Debug)]
pub struct Blobs {
    folder: PathBuf,
    /// Two last chunks at the same moment assemble one after the other.
    assembling: Mutex<()>,
}

/// What became of the chunks of some bytes.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Assembled {
    /// Not all are there yet.
    Incomplete,
    /// They were not what they should have been, and are gone.
    Dropped,
    /// Together they are the bytes, on the disk.
    Whole,
}

impl Blobs {
    /// Opens the folder below that of the data, making what is missing.
    ///
    /// # Errors
    /// When it cannot be made.
    pub fn open(data: &Path) -> io::Result<Self> {
        let folder = data.join("blobs");
        fs::create_dir_all(folder.join("part"))?;
        // A power cut must not take the folder away from under the files.
        File::open(data)?.sync_all()?;
        Ok(Self { folder, assembling: Mutex::new(()) })
    }

    /// Where the bytes stand once they are whole.
    pub fn place(&self, id: &BlobId) -> PathBuf {
        self.folder.join(id.as_str().get(..2).unwrap_or_default()).join(id.as_str())
    }

    /// Whether they are whole.
    pub fn is_whole(&self, id: &BlobId) -> bool {
        self.place(id).is_file()
    }

    fn parts(&self, id: &BlobId, size: u32) -> PathBuf {
        self.folder.join("part").join(format!("{id}.{size}"))
    }

    /// Which chunks are here.
    pub fn have(&self, id: &BlobId, size: u32) -> Vec<u32> {
        let here = |n: &u32| self.parts(id, size).join(n.to_string()).is_file();
        (0..Attachment::chunks(size)).filter(here).collect()
    }

    /// Keeps a chunk, unless the whole is here; then it tells whether the chunk is of it. The same one again changes
    /// nothing.
    ///
    /// # Errors
    /// When the disk does not take it.
    pub fn keep(&self, id: &BlobId, size: u32, n: u32, bytes: &[u8]) -> io::Result<bool> {
        if self.is_whole(id) {
            let mut there = Vec::new();
            let mut whole = File::open(self.place(id))?;
            whole.seek(io::SeekFrom::Start(u64::from(n) * u64::from(Attachment::CHUNK)))?;
            whole.take(Attachment::CHUNK.into()).read_to_end(&mut there)?;
            return Ok(there == bytes);
        }
        let parts = self.parts(id, size);
        fs::create_dir_all(&parts)?;
        write_then_rename(&parts, &n.to_string(), bytes, false)?;
        Ok(true)
    }

    /// Puts the chunks together if all are here and `fits` the bytes' beginning.
    ///
    /// # Errors
    /// When the disk does not take them.
    pub fn assemble(
        &self,
        id: &BlobId,
        size: u32,
        fits: impl FnOnce(&[u8]) -> bool,
    ) -> io::Result<Assembled> {
        let _alone = self.assembling.lock().unwrap_or_else(PoisonError::into_inner);
        let parts = self.parts(id, size);
        if self.is_whole(id) {
            return Ok(Assembled::Whole);
        }
        let mut whole = Vec::new();
        for n in 0..Attachment::chunks(size) {
            match fs::read(parts.join(n.to_string())) {
                Ok(chunk) => whole.extend(chunk),
                Err(error) if error.kind() == io::ErrorKind::NotFound => return Ok(Assembled::Incomplete),
                Err(error) => return Err(error),
            }
        }
        if blob_id(&whole) != *id || !fits(&whole) {
            fs::remove_dir_all(&parts)?;
            return Ok(Assembled::Dropped);
        }
        let place = self.place(id);
        let folder = place.parent().unwrap_or(&self.folder);
        if !folder.is_dir() {
            fs::create_dir(folder)?;
            File::open(&self.folder)?.sync_all()?;
        }
        write_then_rename(folder, id.as_str(), &whole, true)?;
        fs::remove_dir_all(&parts)?;
        Ok(Assembled::Whole)
    }

    /// What whole bytes are, by their beginning.
    ///
    /// # Errors
    /// When they are not here.
    pub fn kind(&self, id: &BlobId) -> io::Result<Option<Mime>> {
        let mut head = Vec::new();
        File::open(self.place(id))?.take(magic::ENOUGH).read_to_end(&mut head)?;
        Ok(sniff(&head))
    }
}

/// A file is there with all its bytes or not at all; with `durable`, also after a power cut.
fn write_then_rename(folder: &Path, name: &str, bytes: &[u8], durable: bool) -> io::Result<()> {
    // Two uploads of the same chunk write the same bytes, but not into the same file at once.
    let unfinished = folder.join(format!("{name}.{:?}", std::thread::current().id()));
    let mut file = File::create(&unfinished)?;
    file.write_all(bytes)?;
    if durable {
        file.sync_all()?;
    }
    fs::rename(&unfinished, folder.join(name))?;
    if durable {
        File::open(folder)?.sync_all()?;
    }
    Ok(())
}

#[cfg(test)]
mod tests;
