//! Push, pull, scan and pokes as a device uses them.

use crate::support::{House, customer, push, take, uuid};
use serde_json::{Value, json};
use std::time::Duration;

#[test]
fn what_one_pushes_another_pulls_and_scans() {
    let mut house = House::new("sync");
    let mut admin = house.administrator();
    let mut rep = house.person(&admin, "li.na", &["service_rep"]);
    let record = uuid();
    let body = push(&rep, &[customer(&rep, &record, "华强五金"), take(&rep, &uuid(), "少了三箱")]);
    let answer = rep.send(&rep.post("/sync/v1/push", &body)).fine(200).json();
    assert!(answer["results"].as_array().unwrap().iter().all(|one| one["status"] == "applied"), "{answer}");

    let first = json!({"epoch": null, "cursor": null, "scopes": []});
    let pulled = admin.send(&admin.post("/sync/v1/pull", &first)).fine(200).json();
    assert_eq!(pulled["changes"], json!([]));
    let scan = json!({"epoch": pulled["epoch"], "scope": "care:", "after": null});
    let page = admin.send(&admin.post("/sync/v1/scan", &scan));
    assert_eq!(page.fine(200).header("content-type"), Some("application/x-ndjson"));
    let lines: Vec<Value> = page.text().lines().map(|line| serde_json::from_str(line).unwrap()).collect();
    assert_eq!((lines.len(), &lines[0]["n"]), (2, &json!(2)));
    assert!(lines[1].as_array().unwrap().iter().any(|row| row["id"] == record.as_str()));

    let more = json!({"epoch": pulled["epoch"], "cursor": 0, "scopes": pulled["grants"]});
    let pulled = admin.send(&admin.post("/sync/v1/pull", &more)).fine(200).json();
    let ids: Vec<&Value> =
        pulled["changes"].as_array().unwrap().iter().map(|change| &change["row"]["id"]).collect();
    assert!(ids.contains(&&json!(record)), "{pulled}");
}

#[test]
fn the_stream_tells_the_revision_at_once_and_whenever_it_rises() {
    let mut house = House::new("events");
    let mut admin = house.administrator();
    // As a browser opens it by itself, which cannot name the device.
    let ask = admin.get("/sync/v1/events").without("X-Device");
    let (head, mut lines) = admin.listen(&ask);
    assert_eq!(head.fine(200).header("content-type"), Some("text/event-stream"));
    assert_eq!(head.header("x-accel-buffering"), Some("no"));
    let mut next = || lines.find(|line| line.starts_with("data: ")).unwrap();
    assert_eq!(next(), "data: {\"rev\":1,\"spread_ms\":1}");
    let body = push(&admin, &[take(&admin, &uuid(), "少了三箱")]);
    admin.send(&admin.post("/sync/v1/push", &body)).fine(200);
    let head = house.count("SELECT rev FROM counter");
    assert!(head > 1);
    assert_eq!(next(), format!("data: {{\"rev\":{head},\"spread_ms\":1}}"));
}

#[test]
fn more_scans_at_once_than_there_is_room_for_are_sent_away() {
    let mut house = House::new("busy");
    let admin = house.administrator();
    // Bodies that do not come: each holds a place at the gate.
    let scan = json!({"epoch": admin.epoch, "scope": "org", "after": null});
    let request = admin.post("/sync/v1/scan", &scan);
    let open: Vec<_> = (0..4).map(|_| admin.begin(&request)).collect();
    // They have arrived once a fifth is sent away.
    let busy = (0..200).any(|_| {
        std::thread::sleep(Duration::from_millis(10));
        let answer = admin.send_only(&request);
        answer.status == 429 && answer.code() == "busy"
    });
    assert!(busy);
    // Saving has a gate of its own.
    admin.send_only(&admin.post("/sync/v1/push", &push(&admin, &[]))).fine(200);
    drop(open);
}
