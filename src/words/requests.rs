//! The words of a visit request and its approval.

use super::{Language, say};

/// The label of a field.
pub(super) fn label(l: Language, key: &str) -> Option<&'static str> {
    Some(match key {
        "request-why" => say!(l, request.f_why),
        "request-purpose" => say!(l, request.f_purpose),
        "request-first" => say!(l, request.f_first),
        "request-every" => say!(l, request.f_every),
        "request-until" => say!(l, request.f_until),
        "request-goes" => say!(l, request.f_goes),
        "request-along" => say!(l, request.f_along),
        "request-transport" => say!(l, request.f_transport),
        "request-feedback" => say!(l, request.f_feedback),
        "request-feedback-first" => say!(l, request.f_feedback_first),
        "request-lines" => say!(l, request.f_lines),
        "request-trigger" => say!(l, request.f_trigger),
        "request-channel" => say!(l, request.f_channel),
        "request-letter" => say!(l, request.f_letter),
        "line-asks" => say!(l, request.f_asks),
        "line-answer" => say!(l, request.f_answer),
        "line-options" => say!(l, request.f_options),
        "approval-comment" => say!(l, approval.comment),
        "deputy-from" => say!(l, deputy.from),
        "deputy-until" => say!(l, deputy.until),
        _ => return None,
    })
}

/// The word for a choice of a field.
pub(super) fn choice(l: Language, key: &str, code: &str) -> Option<&'static str> {
    Some(match (key, code) {
        ("request-transport", "yes") => say!(l, request.transport_yes),
        ("request-every", "once") => say!(l, request.every_once),
        ("request-every", "week") => say!(l, request.every_week),
        ("request-every", "two_weeks") => say!(l, request.every_two_weeks),
        ("request-every", "month") => say!(l, request.every_month),
        ("request-every", "quarter") => say!(l, request.every_quarter),
        ("request-feedback", "each_visit") => say!(l, request.feedback_each_visit),
        ("request-feedback", "week") => say!(l, request.feedback_week),
        ("request-feedback", "month") => say!(l, request.feedback_month),
        ("request-feedback", "at_end") => say!(l, request.feedback_at_end),
        ("request-goes", "owner") => say!(l, request.goer_owner),
        ("request-goes", "salesperson") => say!(l, request.goer_salesperson),
        ("request-goes", "requester") => say!(l, request.goer_requester),
        ("request-trigger", "customer") => say!(l, request.trigger_customer),
        ("request-trigger", "sales") => say!(l, request.trigger_sales),
        ("request-channel", "app") => say!(l, request.channel_app),
        ("request-channel", "file") => say!(l, request.channel_file),
        ("request-channel", "wechat") => say!(l, request.channel_wechat),
        ("request-channel", "mail") => say!(l, request.channel_mail),
        ("request-channel", "fax") => say!(l, request.channel_fax),
        ("line-answer", "text") => say!(l, request.answer_text),
        ("line-answer", "choice") => say!(l, request.answer_choice),
        ("line-answer", "number") => say!(l, request.answer_number),
        ("line-answer", "signature") => say!(l, request.answer_signature),
        _ => return None,
    })
}

/// How far a request is.
pub fn request_state(l: Language, code: &str) -> &'static str {
    match code {
        "submitted" => say!(l, request.state_submitted),
        "approved" => say!(l, request.state_approved),
        "returned" => say!(l, request.state_returned),
        "refused" => say!(l, request.state_refused),
        "withdrawn" => say!(l, request.state_withdrawn),
        "in_progress" => say!(l, request.state_in_progress),
        "completed" => say!(l, request.state_completed),
        "cancelled" => say!(l, request.state_cancelled),
        _ => say!(l, request.state_newer),
    }
}

/// What somebody decided, as the end of a sentence.
pub fn verdict(l: Language, code: &str) -> &'static str {
    match code {
        "approve" => say!(l, approval.v_approve),
        "return" => say!(l, approval.v_return),
        "refuse" => say!(l, approval.v_refuse),
        _ => say!(l, approval.v_other),
    }
}

/// What somebody did, in one line; what a newer build knows is shown as it is.
pub fn approval_word(l: Language, what: &str, name: &str, to: &str) -> String {
    match what {
        "asked" => say!(l, approval.w_asked, name = name),
        "approve" => say!(l, approval.w_approve, name = name),
        "return" => say!(l, approval.w_return, name = name),
        "refuse" => say!(l, approval.w_refuse, name = name),
        "handed_on" => say!(l, approval.w_handed_on, name = name, to = to),
        "copied" => say!(l, approval.w_copied, name = name, to = to),
        "withdrawn" => say!(l, approval.w_withdrawn, name = name),
        "in_progress" => say!(l, approval.w_begun).to_owned(),
        "completed" => say!(l, approval.w_completed, name = name),
        "cancelled" => say!(l, approval.w_cancelled, name = name),
        _ => say!(l, approval.w_other, name = name, what = what),
    }
}
