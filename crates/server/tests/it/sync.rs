//! Push, pull, scan and pokes as a device uses them.

use crate::support::{House, customer, push, take, uuid};
use serde_json::{Value, json};
use std::io::{BufRead as _, BufReader, Write as _};
use std::net::TcpStream;
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
    let mut line = TcpStream::connect(house.address).unwrap();
    line.set_read_timeout(Some(Duration::from_secs(10))).unwrap();
    let cookie = admin.cookie.clone().unwrap();
    let ask = format!("GET /api/sync/v1/events HTTP/1.1\r\nHost: x\r\nCookie: {cookie}\r\n\r\n");
    line.write_all(ask.as_bytes()).unwrap();
    let mut lines = BufReader::new(line).lines().map(Result::unwrap);
    let head: Vec<String> = lines.by_ref().take_while(|line| !line.is_empty()).collect();
    assert!(head[0].contains("200"), "{head:?}");
    assert!(head.iter().any(|line| line == "content-type: text/event-stream"), "{head:?}");
    assert!(head.iter().any(|line| line == "x-accel-buffering: no"), "{head:?}");
    let mut next = || lines.find(|line| line.starts_with("data: ")).unwrap();
    assert_eq!(next(), "data: {\"rev\":1}");
    let body = push(&admin, &[take(&admin, &uuid(), "少了三箱")]);
    admin.send(&admin.post("/sync/v1/push", &body)).fine(200);
    let head = house.count("SELECT rev FROM counter");
    assert!(head > 1);
    assert_eq!(next(), format!("data: {{\"rev\":{head}}}"));
}

#[test]
fn more_scans_at_once_than_there_is_room_for_are_sent_away() {
    let mut house = House::new("busy");
    let admin = house.administrator();
    // Bodies that do not come: each holds a place at the gate.
    let scan = json!({"epoch": admin.epoch, "scope": "org", "after": null});
    let request = admin.post("/sync/v1/scan", &scan);
    let head = request.head();
    let open: Vec<TcpStream> = (0..4)
        .map(|_| {
            let mut line = TcpStream::connect(house.address).unwrap();
            line.write_all(head.as_bytes()).unwrap();
            line
        })
        .collect();
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
