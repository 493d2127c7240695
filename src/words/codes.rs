//! Codes of the domain and their words. An unknown code, of a newer build, is shown as it is: better than nothing.

use domain::form::{Field, Input};

use super::{Language, customers, gifts, policy, requests, say, visits};

/// The label of a field.
pub fn label(l: Language, key: &str) -> String {
    match key {
        "complaint-customer" => say!(l, complaint.customer),
        "complaint-by" => say!(l, complaint.by),
        "complaint-what" => say!(l, complaint.what),
        "complaint-photos" => say!(l, complaint.photos),
        "complaint-kind" => say!(l, complaint.kind),
        "complaint-wishes" => say!(l, complaint.wishes),
        "complaint-severity" => say!(l, complaint.severity),
        "complaint-channel" => say!(l, complaint.channel),
        "complaint-happened" => say!(l, complaint.happened),
        "complaint-phone" => say!(l, complaint.phone),
        "complaint-product" => say!(l, complaint.product),
        "complaint-batch" => say!(l, complaint.batch),
        "complaint-quantity" => say!(l, complaint.quantity),
        "answer-words" => say!(l, complaint.f_answer),
        "answer-reply" => say!(l, complaint.f_reply),
        "answer-channel" => say!(l, complaint.f_answer_channel),
        "answer-when" => say!(l, complaint.f_answer_when),
        "holiday-name" => say!(l, calendar.f_name),
        "holiday-from" => say!(l, calendar.f_from),
        "holiday-until" => say!(l, calendar.f_until),
        "holiday-make-up" => say!(l, calendar.f_make_up),
        "holiday-make-up-day" => say!(l, calendar.make_up_day),
        _ if key.starts_with("visit-") => return visits::label(l, key),
        _ if key.starts_with("gift-") => gifts::label(l, key),
        _ if key.starts_with("policy-") => policy::label(l, key),
        _ => match requests::label(l, key) {
            Some(label) => label,
            None => return customers::label(l, key),
        },
    }
    .to_owned()
}

/// The sentence under a label, where one helps.
pub fn help(l: Language, key: &str) -> Option<String> {
    match key {
        "complaint-what" => Some(say!(l, complaint.what_help).to_owned()),
        "customer-noon-from" => Some(say!(l, customer.rest_help).to_owned()),
        "visit-ended" => Some(say!(l, visit.ended_help).to_owned()),
        _ if key.starts_with("policy-") => policy::help(l, key).map(str::to_owned),
        _ => None,
    }
}

/// The word for a choice of a field.
pub fn choice(l: Language, key: &str, code: &str) -> String {
    match (key, code) {
        ("complaint-by", "customer") => say!(l, complaint.by_customer),
        ("complaint-by", "partner") => say!(l, complaint.by_partner),
        ("complaint-by", "someone") => say!(l, complaint.by_someone),
        ("complaint-kind", "service") => say!(l, complaint.kind_service),
        ("complaint-kind", "quality") => say!(l, complaint.kind_quality),
        ("complaint-kind", "delivery") => say!(l, complaint.kind_delivery),
        ("complaint-kind", "price") => say!(l, complaint.kind_price),
        ("complaint-kind", "conduct") => say!(l, complaint.kind_conduct),
        ("complaint-kind", "misc") => say!(l, complaint.kind_misc),
        ("complaint-wishes", "explanation") => say!(l, complaint.wish_explanation),
        ("complaint-wishes", "replacement") => say!(l, complaint.wish_replacement),
        ("complaint-wishes", "return") => say!(l, complaint.wish_return),
        ("complaint-wishes", "allowance") => say!(l, complaint.wish_allowance),
        ("complaint-wishes", "compensation") => say!(l, complaint.wish_compensation),
        ("complaint-wishes", "unsaid") => say!(l, complaint.wish_unsaid),
        ("complaint-severity", "normal") => say!(l, complaint.severity_normal),
        ("complaint-severity", "major") => say!(l, complaint.severity_major),
        ("complaint-severity", "crisis") => say!(l, complaint.severity_crisis),
        ("complaint-channel" | "answer-channel", "phone") => say!(l, complaint.channel_phone),
        ("complaint-channel" | "answer-channel", "wechat") => say!(l, complaint.channel_wechat),
        ("complaint-channel" | "answer-channel", "on_site") => say!(l, complaint.channel_on_site),
        ("complaint-channel" | "answer-channel", "sms") => say!(l, complaint.channel_sms),
        ("complaint-channel" | "answer-channel", "mail") => say!(l, complaint.channel_mail),
        ("complaint-channel" | "answer-channel", "opinion_book") => say!(l, complaint.channel_opinion_book),
        (key, _) if key.starts_with("visit-") => return visits::choice(l, key, code),
        (key, _) if key.starts_with("gift-") => gifts::choice(l, key, code),
        // What the visits are for is said with the same words.
        ("request-purpose" | "policy-on-site-freely", _) => return visits::choice(l, "visit-purpose", code),
        _ => match requests::choice(l, key, code) {
            Some(word) => word,
            None => return customers::choice(l, key, code),
        },
    }
    .to_owned()
}

/// What is wrong with a field.
pub fn problem(l: Language, field: &Field, code: &str) -> String {
    let max = match field.input {
        Input::Line { max } | Input::Text { max } | Input::Rows { max, .. } => max,
        Input::Customer => 120,
        Input::Words { max } => {
            if code == "too-long" {
                20
            } else {
                max
            }
        }
        _ => 0,
    };
    match code {
        "required" => match field.input {
            Input::Choice(_) | Input::Many(_) => say!(l, form.required_choice),
            Input::Customer => say!(l, form.required_customer),
            _ => say!(l, form.required),
        },
        "too-long" if field.input == Input::Date => say!(l, calendar.too_long),
        "too-long" => return say!(l, form.too_long, max = max),
        "too-many" if field.input == Input::Date => say!(l, form.too_many_visits),
        "too-many" => return say!(l, form.too_many_rows, max = max),
        "one-line" => say!(l, form.one_line),
        "not-a-choice" => say!(l, form.not_a_choice),
        "out-of-range" => return policy::range(l, field.key),
        "not-a-day-of-month" => say!(l, policy.not_a_day),
        "not-to-come" => say!(l, policy.not_to_come),
        "nothing-changed" => say!(l, policy.nothing_changed),
        "in-the-past" => say!(l, form.in_the_past),
        "not-a-time" => say!(l, form.not_a_time),
        "not-a-date" => say!(l, form.not_a_date),
        "not-a-number" => say!(l, form.not_a_number),
        "not-an-amount" => say!(l, form.not_an_amount),
        "not-an-email" => say!(l, form.not_an_email),
        "not-a-place" => say!(l, form.not_a_place),
        "not-a-phone" => say!(l, form.not_a_phone),
        "not-a-photo" => say!(l, form.not_a_photo),
        "not-a-signature" => say!(l, form.not_a_signature),
        "ends-before-start" => say!(l, form.ends_before_start),
        "nobody" => say!(l, form.nobody),
        "at-least-one" => say!(l, form.at_least_one),
        "in-the-future" => say!(l, form.in_the_future),
        _ => say!(l, form.other_problem),
    }
    .to_owned()
}

/// Why something was refused.
pub fn refusal(l: Language, code: &str) -> &'static str {
    match code {
        "not-found" => say!(l, refusal.not_found),
        "exists" => say!(l, refusal.exists),
        "wrong-kind" => say!(l, refusal.wrong_kind),
        "too-new" => say!(l, refusal.too_new),
        "malformed" => say!(l, refusal.malformed),
        "denied" => say!(l, refusal.denied),
        "no-longer-yours" => say!(l, refusal.no_longer_yours),
        "already-set" => say!(l, refusal.already_set),
        "clash" => say!(l, refusal.clash),
        "out-of-order" => say!(l, refusal.out_of_order),
        "decided" => say!(l, refusal.decided),
        "own-request" => say!(l, refusal.own_request),
        "nobody-decides" => say!(l, refusal.nobody_decides),
        "storage-full" => say!(l, refusal.storage_full),
        "storage-broken" => say!(l, refusal.storage_broken),
        "signed-out" => say!(l, refusal.signed_out),
        "id-reused" | "poison" => say!(l, refusal.server_stumbled),
        _ => say!(l, refusal.other),
    }
}

/// How far a complaint is.
pub fn complaint_state(l: Language, code: &str) -> &'static str {
    match code {
        "registered" => say!(l, complaint.state_registered),
        "accepted" => say!(l, complaint.state_accepted),
        _ => say!(l, complaint.state_newer),
    }
}

/// Why nobody is signed in.
pub fn unsigned(l: Language, code: &str) -> &'static str {
    match code {
        "offline" => say!(l, signin.offline),
        "wrong-credentials" => say!(l, signin.wrong),
        "locked" => say!(l, signin.locked),
        "busy" | "unavailable" => say!(l, signin.busy),
        "code-spent" => say!(l, signin.code_spent),
        "password-short" => say!(l, signin.password_short),
        "password-long" => say!(l, signin.password_long),
        "login-malformed" => say!(l, signin.login_malformed),
        "login-taken" => say!(l, signin.login_taken),
        "device-revoked" => say!(l, signin.device_revoked),
        _ => say!(l, signin.other),
    }
}
