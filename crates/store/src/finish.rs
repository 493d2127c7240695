//! The end of every transaction: said by us, at once, and not left to the browser.
//!
//! A browser ends a transaction by itself once the page has seen its last answer. A page that was left, or frozen, sees
//! nothing any more: `WebKit` keeps it in its back/forward cache with the transaction open, and every later page
//! waits for it without end. One that was told to commit ends without the page. Source: docs/decisions/0017

use crate::failure::Failure;
use indexed_db_futures::internals::SystemRepr as _;
use indexed_db_futures::transaction::Transaction;

/// Commits, and waits until the browser says `complete`: every request has its result then. To be called when the last
/// request is issued and before anything is awaited.
///
/// # Errors
/// Why it was aborted.
pub(crate) async fn finish(transaction: Transaction<'_>) -> Result<(), Failure> {
    let raw = transaction.as_sys().clone();
    transaction.commit().await.map_err(|error| Failure::of_commit(error, raw.error()))
}
