//! What comes in: texts, workbooks, things that are neither; how it is read, and how long it is kept.

use super::{CHANGED, awaits, begin, counts, customers, data, guessed, house, imports, path, upload};
use crate::support::{Client, DAY, PASSWORD, uuid};
use serde_json::{Value, json};
use std::path::Path;

#[test]
fn formulas_and_markup_are_texts_and_a_workbook_is_read_as_it_is_seen() {
    let (house, mut admin) = house("workbook");
    let done = imports(&mut admin, &data("book.xlsx"));
    assert_eq!(
        (&done["format"], &done["encoding"], &done["sheets"]),
        (&json!("xlsx"), &Value::Null, &json!(["客户", "空的"]))
    );
    assert_eq!(counts(&done, CHANGED), [3, 0, 0, 0, 0]);
    let all = customers(&house);
    let of = |name: &str| all.iter().find(|(found, _)| found == name).unwrap().1["profile"].clone();
    assert_eq!(
        (&of("老周五金店")["remarks"], &of("老周五金店")["last_order"]),
        (&json!("=1+1"), &json!("2026-11-13"))
    );
    assert_eq!(of("<b>华强五金</b>")["code"], "0002");
}

#[test]
fn what_is_no_table_is_refused_and_nothing_of_it_stays() {
    let (house, mut admin) = house("bad-files");
    let before = house.stored();
    let book = data("book.xlsx");
    for (bytes, code) in [
        (b"".as_slice(), "import-empty"),
        ("客户名称,电话\r\n".as_bytes(), "import-empty"),
        (b"\x89PNG\r\n\x1a\n\0\0\0\rIHDR\0\0", "import-not-a-table"),
        (&book[..1_000], "import-broken"),
        (&data("encrypted.xlsx"), "import-encrypted"),
        ("a,b\n".repeat(200_002).as_bytes(), "import-too-many-rows"),
        (("a,".repeat(300) + "\nx\n").as_bytes(), "import-not-a-table"),
    ] {
        admin.send(&admin.upload("x", bytes)).refused(422, code);
    }
    let good = "客户名称\n甲\n".as_bytes();
    admin.send(&admin.upload("x", good).altered("客户名称\n乙\n".as_bytes())).refused(400, "digest");
    admin.send(&admin.upload("x", good).with("Content-Type", "application/json")).refused(415, "media-type");
    assert_eq!((house.stored(), house.count("SELECT count(*) FROM import")), (before, 0));
    assert_eq!(std::fs::read_dir(house.folder.join("data/imports")).unwrap().count(), 0);
}

#[test]
fn a_file_is_read_as_somebody_says_and_the_mapping_is_kept_for_the_next() {
    let (_house, mut admin) = house("look");
    // GB18030 in a form that says nothing, with a header nobody knows.
    let bytes = [b"\xC3\xFB,xyz\n".as_slice(), b"\xBC\xD7,1\n\xD2\xD2,2\n"].concat();
    let import = upload(&mut admin, &bytes);
    assert_eq!((&import["encoding"], &import["columns"][0]["header"]), (&json!("gb18030"), &json!("名")));
    let look = |who: &mut Client, said: Value| who.send(&who.post(&path(&import, "look"), &said));
    let wrong = look(&mut admin, json!({"encoding": "utf-8", "separator": "semicolon"})).fine(200).json();
    assert_eq!((wrong["columns"].as_array().unwrap().len(), &wrong["encoding"]), (1, &json!("utf-8")));
    look(&mut admin, json!({"encoding": "latin"})).refused(400, "malformed");
    let right = look(&mut admin, json!({})).fine(200).json();
    assert_eq!(guessed(&right)["columns"], json!([null, null]));
    let post = |who: &mut Client, verb: &str, body: Value| who.send(&who.post(&path(&import, verb), &body));
    for columns in [
        json!([null, null]),
        json!(["customer-name"]),
        json!(["customer-name", "customer-name"]),
        json!(["customer-name", "name"]),
    ] {
        let mapping = json!({"what": "customers", "columns": columns, "owner": null, "salesperson": null});
        post(&mut admin, "check", mapping.clone()).refused(422, "import-mapping");
        post(&mut admin, "run", json!({"mapping": mapping, "label": ""})).refused(422, "import-mapping");
    }
    let mut mapping =
        json!({"what": "customers", "columns": ["customer-name", "customer-code"], "owner": uuid()});
    post(&mut admin, "check", mapping.clone()).refused(422, "import-mapping");
    mapping["owner"] = Value::Null;
    begin(&mut admin, &import, &mapping);
    let done = awaits(&mut admin, &import, "done");
    assert_eq!(counts(&done, CHANGED), [2, 0, 0, 0, 0]);
    for verb in ["look", "check", "run"] {
        let body = if verb == "run" { json!({"mapping": mapping, "label": ""}) } else { mapping.clone() };
        post(&mut admin, verb, body).refused(409, "import-state");
    }
    admin.send(&admin.empty_post(&path(&import, "drop"))).refused(409, "import-state");

    let next = upload(&mut admin, &[b"\xC3\xFB,xyz\n".as_slice(), b"\xB1\xFB,3\n"].concat());
    assert_eq!(guessed(&next)["columns"], mapping["columns"]);
    admin.send(&admin.empty_post(&path(&next, "drop"))).fine(204);
    admin.send(&admin.empty_post(&path(&next, "drop"))).refused(404, "not-found");
}

#[test]
fn files_lie_privately_and_not_for_ever() {
    use std::os::unix::fs::PermissionsExt as _;
    let (mut house, mut admin) = house("files");
    let import = upload(&mut admin, "客户名称\n甲\n".as_bytes());
    let folder = house.folder.join("data/imports");
    let file = folder.join(import["import_id"].as_str().unwrap());
    let mode = |path: &Path| std::fs::metadata(path).unwrap().permissions().mode() & 0o777;
    assert_eq!((mode(&folder), mode(&file)), (0o700, 0o600));
    house.pass(31 * DAY);
    house.restart();
    // The runner tidies before it does anything else; the next import is done after it.
    let mut admin = house.client();
    let entered = admin.send(&admin.sign_in("admin", PASSWORD)).fine(200).json();
    admin.entered(&entered);
    imports(&mut admin, "客户名称\n乙\n".as_bytes());
    assert!(!file.exists());
    assert_eq!(house.count("SELECT count(*) FROM import"), 1);
}
