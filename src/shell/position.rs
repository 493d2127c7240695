//! Where the device is, for whoever agreed to say so. Nothing ever waits for it. Source: VIS-12

use domain::values::Moment;
use domain::visit::Position;
use leptos::prelude::*;
use wasm_bindgen::JsCast as _;
use wasm_bindgen::closure::Closure;
use web_sys::{Position as Fix, PositionOptions};

use super::clock;

/// A better place may still come for so long; after that the older one says less than a rough new one.
const FRESH_MS: i64 = 120_000;
/// Decimals of a degree: about a metre.
const DECIMALS: u8 = 5;

/// Where the device is, while a page looks for it.
#[derive(Clone, Copy)]
pub struct Whereabouts {
    /// The best that is known, and when it was.
    pub found: RwSignal<Option<(Position, Moment)>>,
    /// The browser or its user says no, or cannot tell.
    pub refused: RwSignal<bool>,
    watch: StoredValue<Option<Watch>, LocalStorage>,
}

/// Looks until it is dropped.
struct Watch {
    id: i32,
    _found: Closure<dyn FnMut(Fix)>,
    _failed: Closure<dyn FnMut()>,
}

impl Drop for Watch {
    fn drop(&mut self) {
        if let Ok(browser) = window().navigator().geolocation() {
            browser.clear_watch(self.id);
        }
    }
}

impl Whereabouts {
    /// Nothing is looked for yet.
    pub fn unasked() -> Self {
        Self {
            found: RwSignal::new(None),
            refused: RwSignal::new(false),
            watch: StoredValue::new_local(None),
        }
    }

    /// What can go along with what is saved now.
    pub fn now(self) -> Option<Position> {
        self.found.with_untracked(|found| found.as_ref().map(|(position, _)| position.clone()))
    }

    /// Looks from now on, as exactly as the device can.
    pub fn seek(self) {
        if self.watch.with_value(Option::is_some) {
            return;
        }
        self.refused.set(false);
        let watch = self.begin();
        if watch.is_none() {
            self.refused.set(true);
        }
        self.watch.set_value(watch);
    }

    /// Looks no longer, and forgets what was found.
    pub fn stop(self) {
        self.watch.try_set_value(None);
        self.found.try_set(None);
    }

    fn begin(self) -> Option<Watch> {
        let browser = window().navigator().geolocation().ok()?;
        let found = Closure::<dyn FnMut(Fix)>::new(move |position: Fix| {
            self.heard(&position);
        });
        let failed = Closure::<dyn FnMut()>::new(move || {
            self.refused.try_set(true);
        });
        let options = PositionOptions::new();
        options.set_enable_high_accuracy(true);
        let id = browser
            .watch_position_with_error_callback_and_options(
                found.as_ref().unchecked_ref(),
                Some(failed.as_ref().unchecked_ref()),
                &options,
            )
            .ok()?;
        Some(Watch { id, _found: found, _failed: failed })
    }

    fn heard(self, position: &Fix) {
        let (coordinates, now) = (position.coords(), clock::now());
        let degrees = |number: f64| {
            js_sys::Number::from(number).to_fixed(DECIMALS).ok().and_then(|text| text.as_string())
        };
        let (Some(lat), Some(lng)) = (degrees(coordinates.latitude()), degrees(coordinates.longitude()))
        else {
            return;
        };
        #[expect(
            clippy::cast_possible_truncation,
            clippy::cast_sign_loss,
            reason = "metres, rounded up; out of range it stays at the end of the range"
        )]
        let accuracy_m = coordinates.accuracy().ceil() as u32;
        let new = Position { point: format!("{lat},{lng}"), accuracy_m };
        if !new.is_sound() {
            return;
        }
        self.refused.try_set(false);
        self.found.try_update(|found| {
            let better = |(old, at): &(Position, Moment)| {
                old.accuracy_m >= accuracy_m || now.utc_ms - at.utc_ms > FRESH_MS
            };
            if found.as_ref().is_none_or(better) {
                *found = Some((new, now));
            }
        });
    }
}
