//! The store in a real browser: the contract of all stores, and what a browser does to transactions.
//!
//! Each test has a database of its own. Nothing sleeps: what has to be waited for is awaited.

#![cfg(target_arch = "wasm32")]
#![expect(
    clippy::unwrap_used,
    clippy::panic,
    reason = "tests; clippy does not know that of `wasm_bindgen_test`"
)]

mod browser;
mod connection;
mod contract;
mod durability;
mod interrupted;
mod limits;
mod race;
mod room;

wasm_bindgen_test::wasm_bindgen_test_configure!(run_in_browser);
