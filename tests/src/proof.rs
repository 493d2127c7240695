//! How long a proof goes on: a few cases in `cargo xtask test`, many in `cargo xtask prove`.

use std::ops::Range;

/// The seeds to run: those of `HUIFANG_SEEDS` (`A..B`, set by `cargo xtask prove A..B`), else `short`.
///
/// # Panics
/// If the variable is set to something else: a proof that ran on other seeds than asked would prove nothing.
#[expect(clippy::panic, reason = "test support; a wrong range must end the run")]
pub fn seeds(short: Range<u64>) -> Range<u64> {
    let Ok(asked) = std::env::var("HUIFANG_SEEDS") else {
        return short;
    };
    match asked.split_once("..").map(|(from, to)| (from.parse(), to.parse())) {
        Some((Ok(from), Ok(to))) => from..to,
        _ => panic!("HUIFANG_SEEDS must be A..B, not {asked:?}"),
    }
}

/// Whether this is the long run.
pub fn is_long() -> bool {
    std::env::var_os("HUIFANG_PROVE").is_some()
}
