//! Where a saved entry is read, and where one that the server did not take is mended, by the name of its command.

use domain::{CommandId, RecordId};

use super::{
    CALENDAR, DEPUTY, complaint, correct_complaint, correct_customer, correct_gift, correct_policy,
    correct_request, correct_visit, customer, gift, policy_change, request, visit,
};

/// The page of a record, by the name of a command about it.
pub fn record(command: &str, id: RecordId) -> String {
    match command.split_once('.').map(|(kind, _)| kind) {
        Some("customer") => customer(id),
        Some("visit") => visit(id),
        Some("request") => request(id),
        Some("delivery") => gift(id),
        Some("person") => DEPUTY.to_owned(),
        Some("holiday") => CALENDAR.to_owned(),
        Some("policy") => policy_change(id),
        _ => complaint(id),
    }
}

/// The form that mends a refused entry, by the name of its command. A picture cannot be written anew.
pub fn mend(command: &str, id: RecordId, refused: CommandId) -> Option<String> {
    match command.split_once('.')?.0 {
        "customer" => Some(correct_customer(id, Some(refused))),
        "complaint" => match command.split_once('.')?.1 {
            // What was told stays as it was told; the complaint is where more is noted.
            "answer" => Some(complaint(id)),
            _ => Some(correct_complaint(id, Some(refused))),
        },
        "visit" => match command.split_once('.')?.1 {
            "finish" | "correct" => Some(correct_visit(id, Some(refused))),
            // Another time is agreed anew where the visit is read.
            "reschedule" | "cancel" => Some(visit(id)),
            _ => None,
        },
        "request" => match command.split_once('.')?.1 {
            "submit" | "resubmit" => Some(correct_request(id, Some(refused))),
            // What is still possible is offered where it is read.
            _ => Some(request(id)),
        },
        "delivery" => match command.split_once('.')?.1 {
            "confirm" | "correct" => Some(correct_gift(id, Some(refused))),
            "cancel" => Some(gift(id)),
            _ => None,
        },
        "policy" => match command.split_once('.')?.1 {
            "propose" | "resubmit" => Some(correct_policy(id, Some(refused))),
            _ => Some(policy_change(id)),
        },
        "person" => Some(DEPUTY.to_owned()),
        "holiday" => Some(CALENDAR.to_owned()),
        _ => None,
    }
}
