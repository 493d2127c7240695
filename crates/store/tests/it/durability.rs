//! What a person wrote is flushed to the disk before the store says so.

use crate::browser::{fresh, name_of, names, said};
use sync::store::{Batch, Store as _};
use wasm_bindgen_test::wasm_bindgen_test;

#[wasm_bindgen_test]
async fn the_browser_is_asked_for_the_durability_of_the_batch() {
    let test = "durability";
    let store = fresh(test).await;
    store.commit(names(&["work of a person"])).await.unwrap();
    store.commit(Batch { writes: names(&["from the server"]).writes, ..Batch::relaxed() }).await.unwrap();
    // As the transactions themselves say, so the browser has understood it.
    assert_eq!(said(&format!("watch.written[{:?}]", name_of(test))), r#"["strict","relaxed"]"#);
}
