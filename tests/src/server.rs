//! The real server program, started and ended as an operator or a power cut would.

use std::fs::File;
use std::io::{BufRead as _, BufReader};
use std::net::SocketAddr;
use std::path::{Path, PathBuf};
use std::process::{ChildStdout, Stdio};
use std::time::Duration;

use crate::process::{self, Process};
use crate::{Failure, Result, stage};

/// What the server promises to need at most after SIGTERM, and a little.
const STOPS_WITHIN: Duration = Duration::from_secs(12);

/// One server with its data. Start it again after [`Server::stop`] or [`Server::kill`]: same port, same data.
#[derive(Debug)]
pub struct Server {
    app: PathBuf,
    data: PathBuf,
    log: PathBuf,
    address: SocketAddr,
    running: Option<Running>,
}

#[derive(Debug)]
struct Running {
    process: Process,
    /// Kept open: a closed pipe would be an error for whatever the server says later.
    _said: BufReader<ChildStdout>,
}

impl Server {
    /// Starts it on a free port with the app that `cargo xtask build` made.
    pub fn start(data: &Path) -> Result<Self> {
        Self::start_with_app(data, &stage::app()?)
    }

    /// Starts it with another app folder: an update, or a damaged build.
    pub fn start_with_app(data: &Path, app: &Path) -> Result<Self> {
        let mut server = Self {
            app: app.to_owned(),
            data: data.to_owned(),
            log: data.with_extension("server.log"),
            address: SocketAddr::from(([127, 0, 0, 1], 0)),
            running: None,
        };
        server.start_again()?;
        Ok(server)
    }

    /// Starts it where it was, with what it kept.
    pub fn start_again(&mut self) -> Result<()> {
        self.running = None;
        let log = File::options().create(true).append(true).open(&self.log)?;
        let mut command = process::command(stage::server_program()?);
        command.arg("--app").arg(&self.app).arg("--data").arg(&self.data);
        command.args(["--listen", &self.address.to_string()]).stdout(Stdio::piped()).stderr(log);
        let mut process = Process::spawn(&mut command)?;
        let output = process.child().stdout.take().ok_or_else(|| Failure::new("no standard output"))?;
        let mut said = BufReader::new(output);
        let mut line = String::new();
        said.read_line(&mut line)?;
        let address = line.trim().rsplit_once("http://").and_then(|(_, address)| address.parse().ok());
        self.address = address.ok_or_else(|| {
            Failure::new(format!("the server did not say where it listens; its log: {}", self.log.display()))
        })?;
        self.running = Some(Running { process, _said: said });
        Ok(())
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
