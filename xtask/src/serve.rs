//! App and server on one origin, for people to look at.

use std::ffi::OsStr;
use std::path::{Path, PathBuf};
use std::process::Command;
use std::time::{Duration, SystemTime};

use crate::app::{self, Kind};
use crate::run::{Outcome, cargo, command, run, say};

/// What the app is made of. A change in here is a new build.
const SOURCES: &[&str] = &[
    "Cargo.toml",
    "index.html",
    "build.rs",
    "src",
    "style",
    "locales",
    "public",
    "crates/domain",
    "crates/sync",
    "crates/store",
];

/// How often they are looked at. A look costs a few hundred `stat` calls.
const LOOK: Duration = Duration::from_millis(500);

/// The app as it is shipped. `rest` goes to the server.
pub(crate) fn serve(rest: &[String]) -> Outcome<()> {
    app::build(Kind::Shipped)?;
    run("build the server", &mut cargo(["build", "--release", "--package", "huifang-server"])?)?;
    let status = server("release", Kind::Shipped, rest)?.status();
    let status = status.map_err(|problem| format!("the server cannot be started: {problem}"))?;
    if status.success() { Ok(()) } else { Err(format!("the server ended with {status}")) }
}

/// Quickly built, rebuilt at each change, and never kept by the browser.
pub(crate) fn dev(rest: &[String]) -> Outcome<()> {
    run("build the server", &mut cargo(["build", "--package", "huifang-server"])?)?;
    app::build(Kind::Dev)?;
    let mut seen = newest()?;
    let mut server = server("debug", Kind::Dev, rest)?
        .spawn()
        .map_err(|problem| format!("the server cannot be started: {problem}"))?;
    loop {
        std::thread::sleep(LOOK);
        if let Ok(Some(status)) = server.try_wait() {
            return Err(format!("the server ended with {status}"));
        }
        let now = newest()?;
        if now != seen {
            seen = now;
            // A mistake while typing is no reason to stop.
            match app::build(Kind::Dev) {
                Ok(()) => say("-- reload the page"),
                Err(problem) => say(&problem),
            }
        }
    }
}

fn server(profile: &str, kind: Kind, rest: &[String]) -> Outcome<Command> {
    let program = crate::root()?.join("target").join(profile).join("huifang-server");
    let mut server = command(program)?;
    server.args([OsStr::new("--app"), OsStr::new(kind.site())]).args(rest);
    Ok(server)
}

/// The time of the last change, and the number of files, so that one that went is noticed too.
fn newest() -> Outcome<(SystemTime, usize)> {
    let root = crate::root()?;
    let mut waiting: Vec<PathBuf> = SOURCES.iter().map(|source| root.join(source)).collect();
    let (mut newest, mut count) = (SystemTime::UNIX_EPOCH, 0);
    while let Some(path) = waiting.pop() {
        // It may go while we look.
        let Ok(about) = path.metadata() else { continue };
        if about.is_dir() {
            waiting.extend(entries(&path));
        } else {
            newest = newest.max(about.modified().unwrap_or(SystemTime::UNIX_EPOCH));
            count += 1;
        }
    }
    Ok((newest, count))
}

fn entries(folder: &Path) -> Vec<PathBuf> {
    std::fs::read_dir(folder).into_iter().flatten().flatten().map(|entry| entry.path()).collect()
}
