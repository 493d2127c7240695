//! The place of the one connection of a store: opened when needed, given up when it is lost.

use crate::failure::Failure;
use crate::handle::Handle;
use indexed_db_futures::database::Database;
use js_sys::Promise;
use std::cell::{OnceCell, RefCell};
use std::rc::Rc;
use wasm_bindgen::JsValue;
use wasm_bindgen_futures::{JsFuture, future_to_promise};

/// An opening under way. It is a task of its own: callers may stop waiting, it goes on to its end.
#[derive(Clone)]
struct Opening {
    done: Promise,
    outcome: Rc<OnceCell<Result<Database, Failure>>>,
}

enum State {
    Empty,
    Opening(Opening),
    Open(Handle),
}

/// The place of a connection.
pub(crate) struct Slot {
    name: String,
    state: Rc<RefCell<State>>,
}

impl Slot {
    /// Empty: the first use opens.
    pub(crate) fn new(name: String) -> Self {
        Self { name, state: Rc::new(RefCell::new(State::Empty)) }
    }

    /// The connection, opened if there is none that lives. Calls at the same time share one.
    pub(crate) async fn database(&self) -> Result<Database, Failure> {
        let under_way = match &*self.state.borrow() {
            State::Open(handle) => match handle.living() {
                Some(database) => return Ok(database),
                None => None,
            },
            State::Opening(opening) => Some(opening.clone()),
            State::Empty => None,
        };
        let opening = under_way.unwrap_or_else(|| self.start());
        // It never fails: what came of it is in the outcome.
        drop(JsFuture::from(opening.done).await);
        opening.outcome.get().cloned().unwrap_or(Err(Failure::Lost))
    }

    /// Gives this connection up, unless it was replaced already.
    pub(crate) fn give_up(&self, database: &Database) {
        let is_held = matches!(&*self.state.borrow(), State::Open(handle) if handle.is(database));
        if is_held {
            self.close();
        }
    }

    /// Gives up what there is, also a connection that is being opened.
    pub(crate) fn close(&self) {
        self.state.replace(State::Empty);
    }

    fn start(&self) -> Opening {
        let outcome = Rc::new(OnceCell::new());
        let task = run(self.name.clone(), self.state.clone(), outcome.clone());
        // The task does not start before this call has returned to the browser.
        let opening = Opening { done: future_to_promise(task), outcome };
        self.state.replace(State::Opening(opening.clone()));
        opening
    }
}

async fn run(
    name: String,
    state: Rc<RefCell<State>>,
    outcome: Rc<OnceCell<Result<Database, Failure>>>,
) -> Result<JsValue, JsValue> {
    let opened = Handle::open(&name).await;
    // It may have been given up meanwhile; then its connection is closed by dropping it.
    let is_wanted =
        matches!(&*state.borrow(), State::Opening(opening) if Rc::ptr_eq(&opening.outcome, &outcome));
    let (came, next) = match opened {
        Ok(handle) if is_wanted => (handle.living().ok_or(Failure::Lost), State::Open(handle)),
        Ok(_) => (Err(Failure::Lost), State::Empty),
        Err(failure) => (Err(failure), State::Empty),
    };
    if is_wanted {
        state.replace(next);
    }
    // Set once, here.
    drop(outcome.set(came));
    Ok(JsValue::UNDEFINED)
}
