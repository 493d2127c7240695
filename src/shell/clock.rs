//! The clock: the device's own, put right by the server's where it is far off.

use std::cell::Cell;
use std::time::Duration;

use domain::values::Moment;
use leptos::prelude::*;
use sync::SyncMeta;
use sync::replica::ServerClock;

use super::policy;

thread_local! {
    /// What the server told, and what difference is left to the device.
    static TOLD: Cell<(ServerClock, i64)> = Cell::default();
    static MINUTE: Cell<Option<RwSignal<Moment>>> = const { Cell::new(None) };
}

/// Now, with this device's offset.
pub fn now() -> Moment {
    right(device())
}

/// Now, as the device shows it; for what is only compared with itself.
pub(super) fn device() -> Moment {
    let date = js_sys::Date::new_0();
    #[expect(
        clippy::cast_possible_truncation,
        reason = "milliseconds and minutes are whole and small enough"
    )]
    Moment::new(date.get_time() as i64, -date.get_timezone_offset() as i16)
}

/// What time it was when the device showed that.
pub(super) fn right(device: Moment) -> Moment {
    let (clock, tolerated) = TOLD.get();
    Moment::new(clock.now_ms(device.utc_ms, tolerated), device.offset_min)
}

/// What the device shows, where that is too far off to be believed.
pub fn wrong() -> Option<Moment> {
    let device = device();
    (right(device) != device).then_some(device)
}

/// Goes by what the server told.
pub(super) fn follow(meta: &SyncMeta) {
    let tolerated = i64::from(policy::now().clock_ahead_min) * 60_000;
    let told = (ServerClock::of(meta), tolerated);
    if TOLD.replace(told) != told
        && let Some(minute) = MINUTE.get()
    {
        minute.try_set(now());
    }
}

/// Now, twice a minute, for all that says how long something still has.
pub(super) fn minute() -> RwSignal<Moment> {
    let minute = RwSignal::new(now());
    MINUTE.set(Some(minute));
    set_interval(move || minute.set(now()), Duration::from_secs(30));
    minute
}
