//! The app: an offline-first web app for field customer service.
//!
//! `kit` draws, `form` shows tables of fields, `pages` are what people do; `live` is all a page may read,
//! `shell` the only place with side effects. The arrows: `kit ← form ← pages`, `shell ← live ← pages`.

pub mod app;
pub mod form;
pub mod kit;
pub mod live;
pub mod pages;
pub mod routes;
pub mod shell;
pub mod words;

#[allow(
    clippy::all,
    clippy::pedantic,
    clippy::expect_used,
    unreachable_pub,
    unused_qualifications,
    dead_code,
    unused_imports,
    reason = "written by leptos_i18n from locales/"
)]
pub mod i18n {
    include!(concat!(env!("OUT_DIR"), "/i18n/mod.rs"));
}

/// Puts the app into the page's body.
pub fn run() {
    console_error_panic_hook::set_once();
    leptos::mount::mount_to_body(app::App);
}
