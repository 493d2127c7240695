//! The canary scan: no answer ever holds a row whose scope the asker does not hold at that moment.
//!
//! Source: RELIABILITY S2. It judges by the domain's `grants` on what the database holds, not by what `core` said.

use super::Answer;
use domain::access::grants;
use domain::values::Moment;
use domain::{Scope, UserId};
use serde_json::Value;
use server::ledger::Ledger as _;
use server::ledger::sqlite::SqliteLedger;
use std::path::Path;

/// Looks at every row in an answer to this user.
#[track_caller]
pub(crate) fn scan(database: &Path, user: &str, now_ms: i64, answer: &Answer) {
    let mut scopes = Vec::new();
    // A scan is two lines of JSON, all else is one.
    for line in answer.text().lines() {
        if let Ok(value) = serde_json::from_str::<Value>(line) {
            rows(&value, &mut scopes);
        }
    }
    if scopes.is_empty() {
        return;
    }
    let ledger = SqliteLedger::open_reader(database).unwrap();
    let user: UserId = user.parse().unwrap();
    let held = grants(user, &ledger.org().unwrap(), &ledger.pairs().unwrap(), Moment::new(now_ms, 480));
    for scope in scopes {
        let scope = Scope::try_from(scope).unwrap();
        assert!(held.iter().any(|grant| grant.covers(&scope)), "{scope} leaked to {user}");
    }
}

/// The scopes of everything that looks like a row or a removal.
fn rows(value: &Value, scopes: &mut Vec<String>) {
    match value {
        Value::Array(all) => all.iter().for_each(|one| rows(one, scopes)),
        Value::Object(fields) => {
            if let (Some(Value::String(scope)), true) = (fields.get("scope"), fields.contains_key("rev")) {
                scopes.push(scope.clone());
            }
            fields.values().for_each(|one| rows(one, scopes));
        }
        _ => {}
    }
}
