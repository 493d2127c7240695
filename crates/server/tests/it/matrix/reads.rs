//! What every role reads, by every way out of the server, of whose record.

use super::{COLUMNS, Stage, Whose, cell, does};
use crate::support::{Client, mutation, uuid};
use serde_json::{Value, json};
use sync::digest::blob_id;

//                       service    sales                 fin. g.m. adm. qua. sys. info ware tech none
//                       rep  sup.  rep  man.  director
const OWN: &str = "      S    S     S    S     S          S    S    S    S    S    S    S    S    S";
const TEAM: &str = "     .    S     .    S     S          .    S    .    .    .    .    .    .    .";
const OTHER: &str = "    .    .     .    .     S          .    S    .    .    .    .    .    .    .";

/// Whether it is seen. Source: ROL-02
const fn line(whose: Whose) -> Option<&'static str> {
    match whose {
        Whose::Own => Some(OWN),
        Whose::Team => Some(TEAM),
        Whose::Other | Whose::Gone => Some(OTHER),
        Whose::Missing => None,
    }
}

/// The ways out: of the bytes with their state and a chunk sent anew, of the rows by first load, feed and push.
const WAYS: [&str; 6] = ["bytes", "state", "chunk", "scan", "pull", "push"];

struct Seen {
    customer: String,
    attachment: String,
    bytes: Vec<u8>,
}

fn put_there(stage: &Stage, actor: &Client, whose: Whose) -> Seen {
    let (customer, attachment) = (stage.customer(actor, whose), uuid());
    let bytes = [b"\xFF\xD8\xFF", uuid().as_bytes()].concat();
    let args = json!({"of": customer, "customer": customer, "sha256": blob_id(&bytes).as_str(),
        "size": bytes.len(), "mime": "image/jpeg"});
    // By somebody who neither sees it afterwards nor is asked here: whoever made a row has the bytes.
    does(&stage.director, &mutation(&stage.director, "attachment.add", &attachment, args));
    let mut by = stage.director.clone();
    let path = format!("/sync/v1/blobs/{}/0", blob_id(&bytes));
    by.send(&by.put_bytes(&path, &bytes, bytes.len())).fine(200);
    Seen { customer, attachment, bytes }
}

fn holds(answer: &str, what: &Seen) -> bool {
    let (row, file) = (answer.contains(&what.customer), answer.contains(&what.attachment));
    assert_eq!(row, file, "a customer's rows go together");
    row
}

fn sees(who: &Client, way: &str, what: &Seen) -> bool {
    let mut who = who.clone();
    let blob = format!("/sync/v1/blobs/{}", blob_id(&what.bytes));
    let got = |status: u16| {
        assert!([200, 404].contains(&status), "{status}");
        status == 200
    };
    let first = json!({"epoch": null, "cursor": null, "scopes": []});
    let grants = who.send(&who.post("/sync/v1/pull", &first)).fine(200).json()["grants"].clone();
    match way {
        "bytes" => got(who.send(&who.get(&blob)).status),
        "state" => got(who.send(&who.get(&format!("{blob}?state"))).status),
        "chunk" => got(who.send(&who.put_bytes(&format!("{blob}/0"), &what.bytes, what.bytes.len())).status),
        "scan" => {
            let mut all = String::new();
            for unit in grants.as_array().unwrap() {
                let mut after = Some(Value::Null);
                while let Some(place) = after {
                    let body = json!({"epoch": who.epoch, "scope": unit, "after": place});
                    let page = who.send(&who.post("/sync/v1/scan", &body)).fine(200).text();
                    let (header, rows) = page.split_once('\n').unwrap();
                    all += rows;
                    let header: Value = serde_json::from_str(header).unwrap();
                    after = Some(header["next"].clone()).filter(|next| !next.is_null());
                }
            }
            holds(&all, what)
        }
        "pull" => {
            let (mut all, mut cursor) = (String::new(), Some(json!(0)));
            while let Some(after) = cursor {
                let body = json!({"epoch": who.epoch, "cursor": after, "scopes": grants});
                let page = who.send(&who.post("/sync/v1/pull", &body)).fine(200).json();
                // What left a scope is no row.
                let rows =
                    page["changes"].as_array().unwrap().iter().filter(|change| !change["row"].is_null());
                rows.for_each(|row| all += &row.to_string());
                cursor = Some(page["cursor"].clone()).filter(|_| page["more"] == json!(true));
            }
            holds(&all, what)
        }
        "push" => {
            // A command that changes nothing for anybody; the answer shows the row to whoever sees it.
            let add = mutation(&who, "attachment.store", &what.attachment, json!({}));
            let body = crate::support::push(&who, &[add]);
            let answer = who.send(&who.post("/sync/v1/push", &body)).fine(200).json();
            answer["rows"].to_string().contains(&what.attachment)
        }
        other => panic!("{other} is no way"),
    }
}

#[test]
fn every_role_reads_what_the_table_says_by_every_way_out() {
    let stage = Stage::new("matrix-reads");
    let (mut cells, mut wrong) = (0, Vec::new());
    for (column, actor) in stage.actors() {
        for whose in Whose::ALL {
            let Some(line) = line(whose) else { continue };
            let what = put_there(&stage, &actor, whose);
            for way in WAYS {
                let (got, want) = (sees(&actor, way, &what), cell(line, column) == 'S');
                cells += 1;
                if got != want {
                    wrong.push(format!("{way} {column} {whose:?}: {got}"));
                }
            }
        }
    }
    assert_eq!(cells, COLUMNS * 4 * WAYS.len());
    assert_eq!(wrong, Vec::<String>::new(), "{} of {cells} cells", wrong.len());
}
