//! What people push, as it goes over the line.

use super::{Client, house};
use serde_json::{Value, json};
use uuid::Uuid;

/// A new id.
pub(crate) fn uuid() -> String {
    Uuid::from_u128(0x0199_0000_0000_7000_8000_0000_0000_0000 + u128::from(house::fresh())).to_string()
}

/// A mutation of this person.
pub(crate) fn mutation(who: &Client, name: &str, record: &str, args: Value) -> Value {
    let kind = name.split('.').next().unwrap();
    json!({
        "id": uuid(), "name": name, "v": 1, "rec": {"kind": kind, "id": record}, "actor": who.user,
        "at": {"ms": who.now_ms, "off": 480}, "app": "0.1.0", "args": args,
    })
}

/// A push of these mutations.
pub(crate) fn push(who: &Client, mutations: &[Value]) -> Value {
    json!({"epoch": who.epoch, "now": who.now_ms, "pending": mutations.len(), "mutations": mutations})
}

/// Opens a file for a customer of this person.
pub(crate) fn customer(who: &Client, record: &str, name: &str) -> Value {
    let pair = json!({"owner": who.user, "salesperson": null});
    let profile = json!({"name": name, "kind": "company", "stage": "customer"});
    mutation(who, "customer.register", record, json!({"profile": profile, "pair": pair}))
}

/// Takes a complaint of somebody without a file.
pub(crate) fn take(who: &Client, record: &str, what: &str) -> Value {
    let note = json!({"customer": {"named": "王先生"}, "by": "customer", "what": what, "severity": "normal"});
    mutation(who, "complaint.take", record, json!({"note": note}))
}
