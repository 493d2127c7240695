//! What pages write to the console, in every engine.

use std::path::{Path, PathBuf};
use std::sync::{Arc, Mutex, PoisonError};

use futures_util::StreamExt as _;
use thirtyfour::WebDriver;
use thirtyfour::bidi::events::LogEntryAdded;

use super::Engine;
use super::engine::WEBKIT_LOG;
use crate::Result;

/// Collects while the browser runs.
#[derive(Debug)]
pub(super) enum Console {
    /// Chromium and Firefox send each line.
    Events(Arc<Mutex<Vec<Line>>>),
    /// `WebKit` writes them to a file.
    File(PathBuf),
}

#[derive(Debug, Clone)]
pub(super) struct Line {
    is_error: bool,
    text: String,
}

impl Console {
    /// Must come before the first page.
    pub(super) async fn listen(
        engine: Engine,
        driver: &WebDriver,
        profile: &Path,
        script: &str,
    ) -> Result<Self> {
        if engine == Engine::WebKit {
            return Ok(Self::File(profile.join(WEBKIT_LOG)));
        }
        let bidi = driver.bidi().await?;
        bidi.script().add_preload_script(format!("() => {{ {script} }}")).await?;
        let mut entries = bidi.subscribe::<LogEntryAdded>().await?;
        let lines = Arc::new(Mutex::new(Vec::new()));
        let for_task = Arc::clone(&lines);
        // Ends with the connection.
        tokio::spawn(async move {
            while let Some(entry) = entries.next().await {
                let is_error = format!("{:?}", entry.level).eq_ignore_ascii_case("error");
                let line = Line { is_error, text: entry.text.unwrap_or_default() };
                for_task.lock().unwrap_or_else(PoisonError::into_inner).push(line);
            }
        });
        Ok(Self::Events(lines))
    }

    fn lines(&self) -> Result<Vec<Line>> {
        match self {
            Self::Events(lines) => Ok(lines.lock().unwrap_or_else(PoisonError::into_inner).clone()),
            // "where: CONSOLE JS ERROR text" and the like, among what GTK has to say.
            Self::File(file) => Ok(String::from_utf8_lossy(&std::fs::read(file)?)
                .lines()
                .filter(|line| line.contains("CONSOLE "))
                .map(|line| Line { is_error: line.contains(" ERROR "), text: line.to_owned() })
                .collect()),
        }
    }

    pub(super) fn errors(&self) -> Result<Vec<String>> {
        Ok(self.lines()?.into_iter().filter(|line| line.is_error).map(|line| line.text).collect())
    }

    pub(super) fn all(&self) -> Result<Vec<String>> {
        Ok(self.lines()?.into_iter().map(|line| line.text).collect())
    }
}
