//! Deleting a whole database.

use crate::failure::Failure;
use crate::first::{First, first};
use indexed_db_futures::database::Database;
use indexed_db_futures::internals::SystemRepr as _;
use sync::StoreError;
use wasm_bindgen::JsCast as _;
use wasm_bindgen_futures::JsFuture;
use web_sys::IdbOpenDbRequest;

/// What became of a deletion.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub enum Deletion {
    /// The database is gone.
    Done,
    /// Another tab holds a connection and does not let go: the browser deletes once it does. Until then nobody
    /// can open the database.
    Waiting,
}

/// Deletes a database with all that is in it. A connection of [`crate::IndexedDbStore`], in this tab or in
/// another, lets go by itself.
///
/// # Errors
/// [`StoreError::Broken`] and [`StoreError::Closed`] when the browser does not delete.
pub async fn delete_database(name: &str) -> Result<Deletion, StoreError> {
    let request = Database::delete_by_name(name).map_err(Failure::from)?;
    // The library knows `blocked` for opening only.
    let raw: IdbOpenDbRequest = request.as_sys().clone().unchecked_into();
    let blocked = js_sys::Promise::new(&mut |resolve, _| raw.set_onblocked(Some(&resolve)));
    match first(request, JsFuture::from(blocked)).await {
        First::One(deleted) => Ok(deleted.map(|()| Deletion::Done).map_err(Failure::from)?),
        First::Other(_) => Ok(Deletion::Waiting),
    }
}
