//! The words of a gift and what became of it.

use super::{Language, say};

/// The label of a field.
pub(super) fn label(l: Language, key: &str) -> &str {
    match key {
        "gift-item" => say!(l, gift.f_item),
        "gift-quantity" => say!(l, gift.f_quantity),
        "gift-sort" => say!(l, gift.f_sort),
        "gift-occasion" => say!(l, gift.f_occasion),
        "gift-give-on" => say!(l, gift.f_give_on),
        "gift-giver" => say!(l, gift.f_giver),
        "gift-outcome" => say!(l, gift.f_outcome),
        "gift-asked" => say!(l, gift.f_asked),
        "gift-received-by" => say!(l, gift.f_received_by),
        "gift-remark" => say!(l, gift.f_remark),
        "gift-photos" => say!(l, gift.f_photos),
        "gift-signature" => say!(l, gift.f_signature),
        "gift-given" => say!(l, gift.f_given),
        "gift-reason" => say!(l, gift.f_reason),
        _ => key,
    }
}

/// The word for a choice of a field.
pub(super) fn choice<'a>(l: Language, key: &str, code: &'a str) -> &'a str {
    match (key, code) {
        ("gift-sort", "gift") => say!(l, gift.sort_gift),
        ("gift-sort", "sample") => say!(l, gift.sort_sample),
        ("gift-sort", "trial") => say!(l, gift.sort_trial),
        ("gift-sort", "material") => say!(l, gift.sort_material),
        ("gift-outcome", "received") => say!(l, gift.outcome_received),
        ("gift-outcome", "not_received") => say!(l, gift.outcome_not_received),
        ("gift-outcome", "wrong") => say!(l, gift.outcome_wrong),
        ("gift-outcome", "refused") => say!(l, gift.outcome_refused),
        _ => code,
    }
}

/// How far a gift is.
pub fn gift_state(l: Language, code: &str) -> &'static str {
    match code {
        "listed" => say!(l, gift.state_listed),
        "given" => say!(l, gift.state_given),
        "seen" => say!(l, gift.state_seen),
        "confirmed" => say!(l, gift.state_confirmed),
        "cancelled" => say!(l, gift.state_cancelled),
        _ => say!(l, gift.state_newer),
    }
}
