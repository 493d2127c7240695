//! The device's clock.

use std::time::Duration;

use domain::values::Moment;
use leptos::prelude::*;

/// Now, with this device's offset.
pub fn now() -> Moment {
    let date = js_sys::Date::new_0();
    #[expect(
        clippy::cast_possible_truncation,
        reason = "milliseconds and minutes are whole and small enough"
    )]
    Moment::new(date.get_time() as i64, -date.get_timezone_offset() as i16)
}

/// Now, twice a minute, for all that says how long something still has.
pub(super) fn minute() -> RwSignal<Moment> {
    let minute = RwSignal::new(now());
    set_interval(move || minute.set(now()), Duration::from_secs(30));
    minute
}
