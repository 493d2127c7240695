//! Tests over several rooms that need no browser.

#![allow(clippy::unwrap_used, clippy::panic, reason = "all of this program is tests, its helpers too")]

mod house;
mod rooms;
mod style;
mod tidy;
mod words;
