//! A person's browser: open, click by what is written there, type, look.

mod console;
mod engine;
mod locator;
mod place;

use std::path::{Path, PathBuf};

use serde_json::{Value, json};
use thirtyfour::{WebDriver, WebElement};

use crate::process::Process;
use crate::{Failure, Result, wait};

use console::Console;
pub use engine::Engine;
pub use locator::{Locator, button, checkbox, field, heading, link, radio, region, tab, text};

const FIND: &str = include_str!("find.js");
/// What still moves is neither clicked nor typed into: the pointer would come down where it no longer is, and the keys where the
/// keyboard went meanwhile. Sheets rise from below, and a form that misses something goes there in the next frame. A page that is
/// not shown has no frames; it is not waited for.
const MOVES: &str = "const [element, done] = arguments;
    const frame = () => new Promise((next) => { requestAnimationFrame(next); setTimeout(next, 5000); });
    const place = () => { const { x, y } = element.getBoundingClientRect(); return `${x} ${y}`; };
    const flies = () => document.getAnimations().some((one) => one.playState === 'running'
        && Number.isFinite(one.effect.getComputedTiming().endTime) && one.effect.target?.contains(element));
    const look = async () => { await frame(); const before = place(); await frame(); return before !== place() || flies(); };
    look().then(done, (problem) => done(String(problem)))";
/// Written to the console by us.
const LAST_LINE: &str = "that was all";

/// The size of the page, in CSS pixels.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Viewport {
    /// From left to right.
    pub width: u32,
    /// From top to bottom.
    pub height: u32,
}

impl Viewport {
    /// A phone held upright.
    pub const PHONE: Self = Self { width: 390, height: 844 };
    /// A tablet held across.
    pub const TABLET: Self = Self { width: 1024, height: 768 };
}

/// A running browser with one page.
pub struct Browser {
    engine: Engine,
    driver: WebDriver,
    console: Console,
    /// Where its screenshots go.
    folder: PathBuf,
    // Ended in this order: the driver takes its browser along, then the screen goes.
    process: Process,
    _screen: Option<Process>,
}

impl Browser {
    /// Starts a browser that keeps what it keeps in `profile`. The first page is empty.
    pub async fn launch(engine: Engine, profile: &Path, viewport: Viewport) -> Result<Self> {
        Self::launch_with(engine, profile, viewport, "").await
    }

    /// The same, with a script that runs in every page before its own: to play another browser.
    pub async fn launch_with(
        engine: Engine,
        profile: &Path,
        viewport: Viewport,
        script: &str,
    ) -> Result<Self> {
        std::fs::create_dir_all(profile)?;
        let script = format!("{}\n{script}", engine::WATCH);
        let started = engine::start(engine, profile, &script).await;
        let started = started.map_err(|failure| failure.while_doing(format!("start {engine}")))?;
        let console = Console::listen(engine, &started.driver, profile, &script).await?;
        let folder = profile.parent().unwrap_or(profile).to_owned();
        let browser = Self {
            engine,
            driver: started.driver,
            console,
            folder,
            process: started.process,
            _screen: started.screen,
        };
        browser.resize(viewport).await?;
        Ok(browser)
    }

    /// Which engine it is.
    pub fn engine(&self) -> Engine {
        self.engine
    }

    /// For what no other method here knows.
    pub fn driver(&self) -> &WebDriver {
        &self.driver
    }

    /// Gives the page exactly this size.
    pub async fn resize(&self, viewport: Viewport) -> Result<()> {
        engine::resize(self.engine, &self.driver, viewport).await?;
        let want = json!([viewport.width, viewport.height]);
        wait::until("the size of the page", async || {
            let size = self.js("return [innerWidth, innerHeight]").await?;
            wait::yes(size == want, &format!("it is {size}, not {want}"))
        })
        .await
    }

    // --- going ---------------------------------------------------------------------------------

    /// Opens an address and waits for the document.
    pub async fn goto(&self, url: &str) -> Result<()> {
        self.driver
            .goto(url)
            .await
            .map_err(|problem| Failure::from(problem).while_doing(format!("open {url}")))
    }

    /// Reloads as the button does. Not by the driver: Firefox' would go round the service worker.
    pub async fn reload(&self) -> Result<()> {
        self.js("window.__before = true; setTimeout(() => location.reload(), 0)").await?;
        wait::until("the page to be loaded again", async || {
            let there = self.js("return !window.__before && document.readyState === 'complete'").await?;
            wait::yes(there == json!(true), "it is still the old one")
        })
        .await
    }

    /// The browser's back button.
    pub async fn back(&self) -> Result<()> {
        Ok(self.driver.back().await?)
    }

    /// Path and query of the page.
    pub async fn place(&self) -> Result<String> {
        let place = self.js("return location.pathname + location.search").await?;
        Ok(place.as_str().unwrap_or_default().to_owned())
    }

    /// Waits until the page can be opened without a network.
    pub async fn is_kept_offline(&self) -> Result<()> {
        wait::until("the service worker", async || {
            let controlled = self.js("return Boolean(navigator.serviceWorker?.controller)").await?;
            wait::yes(controlled == json!(true), "no worker controls the page")
        })
        .await
    }

    // --- looking -------------------------------------------------------------------------------

    /// Waits until `what` is on the page and can be seen.
    pub async fn find(&self, what: &Locator) -> Result<WebElement> {
        let found = wait::until(&what.to_string(), async || self.find_now(what).await).await;
        self.with_picture(found).await
    }

    /// Waits until the words can be read somewhere on the page.
    pub async fn see(&self, words: &str) -> Result<()> {
        self.find(&text(words)).await.map(drop)
    }

    /// Waits until it is no longer there.
    pub async fn gone(&self, what: &Locator) -> Result<()> {
        let gone = wait::until(&format!("{what} to go"), async || {
            wait::yes(self.find_now(what).await.is_err(), "it is still there")
        })
        .await;
        self.with_picture(gone).await
    }

    /// What stands in a field.
    pub async fn value(&self, what: &Locator) -> Result<String> {
        Ok(self.find(what).await?.prop("value").await?.unwrap_or_default())
    }

    /// The same, once it stands still and the keyboard with it.
    async fn find_still(&self, what: &Locator) -> Result<WebElement> {
        let found = wait::until(&what.to_string(), async || self.find_still_now(what).await).await;
        self.with_picture(found).await
    }

    async fn find_still_now(&self, what: &Locator) -> Result<WebElement> {
        let element = self.find_now(what).await?;
        let moves = self.driver.execute_async(MOVES, vec![element.to_json()?]).await?;
        wait::yes(*moves.json() == json!(false), "it still moves")?;
        Ok(element)
    }

    async fn find_now(&self, what: &Locator) -> Result<WebElement> {
        let answer = self.driver.execute(FIND, vec![json!(what.role()), json!(what.name())]).await?;
        match answer.json() {
            Value::String(instead) => Err(Failure::new(instead.clone())),
            _ => Ok(answer.element()?),
        }
    }

    // --- doing ---------------------------------------------------------------------------------

    /// Clicks it, once it is there, stands still, and nothing lies over it.
    pub async fn click(&self, what: &Locator) -> Result<()> {
        let clicked = wait::until(&format!("a click on {what}"), async || {
            let element = self.find_still_now(what).await?;
            let clicked = element.click().await;
            if let Err(error) = &clicked
                && ["intercepted", "not interactable"].iter().any(|why| error.to_string().contains(why))
            {
                // It lies under the bar at the foot, or WebKit did not scroll as far as it: whoever sees that scrolls.
                let middle = "arguments[0].scrollIntoView({ block: 'center' })";
                self.driver.execute(middle, vec![element.to_json()?]).await?;
            }
            Ok(clicked?)
        })
        .await;
        self.with_picture(clicked).await
    }

    /// Types at the end of what stands in a field, key by key.
    pub async fn type_into(&self, what: &Locator, keys: &str) -> Result<()> {
        let element = self.find_still(what).await?;
        if self.engine == Engine::WebKit && keys.chars().any(|key| key.len_utf16() == 2) {
            // Its driver drops such keys; pasting is the nearest a person could do.
            element.click().await?;
            self.driver
                .execute("document.execCommand('insertText', false, arguments[0])", vec![json!(keys)])
                .await?;
            return Ok(());
        }
        Ok(element.send_keys(keys).await?)
    }

    /// Types it in the place of what stands in a field.
    pub async fn fill(&self, what: &Locator, keys: &str) -> Result<()> {
        self.find_still(what).await?.clear().await?;
        self.type_into(what, keys).await
    }

    /// Presses keys wherever the focus is; see `thirtyfour::Key` for those without a letter.
    pub async fn press(&self, keys: impl Into<thirtyfour::TypingData>) -> Result<()> {
        Ok(self.driver.active_element().await?.send_keys(keys).await?)
    }

    /// Chooses files in a file input.
    pub async fn upload(&self, what: &Locator, files: &[&Path]) -> Result<()> {
        let element = self.find(what).await?;
        // What was chosen before would be sent along.
        self.driver.execute("arguments[0].value = ''", vec![element.to_json()?]).await?;
        let names: Vec<_> = files.iter().map(|file| file.to_string_lossy()).collect();
        Ok(element.send_keys(names.join("\n")).await?)
    }

    /// Runs the body of a function in the page; what it returns must be JSON.
    pub async fn js(&self, body: &str) -> Result<Value> {
        Ok(self.driver.execute(body, vec![]).await?.json().clone())
    }

    /// The same for the body of an `async` function.
    pub async fn js_async(&self, body: &str) -> Result<Value> {
        let script = format!(
            "const done = arguments[arguments.length - 1];
             (async () => {{ {body} }})().then((v) => done({{ v }}), (e) => done({{ e: String(e) }}))"
        );
        let mut answer = self.driver.execute_async(script, vec![]).await?.json().clone();
        match answer.get("e") {
            Some(problem) => Err(Failure::new(format!("the page's script failed: {problem}"))),
            None => Ok(answer.get_mut("v").map(Value::take).unwrap_or_default()),
        }
    }

    // --- evidence ------------------------------------------------------------------------------

    /// Saves what is seen as `NAME.png` in the stage's folder.
    pub async fn screenshot(&self, name: &str) -> Result<PathBuf> {
        let file = self.folder.join(format!("{name}.png"));
        std::fs::write(&file, self.driver.screenshot_as_png().await?)?;
        Ok(file)
    }

    /// All errors of the console since the start, also of pages before this one.
    pub fn console_errors(&self) -> Result<Vec<String>> {
        self.console.errors()
    }

    /// All lines of the console since the start, as far as they have come.
    pub fn console_lines(&self) -> Result<Vec<String>> {
        self.console.all()
    }

    /// What the security policy has refused since the start.
    pub fn csp_violations(&self) -> Result<Vec<String>> {
        Ok(self.console_errors()?.into_iter().filter(|line| line.contains("CSP-VIOLATION")).collect())
    }

    /// Fails if the policy had to refuse anything, or a promise failed with nobody to hear it.
    pub async fn is_clean(&self) -> Result<()> {
        // A line written just now may still be on its way to us; behind this one none is.
        let said = |lines: &[String]| lines.iter().filter(|line| line.contains(LAST_LINE)).count();
        let before = said(&self.console_errors()?);
        self.js(&format!("console.error('{LAST_LINE}')")).await?;
        wait::until("the last line of the console", async || {
            wait::yes(said(&self.console_errors()?) > before, "it has not come")
        })
        .await?;
        let lines = self.console_errors()?;
        let bad: Vec<_> = lines
            .iter()
            .filter(|line| line.contains("CSP-VIOLATION") || line.contains("UNHANDLED"))
            .collect();
        wait::yes(bad.is_empty(), &format!("the console says {bad:?}"))
    }

    async fn with_picture<T>(&self, result: Result<T>) -> Result<T> {
        if result.is_err() {
            // A picture helps, but its failure must not hide the first one.
            let _ = self.screenshot("failure").await;
            let _ = std::fs::write(
                self.folder.join("console.txt"),
                self.console.all().unwrap_or_default().join("\n"),
            );
        }
        result
    }

    // --- the end -------------------------------------------------------------------------------

    /// Ends it as a person does, so that everything is written.
    pub async fn close(self) -> Result<()> {
        Ok(self.driver.quit().await?)
    }

    /// Ends it with SIGKILL at this instant, with all its processes: battery out, memory killer.
    pub fn kill(mut self) -> Result<()> {
        let killed = self.process.kill();
        // There is nobody left to say goodbye to.
        let _ = self.driver.leak();
        killed
    }
}
