//! JSON kept exactly as it was written, so that what a build does not understand is passed on untouched.

use serde::de::DeserializeOwned;
use serde::{Deserialize, Serialize};
use serde_json::value::RawValue;

/// One JSON value as text, byte for byte as it was received.
#[derive(Clone, Serialize, Deserialize)]
#[serde(transparent)]
pub struct Json(Box<RawValue>);

impl Json {
    /// Writes a value as JSON.
    ///
    /// # Errors
    /// When the value has no JSON form (a map whose keys are not texts).
    pub fn of<T: Serialize>(value: &T) -> serde_json::Result<Self> {
        serde_json::value::to_raw_value(value).map(Self)
    }

    /// Reads the value.
    ///
    /// # Errors
    /// When the text is not of the shape of `T`.
    pub fn read<T: DeserializeOwned>(&self) -> serde_json::Result<T> {
        // As bytes, like everything that comes from a disk or the network: reading from a `str` would be a second
        // copy of the whole machinery.
        serde_json::from_slice(self.text().as_bytes())
    }

    /// The text itself.
    pub fn text(&self) -> &str {
        self.0.get()
    }
}

impl PartialEq for Json {
    fn eq(&self, other: &Self) -> bool {
        self.text() == other.text()
    }
}

impl Eq for Json {}

impl std::fmt::Debug for Json {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        // Bodies hold personal data: a log line must never show them.
        write!(f, "Json({} bytes)", self.text().len())
    }
}
