//! The sample organisation from outside.

use crate::support::{House, Program};
use serde_json::json;
use server::demo::{PASSWORD, PEOPLE};
use std::io::Read as _;
use std::process::{Command, Stdio};

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

#[test]
fn the_sample_organisation_is_not_served_as_if_it_were_somebodys() {
    let house = House::demo("demo-open");
    let mut command = Command::new(env!("CARGO_BIN_EXE_huifang-server"));
    command.arg("--app").arg(house.folder.join("app")).arg("--data").arg(house.folder.join("data"));
    command.args(["--listen", "127.0.0.1:0"]).stderr(Stdio::piped());
    let mut program = Program(command.spawn().unwrap());
    assert_eq!(program.ends(), Some(1));
    let mut said = String::new();
    program.0.stderr.take().unwrap().read_to_string(&mut said).unwrap();
    assert!(said.contains("start it with --demo"), "{said}");
}
