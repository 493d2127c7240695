//! The canary scan itself: each of its ways must be able to fail, and no traffic goes round it.

use crate::support::{Answer, Client, House, Request, customer, mutation, push, sources, uuid};
use serde_json::{Value, json};
use std::panic::{AssertUnwindSafe, catch_unwind};
use sync::digest::blob_id;

const SECRET_NAME: &str = "翡翠湾食品厂";

struct Scene {
    house: House,
    director: Client,
    /// Sees nothing of the customer.
    stranger: Client,
    bytes: Vec<u8>,
}

fn scene(test: &str) -> Scene {
    let mut house = House::new(test);
    let admin = house.administrator();
    let mut rep = house.person(&admin, "wang.wei", &["service_rep"]);
    let director = house.person(&admin, "director", &["marketing_director"]);
    let stranger = house.person(&admin, "li.na", &["service_rep"]);
    let (file, bytes) = (uuid(), b"\xFF\xD8\xFF and so on".to_vec());
    let add = json!({"of": file, "customer": file, "sha256": blob_id(&bytes).as_str(), "size": bytes.len(),
        "mime": "image/jpeg"});
    let body =
        push(&rep, &[customer(&rep, &file, SECRET_NAME), mutation(&rep, "attachment.add", &uuid(), add)]);
    rep.send(&rep.post("/sync/v1/push", &body)).fine(200);
    rep.send(&rep.put_bytes(&format!("/sync/v1/blobs/{}/0", blob_id(&bytes)), &bytes, bytes.len())).fine(200);
    Scene { house, director, stranger, bytes }
}

/// Everything the director may ask for, asked over the line as it is, but judged as if the stranger had asked.
fn as_the_stranger(scene: &Scene) -> Client {
    Client { user: scene.stranger.user.clone(), ..scene.director.clone() }
}

#[track_caller]
fn is_found(who: &Client, request: &Request) {
    let asked = catch_unwind(AssertUnwindSafe(|| who.send_only(request)));
    assert!(asked.is_err(), "{} {} went through", request.method, request.path);
}

#[test]
fn every_way_out_is_watched() {
    let scene = scene("canary-ways");
    let (mut director, wrong) = (scene.director.clone(), as_the_stranger(&scene));
    let all = json!({"epoch": director.epoch, "cursor": 0, "scopes": ["care:"]});
    let requests = [
        director.post("/sync/v1/pull", &all),
        director.post("/sync/v1/scan", &json!({"epoch": director.epoch, "scope": "care:", "after": null})),
        director.get(&format!("/sync/v1/blobs/{}", blob_id(&scene.bytes))),
        director.get(&format!("/sync/v1/blobs/{}?state", blob_id(&scene.bytes))),
    ];
    for request in &requests {
        director.send(request).fine(200);
        is_found(&wrong, request);
    }
    // A push shows the rows it touched.
    let rows = director.send(&requests[0]).json();
    let file =
        rows["changes"].as_array().unwrap().iter().find(|one| one["row"]["kind"] == "customer").unwrap();
    let change = json!({"key": "customer-remarks", "from": "", "to": "x"});
    let correct = mutation(
        &director,
        "customer.correct",
        file["row"]["id"].as_str().unwrap(),
        json!({"changes": [change]}),
    );
    is_found(&wrong, &director.post("/sync/v1/push", &push(&director, &[correct])));
}

#[test]
fn whoever_is_not_signed_in_is_watched_as_well() {
    let scene = scene("canary-nobody");
    let nobody = Client { user: None, ..scene.director.clone() };
    let scan = json!({"epoch": nobody.epoch, "scope": "org", "after": null});
    is_found(&nobody, &nobody.post("/sync/v1/scan", &scan));
}

/// Puts an answer under the scan as if it had come.
#[track_caller]
fn said(scene: &Scene, path: &str, body: &Value, headers: &[(&str, &str)]) {
    let request = scene.stranger.get(path);
    let headers = headers.iter().map(|(name, value)| ((*name).to_owned(), (*value).to_owned())).collect();
    let answer = Answer { status: 200, headers, body: body.to_string().into_bytes() };
    scene.stranger.look(&request, &answer);
}

#[track_caller]
fn is_caught(scene: &Scene, path: &str, body: &Value, headers: &[(&str, &str)]) {
    assert!(
        catch_unwind(AssertUnwindSafe(|| said(scene, path, body, headers))).is_err(),
        "{body} went through"
    );
}

#[test]
fn a_leak_of_any_shape_is_found() {
    let scene = scene("canary-shapes");
    said(&scene, "/sync/v1/pull", &json!({"fine": "nothing"}), &[]);
    is_caught(&scene, "/sync/v1/pull", &json!({"changes": [{"gone": {"scope": "care:-:-", "rev": 1}}]}), &[]);
    // Not a row at all, but its content.
    is_caught(&scene, "/sync/v1/pull", &json!({"hint": format!("meant {SECRET_NAME}?")}), &[]);
    let token = scene.director.cookie.clone().unwrap().split_once('=').unwrap().1.to_owned();
    is_caught(&scene, "/auth/v1/session", &json!({"note": token}), &[]);
    is_caught(&scene, "/auth/v1/session", &json!({}), &[("Set-Cookie", &format!("s={token}; Path=/"))]);
    is_caught(&scene, "/auth/v1/session", &json!({}), &[("X-Note", &token)]);
    is_caught(&scene, "/auth/v1/session", &json!({"note": crate::support::PASSWORD}), &[]);
    for key in ["password", "hash", "salt", "token", "code", "auth_epoch"] {
        is_caught(&scene, "/auth/v1/session", &json!({"people": [{key: 1}]}), &[]);
    }
    let database = rusqlite::Connection::open(scene.house.database()).unwrap();
    for sql in
        ["SELECT hex(hash) FROM account", "SELECT hex(token) FROM session", "SELECT hex(salt) FROM account"]
    {
        let stored: String = database.query_row(sql, [], |row| row.get(0)).unwrap();
        is_caught(&scene, "/auth/v1/session", &json!({"note": stored.to_lowercase()}), &[]);
    }
    let request = scene.stranger.get("/auth/v1/session");
    let failed = Answer { status: 503, headers: Vec::new(), body: Vec::new() };
    assert!(catch_unwind(AssertUnwindSafe(|| scene.stranger.look(&request, &failed))).is_err());
}

/// A test that opened a line of its own would not be watched.
#[test]
fn no_test_goes_round_the_client() {
    let line = ["Tcp", "Stream"].concat();
    let all = sources("tests/it");
    for (path, text) in &all {
        assert!(!text.contains(&line), "{path:?} opens a line of its own");
    }
    assert!(all.len() > 10, "{}", all.len());
}
