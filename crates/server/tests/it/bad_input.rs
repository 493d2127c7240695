//! Whatever comes in: a typed answer with a stable code, never a failure of the server, nothing half stored.

use crate::support::{Client, House, customer, mutation, push, take, uuid};
use serde_json::{Value, json};

fn house() -> (House, Client, Client) {
    let mut house = House::new("bad-input");
    let admin = house.administrator();
    let rep = house.person(&admin, "li.na", &["service_rep"]);
    (house, admin, rep)
}

fn send(who: &mut Client, body: &Value) -> crate::support::Answer {
    who.send(&who.post("/sync/v1/push", body))
}

/// The status and code of the only result.
fn result(answer: &crate::support::Answer) -> (String, String) {
    let result = answer.fine(200).json()["results"][0].clone();
    let text = |key: &str| result[key].as_str().unwrap_or_default().to_owned();
    (text("status"), text("code"))
}

#[test]
fn what_is_no_request_is_malformed() {
    let (house, _, rep) = house();
    let before = house.stored();
    let deep = format!("{}1{}", "[".repeat(100_000), "]".repeat(100_000));
    let bodies: &[&[u8]] = &[
        b"",
        b"{",
        b"null",
        b"[]",
        b"\"push\"",
        b"{}",
        b"\xff\xfe",
        b"{\"epoch\":1}",
        br#"{"epoch":"x","now":1,"pending":0,"mutations":[]}"#,
        br#"{"epoch":null,"now":1,"pending":-1,"mutations":[]}"#,
        br#"{"epoch":null,"now":1,"pending":0,"mutations":{}}"#,
        br#"{"epoch":null,"now":1,"pending":0,"mutations":[{}]}"#,
        br#"{"epoch":null,"cursor":-1,"scopes":[]}"#,
        br#"{"epoch":null,"cursor":99999999999999999999,"scopes":[]}"#,
        br#"{"epoch":null,"cursor":0,"scopes":[""]}"#,
        br#"{"epoch":null,"cursor":0,"scopes":["care:'; DROP TABLE record"]}"#,
        deep.as_bytes(),
    ];
    for path in ["/sync/v1/push", "/sync/v1/pull", "/sync/v1/scan"] {
        for body in bodies {
            let answer = rep.send_only(&rep.post_bytes(path, body));
            // The deep one is larger than two of the three take.
            let code = if answer.status == 413 { "too-large" } else { "malformed" };
            answer.refused(if answer.status == 413 { 413 } else { 400 }, code);
        }
    }
    let sign_in = br#"{"name":1,"password":"x","device":{}}"#;
    rep.send_only(&rep.post_bytes("/auth/v1/sign-in", sign_in)).refused(400, "malformed");
    assert_eq!(house.stored(), before);
}

#[test]
fn no_route_stumbles_over_any_body() {
    let (house, mut admin, _) = house();
    let before = (house.stored(), house.count("SELECT count(*) FROM account"));
    let id = admin.user.clone().unwrap();
    let bodies: &[&[u8]] = &[
        b"",
        b"{",
        b"[]",
        b"null",
        b"7",
        b"\"x\"",
        b"{}",
        b"\xff\xfe\x00",
        b"{\"name\":{}}",
        b"{\"roles\":7}",
        b"{\"name\":null,\"password\":[],\"device\":1}",
        b"{\"code\":-1e999}",
        b"{\"login\":\"\\u0000\"}",
    ];
    let mut asked = 0;
    for route in server::api::routes().into_iter().filter(|route| route.limit > 0) {
        let path = route.path.replace("{id}", &id).replace("{n}", "0").replace("{sha256}", &"a".repeat(64));
        let large = vec![b' '; route.limit + 1];
        for body in bodies.iter().copied().chain([large.as_slice()]) {
            let mut request =
                admin.post_bytes(&path, body).with("X-Forwarded-For", &format!("10.0.0.{asked}"));
            route.method.clone_into(&mut request.method);
            if route.method == "PUT" {
                request = request.with("Content-Type", "application/octet-stream").with("X-Size", "1");
            }
            let answer = admin.send_only(&request);
            let expected = if body.len() > route.limit {
                (413, "too-large")
            } else if route.path == "/admin/v1/imports" {
                (415, "media-type")
            } else if route.path.ends_with("/look") && answer.status == 404 {
                // All of it may be left out, so nearly everything that is JSON says something.
                (404, "not-found")
            } else if route.method == "PUT" {
                (404, "not-found")
            } else {
                (400, "malformed")
            };
            answer.refused(expected.0, expected.1);
            asked += 1;
        }
    }
    assert!(asked > 100, "{asked}");
    assert_eq!((house.stored(), house.count("SELECT count(*) FROM account")), before);
    admin.send(&admin.get("/auth/v1/session")).fine(200);
}

#[test]
fn a_body_that_is_not_the_one_that_was_sent_is_not_stored() {
    let (house, _, rep) = house();
    let before = house.stored();
    let request = rep.post("/sync/v1/push", &push(&rep, &[take(&rep, &uuid(), "一")]));
    rep.send_only(&request.clone().without("Content-Digest")).refused(400, "digest");
    rep.send_only(&request.clone().with("Content-Digest", "sha-256=:AAAA:")).refused(400, "digest");
    let mut altered = request.body.clone();
    *altered.iter_mut().rev().nth(20).unwrap() ^= 1;
    rep.send_only(&request.clone().altered(&altered)).refused(400, "digest");
    // As iOS sends it now and then: nothing, without saying so.
    rep.send_only(&request.clone().altered(b"").with("Content-Length", "0")).refused(400, "digest");
    rep.send_only(&request.clone().without("Content-Type")).refused(415, "media-type");
    assert_eq!(house.stored(), before);
    rep.send_only(&request).fine(200);
}

#[test]
fn too_much_is_too_large() {
    let (house, _, rep) = house();
    let before = house.stored();
    let large = vec![b' '; 512 * 1024 + 1];
    let request = rep.post_bytes("/sync/v1/push", &large);
    rep.send_only(&request).refused(413, "too-large");
    // Without a length that gives it away.
    let mut chunked = format!("{:x}\r\n", large.len()).into_bytes();
    chunked.extend(&large);
    chunked.extend(b"\r\n0\r\n\r\n");
    let request = request.without("Content-Length").with("Transfer-Encoding", "chunked").altered(&chunked);
    rep.send_only(&request).refused(413, "too-large");
    let many: Vec<Value> = (0..101).map(|_| take(&rep, &uuid(), "一")).collect();
    rep.send_only(&rep.post("/sync/v1/push", &push(&rep, &many))).refused(413, "too-large");
    assert_eq!(house.stored(), before);
}

#[test]
fn a_mutation_of_somebody_else_stores_nothing_of_the_request() {
    let (house, admin, mut rep) = house();
    let before = house.stored();
    let body = push(&rep, &[take(&rep, &uuid(), "一"), take(&admin, &uuid(), "二")]);
    send(&mut rep, &body).refused(403, "actor");
    assert_eq!(house.stored(), before);
}

#[test]
fn a_command_of_a_newer_build_is_held_and_not_stored() {
    let (house, _, mut rep) = house();
    let before = house.stored();
    for (name, v) in
        [("complaint.teleport", 1), ("complaint.take", 99), ("starship.launch", 1), ("nonsense", 1)]
    {
        let mut newer = mutation(&rep, name, &uuid(), json!({}));
        newer["v"] = json!(v);
        let body = push(&rep, &[newer]);
        assert_eq!(result(&send(&mut rep, &body)).0, "held", "{name}");
    }
    assert_eq!(house.stored(), before);
}

#[test]
fn malformed_arguments_are_refused_and_kept() {
    let (house, _, mut rep) = house();
    let deep = format!("{}1{}", "[".repeat(50_000), "]".repeat(50_000));
    for args in ["{}", "null", r#"{"note":1}"#, "[]", r#""\u0000""#, &deep] {
        let body = push(&rep, &[mutation(&rep, "complaint.take", &uuid(), json!("ARGS"))]);
        let body = body.to_string().replace("\"ARGS\"", args);
        let answer = rep.send(&rep.post_bytes("/sync/v1/push", body.as_bytes()));
        assert_eq!(result(&answer), ("rejected".into(), "malformed".into()));
    }
    let other_kind = json!({"kind": "customer", "id": uuid()});
    let mut wrong = take(&rep, &uuid(), "一");
    wrong["rec"] = other_kind;
    let body = push(&rep, &[wrong]);
    assert_eq!(result(&send(&mut rep, &body)), ("rejected".into(), "malformed".into()));
    assert_eq!(house.count("SELECT count(*) FROM mutation WHERE status = 'rejected'"), 7);
    assert_eq!(house.count("SELECT count(*) FROM record WHERE kind <> 'person'"), 0);
}

#[test]
fn a_record_of_other_people_is_neither_changed_nor_shown() {
    let (house, admin, mut rep) = house();
    let mut other = house.person(&admin, "wang.wei", &["service_rep"]);
    let record = uuid();
    let body = push(&other, &[customer(&other, &record, "华强五金")]);
    send(&mut other, &body).fine(200);
    let change = json!({"key": "customer-remarks", "from": "", "to": "mine"});
    let body = push(&rep, &[mutation(&rep, "customer.correct", &record, json!({"changes": [change]}))]);
    let answer = send(&mut rep, &body);
    assert_eq!(result(&answer), ("rejected".into(), "no-longer-yours".into()));
    assert_eq!(answer.json()["rows"], json!([]));
    assert!(!answer.text().contains("华强"));
    let rev = "SELECT rev FROM record WHERE kind = 'customer'";
    let first = house.count(rev);
    assert_eq!(house.count("SELECT count(*) FROM record WHERE kind = 'customer'"), 1);
    assert_eq!(house.count(rev), first);
}

#[test]
fn a_replay_gets_the_same_result_and_is_stored_once() {
    let (house, _, mut rep) = house();
    let body = push(&rep, &[take(&rep, &uuid(), "一")]);
    let first = send(&mut rep, &body).fine(200).json();
    let stored = house.stored();
    for _ in 0..3 {
        let again = send(&mut rep, &body).fine(200).json();
        assert_eq!((&again["results"], &again["rows"]), (&first["results"], &first["rows"]));
    }
    assert_eq!(house.stored(), stored);
}

#[test]
fn another_body_under_a_known_id_is_refused_and_changes_nothing() {
    let (house, _, mut rep) = house();
    let one = take(&rep, &uuid(), "一");
    let body = push(&rep, std::slice::from_ref(&one));
    send(&mut rep, &body).fine(200);
    let stored = house.stored();
    let mut other = take(&rep, &uuid(), "二");
    other["id"] = one["id"].clone();
    let body = push(&rep, &[other]);
    assert_eq!(result(&send(&mut rep, &body)), ("rejected".into(), "id-reused".into()));
    assert_eq!(house.stored(), stored);
}

#[test]
fn another_history_is_told_with_the_epoch() {
    let (house, _, mut rep) = house();
    let before = house.stored();
    let epoch = rep.epoch.clone().unwrap();
    let other = uuid();
    let future = json!({"epoch": epoch, "cursor": 1_000_000, "scopes": ["org"]});
    let wrong_pull = json!({"epoch": other, "cursor": 0, "scopes": ["org"]});
    let wrong_scan = json!({"epoch": other, "scope": "org", "after": null});
    let mut wrong_push = push(&rep, &[take(&rep, &uuid(), "一")]);
    wrong_push["epoch"] = json!(other);
    for (path, body) in [("pull", future), ("pull", wrong_pull), ("scan", wrong_scan), ("push", wrong_push)] {
        let answer = rep.send(&rep.post(&format!("/sync/v1/{path}"), &body));
        assert_eq!(answer.refused(409, "epoch").json()["epoch"], epoch.as_str());
    }
    assert_eq!(house.stored(), before);
}

#[test]
fn a_unit_that_one_does_not_hold_gives_nothing() {
    let (house, admin, mut rep) = house();
    let mut other = house.person(&admin, "wang.wei", &["service_rep"]);
    let body = push(&other, &[customer(&other, &uuid(), "华强五金")]);
    send(&mut other, &body).fine(200);
    let foreign = format!("care:{}:", other.user.clone().unwrap().replace('-', ""));
    for unit in [foreign.as_str(), "care:", "fin:", "adm", "me:nobody", "no-such-unit", "c", "care"] {
        let body = json!({"epoch": rep.epoch, "scope": unit, "after": null});
        rep.send(&rep.post("/sync/v1/scan", &body)).refused(403, "scope");
        let body = json!({"epoch": rep.epoch, "cursor": 0, "scopes": [unit]});
        let answer = rep.send(&rep.post("/sync/v1/pull", &body)).fine(200).json();
        assert_eq!(answer["changes"], json!([]), "{unit}");
    }
    // Going on behind a row of another unit stays inside the own one.
    let after = json!({"scope": foreign.trim_end_matches(':'), "id": uuid()});
    let body = json!({"epoch": rep.epoch, "scope": "org", "after": after});
    let page = rep.send(&rep.post("/sync/v1/scan", &body));
    assert!(!page.fine(200).text().contains("华强"));
}

#[test]
fn no_path_and_no_method_is_answered_in_another_shape() {
    let (_house, _, rep) = house();
    for path in ["", "/", "/nope", "/sync/v1", "/sync/v1/push/", "/sync/v2/push", "/auth/v1/../v1/session"] {
        rep.send_only(&rep.get(path)).refused(404, "not-found");
        // The bare `/api/` is the app's, where nothing is posted.
        let (status, code) = if path == "/" { (405, "method") } else { (404, "not-found") };
        rep.send_only(&rep.post_bytes(path, b"{}")).refused(status, code);
    }
    rep.send_only(&rep.get("/sync/v1/push")).refused(405, "method");
    rep.send_only(&rep.post_bytes("/auth/v1/session", b"{}")).refused(405, "method");
    rep.send_only(&rep.post_bytes("/health", b"{}")).refused(405, "method");
    for id in ["x", "%00", "..%2f..%2fhuifang.db", &"a".repeat(65), &"A".repeat(64)] {
        rep.send_only(&rep.get(&format!("/sync/v1/blobs/{id}"))).refused(404, "not-found");
    }
}
