//! Which name leads to which failure.

use super::Failure;
use wasm_bindgen_test::{wasm_bindgen_test, wasm_bindgen_test_configure};

wasm_bindgen_test_configure!(run_in_browser);

#[track_caller]
fn check(name: &str, message: &str, want: &Failure) {
    assert_eq!(Failure::sort(name, message), *want);
    let exception = web_sys::DomException::new_with_message_and_name(message, name).unwrap();
    assert_eq!(Failure::from(exception), *want);
}

#[wasm_bindgen_test]
fn a_full_disk_is_called_full() {
    check("QuotaExceededError", "", &Failure::Full);
    check("QuotaExceededError", "Encountered full disk while committing transaction.", &Failure::Full);
}

#[wasm_bindgen_test]
fn a_key_that_exists_is_a_lost_race() {
    check("ConstraintError", "Key already exists in the object store.", &Failure::LostRace);
}

#[wasm_bindgen_test]
fn a_lost_connection_is_recognised_in_all_its_names() {
    check("InvalidStateError", "The database connection is closing.", &Failure::Lost);
    check(
        "UnknownError",
        "Connection to Indexed Database server lost. Refresh the page to try again",
        &Failure::Lost,
    );
    check("UnknownError", "", &Failure::Lost);
    check("NotFoundError", "The connection was closed.", &Failure::Lost);
    check(
        "AbortError",
        "The transaction was aborted, so the request cannot be fulfilled: Server Lost",
        &Failure::Lost,
    );
}

#[wasm_bindgen_test]
fn an_abort_alone_explains_nothing() {
    check("AbortError", "", &Failure::Aborted);
}

#[wasm_bindgen_test]
fn anything_else_is_told_in_the_browsers_words() {
    check("DataError", "No valid key.", &Failure::Broken("DataError: No valid key.".to_owned()));
}
