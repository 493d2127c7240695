//! The words of the numbers of the rules. Source: ROL-09

use domain::policy::{PolicyForm, keys};

use super::{Language, say};

/// The heading of a part of the form.
pub(super) fn part(l: Language, heading: &str) -> Option<&'static str> {
    Some(match heading {
        "policy-visits" => say!(l, policy.p_visits),
        "policy-requests" => say!(l, policy.p_requests),
        "policy-follow" => say!(l, policy.p_follow),
        "policy-gifts" => say!(l, policy.p_gifts),
        "policy-notes" => say!(l, policy.p_notes),
        _ => return None,
    })
}

/// The label of a field.
pub(super) fn label(l: Language, key: &str) -> &'static str {
    match key {
        keys::FIRST_ANSWER => say!(l, policy.f_first_answer),
        keys::PHOTOS => say!(l, policy.f_photos),
        keys::VISIT_WITHIN => say!(l, policy.f_visit_within),
        keys::VISIT_LONG => say!(l, policy.f_visit_long),
        keys::NOON_FROM => say!(l, policy.f_noon_from),
        keys::NOON_UNTIL => say!(l, policy.f_noon_until),
        keys::NIGHT_FROM => say!(l, policy.f_night_from),
        keys::NIGHT_UNTIL => say!(l, policy.f_night_until),
        keys::ON_SITE_FREELY => say!(l, policy.f_on_site_freely),
        keys::VISITS_PER_REQUEST => say!(l, policy.f_visits_per_request),
        keys::GIFT_REPORT => say!(l, policy.f_gift_report),
        keys::GIFT_CONFIRM => say!(l, policy.f_gift_confirm),
        keys::LAPSE_AFTER => say!(l, policy.f_lapse_after),
        keys::LAPSE_CALL => say!(l, policy.f_lapse_call),
        keys::LONG_AFTER => say!(l, policy.f_long_after),
        keys::LONG_DAYS => say!(l, policy.f_long_days),
        keys::CORE => say!(l, policy.f_core),
        keys::KEY => say!(l, policy.f_key),
        keys::VIP => say!(l, policy.f_vip),
        keys::AHEAD => say!(l, policy.f_ahead),
        keys::CLOCK => say!(l, policy.f_clock),
        keys::FROM => say!(l, policy.f_from),
        _ => say!(l, policy.f_reason),
    }
}

/// The sentence under a label, where one helps.
pub(super) fn help(l: Language, key: &str) -> Option<&'static str> {
    Some(match key {
        keys::LONG_DAYS => say!(l, policy.h_long_days),
        keys::NOON_UNTIL => say!(l, policy.h_noon_until),
        keys::FROM => say!(l, policy.h_from),
        _ => return None,
    })
}

/// What may stand in a field.
pub(super) fn range(l: Language, key: &str) -> String {
    let (least, most) = PolicyForm::range(key).unwrap_or_default();
    say!(l, policy.range, least = least, most = most)
}
