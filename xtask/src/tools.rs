//! The programs that building and testing need: which, in what version, where from.
//!
//! Crates go to a folder of their own under the user's cache, so that nothing that is installed already is
//! changed; Debian packages go where apt puts them. Nothing is fetched by hand.

use std::path::{Path, PathBuf};
use std::time::Instant;

use crate::run::{Outcome, ask, command, run, say, since};

/// A program from a crate, in the version that was tried.
pub(crate) struct Tool {
    name: &'static str,
    version: &'static str,
    /// One of its programs; there if the tool is there.
    program: &'static str,
    /// For `cargo install`. Without `--locked` where the crate's own lock names versions that not every
    /// registry has.
    args: &'static [&'static str],
    minutes: &'static str,
}

/// Must be the very version of the crate `wasm-bindgen` in Cargo.toml.
const WASM_BINDGEN: Tool = Tool {
    name: "wasm-bindgen-cli",
    version: "0.2.130",
    program: "wasm-bindgen",
    args: &["--no-default-features"],
    minutes: "2",
};

/// Must be the version that Trunk.toml names. With its own features it brings a second TLS stack along.
const TRUNK: Tool = Tool {
    name: "trunk",
    version: "0.21.14",
    program: "trunk",
    args: &["--locked", "--no-default-features", "--features=rustls"],
    minutes: "4",
};

const GECKODRIVER: Tool = Tool {
    name: "geckodriver",
    version: "0.37.1",
    program: "geckodriver",
    args: &["--locked"],
    minutes: "1 to 2",
};

/// Two engines, their drivers, the screen that one of them wants, and a font with Chinese characters.
const BROWSERS: &[&str] = &[
    "chromium",
    "chromium-driver",
    "webkit2gtk-driver",
    "gir1.2-webkit2-4.1",
    "python3-gi",
    "xvfb",
    "fonts-wqy-microhei",
];

/// Carries the bench through a browser.
const NODE: &[&str] = &["nodejs", "npm"];

/// What each task needs.
#[derive(Clone, Copy, PartialEq, Eq)]
pub(crate) enum For {
    /// Building and serving the app.
    Building,
    /// The tests as well.
    Testing,
    /// The proofs with a third engine as well.
    Proving,
    /// The bench: one engine, and Node to drive it.
    Measuring,
}

/// Puts in place what is missing. Nothing happens, and nothing is said, when all is there.
pub(crate) fn ensure(needed: For) -> Outcome<()> {
    rust_parts()?;
    install(&WASM_BINDGEN)?;
    install(&TRUNK)?;
    match needed {
        For::Building => Ok(()),
        For::Testing => packages(BROWSERS),
        For::Proving => {
            install(&GECKODRIVER)?;
            packages(&[BROWSERS, &["firefox-esr"]].concat())
        }
        For::Measuring => {
            packages(&["chromium", "fonts-wqy-microhei"])?;
            // Node often comes from elsewhere than from Debian, without a package called npm.
            let is_there = ask("node", &["--version"]).and(ask("npm", &["--version"])).is_some();
            if is_there { Ok(()) } else { packages(NODE) }
        }
    }
}

/// The folders with the programs of our tools.
pub(crate) fn folders() -> Outcome<Vec<PathBuf>> {
    [&WASM_BINDGEN, &TRUNK, &GECKODRIVER].into_iter().map(|tool| Ok(home(tool)?.join("bin"))).collect()
}

fn home(tool: &Tool) -> Outcome<PathBuf> {
    let cache = std::env::var_os("XDG_CACHE_HOME")
        .filter(|value| !value.is_empty())
        .map(PathBuf::from)
        .or_else(|| Some(PathBuf::from(std::env::var_os("HOME")?).join(".cache")))
        .ok_or("neither HOME nor XDG_CACHE_HOME is set, so there is no place for the tools")?;
    Ok(cache.join("huifang/tools").join(format!("{}-{}", tool.name, tool.version)))
}

fn install(tool: &Tool) -> Outcome<()> {
    let home = home(tool)?;
    let there = ask(home.join("bin").join(tool.program), &["--version"]);
    if there.is_some_and(|said| said.contains(tool.version)) {
        return Ok(());
    }
    say(&format!(
        "{} {} is not in {}: it is compiled there once, which takes {} minutes on two cores.",
        tool.name,
        tool.version,
        home.display(),
        tool.minutes
    ));
    run(&format!("install {} {}", tool.name, tool.version), &mut installation(tool, &home)?)
}

/// Compiled to be ready soon, not to run fast. The profile is set for this process only: the app must not
/// be built with it.
fn installation(tool: &Tool, home: &Path) -> Outcome<std::process::Command> {
    let mut cargo = command("cargo")?;
    cargo.args(["install", tool.name, "--version", tool.version, "--force", "--quiet"]).args(tool.args);
    cargo.arg("--root").arg(home);
    for (name, value) in [("LTO", "off"), ("CODEGEN_UNITS", "16"), ("OPT_LEVEL", "1"), ("DEBUG", "0")] {
        cargo.env(format!("CARGO_PROFILE_RELEASE_{name}"), value);
    }
    Ok(cargo)
}

fn rust_parts() -> Outcome<()> {
    let targets = ask("rustup", &["target", "list", "--installed"])
        .ok_or("rustup is not here: this project is built with its stable toolchain")?;
    if !targets.lines().any(|line| line == "wasm32-unknown-unknown") {
        let mut rustup = command("rustup")?;
        run("add the wasm target", rustup.args(["target", "add", "wasm32-unknown-unknown"]))?;
    }
    let parts = ask("rustup", &["component", "list", "--installed"]).unwrap_or_default();
    for part in ["clippy", "rustfmt"] {
        if !parts.contains(part) {
            let mut rustup = command("rustup")?;
            run(&format!("add {part}"), rustup.args(["component", "add", part]))?;
        }
    }
    Ok(())
}

fn packages(wanted: &[&str]) -> Outcome<()> {
    let missing: Vec<_> = wanted.iter().copied().filter(|name| !is_installed(name)).collect();
    if missing.is_empty() {
        return Ok(());
    }
    say(&format!(
        "Debian packages are missing: {}. apt installs them, in about a minute.",
        missing.join(" ")
    ));
    let start = Instant::now();
    run("apt-get update", apt()?.arg("update"))?;
    run("apt-get install", apt()?.args(["install", "--yes", "--no-install-recommends"]).args(&missing))
        .map_err(|problem| {
            format!("{problem}; these are needed (Debian 12, as root): {}", missing.join(" "))
        })?;
    say(&format!("The packages are there after {}.", since(start)));
    Ok(())
}

fn apt() -> Outcome<std::process::Command> {
    let mut apt = command("apt-get")?;
    apt.arg("--quiet=2").env("DEBIAN_FRONTEND", "noninteractive").stdin(std::process::Stdio::null());
    Ok(apt)
}

fn is_installed(package: &str) -> bool {
    ask("dpkg-query", &["--show", "--showformat=${Status}", package])
        .is_some_and(|status| status == "install ok installed")
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_bindgen_tool_is_the_version_of_the_crate() {
        let manifest = std::fs::read_to_string(crate::root().unwrap().join("Cargo.toml")).unwrap();
        let line = format!("wasm-bindgen = \"={}\"", WASM_BINDGEN.version);
        assert!(manifest.contains(&line), "Cargo.toml has no line {line:?}");
        let trunk = std::fs::read_to_string(crate::root().unwrap().join("Trunk.toml")).unwrap();
        let lines = [
            format!("wasm_bindgen = \"{}\"", WASM_BINDGEN.version),
            format!("trunk-version = \"{}\"", TRUNK.version),
        ];
        for line in lines {
            assert!(trunk.contains(&line), "Trunk.toml has no line {line:?}");
        }
    }

    #[test]
    fn tools_are_compiled_with_a_profile_of_their_own_only() {
        let profile = |tool: &std::process::Command| {
            let set = tool.get_envs().filter(|(_, value)| value.is_some());
            set.filter(|(name, _)| name.to_string_lossy().starts_with("CARGO_PROFILE")).count()
        };
        assert_eq!(profile(&installation(&GECKODRIVER, Path::new("/nowhere")).unwrap()), 4);
        assert_eq!(profile(&command("cargo").unwrap()), 0);
    }
}
