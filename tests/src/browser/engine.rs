//! The three engines: how each is started and sized. All that differs between them is in this file and in
//! the console.

use std::fmt;
use std::fs::File;
use std::io::{BufRead as _, BufReader};
use std::path::Path;
use std::process::{Command, Stdio};
use std::time::Duration;

use serde_json::{Value, json};
use thirtyfour::bidi::modules::browsing_context::Viewport as BidiViewport;
use thirtyfour::{Capabilities, WebDriver};

use super::Viewport;
use crate::process::{Process, command, free_port, wait_for_port};
use crate::stage::root;
use crate::{Failure, Result};

/// Runs in each page before its own scripts.
pub(super) const WATCH: &str = include_str!("watch.js");
/// In the profile's folder.
pub(super) const WEBKIT_LOG: &str = "console.log";

/// From the root of the work tree.
const WEBKIT_BROWSER: &str = "tests/src/browser/wkbrowser.py";

/// What stands behind all browsers of our users.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Engine {
    /// Chrome, Edge, Android.
    Chromium,
    /// Nearest to Safari on iPad and iPhone that there is here.
    WebKit,
    /// Only in `cargo xtask prove`.
    Firefox,
}

impl fmt::Display for Engine {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(match self {
            Self::Chromium => "chromium",
            Self::WebKit => "webkit",
            Self::Firefox => "firefox",
        })
    }
}

/// A session, the driver's process, and the screen it draws on.
pub(super) struct Started {
    pub(super) driver: WebDriver,
    pub(super) process: Process,
    pub(super) screen: Option<Process>,
}

pub(super) async fn start(engine: Engine, profile: &Path, script: &str) -> Result<Started> {
    let port = free_port()?;
    let log = File::create(profile.join("driver.log"))?;
    let (mut program, screen, own) = match engine {
        Engine::Chromium => chromium(port, profile),
        Engine::Firefox => firefox(port, profile)?,
        Engine::WebKit => webkit(port, profile, script)?,
    };
    program.env("HOME", profile).stdout(log.try_clone()?).stderr(log);
    // The user's own folders must stay out of it.
    for name in ["XDG_CONFIG_HOME", "XDG_DATA_HOME", "XDG_CACHE_HOME"] {
        program.env_remove(name);
    }
    let process = Process::spawn(&mut program)?;
    wait_for_port(port)?;

    let mut capabilities = Capabilities::new();
    for (name, value) in own {
        capabilities.set(name, value)?;
    }
    // A question of the page is answered by the journey, not by the driver.
    capabilities.set("unhandledPromptBehavior", "ignore")?;
    let driver = WebDriver::builder(format!("http://127.0.0.1:{port}"), capabilities)
        .request_timeout(Duration::from_mins(1))
        .await?;
    driver.set_script_timeout(Duration::from_secs(30)).await?;
    driver.set_page_load_timeout(Duration::from_secs(45)).await?;
    Ok(Started { driver, process, screen })
}

type Own = Vec<(&'static str, Value)>;

fn chromium(port: u16, profile: &Path) -> (Command, Option<Process>, Own) {
    let mut program = command("chromedriver");
    program.arg(format!("--port={port}"));
    let args = [
        "--headless=new",
        "--no-sandbox",
        "--disable-gpu",
        "--disable-quic",
        "--no-first-run",
        "--disable-background-networking",
        "--disable-component-update",
        "--disable-sync",
        "--disable-dev-shm-usage",
        "--use-fake-device-for-media-stream",
        "--use-fake-ui-for-media-stream",
        &format!("--user-data-dir={}", profile.join("chromium").display()),
    ];
    let own = vec![
        ("browserName", json!("chrome")),
        ("webSocketUrl", json!(true)),
        ("goog:chromeOptions", json!({ "binary": "/usr/bin/chromium", "args": args })),
    ];
    (program, None, own)
}

fn firefox(port: u16, profile: &Path) -> Result<(Command, Option<Process>, Own)> {
    let folder = profile.join("firefox");
    std::fs::create_dir_all(&folder)?;
    let mut program = command("geckodriver");
    program.args(["--host", "127.0.0.1", "--port", &port.to_string()]);
    program.args(["--websocket-port", &free_port()?.to_string()]);
    let preferences = json!({
        "media.navigator.streams.fake": true,
        "media.navigator.permission.disabled": true,
        "geo.prompt.testing": true,
        "geo.prompt.testing.allow": true,
        // Without these two `storage.persist()` hangs on a question nobody sees.
        "dom.storageManager.prompt.testing": true,
        "dom.storageManager.prompt.testing.allow": true,
    });
    let options = json!({
        "binary": "/usr/bin/firefox-esr",
        "args": ["-headless", "-profile", folder.display().to_string()],
        "prefs": preferences,
    });
    let own = vec![
        ("browserName", json!("firefox")),
        ("webSocketUrl", json!(true)),
        ("moz:firefoxOptions", options),
    ];
    Ok((program, None, own))
}

fn webkit(port: u16, profile: &Path, script: &str) -> Result<(Command, Option<Process>, Own)> {
    let (screen, display) = screen()?;
    let start_script = profile.join("watch.js");
    std::fs::write(&start_script, script)?;
    let mut program = command("WebKitWebDriver");
    program.arg(format!("--port={port}"));
    // Not WEBKIT_DISABLE_COMPOSITING_MODE or _DMABUF_RENDERER: with either, screenshots hang for ever.
    program.env("DISPLAY", display).env("GDK_BACKEND", "x11");
    program.env("LIBGL_ALWAYS_SOFTWARE", "1").env("NO_AT_BRIDGE", "1");
    program.env("WK_DATA", profile.join("webkit")).env("WK_LOG", profile.join(WEBKIT_LOG));
    program.env("WK_START", start_script);
    let options = json!({ "binary": root().join(WEBKIT_BROWSER), "args": ["--automation"] });
    Ok((program, Some(screen), vec![("webkitgtk:browserOptions", options)]))
}

/// `WebKitGTK` cannot draw without an X server; each browser has its own.
fn screen() -> Result<(Process, String)> {
    let mut program = command("Xvfb");
    program.args(["-displayfd", "1", "-screen", "0", "1400x1100x24", "-nolisten", "tcp"]);
    program.stdout(Stdio::piped()).stderr(Stdio::null());
    let mut process = Process::spawn(&mut program)?;
    let output = process.child().stdout.as_mut().ok_or_else(|| Failure::new("Xvfb has no output"))?;
    let mut number = String::new();
    BufReader::new(output).read_line(&mut number)?;
    let display = format!(":{}", number.trim());
    Ok((process, display))
}

/// Makes the page exactly that large.
pub(super) async fn resize(engine: Engine, driver: &WebDriver, size: Viewport) -> Result<()> {
    let Viewport { width, height } = size;
    match engine {
        Engine::Chromium | Engine::Firefox => {
            let bidi = driver.bidi().await?;
            let context = bidi.browsing_context().top_level().await?;
            bidi.browsing_context().set_viewport(context, Some(BidiViewport { width, height })).await?;
        }
        Engine::WebKit => {
            driver.set_window_rect(0, 0, width, height).await?;
        }
    }
    Ok(())
}
