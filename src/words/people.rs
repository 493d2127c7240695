//! Roles, and why something about people was not done.

use std::collections::BTreeSet;

use domain::people::Role;

use super::{Language, say};

/// The word for a role.
pub fn role(l: Language, code: &str) -> String {
    match code {
        "service_rep" => say!(l, people.role_service_rep),
        "service_supervisor" => say!(l, people.role_service_supervisor),
        "sales_rep" => say!(l, people.role_sales_rep),
        "sales_manager" => say!(l, people.role_sales_manager),
        "marketing_director" => say!(l, people.role_marketing_director),
        "finance_supervisor" => say!(l, people.role_finance_supervisor),
        "general_manager" => say!(l, people.role_general_manager),
        "administration" => say!(l, people.role_administration),
        "quality" => say!(l, people.role_quality),
        "system_administrator" => say!(l, people.role_system_administrator),
        "information_administrator" => say!(l, people.role_information_administrator),
        "warehouse" => say!(l, people.role_warehouse),
        "technician" => say!(l, people.role_technician),
        other => other,
    }
    .to_owned()
}

/// Several roles in one line.
pub fn roles(l: Language, roles: &BTreeSet<Role>) -> String {
    let words: Vec<String> = roles.iter().map(|one| role(l, one.code())).collect();
    words.join(say!(l, form.between))
}

/// Why the server did not do it.
pub fn not_done(l: Language, code: &str) -> String {
    match code {
        "offline" => say!(l, people.why_offline),
        "signed-out" => say!(l, people.why_signed_out),
        "denied" => say!(l, people.why_denied),
        "login-taken" => say!(l, signin.login_taken),
        "login-malformed" => say!(l, signin.login_malformed),
        "own-account" => say!(l, people.why_own),
        "disabled" => say!(l, people.why_closed),
        "busy" | "unavailable" => say!(l, signin.busy),
        _ => say!(l, people.why_other),
    }
    .to_owned()
}
