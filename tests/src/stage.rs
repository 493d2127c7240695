//! Where a journey happens: a folder of its own under target/, and the programs under test.

use std::future::Future;
use std::path::{Path, PathBuf};
use std::time::Duration;

use base64::Engine as _;
use base64::engine::general_purpose::STANDARD;
use sha2::{Digest as _, Sha256};

use crate::{Browser, Engine, Failure, Result, Server, Viewport};

/// No journey takes longer, or something hangs.
const AT_MOST: Duration = Duration::from_mins(8);

/// The folder of one journey in one engine: profile, data, logs, screenshots.
#[derive(Debug, Clone)]
pub struct Stage {
    engine: Engine,
    folder: PathBuf,
}

impl Stage {
    /// An empty one; what an earlier run left is removed.
    pub fn new(journey: &str, engine: Engine) -> Result<Self> {
        let folder = root().join("target/journeys").join(format!("{journey}-{engine}"));
        if folder.exists() {
            std::fs::remove_dir_all(&folder)?;
        }
        std::fs::create_dir_all(&folder)?;
        Ok(Self { engine, folder })
    }

    /// The engine of this run.
    pub fn engine(&self) -> Engine {
        self.engine
    }

    /// For files of the journey's own.
    pub fn folder(&self) -> &Path {
        &self.folder
    }

    /// A server with empty data, or with what an earlier one of this stage kept.
    pub fn server(&self) -> Result<Server> {
        Server::start(&self.folder.join("data"))
    }

    /// A server with the sample organisation.
    pub fn demo(&self) -> Result<Server> {
        Server::start_demo(&self.folder.join("data"))
    }

    /// The browser of this stage's person. Launched again after a kill, it has all it had kept.
    pub async fn browser(&self, viewport: Viewport) -> Result<Browser> {
        self.browser_of("profile", viewport).await
    }

    /// The browser of somebody else.
    pub async fn browser_of(&self, person: &str, viewport: Viewport) -> Result<Browser> {
        Browser::launch(self.engine, &self.folder.join(person), viewport).await
    }

    /// The same app as a build of another name, to be deployed as an update.
    pub fn another_build(&self, name: &str) -> Result<PathBuf> {
        let copy = self.folder.join(name);
        copy_folder(&app()?, &copy)?;
        let old = read_build(&copy)?;
        let page = std::fs::read_to_string(copy.join("index.html"))?;
        let new_page = page.replace(&old, name);
        let worker = std::fs::read_to_string(copy.join("sw.js"))?;
        let worker = worker.replace(&integrity(&page), &integrity(&new_page)).replace(&old, name);
        for (file, text) in [("index.html", new_page), ("sw.js", worker)] {
            std::fs::write(copy.join(file), text)?;
            // The packed copies are of the old text.
            for end in ["br", "gz"] {
                std::fs::remove_file(copy.join(format!("{file}.{end}")))?;
            }
        }
        Ok(copy)
    }
}

/// Runs a journey to its end on this thread, which is the one whose end also ends its browsers.
///
/// # Panics
/// With what the journey says, if it fails.
#[expect(clippy::panic, reason = "a failed journey is a failed test")]
pub fn on_stage<F: Future<Output = Result<()>>>(
    journey: &str,
    engine: Engine,
    body: impl FnOnce(Stage) -> F,
) {
    let played = || -> Result<()> {
        let stage = Stage::new(journey, engine)?;
        let runtime = tokio::runtime::Builder::new_current_thread().enable_all().build()?;
        let in_time = async { tokio::time::timeout(AT_MOST, body(stage)).await };
        runtime.block_on(in_time).map_err(|_| Failure::new(format!("not over after {AT_MOST:?}")))?
    };
    if let Err(failure) = played() {
        panic!("{failure}\n(logs and screenshots: target/journeys/{journey}-{engine})");
    }
}

/// The name of a build, as its page tells it.
fn read_build(app: &Path) -> Result<String> {
    let page = std::fs::read_to_string(app.join("index.html"))?;
    let after = page.split_once("name=\"huifang-build\" content=\"").map(|(_, after)| after);
    let name = after.and_then(|after| after.split('"').next());
    Ok(name.ok_or_else(|| Failure::new("the page does not tell its build"))?.to_owned())
}

fn integrity(text: &str) -> String {
    format!("sha256-{}", STANDARD.encode(Sha256::digest(text)))
}

/// The built app.
pub(crate) fn app() -> Result<PathBuf> {
    let app = std::env::var_os("HUIFANG_APP").map_or_else(|| root().join("dist"), PathBuf::from);
    if app.join("index.html").is_file() {
        Ok(app)
    } else {
        Err(Failure::new(format!("no app in {}: run `cargo xtask build` first", app.display())))
    }
}

/// The built server.
pub(crate) fn server_program() -> Result<PathBuf> {
    let default = || root().join("target/debug/huifang-server");
    let program = std::env::var_os("HUIFANG_SERVER").map_or_else(default, PathBuf::from);
    if program.is_file() {
        Ok(program)
    } else {
        let program = program.display();
        Err(Failure::new(format!("no server at {program}: run `cargo build -p huifang-server` first")))
    }
}

/// The root of the work tree.
///
/// As cargo says it now and not when this was compiled: a target folder may be shared by several work trees.
pub(crate) fn root() -> PathBuf {
    let here = std::env::var_os("CARGO_MANIFEST_DIR").unwrap_or_else(|| env!("CARGO_MANIFEST_DIR").into());
    let here = PathBuf::from(here);
    here.parent().map(Path::to_owned).unwrap_or(here)
}

fn copy_folder(from: &Path, to: &Path) -> Result<()> {
    std::fs::create_dir_all(to)?;
    for entry in std::fs::read_dir(from)? {
        let entry = entry?;
        let target = to.join(entry.file_name());
        if entry.file_type()?.is_dir() {
            copy_folder(&entry.path(), &target)?;
        } else {
            std::fs::copy(entry.path(), target)?;
        }
    }
    Ok(())
}
