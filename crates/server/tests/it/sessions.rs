//! Sessions: every event that must end one does, at once; a token is never carried on.

use crate::support::{Client, DAY, HOUR, House, MINUTE, PASSWORD};
use serde_json::json;

fn house() -> (House, Client, Client) {
    let mut house = House::new("sessions");
    let admin = house.administrator();
    let person = house.person(&admin, "li.na", &["service_rep"]);
    assert!(person.is_in());
    (house, admin, person)
}

#[test]
fn a_token_from_before_signing_in_is_worth_nothing() {
    let (_house, _, mut person) = house();
    let mut planted = person.clone();
    let mine = person.cookie.clone();
    person.send(&person.sign_in("li.na", PASSWORD)).fine(200);
    assert_ne!(person.cookie, mine, "a new token");
    assert!(person.is_in());
    assert!(!planted.is_in(), "the one before is over");
    // A token of somebody's own making does not become a session by signing in with it.
    planted.cookie = Some("s=AAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAA".to_owned());
    let planted_token = planted.cookie.clone();
    planted.send(&planted.sign_in("li.na", PASSWORD)).fine(200);
    planted.cookie = planted_token;
    assert!(!planted.is_in());
}

#[test]
fn signing_out_ends_it() {
    let (_house, _, mut person) = house();
    let kept = person.clone();
    let answer = person.send(&person.empty_post("/auth/v1/sign-out"));
    assert!(answer.fine(204).header("set-cookie").unwrap().contains("Max-Age=0"));
    assert!(!kept.is_in());
    person.send(&person.empty_post("/auth/v1/sign-out")).fine(204);
}

#[test]
fn disabling_the_person_ends_it() {
    let (_house, mut admin, mut person) = house();
    let id = person.user.clone().unwrap();
    admin.send(&admin.empty_post(&format!("/admin/v1/people/{id}/disable"))).fine(204);
    assert!(!person.is_in());
    person.send(&person.sign_in("li.na", PASSWORD)).refused(401, "wrong-credentials");
    admin.send(&admin.empty_post(&format!("/admin/v1/people/{id}/enable"))).fine(204);
    assert!(!person.is_in(), "an old session does not come back");
}

#[test]
fn a_person_closed_by_sync_is_out_as_soon() {
    let (_house, mut admin, person) = house();
    let id = person.user.clone().unwrap();
    let args = json!({"person": {"name": "li.na", "roles": ["service_rep"], "active": false}});
    let put = crate::support::mutation(&admin, "person.put", &id, args);
    let body = crate::support::push(&admin, &[put]);
    let answer = admin.send(&admin.post("/sync/v1/push", &body));
    assert_eq!(answer.fine(200).json()["results"][0]["status"], "applied");
    assert!(!person.is_in());
}

#[test]
fn revoking_the_device_ends_it_and_keeps_it_out() {
    let (house, mut admin, mut person) = house();
    let mut elsewhere = house.client();
    let answer = elsewhere.send(&elsewhere.sign_in("li.na", PASSWORD));
    elsewhere.entered(&answer.fine(200).json());
    let path = format!("/admin/v1/devices/{}/revoke", person.device);
    admin.send(&admin.empty_post(&path)).fine(204);
    assert!(!person.is_in());
    // Whoever has the device may have seen more than it: the person signs in anew everywhere.
    assert!(!elsewhere.is_in());
    assert!(admin.is_in());
    person.send(&person.sign_in("li.na", PASSWORD)).refused(403, "device-revoked");
    // On another device the same person is welcome.
    person.device = crate::support::uuid();
    house.pass(MINUTE);
    person.send(&person.sign_in("li.na", PASSWORD)).fine(200);
    let unknown = crate::support::uuid();
    let path = format!("/admin/v1/devices/{unknown}/revoke");
    admin.send(&admin.empty_post(&path)).refused(404, "not-found");
}

#[test]
fn each_of_account_and_device_ends_it_alone() {
    // Whoever changes the tables, by whatever way: nothing has to remember to end sessions.
    for change in [
        "UPDATE device SET revoked_ms = 1",
        "UPDATE account SET active = 0",
        "UPDATE account SET auth_epoch = auth_epoch + 1",
        "UPDATE record SET rev = rev + 100, body = json_set(body, '$.active', json('false'))",
    ] {
        let (house, _, person) = house();
        let database = rusqlite::Connection::open(house.database()).unwrap();
        database.execute(change, []).unwrap();
        assert!(!person.is_in(), "{change}");
    }
}

#[test]
fn a_session_that_ends_while_its_push_is_on_the_way_stores_nothing() {
    let (house, mut admin, person) = house();
    let body = crate::support::push(&person, &[crate::support::take(&person, &crate::support::uuid(), "一")]);
    let request = person.post("/sync/v1/push", &body);
    let begun = person.begin(&request);
    // Long enough to be let in; if it is not, the answer is the same.
    std::thread::sleep(std::time::Duration::from_millis(300));
    let id = person.user.clone().unwrap();
    admin.send(&admin.empty_post(&format!("/admin/v1/people/{id}/disable"))).fine(204);
    let before = house.stored();
    begun.end().unwrap().refused(401, "signed-out");
    assert_eq!(house.stored(), before);
}

#[test]
fn a_new_password_ends_all_others() {
    let (house, _, mut person) = house();
    let mut other = house.client();
    let answer = other.send(&other.sign_in("li.na", PASSWORD));
    other.entered(&answer.fine(200).json());
    let form = |old: &str| json!({"password": old, "new": "another long password"});
    person
        .send(&person.post("/auth/v1/password", &form("not the old one")))
        .refused(401, "wrong-credentials");
    assert!(other.is_in());
    house.pass(MINUTE);
    let before = person.clone();
    person.send(&person.post("/auth/v1/password", &form(PASSWORD))).fine(200);
    assert!(person.is_in());
    assert!(!before.is_in() && !other.is_in());
    other.send(&other.sign_in("li.na", PASSWORD)).refused(401, "wrong-credentials");
}

#[test]
fn a_reset_ends_it_and_the_code_opens_once() {
    let (house, mut admin, mut person) = house();
    let id = person.user.clone().unwrap();
    let answer = admin.send(&admin.empty_post(&format!("/admin/v1/people/{id}/reset")));
    let code = answer.fine(200).json()["code"].clone();
    assert!(!person.is_in());
    person.send(&person.sign_in("li.na", PASSWORD)).refused(401, "wrong-credentials");
    let device = json!({"id": person.device, "name": "phone"});
    let form = json!({"code": code, "password": "another long password", "device": device});
    person.send(&person.post("/auth/v1/redeem", &form)).fine(200);
    assert!(person.is_in());
    person.send(&person.post("/auth/v1/redeem", &form)).refused(410, "code-spent");
    let answer = admin.send(&admin.empty_post(&format!("/admin/v1/people/{id}/reset")));
    let code = answer.fine(200).json()["code"].clone();
    house.pass(DAY);
    let form = json!({"code": code, "password": "another long password", "device": device});
    person.send(&person.post("/auth/v1/redeem", &form)).refused(410, "code-spent");
}

#[test]
fn on_a_registered_device_it_ends_after_seven_idle_days_or_thirty() {
    let (house, _, person) = house();
    for _ in 0..29 {
        house.pass(DAY);
        assert!(person.is_in());
        // The use is noted behind the answer; one more request is answered after it.
        person.send_only(&person.post("/sync/v1/push", &crate::support::push(&person, &[]))).fine(200);
    }
    house.pass(DAY);
    assert!(!person.is_in(), "thirty days");
    let (house, _, person) = self::house();
    house.pass(7 * DAY);
    assert!(!person.is_in(), "seven idle");
}

#[test]
fn on_a_shared_computer_it_ends_after_half_an_idle_hour() {
    let (house, _, _) = house();
    let mut client = house.client();
    let device = json!({"id": client.device, "name": "front desk", "shared": true});
    let form = json!({"name": "li.na", "password": PASSWORD, "device": device});
    let answer = client.send(&client.post("/auth/v1/sign-in", &form));
    client.entered(&answer.fine(200).json());
    assert!(!answer.header("set-cookie").unwrap().contains("Max-Age"), "ends with the browser");
    assert_eq!(answer.json()["ends_ms"], house.now_ms() + 12 * HOUR);
    house.pass(29 * MINUTE);
    assert!(client.is_in());
    client.send_only(&client.post("/sync/v1/push", &crate::support::push(&client, &[]))).fine(200);
    house.pass(30 * MINUTE);
    assert!(!client.is_in());
}

#[test]
fn a_session_is_good_on_its_own_device_only() {
    let (_house, _, person) = house();
    let request = person.get("/auth/v1/session");
    let other = request.clone().with("X-Device", &crate::support::uuid());
    person.send_only(&other).refused(401, "signed-out");
    person.send_only(&request.clone().without("X-Device")).refused(401, "signed-out");
    person.send_only(&request.clone().with("X-Device", "no uuid")).refused(401, "signed-out");
    person.send_only(&request).fine(200);
}

#[test]
fn the_cookie_is_for_our_pages_only_and_over_tls_bound_to_the_host() {
    let mut house = House::at("cookie", Some("https://visits.example.org"));
    let code = house.first.take().unwrap();
    let mut client = house.client();
    let device = json!({"id": client.device, "name": "office"});
    let form = json!({"code": code, "login": "a.b", "password": PASSWORD, "name": "甲", "device": device});
    let answer = client.send(&client.post("/auth/v1/first", &form));
    let cookie = answer.fine(200).header("set-cookie").unwrap();
    assert!(cookie.starts_with("__Host-s="), "{cookie}");
    for part in ["; Path=/", "; HttpOnly", "; SameSite=Strict", "; Secure", "; Max-Age=2592000"] {
        assert!(cookie.contains(part), "{cookie}");
    }
    assert!(!cookie.contains("Domain"));
    assert!(client.is_in());
    // The name without the promise is not taken.
    client.cookie = client.cookie.map(|cookie| cookie.replace("__Host-s", "s"));
    assert!(!client.is_in());
}
