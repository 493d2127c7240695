//! Requests that another site makes a browser send: none of them changes anything.

use crate::support::House;
use server::api::routes;

const FOREIGN: &[&[(&str, &str)]] = &[
    &[],
    &[("Origin", "https://evil.example")],
    &[("Origin", "null")],
    &[("Sec-Fetch-Site", "cross-site")],
    &[("Sec-Fetch-Site", "same-site")],
    &[("Sec-Fetch-Site", "none")],
    &[("Sec-Fetch-Site", "cross-site"), ("Origin", "OURS")],
    &[("Sec-Fetch-Site", "Same-Origin")],
    &[("Origin", "OURS.evil.example")],
    &[("Origin", "OURS/")],
];

#[test]
fn no_unsafe_route_takes_a_request_from_elsewhere() {
    let mut house = House::new("csrf");
    let admin = house.administrator();
    let ours = format!("http://{}", house.address);
    let before = house.stored();
    let mut asked = 0;
    for route in routes().iter().filter(|route| route.method != "GET") {
        let path = route.path.replace("{id}", &crate::support::uuid()).replace("{n}", "0");
        let path = path.replace("{sha256}", &"a".repeat(64));
        for headers in FOREIGN {
            let mut request = admin.post_bytes(&path, b"{}").without("Sec-Fetch-Site");
            route.method.clone_into(&mut request.method);
            for (name, value) in *headers {
                request = request.with(name, &value.replace("OURS", &ours));
            }
            admin.send_only(&request).refused(403, "origin");
            asked += 1;
        }
        // What a form of another page can send at all.
        for media in ["text/plain", "application/x-www-form-urlencoded", "multipart/form-data; boundary=x"] {
            if route.limit > 0 {
                let mut request = admin.post_bytes(&path, b"{}").with("Content-Type", media);
                route.method.clone_into(&mut request.method);
                admin.send_only(&request).refused(415, "media-type");
            }
        }
    }
    assert_eq!(asked, routes().iter().filter(|route| route.method != "GET").count() * FOREIGN.len());
    assert_eq!(house.stored(), before);
    assert!(admin.is_in(), "not even signed out");
}

#[test]
fn our_own_page_is_known_by_origin_where_the_browser_says_no_more() {
    let mut house = House::new("csrf-own");
    let admin = house.administrator();
    let request = admin.post("/sync/v1/push", &crate::support::push(&admin, &[])).without("Sec-Fetch-Site");
    let ours = format!("http://{}", house.address);
    admin.send_only(&request.with("Origin", &ours)).fine(200);
}

#[test]
fn no_answer_lets_another_site_read_it() {
    let mut house = House::new("cors");
    let admin = house.administrator();
    let request = admin.get("/auth/v1/session").with("Origin", "https://evil.example");
    let answer = admin.send_only(&request);
    assert!(answer.headers.iter().all(|(name, _)| !name.starts_with("access-control-")));
    let mut preflight = admin.get("/sync/v1/push").with("Sec-Fetch-Site", "cross-site");
    "OPTIONS".clone_into(&mut preflight.method);
    admin.send_only(&preflight).refused(403, "origin");
}
