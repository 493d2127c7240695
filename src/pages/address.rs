//! Every address of the app. Each record has one, so that it can be sent, kept and gone back to.

use domain::{CommandId, RecordId};

/// Today.
pub const TODAY: &str = "/";
/// Customers.
pub const CUSTOMERS: &str = "/customers";
/// Complaints.
pub const COMPLAINTS: &str = "/complaints";
/// A new complaint note.
pub const NEW_COMPLAINT: &str = "/complaints/new";
/// What waits for approval.
pub const APPROVALS: &str = "/approvals";
/// The person and the device.
pub const ME: &str = "/me";
/// People, for a system administrator.
pub const PEOPLE: &str = "/people";
/// Where a record's id would stand, while there is none.
pub const NEW: &str = "new";
/// Somebody new.
pub const NEW_PERSON: &str = "/people/new";
/// The sync centre.
pub const SYNC: &str = "/sync";
/// Signing in.
pub const SIGN_IN: &str = "/sign-in";
/// Signing in by a one-time code.
pub const SIGN_IN_BY_CODE: &str = "/sign-in?code=";

/// One complaint.
pub fn complaint(id: RecordId) -> String {
    format!("{COMPLAINTS}/{id}")
}

/// In the address of a correction: the refused entry whose place it takes.
pub const INSTEAD: &str = "instead";

/// The form that corrects a complaint, with the refused entry that it mends.
pub fn correct_complaint(id: RecordId, refused: Option<CommandId>) -> String {
    let instead = refused.map_or_else(String::new, |entry| format!("?{INSTEAD}={entry}"));
    format!("{COMPLAINTS}/{id}/correct{instead}")
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
    let path = plain(path);
    let id = path.strip_prefix(COMPLAINTS)?.strip_prefix('/')?;
    (!id.is_empty() && !id.contains('/') && path != NEW_COMPLAINT).then(|| id.to_owned())
}

/// The id of the complaint that an address corrects.
pub fn corrected_in(path: &str) -> Option<String> {
    complaint_in(plain(path).strip_suffix("/correct")?)
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

/// The place in the tabs that an address belongs to.
pub fn place(path: &str) -> Option<&'static str> {
    match path {
        TODAY => Some(TODAY),
        SYNC | SIGN_IN => Some(ME),
        _ if path.starts_with(PEOPLE) => Some(ME),
        _ => [CUSTOMERS, COMPLAINTS, APPROVALS, ME].into_iter().find(|place| path.starts_with(place)),
    }
}

/// Whether the page is one task or one record, which on a phone takes the place of the tabs.
pub fn is_task(path: &str) -> bool {
    let own = path == NEW_COMPLAINT || path == SIGN_IN;
    own || complaint_in(path).is_some() || corrected_in(path).is_some() || person_in(path).is_some()
}
