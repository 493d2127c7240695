//! Running other programs: one plain line before, the time after.

use std::ffi::OsStr;
use std::io::{BufRead as _, BufReader, Write as _};
use std::path::PathBuf;
use std::process::{Command, Stdio};
use std::time::Instant;

/// Goes on, or says in a sentence why not.
pub(crate) type Outcome<T> = Result<T, String>;

/// A line to whoever watches.
pub(crate) fn say(line: &str) {
    // Nobody may be listening any more (a closed pipe); the work goes on.
    let _ = writeln!(std::io::stdout().lock(), "{line}");
}

/// A command in the root of the work tree, with our tools on its path.
///
/// What cargo tells its child about the package `xtask` stays here: build scripts watch these variables
/// and would run again each time the caller changes.
pub(crate) fn command(program: impl AsRef<OsStr>) -> Outcome<Command> {
    let mut command = Command::new(program);
    command.current_dir(crate::root()?).env("PATH", path_with_tools()?);
    for (name, _) in std::env::vars_os() {
        let name_text = name.to_string_lossy();
        if ["CARGO_PKG_", "CARGO_MANIFEST_", "CARGO_BIN_", "CARGO_CRATE_", "CARGO_PRIMARY_"]
            .iter()
            .any(|start| name_text.starts_with(start))
        {
            command.env_remove(&name);
        }
    }
    Ok(command)
}

/// `cargo` with these arguments.
pub(crate) fn cargo<'a>(args: impl IntoIterator<Item = &'a str>) -> Outcome<Command> {
    let mut command = command("cargo")?;
    command.args(args);
    Ok(command)
}

fn path_with_tools() -> Outcome<std::ffi::OsString> {
    let old = std::env::var_os("PATH").unwrap_or_default();
    let folders = crate::tools::folders()?.into_iter().chain(std::env::split_paths(&old));
    std::env::join_paths(folders).map_err(|problem| format!("PATH cannot be extended: {problem}"))
}

/// Runs it to its end; anything but success is an error.
pub(crate) fn run(what: &str, command: &mut Command) -> Outcome<()> {
    say(&format!("-- {what}"));
    let start = Instant::now();
    let status = command.status().map_err(|problem| cannot_start(command, &problem))?;
    say(&format!("-- {what}: {} after {}", if status.success() { "done" } else { "FAILED" }, since(start)));
    if status.success() { Ok(()) } else { Err(format!("{what} failed ({status})")) }
}

/// Runs it quietly and gives what it wrote to its standard output; `None` if it failed or is not there.
pub(crate) fn ask(program: impl AsRef<OsStr>, args: &[&str]) -> Option<String> {
    let output = Command::new(program).args(args).stdin(Stdio::null()).stderr(Stdio::null()).output().ok()?;
    output.status.success().then(|| String::from_utf8_lossy(&output.stdout).into_owned())
}

/// Runs it to its end, shows each line of its standard output as it comes and gives it to `see`.
pub(crate) fn watch(what: &str, command: &mut Command, mut see: impl FnMut(&str)) -> Outcome<bool> {
    say(&format!("-- {what}"));
    let start = Instant::now();
    let mut child = command
        .stdin(Stdio::null())
        .stdout(Stdio::piped())
        .spawn()
        .map_err(|problem| cannot_start(command, &problem))?;
    if let Some(output) = child.stdout.take() {
        for line in BufReader::new(output).split(b'\n') {
            let line = line.map_err(|problem| format!("{what}: its output broke off: {problem}"))?;
            let line = String::from_utf8_lossy(&line);
            say(&line);
            see(&line);
        }
    }
    let status = child.wait().map_err(|problem| format!("{what}: {problem}"))?;
    say(&format!("-- {what}: {} after {}", if status.success() { "done" } else { "FAILED" }, since(start)));
    Ok(status.success())
}

fn cannot_start(command: &Command, problem: &std::io::Error) -> String {
    format!("{} cannot be started: {problem}", PathBuf::from(command.get_program()).display())
}

/// How long it took, as people say it.
pub(crate) fn since(start: Instant) -> String {
    let seconds = start.elapsed().as_secs_f32();
    if seconds < 60.0 { format!("{seconds:.1} s") } else { format!("{:.1} min", seconds / 60.0) }
}
