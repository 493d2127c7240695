//! Signing in: the first administrator, names and passwords, the soft lock.

use crate::support::{Client, DAY, HOUR, House, PASSWORD, SECOND};
use serde_json::json;

fn first(client: &Client, code: &str) -> crate::support::Request {
    let device = json!({"id": client.device, "name": "office"});
    let form = json!({"code": code, "login": "a.b", "password": PASSWORD, "name": "甲", "device": device});
    client.post("/auth/v1/first", &form)
}

#[test]
fn the_first_link_opens_once() {
    let mut house = House::new("first-once");
    let code = house.first.clone().unwrap();
    let mut one = house.client();
    one.send(&first(&one, "wrong")).refused(410, "code-spent");
    let answer = one.send(&first(&one, &code));
    one.entered(&answer.fine(200).json());
    let mut other = house.client();
    other.send(&first(&other, &code)).refused(410, "code-spent");
    assert!(!other.is_in());
    assert_eq!(house.count("SELECT count(*) FROM account"), 1);
    assert_eq!(house.count("SELECT count(*) FROM record WHERE kind = 'person' AND by IS NULL"), 1);
    // The person came through the ordinary path: with a receipt and a revision.
    assert_eq!(house.count("SELECT count(*) FROM mutation WHERE name = 'person.put' AND rev = 1"), 1);
    house.restart();
    assert_eq!(house.first, None, "there is somebody who can sign in");
}

#[test]
fn the_first_link_is_good_for_an_hour_and_until_the_next_start() {
    let mut house = House::new("first-old");
    let mut client = house.client();
    let before = house.first.clone().unwrap();
    house.restart();
    client.address = house.address;
    client.send(&first(&client, &before)).refused(410, "code-spent");
    let code = house.first.clone().unwrap();
    house.pass(HOUR);
    client.send(&first(&client, &code)).refused(410, "code-spent");
    assert_eq!(house.count("SELECT count(*) FROM account"), 0);
}

#[test]
fn neither_code_nor_token_nor_password_is_stored() {
    let mut house = House::new("at-rest");
    let code = house.first.clone().unwrap();
    let admin = house.administrator();
    let token = admin.cookie.clone().unwrap().split_once('=').unwrap().1.to_owned();
    for secret in [code.as_str(), token.as_str(), PASSWORD] {
        for file in ["huifang.db", "huifang.db-wal"] {
            let bytes = std::fs::read(house.folder.join("data").join(file)).unwrap();
            assert!(!bytes.windows(secret.len()).any(|some| some == secret.as_bytes()), "{file}");
        }
    }
}

#[test]
fn a_first_administrator_needs_a_name_a_login_and_a_long_password() {
    let house = House::new("first-form");
    let code = house.first.clone().unwrap();
    let mut client = house.client();
    let device = json!({"id": client.device, "name": "office"});
    for (login, password, name, code_of_refusal) in [
        ("a b", PASSWORD, "甲", "login-malformed"),
        ("a.b", "too short", "甲", "password-short"),
        ("a.b", &"x".repeat(129), "甲", "password-long"),
        ("a.b", PASSWORD, "  ", "malformed"),
    ] {
        let form =
            json!({"code": code, "login": login, "password": password, "name": name, "device": device});
        client.send(&client.post("/auth/v1/first", &form)).refused(422, code_of_refusal);
    }
    assert_eq!(house.stored(), house_before(&house), "nothing half stored");
    client.send(&first(&client, &code)).fine(200);
}

fn house_before(house: &House) -> Vec<i64> {
    vec![0; house.stored().len()]
}

#[test]
fn whatever_is_wrong_the_answer_is_the_same() {
    let mut house = House::new("same-answer");
    let mut admin = house.administrator();
    house.person(&admin, "gone", &["service_rep"]);
    let gone = house.count("SELECT count(*) FROM account WHERE login = 'gone'");
    assert_eq!(gone, 1);
    let list = admin.send(&admin.get("/admin/v1/people")).json();
    let all = list["people"].as_array().unwrap();
    let id = all.iter().find(|one| one["login"] == "gone").unwrap()["user_id"].as_str().unwrap().to_owned();
    admin.send(&admin.empty_post(&format!("/admin/v1/people/{id}/disable"))).fine(204);
    let mut bodies = Vec::new();
    for (login, password) in
        [("admin", "not the password"), ("nobody", PASSWORD), ("gone", PASSWORD), ("a b", PASSWORD)]
    {
        let mut client = house.client();
        let answer = client.send(&client.sign_in(login, password));
        answer.refused(401, "wrong-credentials");
        assert_eq!(answer.cookie(), None);
        bodies.push(answer.body);
    }
    assert!(bodies.windows(2).all(|two| two[0] == two[1]));
    let mut client = house.client();
    // Longer than any password is: not even looked up, so it costs the owner nothing.
    client.send(&client.sign_in("admin", &"x".repeat(129))).refused(401, "wrong-credentials");
    house.pass(SECOND);
    client.send(&client.sign_in("admin", PASSWORD)).fine(200);
}

#[test]
fn failed_tries_make_a_name_wait_longer_and_longer() {
    let mut house = House::new("lock");
    house.administrator();
    let mut client = house.client();
    for wait in [1, 3, 5, 10, 10] {
        client.send(&client.sign_in("admin", "not the password")).refused(401, "wrong-credentials");
        let answer = client.send(&client.sign_in("admin", PASSWORD));
        assert_eq!(answer.refused(429, "locked").header("retry-after"), Some(wait.to_string().as_str()));
        house.pass(wait * SECOND);
    }
    client.send(&client.sign_in("admin", PASSWORD)).fine(200);
    // The right password forgives.
    client.send(&client.sign_in("admin", "not the password")).refused(401, "wrong-credentials");
    house.pass(SECOND);
    client.send(&client.sign_in("admin", PASSWORD)).fine(200);
}

#[test]
fn a_restart_does_not_forgive_failed_tries() {
    let mut house = House::new("lock-restart");
    house.administrator();
    let mut client = house.client();
    client.send(&client.sign_in("admin", "not the password")).refused(401, "wrong-credentials");
    house.restart();
    client.address = house.address;
    client.send(&client.sign_in("admin", PASSWORD)).refused(429, "locked");
}

#[test]
fn strangers_cannot_lock_the_owner_out_of_a_device_of_theirs() {
    let mut house = House::new("lock-owner");
    let mut owner = house.administrator();
    let mut stranger = house.client();
    stranger.send(&stranger.sign_in("admin", "not the password")).refused(401, "wrong-credentials");
    // As after a hundred failures of the day: too slow to do one by one here.
    let database = rusqlite::Connection::open(house.database()).unwrap();
    database.execute("UPDATE attempt SET day_failures = 100, until_ms = 0", []).unwrap();
    drop(database);
    let answer = stranger.send(&stranger.sign_in("admin", PASSWORD));
    answer.refused(429, "locked");
    owner.send(&owner.sign_in("admin", PASSWORD)).fine(200);
    house.pass(DAY);
    stranger.send(&stranger.sign_in("admin", PASSWORD)).fine(200);
}

#[test]
fn tries_in_parallel_do_not_outrun_the_lock() {
    let mut house = House::new("lock-parallel");
    house.administrator();
    let tries: Vec<_> = (0..8)
        .map(|_| {
            let client = house.client();
            std::thread::spawn(move || client.send_only(&client.sign_in("admin", "not the password")).status)
        })
        .collect();
    let statuses: Vec<u16> = tries.into_iter().map(|thread| thread.join().unwrap()).collect();
    assert_eq!(statuses.iter().filter(|status| **status == 401).count(), 1, "{statuses:?}");
}
