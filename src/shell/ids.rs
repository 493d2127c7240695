//! New ids: time first, so that they sort, and chance behind it.

use domain::values::{Moment, new_v7};
use leptos::prelude::window;
use uuid::Uuid;

/// A new id of version 7.
pub(super) fn fresh(now: Moment) -> Uuid {
    let mut chance = [0_u8; 10];
    if let Ok(crypto) = window().crypto() {
        // Fails only for more than 65,536 bytes; should it ever, the time still keeps ids of one device apart.
        drop(crypto.get_random_values_with_u8_array(&mut chance));
    }
    new_v7(now.utc_ms, chance)
}
