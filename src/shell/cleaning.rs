//! Pictures that were taken out again, or whose draft or record was let go, leave the device. Only while no form is open
//! in any tab: what stands in an open form may not be on the disk yet.

use std::cell::RefCell;
use std::rc::Rc;

use wasm_bindgen_futures::spawn_local;

use super::engine::Engine;
use super::locks::{self, How, Lock};

const FORMS: &str = "forms";

/// An open form: as long as this lives, no tab of this user throws pictures away.
#[derive(Clone, Default)]
pub struct OpenForm(Rc<RefCell<Option<Lock>>>);

impl OpenForm {
    pub(super) fn of(engine: &Rc<Engine>) -> Self {
        let form = Self::default();
        let (name, lock) = (engine.lock_name(FORMS), Rc::downgrade(&form.0));
        spawn_local(async move {
            let taken = locks::take(&name, How::Shared).await;
            // The form may be closed already; then the lock goes as it came.
            if let Some(place) = lock.upgrade() {
                place.replace(taken);
            }
        });
        form
    }

    /// The form is closed; the answer comes when the other tabs can know it.
    pub(super) async fn close(self) {
        let lock = self.0.borrow_mut().take();
        if let Some(lock) = lock {
            lock.give_back().await;
        }
    }
}

/// Cleans up, if nobody has a form open. Who comes too early comes again: at the next start, at the latest.
pub(super) fn soon(engine: &Rc<Engine>) {
    let engine = Rc::clone(engine);
    spawn_local(async move {
        let Some(alone) = locks::take(&engine.lock_name(FORMS), How::AloneNow).await else { return };
        // Another tab may have saved what this one has not read yet; then its entry names the picture on the disk.
        let has_row = |id| engine.read(|replica| replica.base().get(id).is_some());
        // Not done, it is done the next time.
        drop(sync::taken::clean(&engine.store, has_row).await);
        drop(alone);
    });
}
