//! I18: a full disk is called a full disk, and stores nothing.

use crate::browser::{fresh, names, plan, script, stored, times_opened};
use sync::store::{Store as _, StoreError};
use wasm_bindgen_test::wasm_bindgen_test;

const OK: Result<Vec<u64>, StoreError> = Ok(Vec::new());

/// The reason is on the transaction only: no request fails, and the library drops it.
#[wasm_bindgen_test]
async fn an_abort_for_the_quota_is_full_and_is_not_tried_again() {
    let test = "quota";
    let store = fresh(test).await;
    plan(test, &["quota"]);
    assert_eq!(store.commit(names(&["a", "b"])).await, Err(StoreError::Full));
    assert_eq!(stored(test).await, []);
    assert_eq!(store.commit(names(&["a", "b"])).await, OK);
}

/// Lets the browser say that so many of 100 GB are in use.
fn estimate(gigabytes: u32) {
    script(&format!(
        "Object.defineProperty(navigator, 'storage', {{
            configurable: true,
            value: {{ estimate: async () => ({{ usage: {gigabytes}e9, quota: 100e9 }}) }},
        }})"
    ));
}

/// One test for both, since the estimate is the page's and not the database's.
#[wasm_bindgen_test]
async fn an_abort_without_a_reason_is_explained_by_the_estimate() {
    let test = "unexplained";
    let store = fresh(test).await;
    estimate(95);
    plan(test, &["abort"]);
    let short = store.commit(names(&["a"])).await;
    estimate(1);
    plan(test, &["abort"]);
    let lost = store.commit(names(&["b"])).await;
    script("delete navigator.storage");
    assert_eq!(short, Err(StoreError::Full));
    assert_eq!(lost, OK);
    // Once for the first, once more for the second attempt of the other.
    assert_eq!(times_opened(test), "2");
    assert_eq!(stored(test).await, ["b".into()]);
}
