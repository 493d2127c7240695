//! All that must hold, counted: what people run before they commit, and what CI runs.

use std::process::Command;
use std::time::Instant;

use crate::app::{self, Kind};
use crate::run::{Outcome, cargo, run, say, since, watch};
use crate::tools::{self, For};

/// What runs on this machine: all but what runs in browsers. xtask is apart, so that testing it does not build
/// it anew with the features that the others ask for.
const HOST: &[&str] = &[
    "--workspace",
    "--exclude=huifang",
    "--exclude=huifang-store",
    "--exclude=huifang-bench",
    "--exclude=xtask",
];
const WASM: &str = "--target=wasm32-unknown-unknown";

/// Set for the long run; `huifang_tests::proof` reads both.
const PROVE: &str = "HUIFANG_PROVE";
const SEEDS: &str = "HUIFANG_SEEDS";
const ENGINES: &str = "HUIFANG_ENGINES";

/// What may stand before the first screen: 350 were asked, and 330 is what it costs. Source: docs/size.md
const BUDGET_KB: u64 = 340;

/// How many held and how many did not.
#[derive(Debug, Default, Clone, Copy, PartialEq, Eq)]
struct Tally {
    passed: u32,
    failed: u32,
}

impl Tally {
    /// A check that knows only yes and no.
    fn check(&mut self, done: Outcome<()>) {
        match done {
            Ok(()) => self.passed += 1,
            Err(problem) => {
                say(&problem);
                self.failed += 1;
            }
        }
    }

    /// A program of tests, or several: each counts as many as it says.
    fn tests(&mut self, what: &str, command: Outcome<Command>) {
        let mut counted = Self::default();
        let mut see = |line: &str| counted.add(line);
        match command.and_then(|mut command| watch(what, &mut command, &mut see)) {
            // It ended badly without a failed test: it did not compile, or died.
            Ok(false) if counted.failed == 0 => counted.failed = 1,
            Ok(_) => {}
            Err(problem) => {
                say(&problem);
                counted.failed += 1;
            }
        }
        self.passed += counted.passed;
        self.failed += counted.failed;
    }

    /// Reads `test result: ok. 3 passed; 0 failed; …`.
    fn add(&mut self, line: &str) {
        let Some((_, counts)) = line.split_once("test result: ") else { return };
        let count = |word: &str| -> u32 {
            let before = counts.split_once(word).map_or("", |(before, _)| before);
            before.trim().rsplit(' ').next().and_then(|number| number.parse().ok()).unwrap_or(0)
        };
        self.passed += count(" passed");
        self.failed += count(" failed");
    }

    /// The last line, and the exit code behind it.
    fn close(self, start: Instant) -> Outcome<()> {
        say(&format!("-- all of it took {}", since(start)));
        let line = format!("{} passed, {} failed", self.passed, self.failed);
        if self.failed == 0 {
            say(&line);
            Ok(())
        } else {
            Err(line)
        }
    }
}

/// Everything.
pub(crate) fn test() -> Outcome<()> {
    let start = Instant::now();
    tools::ensure(For::Testing)?;
    all("chromium,webkit").close(start)
}

/// Everything, with one engine more and as many cases as asked for.
pub(crate) fn prove(seeds: Option<&str>) -> Outcome<()> {
    let start = Instant::now();
    tools::ensure(For::Proving)?;
    let mut tally = Tally::default();
    tally.tests("the long proofs", cargo(["test", "--no-fail-fast"]).map(|it| long(host(it), seeds)));
    tally.check(app::build(Kind::Shipped));
    tally.check(compile());
    tally.tests("the journeys", journeys("chromium,webkit,firefox", &[]).map(|it| long(it, seeds)));
    tally.close(start)
}

fn long(mut command: Command, seeds: Option<&str>) -> Command {
    command.env(PROVE, "1");
    if let Some(seeds) = seeds {
        command.env(SEEDS, seeds);
    }
    command
}

/// The journeys whose names hold one of `names`, or all.
pub(crate) fn journey(names: &[String]) -> Outcome<()> {
    let start = Instant::now();
    let with_firefox = std::env::var(ENGINES).is_ok_and(|engines| engines.contains("firefox"));
    tools::ensure(if with_firefox { For::Proving } else { For::Testing })?;
    app::build(Kind::Shipped)?;
    compile()?;
    let mut tally = Tally::default();
    tally.tests("the journeys", journeys("chromium,webkit", names));
    tally.close(start)
}

/// A picture of every screen in every look, into `target/journeys/screens-chromium`.
pub(crate) fn screens() -> Outcome<()> {
    let start = Instant::now();
    tools::ensure(For::Testing)?;
    app::build(Kind::Shipped)?;
    compile()?;
    let mut tally = Tally::default();
    let walk = journeys("chromium", &["every_screen".to_owned()]).map(|mut walk| {
        walk.env("HUIFANG_SCREENS", "1");
        walk
    });
    tally.tests("the screens", walk);
    say("-- the pictures: target/journeys/screens-chromium");
    tally.close(start)
}

fn all(engines: &str) -> Tally {
    let mut tally = Tally::default();
    tally.check(step("format", ["fmt", "--all", "--check"]));
    clippy(&mut tally);
    tally.check(documentation());
    let built = app::build(Kind::Shipped);
    let is_built = built.is_ok();
    tally.check(built);
    tally.check(budget());
    tally.check(compile());
    tally.tests("tests of xtask", cargo(["test", "--package=xtask"]));
    tally.tests("tests on this machine", cargo(["test", "--no-fail-fast"]).map(host));
    tally.tests("tests of the store in Chromium", store_tests());
    if is_built {
        tally.tests("the journeys", journeys(engines, &[]));
    } else {
        tally.check(Err("the journeys have no app to look at".to_owned()));
    }
    tally
}

fn host(mut command: Command) -> Command {
    command.args(HOST);
    command
}

fn step<'a>(what: &str, args: impl IntoIterator<Item = &'a str>) -> Outcome<()> {
    run(what, &mut cargo(args)?)
}

/// Once per target; the wasm side twice, since only the store has tests there. The app is looked at as it is
/// shipped, so that its build scripts and macros (300 crates) are compiled for clippy and the build together.
fn clippy(tally: &mut Tally) {
    let deny = ["--", "-D", "warnings"];
    let host = HOST.iter().copied().filter(|arg| *arg != "--exclude=xtask").chain(["--all-targets"]);
    tally.check(step("clippy on this machine", ["clippy"].into_iter().chain(host).chain(deny)));
    let app = ["clippy", WASM, "--package=huifang", "--profile=app"];
    tally.check(step("clippy for the browser", app.into_iter().chain(deny)));
    let store = ["clippy", WASM, "--package=huifang-store", "--package=huifang-bench", "--all-targets"];
    tally.check(step("clippy for store and bench", store.into_iter().chain(deny)));
}

fn documentation() -> Outcome<()> {
    let mut doc = host(cargo(["doc", "--no-deps", "--document-private-items"])?);
    run("documentation", doc.env("RUSTDOCFLAGS", "-D warnings"))
}

/// All the programs in one go, so that cargo chooses the features of shared crates once.
fn compile() -> Outcome<()> {
    run("compile server and tests", &mut host(cargo(["build", "--bins", "--tests", "--test=journeys"])?))
}

fn store_tests() -> Outcome<Command> {
    let mut test = cargo(["test", "--package=huifang-store", WASM, "--no-fail-fast"])?;
    test.env("CARGO_TARGET_WASM32_UNKNOWN_UNKNOWN_RUNNER", "wasm-bindgen-test-runner");
    // Seconds for one program of tests; the default of 20 is short for two busy cores.
    test.env("CHROMEDRIVER", "/usr/bin/chromedriver").env("WASM_BINDGEN_TEST_TIMEOUT", "180");
    Ok(test)
}

/// The journeys, by their full names: libtest cannot ask for a name *and* an engine.
fn journeys(engines: &str, names: &[String]) -> Outcome<Command> {
    let program = host(cargo(["test", "--test=journeys"])?);
    let list =
        extended(&program, ["--quiet", "--", "--list"]).output().map_err(|problem| problem.to_string())?;
    let engines = std::env::var(ENGINES).unwrap_or_else(|_| engines.to_owned());
    let list = String::from_utf8_lossy(&list.stdout).into_owned();
    let chosen: Vec<_> = list
        .lines()
        .filter_map(|line| line.strip_suffix(": test"))
        .filter(|test| engines.split(',').any(|engine| test.ends_with(&format!("::on_{engine}"))))
        .filter(|test| names.is_empty() || names.iter().any(|name| test.contains(name)))
        .collect();
    if chosen.is_empty() {
        return Err(format!("there is no such journey for {engines}"));
    }
    // Two at a time: a browser waits more than it works.
    Ok(extended(&program, ["--", "--exact", "--test-threads=2"].into_iter().chain(chosen)))
}

/// The same command with more arguments.
fn extended<'a>(command: &Command, args: impl IntoIterator<Item = &'a str>) -> Command {
    let mut longer = Command::new(command.get_program());
    longer.args(command.get_args()).args(args);
    if let Some(folder) = command.get_current_dir() {
        longer.current_dir(folder);
    }
    for (name, value) in command.get_envs() {
        match value {
            Some(value) => longer.env(name, value),
            None => longer.env_remove(name),
        };
    }
    longer
}

/// What crosses the network at the first visit: the brotli copies of module, scripts and style.
fn budget() -> Outcome<()> {
    let (parts, later) = crate::bench::transfer(&crate::root()?)?;
    let sum = parts.iter().map(|(_, bytes)| bytes).sum::<u64>() / 1000;
    let each: Vec<_> = parts.iter().map(|(part, bytes)| format!("{part} {}", bytes / 1000)).collect();
    let later = later / 1000;
    say(&format!(
        "-- the first screen costs {sum} kB of {BUDGET_KB}: {}; {later} come after it",
        each.join(", ")
    ));
    if sum <= BUDGET_KB { Ok(()) } else { Err(format!("{sum} kB are more than the {BUDGET_KB} kB we allow")) }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn counts_are_read_from_what_test_programs_say() {
        let mut tally = Tally::default();
        tally.add(
            "test result: ok. 18 passed; 0 failed; 0 ignored; 0 measured; 2 filtered out; finished in 0.1s",
        );
        tally.add("test result: FAILED. 1 passed; 2 failed; 0 ignored");
        tally.add("a test that says 7 passed; 7 failed in the middle of its output");
        assert_eq!(tally, Tally { passed: 19, failed: 2 });
    }

    #[test]
    fn a_program_that_says_nothing_and_fails_counts_as_one_failure() {
        let mut tally = Tally::default();
        tally.tests("false", Ok(Command::new("false")));
        tally.tests("nothing", Ok(Command::new("/nowhere/at/all")));
        assert_eq!(tally, Tally { passed: 0, failed: 2 });
    }
}
