//! The real program, in a process of its own.

use std::process::Child;
use std::thread;
use std::time::{Duration, Instant};

/// A running program, killed at the latest when the test ends.
pub(crate) struct Program(pub(crate) Child);

impl Program {
    /// The code with which it ends by itself; it must.
    pub(crate) fn ends(&mut self) -> Option<i32> {
        let start = Instant::now();
        while start.elapsed() < Duration::from_secs(20) {
            if let Some(status) = self.0.try_wait().unwrap() {
                return status.code();
            }
            thread::sleep(Duration::from_millis(10));
        }
        panic!("it still runs");
    }
}

impl Drop for Program {
    fn drop(&mut self) {
        let _ = self.0.kill();
        let _ = self.0.wait();
    }
}
