//! What the browser says of the device: network, storage, and whether it promises to keep it.

use leptos::prelude::*;
use wasm_bindgen::JsValue;
use wasm_bindgen_futures::JsFuture;

/// Storage as the browser tells it.
#[derive(Clone, Copy, PartialEq, Debug, Default)]
pub struct Storage {
    /// Bytes used.
    pub used: Option<u64>,
    /// Bytes there may be.
    pub quota: Option<u64>,
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
    /// A newer build of the app lies ready.
    pub newer: ReadSignal<bool>,
    /// The browser offers to put the app on the home screen.
    pub installable: RwSignal<bool>,
    /// The page is being put on paper.
    pub paper: ReadSignal<bool>,
}

impl Device {
    pub(super) fn watch() -> Self {
        let (online, set_online) = signal(window().navigator().on_line());
        let look = move |_| set_online.set(window().navigator().on_line());
        // They live as long as the page.
        let _ = window_event_listener(leptos::ev::online, look);
        let _ = window_event_listener(leptos::ev::offline, look);
        let (paper, set_paper) = signal(false);
        let _ = window_event_listener_untyped("beforeprint", move |_| set_paper.set(true));
        let _ = window_event_listener_untyped("afterprint", move |_| set_paper.set(false));
        let (newer, set_newer) = signal(false);
        let _ = window_event_listener_untyped("huifang:build-waits", move |_| set_newer.set(true));
        // The offer may have come before the app; `boot.js` kept it then.
        let offered = || document().document_element().is_some_and(|root| root.has_attribute("data-install"));
        let installable = RwSignal::new(offered());
        let _ = window_event_listener_untyped("huifang:can-install", move |_| installable.set(true));
        Self { online, storage: RwSignal::new(Storage::default()), newer, installable, paper }
    }

    /// Whether the app runs in a window of its own, from the home screen.
    pub fn is_installed() -> bool {
        let own = window().match_media("(display-mode: standalone)");
        own.is_ok_and(|own| own.is_some_and(|own| own.matches()))
    }

    /// Takes the browser's offer: it asks the person itself.
    pub fn install(self) {
        self.installable.set(false);
        tell("huifang:install");
    }

    /// Takes the newer build: `boot.js` hears it, and the page begins anew with it. Drafts are kept before.
    pub fn take_newer(self) {
        tell("huifang:take-build");
    }

    /// A file of this build is not what it should be: `boot.js` hears it and begins anew from the server, if it is there.
    pub fn tell_damage(self) {
        tell("huifang:damaged");
    }

    /// Asks the browser not to clear what is kept here when space is short. Source: SYNC 8.4
    pub(super) async fn persist() {
        // Its answer is shown in the sync centre; a no changes nothing here.
        let _ = settled(window().navigator().storage().persist()).await;
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

/// Tells `boot.js` something.
fn tell(word: &str) {
    if let Ok(event) = web_sys::Event::new(word) {
        // It fails only for an event that is being sent already.
        drop(window().dispatch_event(&event));
    }
}

async fn settled(promise: Result<js_sys::Promise, JsValue>) -> Option<JsValue> {
    JsFuture::from(promise.ok()?).await.ok()
}

#[expect(
    clippy::cast_possible_truncation,
    clippy::cast_sign_loss,
    reason = "bytes are whole and not negative"
)]
fn number(object: &JsValue, name: &str) -> Option<u64> {
    let number = js_sys::Reflect::get(object, &JsValue::from_str(name)).ok()?.as_f64()?;
    Some(number as u64)
}
