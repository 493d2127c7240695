//! Who gets through which route: every route of the list, anonymous, a representative, an administrator.
//!
//! Source: RELIABILITY S1. A route that is not in this table fails the test.

use crate::support::{Client, House, uuid};
use domain::access::Action;
use server::api::{Access, routes};

/// Method and path; what an anonymous request, a representative and an administrator get for an empty object or no
/// body at all. Whoever gets through is refused, if at all, for what they sent.
type Row = (&'static str, &'static str, (u16, &'static str), (u16, &'static str), (u16, &'static str));

const OUT: (u16, &str) = (401, "signed-out");
const DENIED: (u16, &str) = (403, "denied");
const NONE: (u16, &str) = (404, "not-found");
const MALFORMED: (u16, &str) = (400, "malformed");
const MEDIA: (u16, &str) = (415, "media-type");
const OK: (u16, &str) = (200, "");

const TABLE: &[Row] = &[
    ("POST", "/sync/v1/push", OUT, MALFORMED, MALFORMED),
    ("POST", "/sync/v1/pull", OUT, MALFORMED, MALFORMED),
    ("POST", "/sync/v1/scan", OUT, MALFORMED, MALFORMED),
    ("GET", "/sync/v1/events", OUT, OK, OK),
    ("GET", "/sync/v1/blobs/{sha256}", OUT, NONE, NONE),
    ("PUT", "/sync/v1/blobs/{sha256}/{n}", OUT, MEDIA, MEDIA),
    ("POST", "/auth/v1/sign-in", MALFORMED, MALFORMED, MALFORMED),
    ("POST", "/auth/v1/first", MALFORMED, MALFORMED, MALFORMED),
    ("POST", "/auth/v1/redeem", MALFORMED, MALFORMED, MALFORMED),
    ("POST", "/auth/v1/password", OUT, MALFORMED, MALFORMED),
    ("GET", "/auth/v1/session", OUT, OK, OK),
    ("GET", "/admin/v1/people", OUT, DENIED, OK),
    ("POST", "/admin/v1/people", OUT, DENIED, MALFORMED),
    ("POST", "/admin/v1/people/{id}/disable", OUT, DENIED, NONE),
    ("POST", "/admin/v1/people/{id}/enable", OUT, DENIED, NONE),
    ("POST", "/admin/v1/people/{id}/reset", OUT, DENIED, NONE),
    ("POST", "/admin/v1/devices/{id}/revoke", OUT, DENIED, NONE),
    // Last: it ends the session.
    ("POST", "/auth/v1/sign-out", (204, ""), (204, ""), (204, "")),
];

#[track_caller]
fn check(who: &Client, method: &str, path: &str, want: (u16, &str)) {
    let path = path.replace("{id}", &uuid()).replace("{n}", "0").replace("{sha256}", &"a".repeat(64));
    let mut request = if method == "GET" { who.get(&path) } else { who.post_bytes(&path, b"{}") };
    method.clone_into(&mut request.method);
    // A stream answers and goes on; its head is enough.
    let status = if path.ends_with("/events") { head(who, &request) } else { None };
    let (status, code) = if let Some(status) = status {
        (status, String::new())
    } else {
        let answer = who.send_only(&request);
        let code = if answer.status < 300 { String::new() } else { answer.code() };
        (answer.status, code)
    };
    assert_eq!((status, code.as_str()), want, "{method} {path}");
}

/// The status if it is one of success.
fn head(who: &Client, request: &crate::support::Request) -> Option<u16> {
    use std::io::{Read as _, Write as _};
    let mut line = std::net::TcpStream::connect(who.address).unwrap();
    line.write_all(request.head().as_bytes()).unwrap();
    let mut bytes = [0; 12];
    line.read_exact(&mut bytes).unwrap();
    bytes.ends_with(b"200").then_some(200)
}

#[test]
fn every_route_lets_through_whom_it_should() {
    let mut house = House::new("matrix");
    let admin = house.administrator();
    let rep = house.person(&admin, "li.na", &["service_rep"]);
    let anonymous = house.client();
    for (method, path, nobody, some_rep, administrator) in TABLE {
        check(&anonymous, method, path, *nobody);
        check(&rep, method, path, *some_rep);
        check(&admin, method, path, *administrator);
    }
}

#[test]
fn every_route_is_in_the_table_and_asks_for_what_it_says() {
    let routes = routes();
    assert_eq!(routes.len(), TABLE.len(), "a route is missing in the table, or gone from the list");
    for route in routes {
        let row = TABLE.iter().find(|row| (row.0, row.1) == (route.method, route.path));
        let (.., nobody, some_rep, administrator) =
            row.unwrap_or_else(|| panic!("{} is missing", route.path));
        let through = |want: &(u16, &str)| *want != OUT && *want != DENIED;
        let said = (through(nobody), through(some_rep), through(administrator));
        assert_eq!(
            said,
            match route.access {
                Access::Anyone => (true, true, true),
                Access::SignedIn => (false, true, true),
                Access::May(Action::ChangePeople) => (false, false, true),
                Access::May(action) => panic!("say here who may {action:?}"),
            },
            "{}",
            route.path
        );
    }
}

#[test]
fn those_who_are_disabled_or_whose_device_is_revoked_are_as_anonymous() {
    let mut house = House::new("matrix-out");
    let mut admin = house.administrator();
    let disabled = house.person(&admin, "li.na", &["system_administrator"]);
    let revoked = house.person(&admin, "wang.wei", &["system_administrator"]);
    let expired = house.person(&admin, "zhao.min", &["system_administrator"]);
    let id = disabled.user.clone().unwrap();
    admin.send(&admin.empty_post(&format!("/admin/v1/people/{id}/disable"))).fine(204);
    admin.send(&admin.empty_post(&format!("/admin/v1/devices/{}/revoke", revoked.device))).fine(204);
    house.pass(7 * crate::support::DAY);
    for (method, path, nobody, ..) in TABLE {
        for who in [&disabled, &revoked, &expired] {
            check(who, method, path, *nobody);
        }
    }
}
