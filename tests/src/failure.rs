//! Why a journey did not reach its end, in one sentence for people.

use std::fmt;

/// The end of a journey, or why not.
pub type Result<T, E = Failure> = std::result::Result<T, E>;

/// A sentence. Its `Debug` is that sentence too, since that is what a failed test prints.
#[derive(Clone)]
pub struct Failure(String);

impl Failure {
    /// Says why.
    pub fn new(why: impl Into<String>) -> Self {
        Self(why.into())
    }

    /// Says what was being done as well.
    #[must_use]
    pub fn while_doing(self, what: impl fmt::Display) -> Self {
        Self(format!("{what}: {}", self.0))
    }
}

impl fmt::Debug for Failure {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(&self.0)
    }
}

impl fmt::Display for Failure {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(&self.0)
    }
}

// Not `std::error::Error`, so that every error can become one with `?`.
impl<E: std::error::Error> From<E> for Failure {
    fn from(error: E) -> Self {
        let mut text = error.to_string();
        let mut source = error.source();
        while let Some(inner) = source {
            text = format!("{text}: {inner}");
            source = inner.source();
        }
        Self(text)
    }
}
