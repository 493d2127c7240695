//! The one place in these tests that reaches into the browser: databases, and what it does to the next transaction.

use js_sys::{JSON, eval};
use store::{Deletion, IndexedDbStore, delete_database};
use sync::store::{Batch, Bin, Key, Open, Range, Store as _, Write};
use wasm_bindgen::JsValue;
use wasm_bindgen_futures::JsFuture;

/// Stands between the store and the browser: notes what is asked for, and lets the next transactions of a
/// database meet what a test has planned for them.
const WATCH: &str = r#"
globalThis.watch ??= (() => {
    const watch = { opened: {}, written: {}, plans: {}, handles: {}, raw: {} };
    const open = IDBFactory.prototype.open;
    IDBFactory.prototype.open = function (name, ...rest) {
        watch.opened[name] = (watch.opened[name] ?? 0) + 1;
        return open.call(this, name, ...rest);
    };
    const abortFor = (transaction, reason) => {
        if (reason) Object.defineProperty(transaction, "error", { value: new DOMException("planned", reason) });
        transaction.commit = () => transaction.abort();
    };
    const plans = {
        none() {},
        abort(transaction) { abortFor(transaction); },
        quota(transaction) { abortFor(transaction, "QuotaExceededError"); },
        unknown(transaction) { abortFor(transaction, "UnknownError"); },
        // Everything is stored, and the page never hears of it.
        unheard(transaction) {
            transaction.addEventListener("complete", (event) => {
                event.stopImmediatePropagation();
                transaction.dispatchEvent(new Event("abort"));
            });
        },
    };
    const transaction = IDBDatabase.prototype.transaction;
    IDBDatabase.prototype.transaction = function (...args) {
        const plan = watch.plans[this.name]?.shift() ?? "none";
        watch.handles[this.name] = this;
        if (plan === "close") this.close();
        const made = transaction.apply(this, args);
        if (args[1] === "readwrite") (watch.written[this.name] ??= []).push(made.durability);
        plans[plan]?.(made);
        return made;
    };
    return watch;
})();
"#;

/// Runs a script with the watch in place.
#[track_caller]
pub(crate) fn script(code: &str) -> JsValue {
    eval(WATCH).and_then(|_| eval(code)).unwrap()
}

/// What a script says, as JSON.
#[track_caller]
pub(crate) fn said(code: &str) -> String {
    JSON::stringify(&script(code)).unwrap().into()
}

/// Waits for what a script promises.
pub(crate) async fn promised(code: &str) -> JsValue {
    JsFuture::from(js_sys::Promise::resolve(&script(code))).await.unwrap()
}

/// The name of a database that no other test has.
pub(crate) fn name_of(test: &str) -> String {
    format!("test-{test}")
}

/// A second handle on the database of a test.
pub(crate) fn store(test: &str) -> IndexedDbStore<Open> {
    script("");
    IndexedDbStore::new(name_of(test), Open)
}

/// An empty store.
pub(crate) async fn fresh(test: &str) -> IndexedDbStore<Open> {
    assert_eq!(delete_database(&name_of(test)).await, Ok(Deletion::Done));
    store(test)
}

/// What the next transactions on the database of a test meet, in order.
pub(crate) fn plan(test: &str, meets: &[&str]) {
    script(&format!("watch.plans[{:?}] = {meets:?}", name_of(test)));
}

/// How often the database of a test was opened.
pub(crate) fn times_opened(test: &str) -> String {
    said(&format!("watch.opened[{:?}] ?? 0", name_of(test)))
}

/// Ends the task of the browser that runs now. A transaction without pending requests ends with it.
pub(crate) async fn end_the_task() {
    promised("new Promise((done) => { const { port1, port2 } = new MessageChannel(); port1.onmessage = done; port2.postMessage(0); })").await;
}

/// A batch that puts these names into the facts about the device.
pub(crate) fn names(names: &[&str]) -> Batch {
    let writes = names.iter().map(|name| Write::Put(Bin::Meta, (*name).into(), b"x".to_vec()));
    Batch { writes: writes.collect(), ..Batch::strict() }
}

/// The names that are stored.
pub(crate) async fn stored(test: &str) -> Vec<Key> {
    let found = store(test).get_all(Bin::Meta, &Range::All, 99).await.unwrap();
    found.into_iter().map(|(key, _)| key).collect()
}
