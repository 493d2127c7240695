//! Bytes of attachments: up in pieces, checked as a whole, for those who may know of them.

use crate::support::{Answer, Client, House, customer, mutation, push, uuid};
use serde_json::{Value, json};
use sync::digest::blob_id;

const CHUNK: usize = 256 * 1024;

fn picture(length: usize) -> Vec<u8> {
    let mut bytes = b"\xFF\xD8\xFF".to_vec();
    bytes.extend((0..length - 3).map(|n| u8::try_from(n % 253).unwrap()));
    bytes
}

/// Pushes a customer with an attachment row for these bytes; answers the row's id.
fn announce(who: &mut Client, bytes: &[u8], mime: &str, thumb: Option<&[u8]>) -> String {
    let (file, record) = (uuid(), uuid());
    let mut args = json!({
        "of": file, "customer": file, "sha256": blob_id(bytes).as_str(), "size": bytes.len(), "mime": mime,
    });
    if let Some(thumb) = thumb {
        args["thumb_sha256"] = json!(blob_id(thumb).as_str());
    }
    let add = mutation(who, "attachment.add", &record, args);
    let body = push(who, &[customer(who, &file, "华强五金"), add]);
    let answer = who.send(&who.post("/sync/v1/push", &body)).fine(200).json();
    assert_eq!(answer["results"][1]["status"], "applied", "{answer}");
    record
}

fn put(who: &mut Client, bytes: &[u8], n: usize) -> Answer {
    let end = bytes.len().min((n + 1) * CHUNK);
    let path = format!("/sync/v1/blobs/{}/{n}", blob_id(bytes));
    who.send(&who.put_bytes(&path, &bytes[n * CHUNK..end], bytes.len()))
}

fn state(who: &mut Client, bytes: &[u8]) -> Value {
    who.send(&who.get(&format!("/sync/v1/blobs/{}?state", blob_id(bytes)))).fine(200).json()
}

fn row(house: &House, id: &str, key: &str) -> String {
    let database = rusqlite::Connection::open(house.database()).unwrap();
    let sql = format!("SELECT json_extract(body, '$.{key}') FROM record WHERE id = ?1");
    database.query_row(&sql, [uuid::Uuid::parse_str(id).unwrap()], |row| row.get(0)).unwrap()
}

fn house() -> (House, Client, Client) {
    let mut house = House::new("blobs");
    let admin = house.administrator();
    let rep = house.person(&admin, "li.na", &["service_rep"]);
    (house, admin, rep)
}

#[test]
fn chunks_in_any_order_make_the_row_stored_and_the_bytes_come_back() {
    let (house, mut admin, mut rep) = house();
    let bytes = picture(CHUNK * 2 + 77);
    let id = announce(&mut rep, &bytes, "image/jpeg", None);
    assert_eq!(
        state(&mut rep, &bytes),
        json!({"size": bytes.len(), "chunk": CHUNK, "have": [], "state": "awaited"})
    );
    put(&mut rep, &bytes, 2).fine(200);
    put(&mut rep, &bytes, 2).fine(200);
    let answer = put(&mut rep, &bytes, 0).fine(200).json();
    assert_eq!((&answer["have"], &answer["state"]), (&json!([0, 2]), &json!("awaited")));
    assert_eq!(row(&house, &id, "bytes"), "awaited");
    let head = house.count("SELECT rev FROM counter");
    assert_eq!(put(&mut rep, &bytes, 1).fine(200).json()["state"], "stored");
    assert_eq!(row(&house, &id, "bytes"), "stored");
    assert_eq!(house.count("SELECT rev FROM counter"), head + 1, "one revision, so that it comes by pull");
    // Again, as after a lost answer: nothing more happens.
    assert_eq!(put(&mut rep, &bytes, 1).fine(200).json()["state"], "stored");
    assert_eq!(house.count("SELECT rev FROM counter"), head + 1);

    // The general manager sees the customer, so also the photo.
    let path = format!("/sync/v1/blobs/{}", blob_id(&bytes));
    let answer = admin.send(&admin.get(&path));
    assert_eq!(answer.fine(200).body, bytes);
    assert_eq!(answer.header("content-type"), Some("image/jpeg"));
    assert_eq!(answer.header("content-security-policy"), Some("sandbox; default-src 'none'"));
    assert_eq!(answer.header("x-content-type-options"), Some("nosniff"));
    let tag = answer.header("etag").unwrap().to_owned();
    admin.send(&admin.get(&path).with("If-None-Match", &tag)).fine(304);
}

#[test]
fn for_those_who_may_not_know_of_them_bytes_do_not_exist() {
    let (house, admin, mut rep) = house();
    let mut stranger = house.person(&admin, "wang.wei", &["service_rep"]);
    let bytes = picture(500);
    put(&mut rep, &bytes, 0).refused(404, "not-found");
    announce(&mut rep, &bytes, "image/jpeg", None);
    put(&mut rep, &bytes, 0).fine(200);
    for path in ["", "?state"] {
        let path = format!("/sync/v1/blobs/{}{path}", blob_id(&bytes));
        stranger.send(&stranger.get(&path)).refused(404, "not-found");
    }
    put(&mut stranger, &bytes, 0).refused(404, "not-found");
}

#[test]
fn what_is_not_what_it_says_is_dropped_and_stays_awaited() {
    let (house, _, mut rep) = house();
    let bytes = picture(CHUNK + 10);
    let id = announce(&mut rep, &bytes, "image/jpeg", None);
    let path = |n: usize| format!("/sync/v1/blobs/{}/{n}", blob_id(&bytes));
    let chunk = &bytes[..CHUNK];
    let request = rep.put_bytes(&path(0), chunk, bytes.len());
    rep.send(&request.clone().altered(&vec![1; CHUNK])).refused(400, "digest");
    rep.send(&request.clone().without("X-Size")).refused(400, "malformed");
    rep.send(&request.clone().with("Content-Type", "image/jpeg")).refused(415, "media-type");
    for (n, body, size) in [
        (0, chunk, bytes.len() + 1),
        (0, &chunk[1..], bytes.len()),
        (2, chunk, bytes.len()),
        (1, &bytes[CHUNK..CHUNK + 9], bytes.len()),
        (9999, &bytes[CHUNK..], bytes.len()),
    ] {
        rep.send(&rep.put_bytes(&path(n), body, size)).refused(422, "unprocessable");
    }
    let too_large = vec![0; CHUNK + 1];
    rep.send(&rep.put_bytes(&path(0), &too_large, bytes.len())).refused(413, "too-large");
    rep.send(&rep.get("/sync/v1/blobs/x?state")).refused(404, "not-found");
    assert_eq!(state(&mut rep, &bytes)["have"], json!([]));

    // Right lengths and digests, wrong bytes: found at the end, and all of it is sent again.
    rep.send(&rep.put_bytes(&path(0), &vec![7; CHUNK], bytes.len())).fine(200);
    put(&mut rep, &bytes, 1).refused(422, "unprocessable");
    assert_eq!(state(&mut rep, &bytes)["have"], json!([]));
    assert_eq!(row(&house, &id, "bytes"), "awaited");
    put(&mut rep, &bytes, 0).fine(200);
    put(&mut rep, &bytes, 1).fine(200);
    assert_eq!(row(&house, &id, "bytes"), "stored");
}

#[test]
fn a_page_under_the_name_of_a_picture_is_not_taken() {
    let (house, _, mut rep) = house();
    let page = b"<svg xmlns='http://www.w3.org/2000/svg'><script/></svg>";
    let id = announce(&mut rep, page, "image/jpeg", None);
    put(&mut rep, page, 0).refused(422, "unprocessable");
    let pdf = b"%PDF-1.7 and so on";
    let other = announce(&mut rep, pdf, "image/png", None);
    put(&mut rep, pdf, 0).refused(422, "unprocessable");
    assert_eq!(
        (row(&house, &id, "bytes"), row(&house, &other, "bytes")),
        ("awaited".into(), "awaited".into())
    );
    let right = announce(&mut rep, pdf, "application/pdf", None);
    put(&mut rep, pdf, 0).fine(200);
    assert_eq!(row(&house, &right, "bytes"), "stored");
    assert_eq!(row(&house, &other, "bytes"), "awaited", "still no picture");
    let answer = rep.send(&rep.get(&format!("/sync/v1/blobs/{}", blob_id(pdf))));
    assert_eq!(answer.fine(200).header("content-disposition"), Some("attachment"));
}

#[test]
fn the_small_picture_travels_alone_and_does_not_make_the_row_stored() {
    let (house, _, mut rep) = house();
    let (bytes, thumb) = (picture(900), picture(90));
    let id = announce(&mut rep, &bytes, "image/jpeg", Some(&thumb));
    assert_eq!(put(&mut rep, &thumb, 0).fine(200).json()["state"], "stored");
    assert_eq!(row(&house, &id, "bytes"), "awaited");
    put(&mut rep, &bytes, 0).fine(200);
    assert_eq!(row(&house, &id, "bytes"), "stored");
    let answer = rep.send(&rep.get(&format!("/sync/v1/blobs/{}", blob_id(&thumb))));
    assert_eq!(answer.fine(200).body, thumb);
}

#[test]
fn the_same_bytes_in_a_second_attachment_need_a_chunk_to_be_shown() {
    let (house, admin, mut rep) = house();
    let bytes = picture(700);
    announce(&mut rep, &bytes, "image/jpeg", None);
    put(&mut rep, &bytes, 0).fine(200);
    let second = announce(&mut rep, &bytes, "image/jpeg", None);
    assert_eq!(row(&house, &second, "bytes"), "awaited");
    assert_eq!(state(&mut rep, &bytes)["state"], "awaited");
    put(&mut rep, &bytes, 0).fine(200);
    assert_eq!(row(&house, &second, "bytes"), "stored");

    // Who overheard the name only does not get the bytes by naming them as well.
    let mut stranger = house.person(&admin, "wang.wei", &["service_rep"]);
    let third = announce(&mut stranger, &bytes, "image/jpeg", None);
    let path = format!("/sync/v1/blobs/{}", blob_id(&bytes));
    stranger.send(&stranger.get(&path)).refused(404, "not-found");
    let guess = vec![0; bytes.len()];
    let request = stranger.put_bytes(&format!("{path}/0"), &guess, guess.len());
    stranger.send(&request).refused(422, "unprocessable");
    assert_eq!(row(&house, &third, "bytes"), "awaited");
}
