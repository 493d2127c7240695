//! Sizes and times beside their limits: builds what is measured, lets `bench/` measure it in a real browser, and
//! writes the figures down. A time is never a reason to fail: machines differ.

mod figures;
mod report;

pub(crate) use report::transfer;

use std::fs;
use std::path::{Path, PathBuf};

use serde_json::{Value, json};

use crate::app::{self, Kind};
use crate::run::{Outcome, cargo, command, run, say};
use crate::tools::{self, For};

/// What `bench/` can measure, by the names that the issues use.
const WORKS: [&str; 3] = ["W1", "W9", "TODAY"];
/// Each round starts everything anew and in another order.
const ROUNDS: u32 = 5;

/// Measures all of it, or only these works.
pub(crate) fn bench(works: &[String]) -> Outcome<()> {
    if let Some(unknown) = works.iter().find(|work| !WORKS.contains(&work.as_str())) {
        return Err(format!("{unknown} is not one of {}", WORKS.join(", ")));
    }
    let works: Vec<_> = WORKS
        .into_iter()
        .filter(|work| works.is_empty() || works.iter().any(|wanted| wanted == work))
        .collect();
    tools::ensure(For::Measuring)?;
    app::build(Kind::Shipped)?;
    run("build the server", &mut cargo(["build", "--package", "huifang-server"])?)?;
    let root = crate::root()?;
    let module = module()?;
    node_packages(&root.join("bench"))?;

    let work = root.join("target/bench");
    let result = work.join("result.json");
    let _ = fs::remove_file(&result);
    let task = json!({
        "server": root.join("target/debug/huifang-server"),
        "app": root.join(Kind::Shipped.site()),
        "module": module,
        "work": work,
        "rounds": ROUNDS,
        "works": works,
    });
    let measured = run("measure", command("node")?.arg("bench/run.mjs").arg(task.to_string()));
    let text = fs::read_to_string(&result).map_err(|problem| format!("{}: {problem}", result.display()));
    let result: Value =
        serde_json::from_str(&text.map_err(|problem| measured.clone().err().unwrap_or(problem))?)
            .map_err(|problem| problem.to_string())?;
    let report = report::table(&report::Circumstances::now(&result)?, &transfer(&root)?, &result);
    say(&report);
    // Half a table would hide what the last whole one said.
    if works.len() == WORKS.len() {
        report::write_down(&root.join("docs/bench.md"), &report)?;
    }
    measured
}

/// The page's own module: the way of a save without the app around it, built as the app is.
fn module() -> Outcome<PathBuf> {
    let target = "wasm32-unknown-unknown";
    // Together with the app: alone it would choose other features, and nearly all would be compiled once more.
    let args =
        ["build", "--package=huifang", "--package=huifang-bench", "--target", target, "--profile", "app"];
    run("compile the bench's page", &mut cargo(args)?)?;
    let out = crate::root()?.join("target/bench/module");
    let compiled = Path::new("target").join(target).join("app/huifang_bench.wasm");
    let mut bindgen = command("wasm-bindgen")?;
    bindgen.args(["--target", "web", "--no-typescript", "--out-dir"]).arg(&out).arg(compiled);
    run("make it a module", &mut bindgen)?;
    Ok(out)
}

/// No lock file is kept: the newest peers that package.json allows are the ones to be compared with.
fn node_packages(folder: &Path) -> Outcome<()> {
    let changed = |path: &Path| path.metadata().and_then(|about| about.modified()).ok();
    if changed(&folder.join("node_modules/.package-lock.json")) > changed(&folder.join("package.json")) {
        return Ok(());
    }
    say("bench/node_modules is missing or old: npm installs what bench/package.json names, in seconds.");
    run("npm install", command("npm")?.args(["install", "--ignore-scripts"]).current_dir(folder))
}
