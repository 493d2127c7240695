//! Why a file, a row or a cell was not imported.

use super::{Language, codes, people, say};

/// Why the server did not do it.
pub fn not_imported(l: Language, code: &str) -> String {
    match code {
        "import-empty" => say!(l, import.why_empty),
        "import-too-many-rows" | "too-large" => say!(l, import.why_too_large),
        "import-broken" | "import-unreadable" => say!(l, import.why_broken),
        "import-not-a-table" => say!(l, import.why_not_a_table),
        "import-encrypted" => say!(l, import.why_encrypted),
        "import-mapping" => say!(l, import.why_mapping),
        "import-state" => say!(l, import.why_state),
        "not-found" => say!(l, import.why_gone),
        _ => return people::not_done(l, code),
    }
    .to_owned()
}

/// What is wrong with a cell, with the name of its field.
pub fn cell(l: Language, key: &str, code: &str) -> String {
    let field = match key {
        "owner" => say!(l, customer.owner).to_owned(),
        "salesperson" => say!(l, customer.salesperson).to_owned(),
        _ => codes::label(l, key),
    };
    let wrong = match code {
        "required" => say!(l, form.required),
        "not-a-date" => say!(l, import.not_a_date),
        "too-long" => say!(l, import.too_long),
        "not-a-choice" => say!(l, import.unknown_choice),
        "not-a-person" => say!(l, import.unknown_person),
        "not-found" => say!(l, import.unknown_customer),
        "twice" => say!(l, import.is_twice),
        "too-many-cells" => return say!(l, import.too_many_cells).to_owned(),
        _ => say!(l, import.unreadable),
    };
    say!(l, import.cell, field = field, wrong = wrong)
}
