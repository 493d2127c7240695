//! Every address of the app. Each record has one, so that it can be sent, kept and gone back to.

use domain::visit::Purpose;
use domain::{CommandId, RecordId};

/// Today.
pub const TODAY: &str = "/";
/// Customers.
pub const CUSTOMERS: &str = "/customers";
/// A new customer file.
pub const NEW_CUSTOMER: &str = "/customers/new";
/// Complaints.
pub const COMPLAINTS: &str = "/complaints";
/// A new complaint note.
pub const NEW_COMPLAINT: &str = "/complaints/new";
/// Visits; each is read by itself.
pub const VISITS: &str = "/visits";
/// A visit that happened.
pub const NEW_VISIT: &str = "/visits/new";
/// A visit to come.
pub const PLAN_VISIT: &str = "/visits/plan";
/// What waits for approval.
pub const APPROVALS: &str = "/approvals";
/// Visit requests; each is read beside what waits for approval.
pub const REQUESTS: &str = "/requests";
/// A new visit request.
pub const NEW_REQUEST: &str = "/requests/new";
/// Gifts; each is read by itself.
pub const GIFTS: &str = "/gifts";
/// A new gift on the list.
pub const NEW_GIFT: &str = "/gifts/new";
/// The gifts that are to be confirmed.
pub const OPEN_GIFTS: &str = "/gifts/confirm";
/// Who stands in for oneself.
pub const DEPUTY: &str = "/me/deputy";
/// Which days are worked.
pub const CALENDAR: &str = "/me/calendar";
/// Imports of customers, for an administrator.
pub const IMPORTS: &str = "/me/imports";
/// Several approvals at once.
pub const SEVERAL: &str = "/approvals/several";
/// The person and the device.
pub const ME: &str = "/me";
/// People, for a system administrator.
pub const PEOPLE: &str = "/people";
/// Where a record's id would stand, while there is none.
pub const NEW: &str = "new";
const PLAN: &str = "plan";
/// Somebody new.
pub const NEW_PERSON: &str = "/people/new";
/// The sync centre.
pub const SYNC: &str = "/sync";
/// Signing in.
pub const SIGN_IN: &str = "/sign-in";
/// Signing in by a one-time code.
pub const SIGN_IN_BY_CODE: &str = "/sign-in?code=";

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

/// A map of where a customer is: by the point if it is known, else by the address.
pub fn map(point: &str, address: &str, name: &str) -> String {
    let quoted = |text: &str| String::from(js_sys::encode_uri_component(text));
    match point.split_once(',') {
        // The map service takes longitude first, and is told that the degrees are those of GPS.
        Some((lat, lng)) => format!(
            "https://uri.amap.com/marker?position={},{}&name={}&coordinate=wgs84",
            lng.trim(),
            lat.trim(),
            quoted(name)
        ),
        None => format!("https://uri.amap.com/search?keyword={}", quoted(address)),
    }
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

/// The page of a record, by the name of a command about it.
pub fn record(command: &str, id: RecordId) -> String {
    match command.split_once('.').map(|(kind, _)| kind) {
        Some("customer") => customer(id),
        Some("visit") => visit(id),
        Some("request") => request(id),
        Some("delivery") => gift(id),
        Some("person") => DEPUTY.to_owned(),
        Some("holiday") => CALENDAR.to_owned(),
        _ => complaint(id),
    }
}

/// The form that mends a refused entry, by the name of its command. A picture cannot be written anew.
pub fn mend(command: &str, id: RecordId, refused: CommandId) -> Option<String> {
    match command.split_once('.')?.0 {
        "customer" => Some(correct_customer(id, Some(refused))),
        "complaint" => Some(correct_complaint(id, Some(refused))),
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
        "person" => Some(DEPUTY.to_owned()),
        "holiday" => Some(CALENDAR.to_owned()),
        _ => None,
    }
}

/// The address without the slash that somebody typed at its end.
pub fn plain(path: &str) -> &str {
    match path.trim_end_matches('/') {
        "" => TODAY,
        path => path,
    }
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

/// The place in the tabs that an address belongs to.
pub fn place(path: &str) -> Option<&'static str> {
    match path {
        TODAY => Some(TODAY),
        SYNC | SIGN_IN => Some(ME),
        _ if path.starts_with(PEOPLE) => Some(ME),
        _ if path.starts_with(VISITS) || path.starts_with(GIFTS) => Some(CUSTOMERS),
        _ if path.starts_with(REQUESTS) => Some(APPROVALS),
        _ => [CUSTOMERS, COMPLAINTS, APPROVALS, ME].into_iter().find(|place| path.starts_with(place)),
    }
}

/// Whether the page is one task or one record, which on a phone takes the place of the tabs.
pub fn is_task(path: &str) -> bool {
    let own = [
        NEW_COMPLAINT,
        NEW_CUSTOMER,
        NEW_VISIT,
        PLAN_VISIT,
        NEW_REQUEST,
        NEW_GIFT,
        SEVERAL,
        DEPUTY,
        CALENDAR,
        IMPORTS,
        SIGN_IN,
    ]
    .contains(&path);
    let record = [
        complaint_in,
        corrected_in,
        customer_in,
        customer_corrected_in,
        visit_in,
        visit_corrected_in,
        visit_reported_in,
        request_in,
        request_corrected_in,
        gift_in,
        gift_confirmed_in,
        gift_corrected_in,
        person_in,
        import_in,
    ];
    own || record.iter().any(|within| within(path).is_some())
}
