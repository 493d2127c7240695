//! Reading the work tree, for the tests that keep it in order.

use std::fs;
use std::path::{Path, PathBuf};

/// Made by programs, kept by people, or not ours.
const NOT_OURS: &[&str] = &["target", "dist", "data", ".git", "bench/node_modules"];

/// A file of the work tree by its path from the root.
pub(crate) struct File {
    pub(crate) path: String,
    pub(crate) text: String,
}

/// The root of the work tree.
///
/// As cargo says it now and not when this was compiled: a target folder may be shared by several work trees.
pub(crate) fn root() -> PathBuf {
    let here = std::env::var_os("CARGO_MANIFEST_DIR").unwrap_or_else(|| env!("CARGO_MANIFEST_DIR").into());
    Path::new(&here).parent().unwrap().to_owned()
}

/// All files whose text can be read, in the order of their paths.
pub(crate) fn all_files() -> Vec<File> {
    let mut found = Vec::new();
    let mut waiting = vec![PathBuf::new()];
    while let Some(folder) = waiting.pop() {
        for entry in fs::read_dir(root().join(&folder)).unwrap() {
            let entry = entry.unwrap();
            let path = folder.join(entry.file_name());
            // In a further work tree, .git is a file.
            if NOT_OURS.iter().any(|name| path == Path::new(name)) {
                continue;
            }
            if entry.file_type().unwrap().is_dir() {
                waiting.push(path);
            } else if let Ok(text) = fs::read_to_string(root().join(&path)) {
                found.push(File { path: path.to_string_lossy().into_owned(), text });
            }
        }
    }
    found.sort_by(|a, b| a.path.cmp(&b.path));
    assert!(found.len() > 50, "only {} files: is this the work tree?", found.len());
    found
}

/// Those below `folder` whose names end so.
pub(crate) fn files(folder: &str, end: &str) -> Vec<File> {
    all_files().into_iter().filter(|file| file.path.starts_with(folder) && file.path.ends_with(end)).collect()
}

/// Lines with their numbers, from 1.
pub(crate) fn lines(text: &str) -> impl Iterator<Item = (usize, &str)> {
    text.lines().enumerate().map(|(index, line)| (index + 1, line))
}

/// Fails with all that was found, one a line.
#[track_caller]
pub(crate) fn none(what: &str, found: &[String]) {
    assert!(found.is_empty(), "{what}:\n  {}", found.join("\n  "));
}
