//! The real program, in a process of its own.

use std::process::Child;

/// A running program, killed at the latest when the test ends.
pub(crate) struct Program(pub(crate) Child);

impl Drop for Program {
    fn drop(&mut self) {
        let _ = self.0.kill();
        let _ = self.0.wait();
    }
}
