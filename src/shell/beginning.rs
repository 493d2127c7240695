//! What is shown before the disk is read: the cards that stood first in the lists when they were last complete.

use std::time::Duration;

use domain::RecordId;
use leptos::prelude::*;
use sync::Batch;
use sync::replica::{First, Held};
use wasm_bindgen::JsValue;
use wasm_bindgen_futures::{JsFuture, spawn_local};

use super::desk::Desk;
use super::engine::Engine;
use super::picture;

/// The first cards of one user in one tab.
#[derive(Debug, Default)]
pub(super) struct Beginning {
    /// What is shown until the disk is read.
    shown: First,
    /// What was kept last.
    kept: First,
}

impl Beginning {
    pub(super) fn rows(&self) -> &[Held] {
        &self.shown.held
    }
}

/// So long nobody waits for the browser to draw: it never does for a page that is not seen.
const PATIENCE: Duration = Duration::from_millis(100);

/// Shows what was kept, and is ready when it can be seen: whatever takes long comes after it.
pub(super) async fn show(engine: &Engine) {
    let Some(first) = First::read(&engine.store).await else { return };
    if engine.desk.read.get_untracked() || engine.has_ended() {
        return;
    }
    *engine.beginning.borrow_mut() = Beginning { shown: first.clone(), kept: first };
    engine.desk.sight.show_anew();
    drawn().await;
}

/// The rows are read: nothing else is shown any more.
pub(super) fn over(engine: &Engine) {
    engine.beginning.borrow_mut().shown = First::default();
    engine.desk.sight.show_anew();
    spawn_local(async {
        drawn().await;
        picture::drawn();
    });
}

/// Is ready when the browser has drawn what is shown now.
async fn drawn() {
    let drawn = js_sys::Promise::new(&mut |tell, _| {
        let (soon, late) = (tell.clone(), tell);
        // The function of a promise does not fail.
        request_animation_frame(move || {
            set_timeout(move || drop(soon.call0(&JsValue::UNDEFINED)), Duration::ZERO);
        });
        set_timeout(move || drop(late.call0(&JsValue::UNDEFINED)), PATIENCE);
    });
    drop(JsFuture::from(drawn).await);
}

impl Desk {
    /// The numbers that were kept with the first cards, until the disk is read.
    pub fn first_counts(self) -> Option<Vec<u64>> {
        self.sight.look();
        let engine = self.engine()?;
        let beginning = engine.beginning.borrow();
        (!self.read.get_untracked() && !beginning.shown.counts.is_empty())
            .then(|| beginning.shown.counts.clone())
    }

    /// Keeps what lists show first for the next start: these records, and the numbers above them.
    pub fn keep_first(self, ids: impl IntoIterator<Item = RecordId>, counts: Vec<u64>) {
        let Some(engine) = self.engine() else { return };
        let held = |id| engine.read(|replica| replica.base().get(id).cloned());
        let first = First { held: ids.into_iter().filter_map(held).collect(), counts };
        if first == engine.beginning.borrow().kept {
            return;
        }
        let mut batch = Batch::relaxed();
        batch.writes.extend(first.write());
        engine.beginning.borrow_mut().kept = first;
        spawn_local(async move {
            // What is not kept only makes the next start slower.
            drop(engine.keep(batch).await);
        });
    }
}
