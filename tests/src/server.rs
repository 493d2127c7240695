//! The real server program, started and ended as an operator or a power cut would.

use std::fs::File;
use std::io::{BufRead as _, BufReader};
use std::net::SocketAddr;
use std::path::{Path, PathBuf};
use std::process::{ChildStdout, Stdio};
use std::sync::{Arc, Mutex, PoisonError};
use std::thread;
use std::time::Duration;

use crate::process::{self, Process};
use crate::{Failure, Result, stage, wait};

/// What the server promises to need at most after SIGTERM, and a little.
const STOPS_WITHIN: Duration = Duration::from_secs(12);

/// One server with its data. Start it again after [`Server::stop`] or [`Server::kill`]: same port, same data.
#[derive(Debug)]
pub struct Server {
    app: PathBuf,
    data: PathBuf,
    log: PathBuf,
    address: SocketAddr,
    /// Whether it shows the sample organisation.
    demo: bool,
    running: Option<Running>,
}

#[derive(Debug)]
struct Running {
    process: Process,
    said: Said,
}

/// The lines of its standard output, as they come.
#[derive(Debug, Clone, Default)]
struct Said(Arc<Mutex<Vec<String>>>);

impl Said {
    fn listen(output: ChildStdout) -> Self {
        let said = Self::default();
        let lines = Arc::clone(&said.0);
        // Ends with the server.
        thread::spawn(move || {
            for line in BufReader::new(output).lines().map_while(std::result::Result::ok) {
                lines.lock().unwrap_or_else(PoisonError::into_inner).push(line);
            }
        });
        said
    }

    /// What follows `words` in the first line that holds them.
    fn after(&self, words: &str) -> Result<String> {
        let lines = self.0.lock().unwrap_or_else(PoisonError::into_inner);
        let found = lines.iter().find_map(|line| Some(line.split_once(words)?.1.trim().to_owned()));
        found.ok_or_else(|| Failure::new(format!("the server did not say {words:?}")))
    }
}

impl Server {
    /// Starts it on a free port with the app that `cargo xtask build` made.
    pub fn start(data: &Path) -> Result<Self> {
        Self::start_with_app(data, &stage::app()?)
    }

    /// Starts it with another app folder: an update, or a damaged build.
    pub fn start_with_app(data: &Path, app: &Path) -> Result<Self> {
        let mut server = Self::ended(data, app);
        server.start_again()?;
        Ok(server)
    }

    /// Starts it with the sample organisation, in an empty folder.
    pub fn start_demo(data: &Path) -> Result<Self> {
        let mut server = Self { demo: true, ..Self::ended(data, &stage::app()?) };
        server.start_again()?;
        Ok(server)
    }

    fn ended(data: &Path, app: &Path) -> Self {
        Self {
            app: app.to_owned(),
            data: data.to_owned(),
            log: data.with_extension("server.log"),
            address: SocketAddr::from(([127, 0, 0, 1], 0)),
            demo: false,
            running: None,
        }
    }

    /// Starts it where it was, with what it kept.
    pub fn start_again(&mut self) -> Result<()> {
        self.running = None;
        let log = File::options().create(true).append(true).open(&self.log)?;
        let mut command = process::command(stage::server_program()?);
        command.arg("--app").arg(&self.app).arg("--data").arg(&self.data);
        command.args(self.demo.then_some("--demo"));
        command.args(["--listen", &self.address.to_string()]).stdout(Stdio::piped()).stderr(log);
        let mut process = Process::spawn(&mut command)?;
        let output = process.child().stdout.take().ok_or_else(|| Failure::new("no standard output"))?;
        let said = Said::listen(output);
        let address = wait::until_blocking("the server to listen", || {
            if process.has_ended() {
                return Ok(Err(Failure::new("it ended at once")));
            }
            Ok(Ok(said.after("listens on http://")?))
        });
        let address = address.and_then(|known| known);
        let log = self.log.display();
        let address =
            address.map_err(|failure| failure.while_doing(format!("start the server (log: {log})")))?;
        self.address = address.parse()?;
        self.running = Some(Running { process, said });
        Ok(())
    }

    /// Where the first administrator signs in. Only a server without any account says it.
    pub fn first_link(&self) -> Result<String> {
        let running = self.running.as_ref().ok_or_else(|| Failure::new("the server does not run"))?;
        let link = wait::until_blocking("the first link", || running.said.after("/sign-in?first="))?;
        Ok(self.url(&format!("/sign-in?first={link}")))
    }

    /// Where it listens, also while it is ended.
    pub fn address(&self) -> SocketAddr {
        self.address
    }

    /// The address of a place in the app.
    pub fn url(&self, path: &str) -> String {
        format!("http://{}{path}", self.address)
    }

    /// Its data folder.
    pub fn data(&self) -> &Path {
        &self.data
    }

    /// Lets the next start serve another build from the same address: a deployment.
    pub fn deploy(&mut self, app: &Path) {
        app.clone_into(&mut self.app);
    }

    /// Ends it in good order; it must do so in time and say that all is well.
    pub fn stop(&mut self) -> Result<()> {
        let mut running = self.running.take().ok_or_else(|| Failure::new("the server does not run"))?;
        let status = running.process.terminate(STOPS_WITHIN)?;
        if status.success() { Ok(()) } else { Err(Failure::new(format!("the server ended with {status}"))) }
    }

    /// SIGKILL.
    pub fn kill(&mut self) -> Result<()> {
        let mut running = self.running.take().ok_or_else(|| Failure::new("the server does not run"))?;
        running.process.kill()
    }
}
