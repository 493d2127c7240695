//! The store in memory, with everything that can happen to a real one: crashes that forget relaxed
//! transactions, full disks, lost connections.

use super::{Batch, Bin, Durability, Key, Range, Store, StoreError, Write};
use std::cell::RefCell;
use std::collections::BTreeMap;
use std::pin::pin;
use std::rc::Rc;
use std::task::{Context, Poll, Waker};

/// Values are shared, because every relaxed transaction keeps the state before it.
type Bins = BTreeMap<(Bin, Key), Rc<[u8]>>;

/// What the next commit meets.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub enum Fault {
    /// The disk is full: nothing is stored.
    Full,
    /// The connection is lost before the transaction: nothing is stored.
    ClosedBefore,
    /// The connection is lost after the transaction: everything is stored, and the caller does not know.
    ClosedAfter,
}

#[derive(Clone, Default)]
struct Inner {
    bins: Bins,
    next: u64,
    /// States before each relaxed transaction since the last strict one.
    unflushed: Vec<(Bins, u64)>,
    fault: Option<Fault>,
}

/// A store in memory. Several tabs of one browser share one by reference.
#[derive(Clone, Default)]
pub struct MemoryStore {
    inner: RefCell<Inner>,
}

/// Runs what waits for nothing but a [`MemoryStore`], which never waits.
///
/// # Panics
/// When it waits for something else.
#[expect(clippy::panic, reason = "a mistake in a test, which must stop it")]
pub fn now<F: Future>(future: F) -> F::Output {
    match pin!(future).poll(&mut Context::from_waker(Waker::noop())) {
        Poll::Ready(output) => output,
        Poll::Pending => panic!("it waits for something else than a store in memory"),
    }
}

impl MemoryStore {
    /// How many relaxed transactions a crash could forget.
    pub fn unflushed(&self) -> usize {
        self.inner.borrow().unflushed.len()
    }

    /// Loses power: the last `forget` relaxed transactions never happened.
    pub fn crash(&self, forget: usize) {
        let mut inner = self.inner.borrow_mut();
        let keep = inner.unflushed.len().saturating_sub(forget);
        if let Some((bins, next)) = inner.unflushed.get(keep).cloned() {
            inner.bins = bins;
            inner.next = next;
        }
        inner.unflushed.clear();
        inner.fault = None;
    }

    /// What the next commit meets.
    pub fn fail_next(&self, fault: Fault) {
        self.inner.borrow_mut().fault = Some(fault);
    }

    /// Writes at once; what [`Store::commit`] does, for callers that cannot wait.
    ///
    /// # Errors
    /// See [`StoreError`].
    pub fn commit_now(&self, batch: Batch) -> Result<Vec<u64>, StoreError> {
        let mut inner = self.inner.borrow_mut();
        let fault = inner.fault.take();
        match fault {
            Some(Fault::Full) => return Err(StoreError::Full),
            Some(Fault::ClosedBefore) => return Err(StoreError::Closed),
            Some(Fault::ClosedAfter) | None => {}
        }
        let before = (inner.bins.clone(), inner.next);
        let mut given = Vec::new();
        for write in batch.writes {
            match write {
                Write::Put(bin, key, value) => {
                    inner.bins.insert((bin, key), value.into());
                }
                Write::Add(bin, key, value) => {
                    let at = (bin, key);
                    if inner.bins.contains_key(&at) {
                        (inner.bins, inner.next) = before;
                        return Err(StoreError::LostRace);
                    }
                    inner.bins.insert(at, value.into());
                }
                Write::Append(bin, value) => {
                    inner.next += 1;
                    let number = inner.next;
                    given.push(number);
                    inner.bins.insert((bin, Key::Num(number)), value.into());
                }
                Write::Delete(bin, key) => {
                    inner.bins.remove(&(bin, key));
                }
                Write::DeleteRange(bin, range) => {
                    inner.bins.retain(|(in_bin, key), _| *in_bin != bin || !range.holds(key));
                }
            }
        }
        match batch.durability {
            Durability::Strict => inner.unflushed.clear(),
            Durability::Relaxed => inner.unflushed.push(before),
        }
        if fault == Some(Fault::ClosedAfter) { Err(StoreError::Closed) } else { Ok(given) }
    }

    /// Reads at once; what [`Store::get`] does.
    pub fn get_now(&self, bin: Bin, key: &Key) -> Option<Vec<u8>> {
        self.inner.borrow().bins.get(&(bin, key.clone())).map(|value| value.to_vec())
    }

    /// Reads at once; what [`Store::get_all`] does.
    pub fn get_all_now(&self, bin: Bin, range: &Range, max: u32) -> Vec<(Key, Vec<u8>)> {
        let inner = self.inner.borrow();
        let from = (bin, Key::Num(0));
        inner
            .bins
            .range(from..)
            .take_while(|((in_bin, _), _)| *in_bin == bin)
            .filter(|((_, key), _)| range.holds(key))
            .take(usize::try_from(max).unwrap_or(usize::MAX))
            .map(|((_, key), value)| (key.clone(), value.to_vec()))
            .collect()
    }
}

impl Store for MemoryStore {
    async fn commit(&self, batch: Batch) -> Result<Vec<u64>, StoreError> {
        self.commit_now(batch)
    }

    async fn get(&self, bin: Bin, key: &Key) -> Result<Option<Vec<u8>>, StoreError> {
        Ok(self.get_now(bin, key))
    }

    async fn get_all(&self, bin: Bin, range: &Range, max: u32) -> Result<Vec<(Key, Vec<u8>)>, StoreError> {
        Ok(self.get_all_now(bin, range, max))
    }
}
