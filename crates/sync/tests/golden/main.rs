//! What was ever written can be read for ever: one file for each mutation and row of each version, never changed.
//!
//! A new command or kind fails here until its file stands in `tests/golden`. `HUIFANG_BLESS=1` writes the missing
//! files and never changes one. Source: SYNC 10, I15

#![expect(clippy::expect_used, reason = "a test: what cannot be read must stop it")]

use domain::card::Card;
use domain::complaint::Accept;
use domain::people::{Person, Role};
use domain::policy::PolicyCommand;
use domain::request::RequestCommand;
use domain::{Command, Ctx, Kind, Policy, Record, RecordId, Related, Standing, UserId, decide};
use serde::Serialize;
use serde::de::DeserializeOwned;
use std::collections::BTreeMap;
use std::fs;
use std::path::PathBuf;
use sync::wire::{
    ApiProblem, Fault, Gone, Mutation, PullRequest, PullResponse, PushRequest, PushResponse, PushResult,
    RecordRef, Row, ScanHeader, ScanPlace, ScanRequest, Status,
};

mod examples;
use examples::*;

fn mutation(rec: u64, command: &Command) -> Mutation {
    Mutation {
        id: id(100),
        name: command.name(),
        v: command.version(),
        rec: RecordRef { kind: command.kind().name().into(), id: id(rec) },
        deps: vec![id(10)],
        actor: id(1),
        at: AT,
        app: "0.1.0".into(),
        base_rev: Some(7),
        args: command.args().expect("JSON"),
        told: None,
    }
}

fn folder(name: &str) -> PathBuf {
    PathBuf::from(env!("CARGO_MANIFEST_DIR")).join("../../tests/golden").join(name)
}

/// The value as it stands in its file. A missing file is written if asked for.
fn golden<T: Serialize + DeserializeOwned>(folder_name: &str, file: &str, value: &T) -> T {
    let path = folder(folder_name).join(format!("{file}.json"));
    if std::env::var_os("HUIFANG_BLESS").is_some() && !path.exists() {
        fs::create_dir_all(folder(folder_name)).expect("a folder");
        let text = serde_json::to_string_pretty(value).expect("JSON");
        fs::write(&path, text + "\n").expect("a file");
    }
    let text = fs::read_to_string(&path).unwrap_or_default();
    assert!(!text.is_empty(), "no golden file {folder_name}/{file}: write it with HUIFANG_BLESS=1");
    serde_json::from_str(&text).expect("a readable golden file")
}

/// The same content, however the text is spaced.
fn same(one: &impl Serialize, other: &impl Serialize) -> bool {
    let plain = |value: String| serde_json::from_str::<serde_json::Value>(&value).expect("JSON");
    let (one, other) =
        (serde_json::to_string(one).expect("JSON"), serde_json::to_string(other).expect("JSON"));
    plain(one) == plain(other)
}

#[test]
fn every_command_of_this_build_has_a_golden_mutation_and_means_the_same() {
    let mut named: BTreeMap<(String, u16), Command> = BTreeMap::new();
    for (rec, command) in commands() {
        let written = mutation(rec, &command);
        let file = format!("{}@{}", written.name, written.v);
        let read = golden("mutations", &file, &written);
        assert_eq!(read.command().as_ref(), Ok(&command), "{file}");
        assert!(same(&read, &written), "{file} is written differently now");
        named.insert((written.name, written.v), command);
    }
    for name in Command::names() {
        assert!(named.contains_key(&name), "no golden mutation for {name:?}");
    }
}

#[test]
fn every_golden_mutation_of_every_release_can_be_read() {
    for file in fs::read_dir(folder("mutations")).expect("the folder") {
        let path = file.expect("a file").path();
        let read: Mutation =
            serde_json::from_str(&fs::read_to_string(&path).expect("text")).expect("a mutation");
        assert!(read.command().is_ok(), "{} cannot be read any more", path.display());
    }
}

fn rows() -> Vec<Row> {
    let user: UserId = id(1);
    let manager = Person::new("顾总", [Role::GeneralManager]);
    let org = domain::people::Org { people: BTreeMap::from([(user, person()), (id(3), manager)]) };
    let (own, managers) = (Standing::of(user, &org, Vec::new()), Standing::of(id(3), &org, Vec::new()));
    let mut related = Related::default();
    related.set_org(org);
    let mut rows: BTreeMap<RecordId, Row> = BTreeMap::new();
    for (rec, command) in commands() {
        let rec: RecordId = id(rec);
        let before = rows.get(&rec).map(Row::record);
        let policy = Policy::default();
        // Nobody decides on their own request.
        let decides = matches!(
            command,
            Command::Request(RequestCommand::Decide(_)) | Command::PolicyChange(PolicyCommand::Decide(_))
        );
        let actor = if decides { &managers } else { &own };
        let ctx = Ctx { actor, at: AT, policy: &policy, related: &related };
        let Ok(accepted) = decide(before.as_ref(), &command, &ctx) else { continue };
        let record = accepted.record.numbered(domain::values::Number { period: 202_611, serial: 7 });
        related.insert(rec, record.clone());
        rows.insert(
            rec,
            Row {
                kind: record.kind().name().into(),
                id: rec,
                parent: record.parent(),
                scope: record.scope(&related).expect("a known kind"),
                rev: 42,
                schema: record.schema(),
                by: Some(user),
                at: AT,
                body: record.encode().expect("JSON"),
            },
        );
    }
    rows.into_values().collect()
}

#[test]
fn every_kind_has_a_golden_row_and_reads_the_same() {
    let rows = rows();
    for row in &rows {
        let file = format!("{}@{}", row.kind, row.schema);
        let read = golden("rows", &file, row);
        assert!(!matches!(read.record(), Record::Unknown { .. }), "{file} cannot be read any more");
        assert!(
            same(&read.record().encode().expect("JSON"), &read.body),
            "{file} is written differently now"
        );
        assert!(same(&read, row), "{file} is written differently now");
    }
    for kind in Kind::ALL {
        assert!(rows.iter().any(|row| *row.kind == *kind.name()), "no golden row for {}", kind.name());
    }
}

/// Devices keep cards and trust them: one that would be derived otherwise now needs another `Card::FORMAT`.
#[test]
fn every_kind_has_a_golden_card_of_this_format() {
    for row in rows() {
        let face = Card::of(row.id, &row.record()).face;
        let file = format!("{}@{}", row.kind, Card::FORMAT);
        assert_eq!(golden("cards", &file, &face), face, "{file}: raise Card::FORMAT");
    }
}

#[test]
fn every_message_is_written_as_it_was() {
    let mutations = vec![mutation(11, &Command::Complaint(Accept {}.into()))];
    let push = PushRequest { epoch: id(200), now: 5, pending: 1, oldest: Some(4), mutations };
    assert!(same(&golden("messages", "push-request", &push), &push));
    let result = PushResult {
        id: id(100),
        status: Status::Conflict,
        code: Some("out-of-order".into()),
        params: BTreeMap::from([("state".into(), "accepted".into())]),
        rev: 0,
        flags: vec!["customer-unknown".into()],
        told: None,
    };
    let answer = PushResponse {
        epoch: id(200),
        server_now: 6,
        head: 42,
        safe_rev: 40,
        results: vec![result],
        rows: rows().into_iter().take(1).collect(),
    };
    assert!(same(&golden("messages", "push-response", &answer), &answer));
    let care = domain::Scope::care(pair());
    let pull = PullRequest { epoch: Some(id(200)), cursor: Some(9), scopes: vec![domain::Grant::of(&care)] };
    assert!(same(&golden("messages", "pull-request", &pull), &pull));
    let gone = Gone { id: id(10), scope: care.clone(), rev: 41 };
    let answer = PullResponse {
        epoch: id(200),
        server_now: 6,
        grants: vec![domain::Grant::all_care()],
        changes: vec![Change_::Gone(gone), Change_::Row(rows().remove(0))],
        cursor: 42,
        more: false,
    };
    assert!(same(&golden("messages", "pull-response", &answer), &answer));
    let after = Some(ScanPlace { scope: care, id: id(10) });
    let scan = ScanRequest { epoch: id(200), scope: domain::Grant::all_care(), after: after.clone() };
    assert!(same(&golden("messages", "scan-request", &scan), &scan));
    let header = ScanHeader { epoch: id(200), scope: domain::Grant::all_care(), n: 3, left: 9, next: after };
    assert!(same(&golden("messages", "scan-header", &header), &header));
    let problem = ApiProblem { epoch: Some(id(200)), ..ApiProblem::of(Fault::Epoch) };
    assert!(same(&golden("messages", "problem", &problem), &problem));
}

/// The wire's change, beside the domain's correction of a field.
use sync::wire::Change as Change_;
