//! Hashed files of earlier builds, for those who still run one of them.
//!
//! A device may have been offline for weeks with half a build in its cache. What it asks for by an old
//! name must be there, or it is left with a white page until it finds its way to the new one.

use std::io;
use std::path::{Path, PathBuf};
use std::time::{Duration, SystemTime};

use super::files::is_hashed;

/// How long a file stays after the last start with a build that had it.
const STAYS: Duration = Duration::from_hours(60 * 24);

/// The folder with these files.
#[derive(Debug, Clone)]
pub struct Kept(PathBuf);

impl Kept {
    /// Copies the hashed files of today's build into `folder` and removes what is older than 60 days.
    pub fn take_in(app: &Path, folder: &Path) -> io::Result<Self> {
        std::fs::create_dir_all(folder)?;
        for entry in std::fs::read_dir(app)? {
            let entry = entry?;
            let name = entry.file_name();
            if !name.to_str().is_some_and(is_hashed) || !entry.file_type()?.is_file() {
                continue;
            }
            let place = folder.join(&name);
            // Under a name of its own first: a half-copied file must never be served.
            let unfinished = folder.join("unfinished");
            std::fs::copy(entry.path(), &unfinished)?;
            std::fs::File::open(&unfinished)?.set_modified(SystemTime::now())?;
            std::fs::rename(&unfinished, place)?;
        }
        let kept = Self(folder.to_owned());
        kept.forget_older_than(SystemTime::now() - STAYS)?;
        Ok(kept)
    }

    fn forget_older_than(&self, limit: SystemTime) -> io::Result<()> {
        for entry in std::fs::read_dir(&self.0)? {
            let entry = entry?;
            if entry.metadata()?.modified()? < limit {
                std::fs::remove_file(entry.path())?;
            }
        }
        Ok(())
    }

    pub(super) fn folder(&self) -> &Path {
        &self.0
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_file_goes_when_it_is_old_and_not_before() {
        let base = std::env::temp_dir().join(format!("huifang-kept-{}", std::process::id()));
        let (app, folder) = (base.join("app"), base.join("kept"));
        std::fs::create_dir_all(&app).unwrap();
        let name = "a-0123456789abcdef.js";
        std::fs::write(app.join(name), "1").unwrap();
        std::fs::write(app.join("index.html"), "page").unwrap();

        let kept = Kept::take_in(&app, &folder).unwrap();
        std::fs::remove_file(app.join(name)).unwrap();
        let kept = Kept::take_in(&app, kept.folder()).unwrap();
        assert!(folder.join(name).exists(), "the next build has it no more, devices still may");
        assert!(!folder.join("index.html").exists(), "a page is never from an earlier build");

        kept.forget_older_than(SystemTime::now() + Duration::from_secs(1)).unwrap();
        assert!(!folder.join(name).exists());
        std::fs::remove_dir_all(base).unwrap();
    }
}
