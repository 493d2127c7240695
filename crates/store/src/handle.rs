//! One connection to the database, and what the browser says about it.

use crate::failure::Failure;
use indexed_db_futures::database::Database;
use indexed_db_futures::error::Error;
use indexed_db_futures::internals::SystemRepr as _;
use indexed_db_futures::prelude::*;
use std::cell::Cell;
use std::rc::Rc;
use sync::Bin;
use wasm_bindgen::JsCast as _;
use wasm_bindgen::closure::Closure;

/// One connection. It is closed when it is dropped; transactions that run on it come to their end.
pub(crate) struct Handle {
    database: Database,
    /// Set by the browser: somebody deletes the database, or the connection is lost.
    gone: Rc<Cell<bool>>,
    _on_version_change: Closure<dyn Fn()>,
    _on_close: Closure<dyn Fn()>,
}

impl Handle {
    /// Opens the database, and makes it if it is not there.
    ///
    /// Must be driven to its end: the library stops listening when the future is dropped, and the browser would
    /// then make a database of version 1 without bins, which nothing could mend.
    pub(crate) async fn open(name: &str) -> Result<Self, Failure> {
        let opening = Database::open(name)
            .with_version(1_u8)
            .with_on_upgrade_needed(|_, database| create_bins(&database))
            .build()?;
        Ok(Self::listen(opening.await?))
    }

    /// The connection, for as long as nobody has taken it away.
    pub(crate) fn living(&self) -> Option<Database> {
        (!self.gone.get()).then(|| self.database.clone())
    }

    /// Whether it is this connection.
    pub(crate) fn is(&self, database: &Database) -> bool {
        self.database.as_sys() == database.as_sys()
    }

    fn listen(database: Database) -> Self {
        let gone = Rc::new(Cell::new(false));
        let on_version_change = Closure::<dyn Fn()>::new({
            let (gone, database) = (gone.clone(), database.clone());
            move || {
                gone.set(true);
                // Nobody must wait for us, not even to delete.
                database.as_sys().close();
            }
        });
        let on_close = Closure::<dyn Fn()>::new({
            let gone = gone.clone();
            move || gone.set(true)
        });
        // The library has no `close` event, and its `versionchange` is a queue that somebody would have to read.
        let raw = database.as_sys();
        raw.set_onversionchange(Some(on_version_change.as_ref().unchecked_ref()));
        raw.set_onclose(Some(on_close.as_ref().unchecked_ref()));
        Self { database, gone, _on_version_change: on_version_change, _on_close: on_close }
    }
}

impl Drop for Handle {
    fn drop(&mut self) {
        let raw = self.database.as_sys();
        raw.set_onversionchange(None);
        raw.set_onclose(None);
        raw.close();
    }
}

fn create_bins(database: &Database) -> Result<(), Error> {
    for bin in Bin::ALL {
        database.create_object_store(bin.name()).with_auto_increment(bin == Bin::Out).build()?;
    }
    Ok(())
}
