//! What the operator reads: one line a happening, codes and ids only. Never a name, a body, a password or a token.

use std::fmt::Display;
use std::io::Write as _;

/// Writes a line to standard error.
pub(crate) fn note(code: &str, detail: &dyn Display) {
    // Without a standard error there is nobody left to tell.
    let _ = writeln!(std::io::stderr(), "huifang-server: {code}: {detail}");
}
