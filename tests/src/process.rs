//! Programs that a test starts, and that never outlive it.
//!
//! Three nets, one under the other: `Drop` ends the program's whole group; the kernel kills it when the
//! test's thread dies without `Drop` (`setpriv --pdeathsig`); and what a killed run still left behind is
//! known by a variable in its environment and swept at the next start.

use std::ffi::OsStr;
use std::fs;
use std::os::unix::process::CommandExt as _;
use std::process::{Child, Command, ExitStatus};
use std::sync::OnceLock;
use std::time::{Duration, Instant};

use rustix::process::{Pid, Signal, kill_process, kill_process_group};

use crate::{Failure, Result, wait};

/// Names the test process that started a program, by pid and start time, since pids come again.
const OWNER: &str = "HUIFANG_JOURNEY_OWNER";

/// How long a program may take to end when asked.
const FAREWELL: Duration = Duration::from_secs(3);

/// A command whose process dies with the calling thread.
pub(crate) fn command(program: impl AsRef<OsStr>) -> Command {
    sweep_once();
    let mut command = Command::new("setpriv");
    command.args(["--pdeathsig", "KILL", "--"]).arg(program);
    command.stdin(std::process::Stdio::null());
    let own = std::process::id();
    command.env(OWNER, format!("{own}-{}", start_time(own).unwrap_or_default()));
    command
}

/// A running program, leader of a group of its own.
#[derive(Debug)]
pub(crate) struct Process(Child);

impl Process {
    pub(crate) fn spawn(command: &mut Command) -> Result<Self> {
        let name = command.get_args().nth(3).unwrap_or_default().to_string_lossy().into_owned();
        let child = command.process_group(0).spawn();
        child.map(Self).map_err(|problem| Failure::from(problem).while_doing(format!("start {name}")))
    }

    pub(crate) fn child(&mut self) -> &mut Child {
        &mut self.0
    }

    /// Whether it ended by itself already.
    pub(crate) fn has_ended(&mut self) -> bool {
        matches!(self.0.try_wait(), Ok(Some(_)))
    }

    /// Asks it alone to end, and waits.
    pub(crate) fn terminate(&mut self, patience: Duration) -> Result<ExitStatus> {
        kill_process(self.pid()?, Signal::TERM)?;
        let start = Instant::now();
        loop {
            if let Some(status) = self.0.try_wait()? {
                return Ok(status);
            }
            if start.elapsed() > patience {
                return Err(Failure::new(format!("it still runs {patience:?} after SIGTERM")));
            }
            std::thread::sleep(Duration::from_millis(10));
        }
    }

    /// SIGKILL to it and all it has started, at once.
    pub(crate) fn kill(&mut self) -> Result<()> {
        let family = descendants(self.0.id());
        // The group may be gone already.
        let _ = kill_process_group(self.pid()?, Signal::KILL);
        for pid in family {
            let _ = kill_by_number(pid);
        }
        self.0.wait()?;
        Ok(())
    }

    fn pid(&self) -> Result<Pid> {
        Pid::from_raw(i32::try_from(self.0.id())?).ok_or_else(|| Failure::new("no pid"))
    }
}

impl Drop for Process {
    fn drop(&mut self) {
        if self.has_ended() {
            return;
        }
        let family = descendants(self.0.id());
        if let Ok(pid) = self.pid() {
            let _ = kill_process_group(pid, Signal::TERM);
        }
        let start = Instant::now();
        while !self.has_ended() && start.elapsed() < FAREWELL {
            std::thread::sleep(Duration::from_millis(10));
        }
        let _ = self.kill();
        for pid in family {
            let _ = kill_by_number(pid);
        }
    }
}

fn kill_by_number(pid: u32) -> Result<()> {
    let pid = Pid::from_raw(i32::try_from(pid)?).ok_or_else(|| Failure::new("no pid"))?;
    Ok(kill_process(pid, Signal::KILL)?)
}

/// Field 4 of `/proc/PID/stat` is the parent, field 22 the start time; the name before them may hold spaces.
fn stat_field(pid: u32, field: usize) -> Option<u64> {
    let stat = fs::read_to_string(format!("/proc/{pid}/stat")).ok()?;
    let (_, after_name) = stat.rsplit_once(") ")?;
    after_name.split(' ').nth(field - 3)?.parse().ok()
}

fn start_time(pid: u32) -> Option<u64> {
    stat_field(pid, 22)
}

fn all_pids() -> Vec<u32> {
    let entries = fs::read_dir("/proc").into_iter().flatten().flatten();
    entries.filter_map(|entry| entry.file_name().to_str()?.parse().ok()).collect()
}

/// All processes that `pid` has started, and theirs.
fn descendants(pid: u32) -> Vec<u32> {
    let parents: Vec<(u32, u64)> =
        all_pids().into_iter().filter_map(|each| Some((each, stat_field(each, 4)?))).collect();
    let mut found = vec![pid];
    let mut next = 0;
    while let Some(&parent) = found.get(next) {
        next += 1;
        found.extend(parents.iter().filter(|(_, its)| *its == u64::from(parent)).map(|(each, _)| *each));
    }
    found.remove(0);
    found
}

/// Ends what an earlier run left behind, once per test process.
fn sweep_once() {
    static SWEPT: OnceLock<()> = OnceLock::new();
    SWEPT.get_or_init(|| {
        for pid in all_pids() {
            if is_orphan(pid) {
                let _ = kill_by_number(pid);
            }
        }
    });
}

/// Whether the test process that started it is gone.
fn is_orphan(pid: u32) -> bool {
    let Ok(environment) = fs::read(format!("/proc/{pid}/environ")) else {
        return false;
    };
    let prefix = format!("{OWNER}=");
    environment
        .split(|byte| *byte == 0)
        .filter_map(|variable| std::str::from_utf8(variable).ok()?.strip_prefix(&prefix))
        .filter_map(|owner| owner.split_once('-'))
        .any(|(owner, started)| {
            owner.parse().ok().and_then(start_time).map(|time| time.to_string()) != Some(started.to_owned())
        })
}

/// Waits until a program answers on `port`.
pub(crate) fn wait_for_port(port: u16) -> Result<()> {
    wait::until_blocking(&format!("port {port}"), || {
        std::net::TcpStream::connect(("127.0.0.1", port))?;
        Ok(())
    })
}

/// A port that is free now. For programs that cannot be told to take one themselves.
pub(crate) fn free_port() -> Result<u16> {
    Ok(std::net::TcpListener::bind(("127.0.0.1", 0))?.local_addr()?.port())
}
