//! The addresses of one record: where it is read, where it is changed, and the id in each.

use domain::visit::Purpose;
use domain::{CommandId, RecordId};

use super::{
    COMPLAINTS, CUSTOMERS, GIFTS, IMPORTS, NEW, NEW_COMPLAINT, NEW_GIFT, NEW_REQUEST, NEW_VISIT, PEOPLE,
    PLAN, PLAN_VISIT, POLICY, REQUESTS, VISITS, plain,
};

/// One customer.
pub fn customer(id: RecordId) -> String {
    format!("{CUSTOMERS}/{id}")
}

/// The form that corrects a customer file, with the refused entry that it mends.
pub fn correct_customer(id: RecordId, refused: Option<CommandId>) -> String {
    format!("{}/{CORRECT}{}", customer(id), instead(refused))
}

/// The id of the customer in an address.
pub fn customer_in(path: &str) -> Option<String> {
    record_in(CUSTOMERS, path)
}

/// The id of the customer whose file an address corrects.
pub fn customer_corrected_in(path: &str) -> Option<String> {
    customer_in(corrected(path)?)
}

/// The name in an address under which a new note finds its customer.
pub const OF: &str = "of";

/// A new complaint note with the customer filled in.
pub fn complaint_of(customer: RecordId) -> String {
    format!("{NEW_COMPLAINT}?{OF}={customer}")
}

/// One complaint.
pub fn complaint(id: RecordId) -> String {
    format!("{COMPLAINTS}/{id}")
}

/// In the address of a correction: the refused entry whose place it takes.
pub const INSTEAD: &str = "instead";

/// The form that corrects a complaint, with the refused entry that it mends.
pub fn correct_complaint(id: RecordId, refused: Option<CommandId>) -> String {
    format!("{}/{CORRECT}{}", complaint(id), instead(refused))
}

const CORRECT: &str = "correct";
const ANSWER: &str = "answer";

/// The form that notes what the customer was told.
pub fn answer_complaint(id: RecordId) -> String {
    format!("{}/{ANSWER}", complaint(id))
}

/// The id of the complaint whose answer an address notes.
pub fn answered_in(path: &str) -> Option<String> {
    complaint_in(plain(path).strip_suffix(ANSWER)?.strip_suffix('/')?)
}

fn instead(refused: Option<CommandId>) -> String {
    refused.map_or_else(String::new, |entry| format!("?{INSTEAD}={entry}"))
}

/// The form of a visit to this customer.
pub fn visit_to(customer: RecordId) -> String {
    format!("{NEW_VISIT}?{OF}={customer}")
}

/// The name in an address under which a form of a visit finds what the visit is for.
pub const FOR: &str = "for";

/// The form of a visit to this customer for this purpose.
pub fn visit_for(customer: RecordId, purpose: &Purpose) -> String {
    format!("{}&{FOR}={}", visit_to(customer), purpose.code())
}

/// One visit.
pub fn visit(id: RecordId) -> String {
    format!("{VISITS}/{id}")
}

/// In the address of a visit: another time is to be agreed.
pub const AGAIN: &str = "again";

/// One visit, with the times that could be agreed instead.
pub fn visit_again(id: RecordId) -> String {
    format!("{}?{AGAIN}", visit(id))
}

/// Planning a visit to this customer.
pub fn plan_visit(customer: RecordId) -> String {
    format!("{PLAN_VISIT}?{OF}={customer}")
}

const REPORT: &str = "report";

/// The form of a visit that is known.
pub fn report_visit(id: RecordId) -> String {
    format!("{}/{REPORT}", visit(id))
}

/// The id of the visit that an address reports.
pub fn visit_reported_in(path: &str) -> Option<String> {
    visit_in(plain(path).strip_suffix(REPORT)?.strip_suffix('/')?)
}

/// The form that corrects the report of a visit, with the refused entry that it mends.
pub fn correct_visit(id: RecordId, refused: Option<CommandId>) -> String {
    format!("{}/{CORRECT}{}", visit(id), instead(refused))
}

/// The id of the visit in an address.
pub fn visit_in(path: &str) -> Option<String> {
    record_in(VISITS, path)
}

/// The id of the visit whose report an address corrects.
pub fn visit_corrected_in(path: &str) -> Option<String> {
    visit_in(corrected(path)?)
}

/// One visit request.
pub fn request(id: RecordId) -> String {
    format!("{REQUESTS}/{id}")
}

/// A new request for visits to this customer.
pub fn request_for(customer: RecordId) -> String {
    format!("{NEW_REQUEST}?{OF}={customer}")
}

/// The form that changes a request, with the refused entry that it mends.
pub fn correct_request(id: RecordId, refused: Option<CommandId>) -> String {
    format!("{}/{CORRECT}{}", request(id), instead(refused))
}

/// The id of the request in an address.
pub fn request_in(path: &str) -> Option<String> {
    record_in(REQUESTS, path)
}

/// The id of the request that an address changes.
pub fn request_corrected_in(path: &str) -> Option<String> {
    request_in(corrected(path)?)
}

/// One change of the policy; read beside what waits for approval.
pub fn policy_change(id: RecordId) -> String {
    format!("{POLICY}/{id}")
}

/// The form that changes a proposal, with the refused entry that it mends.
pub fn correct_policy(id: RecordId, refused: Option<CommandId>) -> String {
    format!("{}/{CORRECT}{}", policy_change(id), instead(refused))
}

/// The id of the change of the policy in an address.
pub fn policy_change_in(path: &str) -> Option<String> {
    record_in(POLICY, path)
}

/// The id of the proposal that an address changes.
pub fn policy_corrected_in(path: &str) -> Option<String> {
    policy_change_in(corrected(path)?)
}

/// The id of what is to be approved in an address.
pub fn approval_in(path: &str) -> Option<String> {
    request_in(path).or_else(|| policy_change_in(path))
}

/// One gift.
pub fn gift(id: RecordId) -> String {
    format!("{GIFTS}/{id}")
}

/// A new gift for this customer.
pub fn gift_for(customer: RecordId) -> String {
    format!("{NEW_GIFT}?{OF}={customer}")
}

const CONFIRM: &str = "confirm";

/// In the address of a confirmation: the form of a visit to go back to.
pub const BACK: &str = "back";

/// The form that confirms a gift, with the form of the visit to go back to.
pub fn confirm_gift(id: RecordId, back: Option<&str>) -> String {
    let back = back.map_or_else(String::new, |back| format!("?{BACK}={back}"));
    format!("{}/{CONFIRM}{back}", gift(id))
}

/// Whether an address is the form of a visit.
pub fn is_visit_form(address: &str) -> bool {
    let (path, _) = address.split_once('?').unwrap_or((address, ""));
    path == NEW_VISIT || visit_reported_in(path).is_some()
}

/// The form that corrects what was confirmed, with the refused entry that it mends.
pub fn correct_gift(id: RecordId, refused: Option<CommandId>) -> String {
    format!("{}/{CORRECT}{}", gift(id), instead(refused))
}

/// The id of the gift in an address.
pub fn gift_in(path: &str) -> Option<String> {
    record_in(GIFTS, path).filter(|id| id != CONFIRM)
}

/// The id of the gift that an address confirms.
pub fn gift_confirmed_in(path: &str) -> Option<String> {
    gift_in(plain(path).strip_suffix(CONFIRM)?.strip_suffix('/')?)
}

/// The id of the gift whose confirmation an address corrects.
pub fn gift_corrected_in(path: &str) -> Option<String> {
    gift_in(corrected(path)?)
}

/// The id of the complaint in an address.
pub fn complaint_in(path: &str) -> Option<String> {
    record_in(COMPLAINTS, path)
}

/// The id of the complaint that an address corrects.
pub fn corrected_in(path: &str) -> Option<String> {
    complaint_in(corrected(path)?)
}

fn record_in(list: &str, path: &str) -> Option<String> {
    let id = plain(path).strip_prefix(list)?.strip_prefix('/')?;
    (!id.is_empty() && !id.contains('/') && id != NEW && id != PLAN).then(|| id.to_owned())
}

/// The address of the record that an address corrects.
fn corrected(path: &str) -> Option<&str> {
    plain(path).strip_suffix(CORRECT)?.strip_suffix('/')
}

/// One person.
pub fn person(id: domain::UserId) -> String {
    format!("{PEOPLE}/{id}")
}

/// The id of the person in an address, or [`NEW`].
pub fn person_in(path: &str) -> Option<String> {
    let id = path.strip_prefix(PEOPLE)?.strip_prefix('/')?;
    (!id.is_empty()).then(|| id.to_owned())
}

/// One import.
pub fn import(id: &str) -> String {
    format!("{IMPORTS}/{id}")
}

/// The id of the import in an address.
pub fn import_in(path: &str) -> Option<String> {
    let id = path.strip_prefix(IMPORTS)?.strip_prefix('/')?;
    (!id.is_empty()).then(|| id.to_owned())
}
