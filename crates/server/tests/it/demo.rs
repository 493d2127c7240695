//! The sample organisation from outside.

use crate::support::House;
use serde_json::json;
use server::demo::{PASSWORD, PEOPLE};

#[test]
fn everybody_of_the_sample_organisation_signs_in_and_pulls() {
    let house = House::demo("demo");
    assert_eq!(house.first, None, "no link for a first administrator");
    for one in PEOPLE {
        let mut client = house.client();
        let answer = client.send(&client.sign_in(one.login, PASSWORD));
        client.entered(&answer.fine(200).json());
        let first = json!({"epoch": null, "cursor": null, "scopes": []});
        let pulled = client.send(&client.post("/sync/v1/pull", &first)).fine(200).json();
        let scopes = pulled["grants"].as_array().unwrap().len();
        assert!(scopes >= 2, "{}: {pulled}", one.login);
    }
}
