//! The listener: who begins must end, and failed tries count by address.

use crate::support::{HOUR, House, PASSWORD, SECOND, push, take, uuid};
use server::web::Manners;
use std::time::Duration;

#[test]
fn a_head_that_never_ends_is_cut_and_keeps_nobody_waiting() {
    let manners = Manners { head: Duration::from_millis(200), ..Manners::default() };
    let mut house = House::mannered("slow", manners);
    let mut admin = house.administrator();
    let mut half = admin.get("/auth/v1/session");
    half.headers.clear();
    // The blank line that ends a head is the last thing sent; without it nothing is asked.
    let slow: Vec<_> = (0..300).map(|_| admin.begin_badly(&half)).collect();
    let body = push(&admin, &[take(&admin, &uuid(), "少了三箱")]);
    admin.send(&admin.post("/sync/v1/push", &body)).fine(200);
    for line in slow {
        assert_eq!(line.rest(), b"", "closed without a word");
    }
    assert!(admin.is_in());
}

#[test]
fn one_address_runs_out_of_tries_whatever_names_it_tries() {
    let mut house = House::new("address");
    house.administrator();
    let client = house.client();
    let from =
        |address: &str, name: &str| client.sign_in(name, "not the password").with("X-Forwarded-For", address);
    for n in 0..60 {
        // Refused before a password is hashed, so that the test is quick: what counts is that it failed.
        let request = from("203.0.113.9", &format!("x y {n}")).without("Content-Digest");
        client.send_only(&request).refused(400, "digest");
    }
    let answer = client.send_only(&from("203.0.113.9", "somebody"));
    assert_eq!(answer.refused(429, "locked").header("retry-after"), Some("3"));
    for path in ["/auth/v1/first", "/auth/v1/redeem"] {
        let request = client.post(path, &serde_json::json!({})).with("X-Forwarded-For", "203.0.113.9");
        client.send_only(&request).refused(429, "locked");
    }
    // What stands before the proxy's word is the guesser's own.
    let forged = from("192.0.2.1, 203.0.113.9", "somebody");
    client.send_only(&forged).refused(429, "locked");
    client.send_only(&from("203.0.113.10", "somebody")).refused(401, "wrong-credentials");
    // Whoever is in is not kept from working, and time gives tries back.
    house.pass(3 * SECOND);
    client.send_only(&from("203.0.113.9", "else")).refused(401, "wrong-credentials");
    client.send_only(&from("203.0.113.9", "else.2")).refused(429, "locked");
    house.pass(HOUR);
    let right = client.sign_in("admin", PASSWORD).with("X-Forwarded-For", "203.0.113.9");
    for _ in 0..70 {
        // A repeated success is no guess; the same session's cookie is replaced each time.
        client
            .send_only(&right.clone().without("Content-Digest").with("Content-Length", "0").altered(b""))
            .refused(400, "digest");
        house.pass(3 * SECOND);
    }
    client.send_only(&right).fine(200);
}

#[test]
fn the_process_says_whether_it_can_work() {
    let mut house = House::new("ready");
    let admin = house.administrator();
    let site = |path: &str| {
        let mut request = admin.get("");
        request.path = path.to_owned();
        request
    };
    for path in ["/readyz", "/healthz", "/livez", "/api/health"] {
        let answer = admin.send_only(&site(path));
        assert_eq!(
            (answer.fine(200).text().as_str(), answer.header("cache-control")),
            ("ok", Some("no-store"))
        );
    }
    let before = house.stored();
    admin.send_only(&site("/readyz")).fine(200);
    assert_eq!(house.stored(), before, "asking changes nothing");
    // Somebody else holds the writer's lock for longer than anybody waits.
    let database = rusqlite::Connection::open(house.database()).unwrap();
    database.execute_batch("BEGIN IMMEDIATE").unwrap();
    let unwatched = crate::support::Client { database: None, ..admin.clone() };
    unwatched.send_only(&site("/readyz")).refused(503, "unavailable");
    unwatched.send_only(&site("/livez")).fine(200);
    database.execute_batch("ROLLBACK").unwrap();
    admin.send_only(&site("/readyz")).fine(200);
}
