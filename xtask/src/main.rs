//! What a developer does here: `cargo xtask serve`, `cargo xtask test` and their parts.
//!
//! Needs the base image only (Debian 12, rustup's stable toolchain, root): what is missing it installs, says
//! so, and never asks.

mod alike;
mod app;
mod bench;
mod check;
mod module;
mod run;
mod serve;
mod site;
mod split;
mod tools;

use std::process::ExitCode;

use run::{Outcome, say};

const USAGE: &str = "\
cargo xtask serve            the app and its server on http://127.0.0.1:8080 (--demo: with sample data)
cargo xtask dev              the same, rebuilt at each change, without service worker
cargo xtask build            the app only, into dist/
cargo xtask test             all that must hold: format, lints, tests, docs, journeys in the browsers
cargo xtask journey [NAME…]  the journeys only (HUIFANG_ENGINES=chromium,webkit,firefox)
cargo xtask screens          a picture of every screen, on phone and tablet, light and dark, in both languages
cargo xtask prove [A..B]     the long proofs, with these seeds, and Firefox as well
cargo xtask bench [W1] [W9] [TODAY]  sizes and times beside their limits; all of them go into docs/bench.md";

fn main() -> ExitCode {
    let mut args = std::env::args().skip(1);
    let word = args.next().unwrap_or_default();
    let rest: Vec<String> = args.collect();
    let done = match word.as_str() {
        "serve" => serve::serve(&rest),
        "dev" => serve::dev(&rest),
        "build" => app::build(app::Kind::Shipped),
        "lay-out" => app::lay_out(),
        "test" => check::test(),
        "journey" => check::journey(&rest),
        "screens" => check::screens(),
        "bench" => bench::bench(&rest),
        "prove" => check::prove(rest.first().map(String::as_str)),
        _ => Err(USAGE.to_owned()),
    };
    match done {
        Ok(()) => ExitCode::SUCCESS,
        Err(problem) => {
            say(&problem);
            ExitCode::FAILURE
        }
    }
}

/// The root of the work tree, whatever folder the command was given in.
pub(crate) fn root() -> Outcome<std::path::PathBuf> {
    // As cargo says it now and not when this was compiled: a target folder may be shared by several trees.
    let here = std::env::var_os("CARGO_MANIFEST_DIR").unwrap_or_else(|| env!("CARGO_MANIFEST_DIR").into());
    std::path::Path::new(&here)
        .parent()
        .map(std::path::Path::to_path_buf)
        .ok_or_else(|| "xtask does not lie in a folder of the work tree".to_owned())
}
