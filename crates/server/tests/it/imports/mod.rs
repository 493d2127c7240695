//! Files of other systems over HTTP: from the upload to the undo, and what must not come of them.

mod files;
mod running;

use crate::support::{Client, House, mutation, push, take, uuid};
use serde_json::{Value, json};
use std::path::Path;
use std::time::{Duration, Instant};

fn data(name: &str) -> Vec<u8> {
    std::fs::read(Path::new(env!("CARGO_MANIFEST_DIR")).join("../import/tests/data").join(name)).unwrap()
}

fn house(test: &str) -> (House, Client) {
    let mut house = House::new(test);
    let admin = house.administrator();
    (house, admin)
}

#[track_caller]
fn upload(who: &mut Client, bytes: &[u8]) -> Value {
    who.send(&who.upload("%E5%AE%A2%E6%88%B7.csv", bytes)).fine(201).json()
}

/// The mapping that was guessed.
fn guessed(import: &Value) -> Value {
    let columns: Vec<&Value> =
        import["columns"].as_array().unwrap().iter().map(|one| &one["guess"]).collect();
    json!({"what": import["what"], "columns": columns, "owner": null, "salesperson": null})
}

fn path(import: &Value, verb: &str) -> String {
    format!("/admin/v1/imports/{}/{verb}", import["import_id"].as_str().unwrap())
}

#[track_caller]
fn check(who: &mut Client, import: &Value, mapping: &Value) -> Value {
    who.send(&who.post(&path(import, "check"), mapping)).fine(200).json()
}

#[track_caller]
fn begin(who: &mut Client, import: &Value, mapping: &Value) {
    let start = json!({"mapping": mapping, "label": "十一月"});
    let begun = who.send(&who.post(&path(import, "run"), &start)).fine(202).json();
    assert_eq!((&begun["state"], &begun["label"]), (&json!("running"), &json!("十一月")));
}

/// Asks until it is in this state.
#[track_caller]
fn awaits(who: &mut Client, import: &Value, state: &str) -> Value {
    let began = Instant::now();
    loop {
        let id = import["import_id"].as_str().unwrap();
        let now = who.send(&who.get(&format!("/admin/v1/imports/{id}"))).fine(200).json();
        if now["state"] == state {
            return now;
        }
        assert!(began.elapsed() < Duration::from_mins(5), "{now}");
        std::thread::yield_now();
    }
}

/// Uploads, takes the guess, and runs it to its end.
#[track_caller]
fn imports(who: &mut Client, bytes: &[u8]) -> Value {
    let import = upload(who, bytes);
    begin(who, &import, &guessed(&import));
    awaits(who, &import, "done")
}

#[track_caller]
fn undoes(who: &mut Client, import: &Value) -> Value {
    who.send(&who.empty_post(&path(import, "undo"))).fine(202);
    awaits(who, import, "undone")
}

fn counts<const N: usize>(import: &Value, names: [&str; N]) -> [i64; N] {
    names.map(|name| import[name].as_i64().unwrap())
}

const CHANGED: [&str; 5] = ["fresh", "filled", "same", "skipped", "refused"];

/// Every customer that somebody may see, by name.
fn customers(house: &House) -> Vec<(String, Value)> {
    let conn = rusqlite::Connection::open(house.database()).unwrap();
    let sql = "SELECT body FROM record WHERE kind = 'customer' AND scope <> 'withdrawn' ORDER BY id";
    let mut statement = conn.prepare(sql).unwrap();
    let all = statement.query_map([], |row| row.get::<_, String>(0)).unwrap();
    let mut all: Vec<(String, Value)> = all
        .map(|body| serde_json::from_str::<Value>(&body.unwrap()).unwrap())
        .map(|body| (body["profile"]["name"].as_str().unwrap().to_owned(), body))
        .collect();
    all.sort_by(|one, other| one.0.cmp(&other.0));
    all
}

/// The id of the customer with that code.
fn coded(house: &House, code: &str) -> String {
    let conn = rusqlite::Connection::open(house.database()).unwrap();
    let sql = "SELECT id FROM record WHERE kind = 'customer' AND scope <> 'withdrawn' AND json_extract(body, '$.profile.code') = ?1";
    conn.query_row(sql, [code], |row| row.get::<_, uuid::Uuid>(0)).unwrap().to_string()
}

#[test]
fn northwind_comes_in_with_its_last_orders_and_goes_out_again() {
    let (house, mut admin) = house("northwind");
    let before = house.stored();
    let import = upload(&mut admin, &data("customers.csv"));
    assert_eq!(
        (&import["name"], &import["state"], &import["what"], &import["format"], &import["rows"]),
        (&json!("客户.csv"), &json!("looked"), &json!("customers"), &json!("csv"), &json!(91))
    );
    assert_eq!((&import["encoding"], &import["separator"]), (&json!("utf-8"), &json!("comma")));
    assert_eq!(import["columns"][1]["samples"][0], "Alfreds Futterkiste");
    let mapping = guessed(&import);
    let report = check(&mut admin, &import, &mapping);
    assert_eq!(
        counts(&report, ["rows", "fresh", "fills", "same", "twice", "bad", "warnings"]),
        [91, 91, 0, 0, 0, 0, 0]
    );
    assert_eq!((report["lines"].as_array().unwrap().len(), &report["problems"]), (91, &json!([])));
    assert_eq!(
        report["lines"][0],
        json!({"row": 2, "name": "Alfreds Futterkiste", "verdict": "fresh", "existing": null, "problems": []})
    );
    assert_eq!(house.stored(), before, "looking and checking changes nothing");

    begin(&mut admin, &import, &mapping);
    let done = awaits(&mut admin, &import, "done");
    assert_eq!(counts(&done, CHANGED), [91, 0, 0, 0, 0]);
    house.pass(1);
    let orders = imports(&mut admin, &data("orders.csv"));
    assert_eq!((&orders["what"], counts(&orders, CHANGED)), (&json!("orders"), [0, 89, 741, 0, 0]));

    let all = customers(&house);
    assert_eq!(all.len(), 91);
    let told: Vec<&Value> = all.iter().map(|(_, body)| &body["number"]).collect();
    assert!(told.iter().all(|number| number.as_str().unwrap().starts_with("2026-00")), "{told:?}");
    let ordered = |code: &str| {
        let found = all.iter().find(|(_, body)| body["profile"]["code"] == code).unwrap();
        found.1["profile"]["last_order"].as_str().unwrap_or_default().to_owned()
    };
    // Looked up by hand in orders.csv.
    assert_eq!(
        (ordered("ALFKI"), ordered("BLONP"), ordered("PARIS")),
        ("1998-04-09".into(), "1998-01-12".into(), String::new())
    );
    assert_eq!(all.iter().filter(|(_, body)| body["profile"]["last_order"].is_string()).count(), 89);

    let undone = undoes(&mut admin, &orders);
    assert_eq!(counts(&undone, ["undone", "kept"]), [89, 0]);
    assert!(customers(&house).iter().all(|(_, body)| body["profile"]["last_order"].is_null()));
    let undone = undoes(&mut admin, &done);
    assert_eq!(counts(&undone, ["undone", "kept"]), [91, 0]);
    assert_eq!(customers(&house), []);
    let list = admin.send(&admin.get("/admin/v1/imports")).fine(200).json();
    let states: Vec<&Value> = list["imports"].as_array().unwrap().iter().map(|one| &one["what"]).collect();
    assert_eq!(states, ["orders", "customers"]);
    assert_eq!(std::fs::read_dir(house.folder.join("data/imports")).unwrap().count(), 0);
}

#[test]
fn who_is_there_is_filled_and_never_opened_twice() {
    let (house, mut admin) = house("twice");
    imports(&mut admin, &data("customers.csv"));
    let again = upload(&mut admin, &data("customers.csv"));
    let report = check(&mut admin, &again, &guessed(&again));
    assert_eq!(counts(&report, ["fresh", "fills", "same", "twice", "bad"]), [0, 0, 91, 0, 0]);
    assert_eq!(report["lines"][0]["existing"], "Alfreds Futterkiste");
    let before = customers(&house);
    let done = imports(&mut admin, &data("customers.csv"));
    assert_eq!((counts(&done, CHANGED), customers(&house)), ([0, 0, 91, 0, 0], before));

    let text = "客户编号,客户名称,手机,邮编\nALFKI,Other Name,13776012958,99999\n,around the horn,,\nNEW-1,新客户,1,1\nNEW-1,新客户二,,\n,,13800000000,\n";
    let import = upload(&mut admin, text.as_bytes());
    let report = check(&mut admin, &import, &guessed(&import));
    let verdicts: Vec<&Value> =
        report["lines"].as_array().unwrap().iter().map(|line| &line["verdict"]).collect();
    assert_eq!(verdicts, ["fills", "same", "fresh", "twice", "bad"]);
    let faulty: Vec<(&Value, &Value)> =
        report["problems"].as_array().unwrap().iter().map(|row| (&row["row"], &row["problems"])).collect();
    let said = |key: &str, code: &str| json!([{"key": key, "code": code}]);
    assert_eq!(
        faulty,
        [
            (&json!(2), &said("contact-name", "required")),
            (&json!(4), &said("contact-name", "required")),
            (&json!(5), &said("customer-code", "twice")),
            (&json!(6), &said("customer-name", "required")),
        ]
    );
    assert_eq!(report["problems"][3]["cells"], json!(["", "", "13800000000", ""]));
    begin(&mut admin, &import, &guessed(&import));
    let done = awaits(&mut admin, &import, "done");
    assert_eq!(counts(&done, CHANGED), [1, 1, 1, 2, 0]);
    let all = customers(&house);
    let alfki = &all.iter().find(|(_, body)| body["profile"]["code"] == "ALFKI").unwrap().1["profile"];
    // The name and the post code that stood there stay; of contacts there are two now.
    assert_eq!((&alfki["name"], &alfki["post_code"]), (&json!("Alfreds Futterkiste"), &json!("12209")));
    assert_eq!(alfki["contacts"].as_object().unwrap().len(), 2);
}

#[test]
fn an_undo_leaves_what_somebody_changed_and_what_something_belongs_to() {
    let (house, mut admin) = house("undo");
    let done = imports(&mut admin, &data("customers.csv"));
    let (changed, visited, given) = (coded(&house, "ALFKI"), coded(&house, "AROUT"), coded(&house, "BERGS"));
    let change = json!({"key": "customer-remarks", "from": "", "to": "常客"});
    let nobody = json!({"owner": null, "salesperson": null});
    let to = json!({"owner": admin.user, "salesperson": null});
    let mut complaint = take(&admin, &uuid(), "少了三箱");
    complaint["args"]["note"]["customer"] = json!({"known": visited});
    let body = push(
        &admin,
        &[
            mutation(&admin, "customer.correct", &changed, json!({"changes": [change]})),
            mutation(&admin, "customer.assign", &given, json!({"from": nobody, "to": to})),
            complaint,
        ],
    );
    let answer = admin.send(&admin.post("/sync/v1/push", &body)).fine(200).json();
    assert!(answer["results"].as_array().unwrap().iter().all(|one| one["status"] == "applied"), "{answer}");
    let undone = undoes(&mut admin, &done);
    assert_eq!(counts(&undone, ["undone", "kept"]), [89, 2]);
    let left: Vec<String> = customers(&house).into_iter().map(|(name, _)| name).collect();
    assert_eq!(left, ["Alfreds Futterkiste", "Around the Horn"]);
    admin.send(&admin.empty_post(&path(&done, "undo"))).refused(409, "import-state");
    // Brought in again it is new: what was taken back stays taken back.
    let again = imports(&mut admin, &data("customers.csv"));
    assert_eq!(counts(&again, CHANGED), [89, 0, 2, 0, 0]);
    assert_eq!(customers(&house).len(), 91);
}

/// What a device holds of customers, by pull from the beginning.
fn pulled(who: &mut Client) -> (Vec<String>, Vec<String>) {
    let first = json!({"epoch": null, "cursor": null, "scopes": []});
    let grants = who.send(&who.post("/sync/v1/pull", &first)).fine(200).json()["grants"].clone();
    let body = json!({"epoch": who.epoch, "cursor": 0, "scopes": grants});
    let page = who.send(&who.post("/sync/v1/pull", &body)).fine(200).json();
    assert_eq!(page["more"], false);
    let (mut rows, mut gone) = (Vec::new(), Vec::new());
    for change in page["changes"].as_array().unwrap() {
        let id = |what: &str| change[what]["id"].as_str().map(str::to_owned);
        if change["row"]["kind"] == "customer" {
            rows.extend(id("row"));
        }
        gone.extend(id("gone"));
    }
    rows.sort();
    gone.sort();
    (rows, gone)
}

#[test]
fn a_device_gets_the_customers_of_its_person_and_loses_them_with_the_undo() {
    let (house, mut admin) = house("device");
    let mut rep = house.person(&admin, "wang.wei", &["service_rep"]);
    let mut other = house.person(&admin, "li.na", &["service_rep"]);
    let text = "客户名称,服务负责人,业务员\n甲公司,Wang.Wei,\n乙公司,,li.na\n丙公司,没有此人,\n";
    let import = upload(&mut admin, text.as_bytes());
    let mut mapping = guessed(&import);
    mapping["owner"] = json!(rep.user);
    let report = check(&mut admin, &import, &mapping);
    assert_eq!(report["lines"][2]["problems"], json!([{"key": "owner", "code": "not-a-person"}]));
    assert_eq!(counts(&report, ["fresh", "warnings"]), [3, 1]);
    begin(&mut admin, &import, &mapping);
    awaits(&mut admin, &import, "done");
    let (rows, gone) = pulled(&mut rep);
    assert_eq!((rows.len(), gone.len()), (3, 0));
    assert_eq!(pulled(&mut other).0.len(), 1);
    undoes(&mut admin, &import);
    assert_eq!(pulled(&mut rep), (Vec::new(), rows));
    assert_eq!(pulled(&mut admin).0, Vec::<String>::new(), "not even whoever sees all customers");
}
