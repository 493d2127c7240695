//! The words of a visit.

use super::{Language, say};

/// The label of a field.
pub(super) fn label(l: Language, key: &str) -> String {
    match key {
        "visit-way" => say!(l, visit.f_way),
        "visit-purpose" => say!(l, visit.f_purpose),
        "visit-contact" => say!(l, visit.f_contact),
        "visit-place" => say!(l, visit.f_place),
        "visit-started" => say!(l, visit.f_started),
        "visit-ended" => say!(l, visit.f_ended),
        "visit-evaluation" => say!(l, visit.f_evaluation),
        "visit-performance" => say!(l, visit.f_performance),
        "visit-use" => say!(l, visit.f_use),
        "visit-opinions" => say!(l, visit.f_opinions),
        "visit-attitude" => say!(l, visit.f_attitude),
        "visit-score" => say!(l, visit.f_score),
        "visit-solved" => say!(l, visit.f_solved),
        "visit-fee" => say!(l, visit.f_fee),
        "visit-stock" => say!(l, visit.f_stock),
        "visit-market" => say!(l, visit.f_market),
        "visit-sales-policy" => say!(l, visit.f_sales_policy),
        "visit-introduced" => say!(l, visit.f_introduced),
        "visit-gift" => say!(l, visit.f_gift),
        "visit-promised" => say!(l, visit.f_promised),
        "visit-done" => say!(l, visit.f_done),
        "visit-result" => say!(l, visit.f_result),
        "visit-next-step" => say!(l, visit.f_next_step),
        "visit-next-appointment" => say!(l, visit.f_next_appointment),
        "visit-at-once" => say!(l, visit.f_at_once),
        "visit-at-once-to" => say!(l, visit.f_at_once_to),
        "visit-photos" => say!(l, visit.f_photos),
        "visit-planned" => say!(l, visit.f_planned),
        "visit-reason" => say!(l, visit.f_reason),
        "visit-signature" => say!(l, visit.f_signature),
        _ => key,
    }
    .to_owned()
}

/// The word for a choice of a field; a score is its own word.
pub(super) fn choice(l: Language, key: &str, code: &str) -> String {
    match (key, code) {
        ("visit-way", "phone") => say!(l, visit.way_phone),
        ("visit-way", "on_site") => say!(l, visit.way_on_site),
        ("visit-way", "wechat") => say!(l, visit.way_wechat),
        ("visit-way", "sms") => say!(l, visit.way_sms),
        ("visit-way", "email") => say!(l, visit.way_email),
        ("visit-way", "online") => say!(l, visit.way_online),
        ("visit-purpose", "regular") => say!(l, visit.purpose_regular),
        ("visit-purpose", "lapse") => say!(l, visit.purpose_lapse),
        ("visit-purpose", "after_service") => say!(l, visit.purpose_after_service),
        ("visit-purpose", "complaint") => say!(l, visit.purpose_complaint),
        ("visit-purpose", "gift") => say!(l, visit.purpose_gift),
        ("visit-purpose", "special") => say!(l, visit.purpose_special),
        ("visit-purpose", "satisfaction") => say!(l, visit.purpose_satisfaction),
        ("visit-purpose", "new_customer") => say!(l, visit.purpose_new_customer),
        ("visit-purpose", "new_product") => say!(l, visit.purpose_new_product),
        ("visit-purpose", "win_back") => say!(l, visit.purpose_win_back),
        ("visit-purpose", "market_survey") => say!(l, visit.purpose_market_survey),
        ("visit-purpose", "data_check") => say!(l, visit.purpose_data_check),
        ("visit-purpose", "renewal") => say!(l, visit.purpose_renewal),
        ("visit-attitude", "satisfied") => say!(l, visit.attitude_satisfied),
        ("visit-attitude", "average") => say!(l, visit.attitude_average),
        ("visit-attitude", "unsatisfied") => say!(l, visit.attitude_unsatisfied),
        ("visit-gift", "received") => say!(l, visit.gift_received),
        ("visit-gift", "not_received") => say!(l, visit.gift_not_received),
        ("visit-gift", "wrong") => say!(l, visit.gift_wrong),
        ("visit-gift", "refused") => say!(l, visit.gift_refused),
        ("visit-gift", "no_gift") => say!(l, visit.gift_no_gift),
        ("visit-solved" | "visit-fee" | "visit-at-once", "yes") => say!(l, visit.answer_yes),
        ("visit-solved" | "visit-fee" | "visit-at-once", "no") => say!(l, visit.answer_no),
        _ => code,
    }
    .to_owned()
}

/// The heading of a step of the form.
pub(super) fn step(l: Language, key: &str) -> Option<&'static str> {
    Some(match key {
        "visit-step-opening" => say!(l, visit.step_opening),
        "visit-step-customer" => say!(l, visit.step_customer),
        "visit-step-market" => say!(l, visit.step_market),
        "visit-step-outcome" => say!(l, visit.step_outcome),
        _ => return None,
    })
}

/// What speaks against something; a flag of a newer build says nothing.
pub fn flag(l: Language, code: &str) -> Option<&'static str> {
    Some(match code {
        "not-approved" => say!(l, visit.flag_not_approved),
        "rest-time" => say!(l, visit.flag_rest_time),
        "long-visit" => say!(l, visit.flag_long),
        "own-gift" => say!(l, gift.flag_own),
        "confirmed-twice" => say!(l, gift.flag_twice),
        "was-cancelled" => say!(l, gift.flag_off),
        _ => return None,
    })
}

/// Why nobody was reached.
pub fn cause(l: Language, code: &str) -> String {
    match code {
        "no_answer" => say!(l, visit.cause_no_answer),
        "busy" => say!(l, visit.cause_busy),
        "off" => say!(l, visit.cause_off),
        "wrong_number" => say!(l, visit.cause_wrong_number),
        "left" => say!(l, visit.cause_left),
        _ => code,
    }
    .to_owned()
}

/// How far a visit is.
pub fn visit_state(l: Language, code: &str) -> &'static str {
    match code {
        "planned" => say!(l, visit.state_planned),
        "under_way" => say!(l, visit.state_under_way),
        "finished" => say!(l, visit.state_finished),
        "cancelled" => say!(l, visit.state_cancelled),
        _ => say!(l, visit.state_newer),
    }
}
