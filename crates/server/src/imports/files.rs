//! The files as they came, until nobody needs them any more.

use std::fs::{self, File};
use std::io::{self, Write as _};
use std::os::unix::fs::{DirBuilderExt as _, OpenOptionsExt as _};
use std::path::{Path, PathBuf};

use domain::values::BatchId;

/// The folder with all of them, for nobody else on the machine to read.
#[derive(Debug, Clone)]
pub(crate) struct Files(PathBuf);

impl Files {
    /// Opens the folder below that of the data, making what is missing.
    pub(crate) fn open(data: &Path) -> io::Result<Self> {
        let folder = data.join("imports");
        fs::DirBuilder::new().recursive(true).mode(0o700).create(&folder)?;
        // A power cut must not take the folder away from under the files.
        File::open(data)?.sync_all()?;
        Ok(Self(folder))
    }

    fn place(&self, id: BatchId) -> PathBuf {
        self.0.join(id.to_string())
    }

    /// Keeps a file; when this has come back it is on the disk.
    pub(crate) fn keep(&self, id: BatchId, bytes: &[u8]) -> io::Result<()> {
        let mut file = File::options().create_new(true).write(true).mode(0o600).open(self.place(id))?;
        file.write_all(bytes)?;
        file.sync_all()?;
        File::open(&self.0)?.sync_all()
    }

    /// A file as it came.
    pub(crate) fn read(&self, id: BatchId) -> io::Result<Vec<u8>> {
        fs::read(self.place(id))
    }

    /// Throws a file away; one that is gone already is as well.
    pub(crate) fn drop(&self, id: BatchId) {
        // What stays lies there until the next start.
        let _ = fs::remove_file(self.place(id));
    }

    /// Throws everything away but what is needed: what a broken upload or a power cut left.
    pub(crate) fn drop_all_but(&self, is_needed: impl Fn(BatchId) -> bool) {
        let Ok(all) = fs::read_dir(&self.0) else { return };
        for file in all.flatten() {
            let id: Option<BatchId> = file.file_name().to_str().and_then(|name| name.parse().ok());
            if id.is_none_or(|id| !is_needed(id)) {
                let _ = fs::remove_file(file.path());
            }
        }
    }
}
