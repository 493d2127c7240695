//! The readings of Chinese characters: no part of the program, but a file beside it that the service worker keeps.
//! Until it is here, names are found by their characters and stand in the order of these.

use std::sync::Arc;

use domain::search::Pinyin;
use domain::values::Moment;
use gloo_net::http::{Request, Response};
use leptos::prelude::*;
use leptos::task::spawn_local;

const TABLE: &str = "/pinyin.bin";

/// The readings, as soon as they are here.
pub(super) type Readings = RwSignal<Option<Arc<Pinyin>>>;

/// Fetches the table after the start; without a network and without a worker again with each turn of the clock.
pub(super) fn fetch(minute: RwSignal<Moment>) -> Readings {
    let readings = RwSignal::new(None);
    let asked = StoredValue::new(false);
    Effect::new(move || {
        minute.track();
        if readings.with_untracked(Option::is_some) || asked.get_value() {
            return;
        }
        asked.set_value(true);
        spawn_local(async move {
            let found = table().await;
            asked.set_value(false);
            if let Some(pinyin) = found {
                readings.set(Some(Arc::new(pinyin)));
            }
        });
    });
    readings
}

async fn table() -> Option<Pinyin> {
    let response = Request::get(TABLE).send().await.ok().filter(Response::ok)?;
    // Whatever a portal sends instead is no table, and is asked for again.
    Pinyin::from_bytes(&response.binary().await.ok()?).ok()
}
