//! "Something changed on the server": one open stream while somebody looks, closed when nobody does. Who misses it
//! polls. Source: SYNC 3.5, DECISIONS "Sync triggers"

use std::rc::Rc;
use std::time::Duration;

use leptos::prelude::{document, set_timeout};
use serde::Deserialize;
use sync::{Input, Trouble};
use wasm_bindgen::JsCast as _;
use wasm_bindgen::closure::Closure;
use web_sys::{EventSource, MessageEvent};

use super::engine::Engine;

/// After a refusal (not signed in, no room) it is asked again so late; a stream that broke off the browser mends
/// itself, in the time that the server says.
const AGAIN: Duration = Duration::from_secs(45);

/// What the server says.
#[derive(Deserialize)]
struct Poke {
    /// The newest revision it has.
    rev: u64,
    /// Within so many milliseconds all devices may come.
    #[serde(default)]
    spread_ms: u32,
}

/// An open stream; closed when dropped.
pub(super) struct Events {
    source: EventSource,
    _poke: Closure<dyn FnMut(MessageEvent)>,
    _error: Closure<dyn FnMut()>,
}

impl Drop for Events {
    fn drop(&mut self) {
        self.source.close();
    }
}

/// Opens the stream while the page is seen, closes it otherwise.
pub(super) fn follow(engine: &Rc<Engine>) {
    let seen = document().visibility_state() == web_sys::VisibilityState::Visible;
    if !seen || engine.has_ended() {
        engine.events.take();
    } else if engine.events.borrow().is_none() {
        let events = open(engine);
        engine.events.replace(events);
    }
}

fn open(engine: &Rc<Engine>) -> Option<Events> {
    let source = EventSource::new("/api/sync/v1/events").ok()?;
    let weak = Rc::downgrade(engine);
    let poke = Closure::<dyn FnMut(MessageEvent)>::new(move |event: MessageEvent| {
        let poke = event.data().as_string().and_then(|text| serde_json::from_str(&text).ok());
        if let (Some(engine), Some(poke)) = (weak.upgrade(), poke) {
            heard(&engine, &poke);
        }
    });
    let weak = Rc::downgrade(engine);
    let error = Closure::<dyn FnMut()>::new(move || {
        let Some(engine) = weak.upgrade() else { return };
        let closed = engine.events.borrow().as_ref().map(|events| events.source.ready_state());
        if closed == Some(EventSource::CLOSED) {
            let weak = weak.clone();
            set_timeout(
                move || {
                    if let Some(engine) = weak.upgrade() {
                        engine.events.take();
                        follow(&engine);
                    }
                },
                AGAIN,
            );
        }
    });
    // Both fail for no reason that the browser could have.
    drop(source.add_event_listener_with_callback("poke", poke.as_ref().unchecked_ref()));
    source.set_onerror(Some(error.as_ref().unchecked_ref()));
    Some(Events { source, _poke: poke, _error: error })
}

fn heard(engine: &Rc<Engine>, poke: &Poke) {
    let cursor = engine.read(|replica| replica.meta().cursor);
    let lost = matches!(engine.trouble(), Some(Trouble::Offline | Trouble::Busy));
    // A stream that opens after a break is also the word that the network is back.
    if !lost && cursor.is_some_and(|cursor| cursor >= poke.rev) {
        return;
    }
    #[expect(
        clippy::cast_possible_truncation,
        clippy::cast_sign_loss,
        reason = "two seconds in milliseconds at most"
    )]
    let wait = (js_sys::Math::random() * f64::from(poke.spread_ms.min(2_000))) as u64;
    let weak = Rc::downgrade(engine);
    set_timeout(
        move || {
            if let Some(engine) = weak.upgrade() {
                engine.feed(Input::Wake);
            }
        },
        Duration::from_millis(wait),
    );
}
