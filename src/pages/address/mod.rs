//! Every address of the app. Each record has one, so that it can be sent, kept and gone back to.
//!
//! Here the pages themselves, `records` what stands at one record, `commands` where a saved entry is read and mended.

mod commands;
mod records;

pub use commands::{mend, record};
pub use records::*;

/// Today.
pub const TODAY: &str = "/";
/// Customers.
pub const CUSTOMERS: &str = "/customers";
/// A new customer file.
pub const NEW_CUSTOMER: &str = "/customers/new";
/// How all customers stand.
pub const OVERVIEW: &str = "/customers/overview";
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
/// The numbers of the rules.
pub const POLICY: &str = "/policy";
/// A proposal to change them.
pub const NEW_POLICY: &str = "/policy/new";
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

/// The address without the slash that somebody typed at its end.
pub fn plain(path: &str) -> &str {
    match path.trim_end_matches('/') {
        "" => TODAY,
        path => path,
    }
}

/// The place in the tabs that an address belongs to.
pub fn place(path: &str) -> Option<&'static str> {
    match path {
        TODAY => Some(TODAY),
        SYNC | SIGN_IN => Some(ME),
        _ if path.starts_with(PEOPLE) => Some(ME),
        _ if policy_change_in(path).is_some() => Some(APPROVALS),
        _ if path.starts_with(POLICY) => Some(ME),
        _ if path.starts_with(VISITS) || path.starts_with(GIFTS) => Some(CUSTOMERS),
        _ if path.starts_with(REQUESTS) => Some(APPROVALS),
        _ => [CUSTOMERS, COMPLAINTS, APPROVALS, ME].into_iter().find(|place| path.starts_with(place)),
    }
}

/// Whether a page is to be read: no form, which is done with once it is left, and not the way in.
pub fn is_read(path: &str) -> bool {
    let last = path.rsplit('/').next().unwrap_or_default();
    let form = [NEW, PLAN, "report", "correct", "answer", "confirm"].contains(&last) && path != OPEN_GIFTS;
    !form && path != SIGN_IN
}

/// Whether the page is one task or one record, which on a phone takes the place of the tabs.
pub fn is_task(path: &str) -> bool {
    let own = [
        NEW_COMPLAINT,
        NEW_CUSTOMER,
        OVERVIEW,
        NEW_VISIT,
        PLAN_VISIT,
        NEW_REQUEST,
        NEW_GIFT,
        SEVERAL,
        DEPUTY,
        CALENDAR,
        POLICY,
        NEW_POLICY,
        IMPORTS,
        SIGN_IN,
    ]
    .contains(&path);
    let record = [
        complaint_in,
        corrected_in,
        answered_in,
        customer_in,
        customer_corrected_in,
        visit_in,
        visit_corrected_in,
        visit_reported_in,
        request_in,
        request_corrected_in,
        policy_change_in,
        policy_corrected_in,
        gift_in,
        gift_confirmed_in,
        gift_corrected_in,
        person_in,
        import_in,
    ];
    own || record.iter().any(|within| within(path).is_some())
}
