//! What a save costs, and a day, for `cargo xtask bench`: the app's own way from a command to the disk, and the rules of Today over
//! many cards; nothing else of it.
//!
//! On targets other than wasm32 this crate is empty.

#![cfg(target_arch = "wasm32")]

mod day;

use std::cell::RefCell;
use std::rc::Rc;

use domain::values::Moment;
use domain::{Command, Policies};
use store::IndexedDbStore;
use sync::replica::{Intent, NotSaved, Save};
use sync::store::Open;
use sync::{Replica, Store as _, Write};
use wasm_bindgen::prelude::*;

/// Somebody's device, on which they take complaint notes.
#[wasm_bindgen]
pub struct Device {
    store: Rc<IndexedDbStore<Open>>,
    replica: Rc<RefCell<Replica>>,
}

/// A note that is filled in but not saved.
#[wasm_bindgen]
#[derive(Clone)]
pub struct Note(Intent);

#[wasm_bindgen]
impl Note {
    /// From an id for the record and its command, and the arguments of `complaint.take`.
    ///
    /// # Errors
    /// What cannot be read.
    #[wasm_bindgen(constructor)]
    pub fn new(id: &str, args: &str) -> Result<Note, JsError> {
        let args = serde_json::from_str(args)?;
        let command = Command::decode("complaint.take", 1, &args)?;
        Ok(Self(Intent {
            id: serde_json::from_value(id.into())?,
            rec: id.parse()?,
            command,
            deps: Vec::new(),
            hold_ms: 0,
        }))
    }
}

#[wasm_bindgen]
impl Device {
    /// A device with nothing on it, on the database of this name.
    #[wasm_bindgen(constructor)]
    pub fn new(user: &str, database: &str) -> Result<Device, JsError> {
        let replica = Rc::new(RefCell::new(Replica::empty(user.parse()?)));
        Ok(Self { store: Rc::new(IndexedDbStore::new(database, Open)), replica })
    }

    /// Decides and saves a note, as `Engine::save` of the app does; done when the browser says that it is on the disk.
    ///
    /// # Errors
    /// The refusal or the store's failure.
    pub async fn save(&self, note: Note, now_ms: f64) -> Result<(), JsError> {
        let save = self.decide(note, now_ms)?;
        let numbers = self.store.commit(save.batch).await?;
        self.replica.borrow_mut().saved(&numbers, save.entries);
        Ok(())
    }

    /// The bytes that saving this note puts on the disk.
    ///
    /// # Errors
    /// As [`Self::save`].
    pub fn bytes(&self, note: Note, now_ms: f64) -> Result<Vec<u8>, JsError> {
        match self.decide(note, now_ms)?.batch.writes.pop() {
            Some(Write::Append(_, bytes)) => Ok(bytes),
            _ => Err(JsError::new("a save is not one entry of the outbox any more")),
        }
    }

    fn decide(&self, note: Note, now_ms: f64) -> Result<Save, JsError> {
        #[expect(clippy::cast_possible_truncation, reason = "whole milliseconds of this century")]
        let at = Moment::new(now_ms as i64, 480);
        let app = env!("CARGO_PKG_VERSION");
        let save = self.replica.borrow().save(vec![note.0], at, at.utc_ms, app, &Policies::default());
        save.map_err(|not_saved| match not_saved {
            NotSaved::Refused(refusal) => JsError::new(refusal.code().0),
            // The device is empty: nothing can sleep on it.
            NotSaved::Asleep(_) => JsError::new("a body must be read first"),
        })
    }
}
