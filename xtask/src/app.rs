//! The app as files: Trunk compiles it and makes it a module, `site` lays it out.

use std::fs;
use std::path::{Path, PathBuf};

use crate::run::{Outcome, command, run};
use crate::site;
use crate::split;
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

    /// Where cargo puts what it compiled with this profile.
    pub(crate) const fn folder(self) -> &'static str {
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

/// Set for the hook when it is not what is shipped.
const KIND: &str = "HUIFANG_KIND";

/// Builds it: Trunk calls cargo and wasm-bindgen, then [`lay_out`] by its hook (Trunk.toml).
pub(crate) fn build(kind: Kind) -> Outcome<()> {
    tools::ensure(For::Building)?;
    let made = crate::root()?.join("target/site").join(kind.profile());
    fs::create_dir_all(&made).map_err(|problem| format!("{}: {problem}", made.display()))?;
    let mut trunk = command("trunk")?;
    trunk.args(["build", "--skip-version-check", "--cargo-profile", kind.profile(), "--dist"]).arg(&made);
    if kind == Kind::Dev {
        trunk.env(KIND, kind.profile());
    }
    run("build the app", &mut trunk)?;
    put_in_place(&made, &crate::root()?.join(kind.site()))
}

/// What Trunk calls when it has compiled the app: the bare module in its folder becomes the site.
pub(crate) fn lay_out() -> Outcome<()> {
    let folder = std::env::var_os("TRUNK_STAGING_DIR");
    let folder =
        PathBuf::from(folder.ok_or("lay-out is what Trunk calls; it says where in TRUNK_STAGING_DIR")?);
    let kind = if std::env::var_os(KIND).is_some() { Kind::Dev } else { Kind::Shipped };
    let stage = crate::root()?.join("target/site/stage");
    let _ = fs::remove_dir_all(&stage);
    let parts = split::in_parts(&crate::root()?, kind)?;
    site::lay_out(&crate::root()?, &parts, &stage, kind)?;
    put_in_place(&stage, &folder)
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
