//! Who gets through which route: every route of the list × every role, and everybody who is out.

use super::{COLUMNS, Stage, column};
use crate::support::{Client, DAY, uuid};
use domain::access::Action;
use domain::people::Role;
use server::api::{Access, routes};

/// Method and path; what who is not signed in, any role but those who administer this, and a system administrator get for an
/// empty object or no body at all. Whoever gets through is refused, if at all, for what they sent.
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
    ("POST", "/admin/v1/people/{id}/change", OUT, DENIED, MALFORMED),
    ("POST", "/admin/v1/teams", OUT, DENIED, MALFORMED),
    ("POST", "/admin/v1/people/{id}/disable", OUT, DENIED, NONE),
    ("POST", "/admin/v1/people/{id}/enable", OUT, DENIED, NONE),
    ("POST", "/admin/v1/people/{id}/reset", OUT, DENIED, NONE),
    ("POST", "/admin/v1/devices/{id}/revoke", OUT, DENIED, NONE),
    ("GET", "/admin/v1/imports", OUT, DENIED, OK),
    ("POST", "/admin/v1/imports", OUT, DENIED, MEDIA),
    ("GET", "/admin/v1/imports/{id}", OUT, DENIED, NONE),
    ("POST", "/admin/v1/imports/{id}/look", OUT, DENIED, NONE),
    ("POST", "/admin/v1/imports/{id}/check", OUT, DENIED, MALFORMED),
    ("POST", "/admin/v1/imports/{id}/run", OUT, DENIED, MALFORMED),
    ("POST", "/admin/v1/imports/{id}/undo", OUT, DENIED, NONE),
    ("POST", "/admin/v1/imports/{id}/drop", OUT, DENIED, NONE),
    // Last: it ends the session.
    ("POST", "/auth/v1/sign-out", (204, ""), (204, ""), (204, "")),
];

#[track_caller]
fn check(who: &Client, method: &str, path: &str, want: (u16, &str)) {
    let path = path.replace("{id}", &uuid()).replace("{n}", "0").replace("{sha256}", &"a".repeat(64));
    // Failed tries to come in count against an address; these are not about that.
    let id = uuid();
    let from = format!("2001:db8:{}:{}::1", &id[28..32], &id[32..]);
    let mut request = if method == "GET" { who.get(&path) } else { who.post_bytes(&path, b"{}") };
    method.clone_into(&mut request.method);
    request = request.with("X-Forwarded-For", &from);
    // A stream answers and goes on; its head is enough.
    let streams = want == OK && path.ends_with("/events");
    let answer = if streams { who.listen(&request).0 } else { who.send_only(&request) };
    let code = if answer.status < 300 { String::new() } else { answer.code() };
    assert_eq!((answer.status, code.as_str()), want, "{method} {path}");
}

#[test]
fn every_route_lets_through_whom_it_should() {
    let stage = Stage::new("matrix-routes");
    let (anonymous, actors) = (stage.house.client(), stage.actors());
    let mut cells = 0;
    for (method, path, nobody, signed_in, administrator) in TABLE {
        check(&anonymous, method, path, *nobody);
        for (role, actor) in &actors {
            // DAT-03: who keeps the files imports them too.
            let imports = path.contains("/imports") && *role == column(Some(&Role::InformationAdministrator));
            let administers = imports || *role == column(Some(&Role::SystemAdministrator));
            check(actor, method, path, if administers { *administrator } else { *signed_in });
            cells += 1;
        }
    }
    assert_eq!(cells, TABLE.len() * COLUMNS);
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
                Access::May(Action::ChangePeople | Action::ImportCustomers) => (false, false, true),
                Access::May(action) => panic!("say here who may {action:?}"),
            },
            "{}",
            route.path
        );
    }
}

#[test]
fn whoever_is_out_is_as_anonymous_whatever_their_role() {
    let stage = Stage::new("matrix-out");
    let mut admin = stage.admin.clone();
    let administrator = |login: &str| stage.house.person(&stage.admin, login, &["system_administrator"]);
    let (disabled, revoked, expired) =
        (administrator("disabled"), administrator("revoked"), administrator("expired"));
    let (reset, mut carried, mut forged) =
        (administrator("reset"), administrator("carried"), administrator("forged"));
    for (verb, who) in [("disable", &disabled), ("reset", &reset)] {
        let path = format!("/admin/v1/people/{}/{verb}", who.user.as_deref().unwrap());
        assert!(admin.send(&admin.empty_post(&path)).status < 300);
    }
    admin.send(&admin.empty_post(&format!("/admin/v1/devices/{}/revoke", revoked.device))).fine(204);
    carried.device = uuid();
    forged.cookie = Some(format!("s={}", "A".repeat(43)));
    stage.house.pass(7 * DAY);
    for (method, path, nobody, ..) in TABLE {
        for who in [&disabled, &reset, &revoked, &expired, &forged] {
            check(who, method, path, *nobody);
        }
        // A browser opens these two by itself and cannot name the device; all others must.
        if !path.ends_with("/events") && (*method, *path) != ("GET", "/sync/v1/blobs/{sha256}") {
            check(&carried, method, path, *nobody);
        }
    }
}
