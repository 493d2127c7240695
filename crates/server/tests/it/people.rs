//! People, as an administrator enters and changes them.

use crate::support::{House, PASSWORD, uuid};
use serde_json::json;

#[test]
fn a_person_is_entered_with_record_account_and_code_or_not_at_all() {
    let mut house = House::new("enter");
    let mut admin = house.administrator();
    let before = house.stored();
    for (form, status, code) in [
        (json!({"login": "admin", "name": "乙", "roles": []}), 409, "login-taken"),
        (json!({"login": "ADMIN ", "name": "乙", "roles": []}), 409, "login-taken"),
        (json!({"login": "a b", "name": "乙", "roles": []}), 422, "login-malformed"),
        (json!({"login": "b", "name": "乙", "roles": []}), 422, "login-malformed"),
        (json!({"login": "yi", "name": "乙", "roles": ["wizard"]}), 422, "role-unknown"),
        (json!({"login": "yi", "name": "乙", "roles": [], "minutes": 9}), 422, "minutes-out-of-range"),
        (json!({"login": "yi", "name": "乙", "roles": [], "minutes": 1441}), 422, "minutes-out-of-range"),
        (json!({"login": "yi", "roles": []}), 400, "malformed"),
    ] {
        admin.send(&admin.post("/admin/v1/people", &form)).refused(status, code);
    }
    assert_eq!(house.stored(), before);
    // Refused by the rules, and kept as every refused mutation: but no account without a person.
    let nameless = json!({"login": "yi", "name": " ", "roles": []});
    admin.send(&admin.post("/admin/v1/people", &nameless)).refused(422, "malformed");
    assert_eq!(house.count("SELECT count(*) FROM account"), 1);

    let form = json!({"login": "yi", "name": "乙", "roles": ["service_rep"], "department": "cs"});
    admin.send(&admin.post("/admin/v1/people", &form)).fine(201);
    let by = "SELECT count(*) FROM record r JOIN mutation m ON m.record = r.id AND m.actor = r.by
        WHERE r.kind = 'person' AND m.name = 'person.put'";
    assert_eq!(house.count(by), 1, "with the administrator as its author and a receipt");
    let list = admin.send(&admin.get("/admin/v1/people")).json();
    let yi = list["people"].as_array().unwrap().iter().find(|one| one["login"] == "yi").unwrap().clone();
    assert_eq!((&yi["has_password"], &yi["active"]), (&json!(false), &json!(true)));
    assert_eq!(yi["person"]["department"], "cs");
}

#[test]
fn a_code_for_the_first_password_opens_once_and_in_time() {
    let mut house = House::new("code");
    let mut admin = house.administrator();
    let form = json!({"login": "yi", "name": "乙", "roles": [], "minutes": 10});
    let code = admin.send(&admin.post("/admin/v1/people", &form)).json()["code"].clone();
    let mut client = house.client();
    client.send(&client.sign_in("yi", "")).refused(401, "wrong-credentials");
    let device = json!({"id": client.device, "name": "phone"});
    let redeem = json!({"code": code, "password": PASSWORD, "device": device});
    let short = json!({"code": code, "password": "short", "device": device});
    client.send(&client.post("/auth/v1/redeem", &short)).refused(422, "password-short");
    house.pass(10 * crate::support::MINUTE);
    client.send(&client.post("/auth/v1/redeem", &redeem)).refused(410, "code-spent");
    // The first administrator's form does not take it either.
    let first = json!({"code": code, "login": "x.y", "password": PASSWORD, "name": "丙", "device": device});
    client.send(&client.post("/auth/v1/first", &first)).refused(410, "code-spent");
}

#[test]
fn changing_a_person_says_it_whole_and_keeps_what_is_not_asked() {
    let mut house = House::new("change");
    let mut admin = house.administrator();
    let mut person = house.person(&admin, "li.na", &["service_rep"]);
    let id = person.user.clone().unwrap();
    let team = admin.send(&admin.post("/admin/v1/teams", &json!({"name": " 华东 "}))).fine(201).json();
    admin.send(&admin.post("/admin/v1/teams", &json!({"name": " "}))).refused(422, "malformed");
    // What another build and another form wrote into the record.
    let deputies =
        json!([{"user": admin.user, "from": {"ms": 1, "off": 480}, "until": {"ms": 2, "off": 480}}]);
    let args = json!({"person": {"name": "li.na", "roles": ["service_rep", "astronaut"], "deputies": deputies,
        "shoe_size": 38}});
    let put = crate::support::mutation(&admin, "person.put", &id, args);
    admin.send(&admin.post("/sync/v1/push", &crate::support::push(&admin, &[put]))).fine(200);

    let path = format!("/admin/v1/people/{id}/change");
    let said =
        json!({"name": "李娜", "roles": ["service_supervisor", "astronaut"], "leads": [team["team_id"]]});
    admin.send(&admin.post(&path, &said)).fine(204);
    assert!(person.is_in(), "the session goes on");
    let list = admin.send(&admin.get("/admin/v1/people")).json();
    assert_eq!(list["teams"], json!([{"team_id": team["team_id"], "name": "华东"}]));
    let all = list["people"].as_array().unwrap();
    let entry = all.iter().find(|one| one["login"] == "li.na").unwrap()["person"].clone();
    assert_eq!((&entry["name"], &entry["leads"]), (&json!("李娜"), &json!([team["team_id"]])));
    assert_eq!(
        (&entry["deputies"], &entry["shoe_size"], &entry["active"]),
        (&deputies, &json!(38), &json!(true))
    );
    let first = json!({"epoch": null, "cursor": null, "scopes": []});
    person.send(&person.post("/sync/v1/pull", &first)).fine(200);

    let before = house.stored();
    for (said, status, code) in [
        (json!({"name": "李娜", "roles": ["wizard"]}), 422, "role-unknown"),
        (json!({"roles": []}), 400, "malformed"),
    ] {
        admin.send(&admin.post(&path, &said)).refused(status, code);
    }
    let nobody = format!("/admin/v1/people/{}/change", uuid());
    admin.send(&admin.post(&nobody, &json!({"name": "x", "roles": []}))).refused(404, "not-found");
    let own = format!("/admin/v1/people/{}/change", admin.user.clone().unwrap());
    admin
        .send(&admin.post(&own, &json!({"name": "管理员", "roles": ["general_manager"]})))
        .refused(409, "own-account");
    assert_eq!(house.stored(), before);
}

#[test]
fn nobody_shuts_the_last_door_behind_themselves() {
    let mut house = House::new("own");
    let mut admin = house.administrator();
    let own = admin.user.clone().unwrap();
    admin.send(&admin.empty_post(&format!("/admin/v1/people/{own}/disable"))).refused(409, "own-account");
    for verb in ["disable", "enable", "reset"] {
        let path = format!("/admin/v1/people/{}/{verb}", uuid());
        admin.send(&admin.empty_post(&path)).refused(404, "not-found");
    }
    assert!(admin.is_in());
}

#[test]
fn who_loses_the_role_loses_the_routes_at_once() {
    let mut house = House::new("role");
    let mut admin = house.administrator();
    let mut other = house.person(&admin, "li.na", &["system_administrator"]);
    other.send(&other.get("/admin/v1/people")).fine(200);
    let id = other.user.clone().unwrap();
    let args = json!({"person": {"name": "李娜", "roles": ["service_rep"]}});
    let body = crate::support::push(&admin, &[crate::support::mutation(&admin, "person.put", &id, args)]);
    admin.send(&admin.post("/sync/v1/push", &body)).fine(200);
    other.send(&other.get("/admin/v1/people")).refused(403, "denied");
    assert!(other.is_in());
}
