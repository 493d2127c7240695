//! Long work without a pause that could be felt.

use std::time::Duration;

use leptos::prelude::*;
use wasm_bindgen_futures::JsFuture;

/// So long the page may be busy at one go, in milliseconds: less than a picture of the screen takes.
const SLICE_MS: f64 = 8.0;
/// What came so far is told so often at most, in milliseconds: showing it costs more than a slice.
const TOLD_MS: f64 = 250.0;

/// Does a step again and again until it says that nothing is left, with a breath for the page between slices of it.
/// What is told now and then, and at the end, may be shown.
pub async fn in_slices(step: impl Fn() -> bool, told: impl Fn()) {
    let mut told_at = js_sys::Date::now();
    loop {
        let began = js_sys::Date::now();
        let mut more = true;
        while more && js_sys::Date::now() - began < SLICE_MS {
            more = step();
        }
        let now = js_sys::Date::now();
        if !more || now - told_at >= TOLD_MS {
            told();
            told_at = now;
        }
        if !more {
            return;
        }
        let pause = js_sys::Promise::new(&mut |done, _| {
            set_timeout(move || drop(done.call0(&wasm_bindgen::JsValue::UNDEFINED)), Duration::ZERO);
        });
        // A timer does not fail.
        drop(JsFuture::from(pause).await);
    }
}
