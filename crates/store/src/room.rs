//! Whether the browser is short of room, as far as it tells.
//!
//! The estimate is only ever used to explain an abort that came without a reason: 3 MB were allowed while it
//! said 10.7 GB. Source: RELIABILITY 0, fact 5

use wasm_bindgen::JsCast as _;
use wasm_bindgen_futures::JsFuture;
use web_sys::StorageEstimate;

/// So much of the quota in use explains an abort.
const MOST: f64 = 0.9;
/// So few bytes left explain one as well: 50 MB.
const LEAST: f64 = 50.0 * 1024.0 * 1024.0;

/// Whether an abort without a reason is best explained by a full disk.
pub(crate) async fn is_short() -> bool {
    estimate().await.is_some_and(|(usage, quota)| explains(usage, quota))
}

fn explains(usage: f64, quota: f64) -> bool {
    usage > quota * MOST || quota - usage < LEAST
}

async fn estimate() -> Option<(f64, f64)> {
    let promise = web_sys::window()?.navigator().storage().estimate().ok()?;
    let estimate = JsFuture::from(promise).await.ok()?.unchecked_into::<StorageEstimate>();
    Some((estimate.get_usage()?, estimate.get_quota()?))
}

#[cfg(test)]
mod tests {
    use super::explains;
    use wasm_bindgen_test::wasm_bindgen_test;

    const GB: f64 = 1024.0 * 1024.0 * 1024.0;

    #[wasm_bindgen_test]
    fn a_nearly_used_quota_explains_an_abort() {
        assert!(explains(91.0 * GB, 100.0 * GB));
        assert!(!explains(89.0 * GB, 100.0 * GB));
    }

    #[wasm_bindgen_test]
    fn little_room_explains_an_abort_whatever_the_share() {
        assert!(explains(0.0, 0.04 * GB));
        assert!(!explains(0.0, 0.06 * GB));
    }
}
