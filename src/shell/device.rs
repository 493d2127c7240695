//! What the browser says of the device: network, storage, and whether it promises to keep it.

use leptos::prelude::*;
use wasm_bindgen::{JsCast, JsValue};
use wasm_bindgen_futures::JsFuture;

/// Storage as the browser tells it.
#[derive(Clone, Copy, PartialEq, Debug, Default)]
pub struct Storage {
    /// Bytes used.
    pub used: Option<f64>,
    /// Bytes there may be.
    pub quota: Option<f64>,
    /// Whether the system may clear it when space is short.
    pub persistent: Option<bool>,
}

/// The device.
#[derive(Clone, Copy)]
pub struct Device {
    /// What the browser believes of the network. It is never asked before a try, only shown.
    pub online: ReadSignal<bool>,
    /// Its storage.
    pub storage: RwSignal<Storage>,
}

impl Device {
    pub(super) fn watch() -> Self {
        let (online, set_online) = signal(window().navigator().on_line());
        let look = move |_| set_online.set(window().navigator().on_line());
        // They live as long as the page.
        let _ = window_event_listener(leptos::ev::online, look);
        let _ = window_event_listener(leptos::ev::offline, look);
        Self { online, storage: RwSignal::new(Storage::default()) }
    }

    /// Asks for the storage anew.
    pub async fn measure(self) {
        let manager = window().navigator().storage();
        let mut storage = Storage::default();
        if let Some(estimate) = settled(manager.estimate()).await {
            storage.used = number(&estimate, "usage");
            storage.quota = number(&estimate, "quota");
        }
        storage.persistent = settled(manager.persisted()).await.and_then(|answer| answer.as_bool());
        self.storage.set(storage);
    }
}

async fn settled(promise: Result<js_sys::Promise, JsValue>) -> Option<JsValue> {
    JsFuture::from(promise.ok()?).await.ok()
}

fn number(object: &JsValue, name: &str) -> Option<f64> {
    js_sys::Reflect::get(object.unchecked_ref(), &JsValue::from_str(name)).ok()?.as_f64()
}
