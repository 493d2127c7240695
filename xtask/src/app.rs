//! The app as files: cargo compiles it, wasm-bindgen makes it a module, `site` lays it out.

use std::fs;
use std::path::{Path, PathBuf};

use crate::run::{Outcome, cargo, command, run};
use crate::site;
use crate::tools::{self, For};

/// As the people get it, or quickly for a developer.
#[derive(Clone, Copy, PartialEq, Eq)]
pub(crate) enum Kind {
    Shipped,
    Dev,
}

impl Kind {
    /// Of the workspace's Cargo.toml.
    const fn profile(self) -> &'static str {
        match self {
            Self::Shipped => "app",
            Self::Dev => "dev",
        }
    }

    /// Where cargo puts that profile's files.
    const fn folder(self) -> &'static str {
        match self {
            Self::Shipped => "app",
            Self::Dev => "debug",
        }
    }

    /// The folder to serve.
    pub(crate) const fn site(self) -> &'static str {
        match self {
            Self::Shipped => "dist",
            Self::Dev => "target/dev-site",
        }
    }
}

/// Builds it.
pub(crate) fn build(kind: Kind) -> Outcome<()> {
    tools::ensure(For::Building)?;
    let target = "wasm32-unknown-unknown";
    let profile = kind.profile();
    run(
        "compile the app",
        &mut cargo([
            "build",
            "--package",
            "huifang",
            "--bin",
            "huifang",
            "--target",
            target,
            "--profile",
            profile,
        ])?,
    )?;
    let compiled = Path::new("target").join(target).join(kind.folder()).join("huifang.wasm");
    let module = module(&compiled, kind)?;
    let stage = crate::root()?.join("target/stage");
    let _ = fs::remove_dir_all(&stage);
    site::lay_out(&crate::root()?, &module, &stage, kind)?;
    put_in_place(&stage, &crate::root()?.join(kind.site()))
}

fn module(compiled: &Path, kind: Kind) -> Outcome<PathBuf> {
    let out = crate::root()?.join("target/module").join(kind.profile());
    let _ = fs::remove_dir_all(&out);
    let mut bindgen = command("wasm-bindgen")?;
    bindgen.args(["--target", "web", "--no-typescript", "--out-name", "huifang"]);
    if kind == Kind::Shipped {
        // Names of functions are for developers; they are a third of the file.
        bindgen.args(["--remove-name-section", "--remove-producers-section"]);
    }
    bindgen.arg("--out-dir");
    run("make it a module", bindgen.arg(&out).arg(compiled))?;
    Ok(out)
}

/// Whoever serves the folder meanwhile sees the old build or the new one, and nothing for an instant.
fn put_in_place(stage: &Path, site: &Path) -> Outcome<()> {
    let old = stage.with_extension("old");
    let _ = fs::remove_dir_all(&old);
    if site.exists() {
        fs::rename(site, &old).map_err(|problem| format!("{}: {problem}", site.display()))?;
    }
    fs::rename(stage, site).map_err(|problem| format!("{}: {problem}", site.display()))?;
    let _ = fs::remove_dir_all(&old);
    Ok(())
}
