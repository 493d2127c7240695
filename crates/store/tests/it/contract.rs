//! What every store must do, on `IndexedDB`.

use crate::browser::fresh;
use sync::store::contract;
use wasm_bindgen_test::wasm_bindgen_test;

macro_rules! case {
    ($name:ident) => {
        #[wasm_bindgen_test]
        async fn $name() {
            contract::$name(&fresh(stringify!($name)).await).await;
        }
    };
}

sync::store_contract!(case);
