//! What the documents list is what the code has.

use crate::support::sources;
use domain::Command;
use server::api::{Access, routes};
use std::collections::BTreeSet;
use std::path::Path;
use sync::wire::Fault;

fn document(name: &str) -> String {
    let path = Path::new(env!("CARGO_MANIFEST_DIR")).join("../../docs").join(name);
    std::fs::read_to_string(path).unwrap()
}

/// The rows of the table whose head begins so, cell by cell.
#[track_caller]
fn table(text: &str, head: &str) -> Vec<Vec<String>> {
    let mut lines = text.lines().skip_while(|line| !line.starts_with(head)).skip(2);
    let rows: Vec<Vec<String>> = lines
        .by_ref()
        .take_while(|line| line.starts_with('|'))
        .map(|line| line.trim_matches('|').split('|').map(|cell| cell.trim().to_owned()).collect())
        .collect();
    assert!(rows.len() > 5, "no table {head}");
    rows
}

#[test]
fn the_list_of_routes_is_the_routers() {
    let said: Vec<Vec<String>> = table(&document("http.md"), "| route |");
    let have: Vec<Vec<String>> = routes()
        .iter()
        .map(|route| {
            let who = match route.access {
                Access::Anyone => "anyone".to_owned(),
                Access::SignedIn => "signed in".to_owned(),
                Access::May(action) => format!("{action:?}"),
            };
            vec![format!("`{} /api{}`", route.method, route.path), who, route.limit.to_string()]
        })
        .collect();
    assert_eq!(said, have);
}

#[test]
fn the_list_of_commands_is_the_domains() {
    let said: Vec<(String, u16)> = table(&document("protocol.md"), "| command |")
        .iter()
        .map(|row| (row[0].trim_matches('`').to_owned(), row[1].parse().unwrap()))
        .collect();
    assert_eq!(said, Command::names());
}

/// Every fault of the wire. Match on it without a wildcard: a new one must be listed, here and in the document.
fn faults() -> Vec<Fault> {
    use Fault as F;
    let all = vec![
        F::Malformed,
        F::Digest,
        F::SignedOut,
        F::Actor,
        F::Scope,
        F::Origin,
        F::Denied,
        F::NotFound,
        F::Epoch,
        F::CursorExpired,
        F::TooLarge,
        F::MediaType,
        F::Unprocessable,
        F::Upgrade,
        F::Busy,
        F::Unavailable,
    ];
    for fault in &all {
        match fault {
            F::Malformed
            | F::Digest
            | F::SignedOut
            | F::Actor
            | F::Scope
            | F::Origin
            | F::Denied
            | F::NotFound
            | F::Epoch
            | F::CursorExpired
            | F::TooLarge
            | F::MediaType
            | F::Unprocessable
            | F::Upgrade
            | F::Busy
            | F::Unavailable => {}
        }
    }
    all
}

/// Status and code of every refusal that the server can give.
fn given() -> BTreeSet<(u16, String)> {
    let mut all: BTreeSet<(u16, String)> =
        faults().into_iter().map(|fault| (fault.status(), fault.to_string())).collect();
    // The others are written where they are given, always in this form.
    for (_, text) in sources("src/api") {
        for form in ["Problem::new(", "Self::new("] {
            for part in text.split(form).skip(1) {
                let mut words = part.splitn(3, ['"', ',']);
                let status = words.next().and_then(|status| status.trim().parse().ok());
                let code = part.split('"').nth(1).unwrap_or_default();
                if let Some(status @ 400..) = status {
                    all.insert((status, code.to_owned()));
                }
            }
        }
    }
    // Passwords: one status for the two.
    all.extend(["password-short", "password-long"].map(|code| (422, code.to_owned())));
    all.remove(&(422, String::new()));
    all
}

#[test]
fn the_table_of_codes_holds_every_refusal_and_no_other() {
    let mut said = BTreeSet::new();
    for row in table(&document("http.md"), "| status |") {
        let codes: Vec<&str> =
            row[1].split('`').skip(1).step_by(2).filter(|word| *word != "Retry-After").collect();
        let statuses: Vec<u16> = row[0].split(", ").map(|status| status.parse().unwrap()).collect();
        // "413, 415 | `too-large`, `media-type`": one each, in order.
        let each = statuses.len() > 1;
        for (n, code) in codes.iter().enumerate() {
            said.insert((if each { statuses[n] } else { statuses[0] }, (*code).to_owned()));
        }
    }
    assert_eq!(said, given());
}
