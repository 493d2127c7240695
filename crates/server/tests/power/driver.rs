//! What is recorded: pushes and photos by the real core, ledger and blobs, each noted as told once it was answered.

use domain::Command;
use domain::people::{Person, PersonCommand, PutPerson, Role};
use domain::values::{BlobId, CommandId, DeviceId, Epoch, Json, Moment, RecordId, UserId};
use rusqlite::Connection;
use serde_json::{Value, json};
use server::blobs::{Assembled, Blobs};
use server::core::{self, Asker};
use server::ledger::Ledger as _;
use server::ledger::sqlite::{Place, SqliteLedger};
use std::fs::File;
use std::io::Write as _;
use std::path::Path;
use sync::digest::blob_id;
use sync::wire::{Mutation, PushRequest, RecordRef};
use uuid::Uuid;

/// Where the driver works, if it is to; and how it syncs.
pub(crate) const FOLDER: &str = "POWER_ROOT";
pub(crate) const SYNC: &str = "POWER_SYNC";

const ROUNDS: u128 = 160;
const USER: UserId = UserId(Uuid::from_u128(1));

/// How the database syncs.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub(crate) enum Sync {
    /// As the server does.
    Full,
    /// As it must not.
    Normal,
}

impl Sync {
    pub(crate) const fn pragma(self) -> &'static str {
        match self {
            Self::Full => "FULL",
            Self::Normal => "NORMAL",
        }
    }
}

pub(crate) fn drive_if_asked() {
    let (Some(folder), Ok(sync)) = (std::env::var_os(FOLDER), std::env::var(SYNC)) else { return };
    drive(Path::new(&folder), &sync);
}

fn drive(folder: &Path, sync: &str) {
    let now = Moment::new(1_795_132_800_000, 480);
    let asker = Asker { user: USER, device: DeviceId(Uuid::from_u128(2)), now };
    let place = folder.join("huifang.db");
    let mut ledger = SqliteLedger::open(Place::File(&place), Epoch(Uuid::from_u128(3)), now.utc_ms).unwrap();
    tune(ledger.connection(), sync);
    let blobs = Blobs::open(folder).unwrap();
    let mut told = File::create(folder.join("told")).unwrap();

    ledger.begin_write().unwrap();
    core::system(&mut ledger, now, USER.into(), &somebody()).unwrap();
    ledger.commit().unwrap();

    for round in 0..ROUNDS {
        let id = |n: u128| Uuid::from_u128((round + 1) * 1_000 + n);
        let mut mutations: Vec<Mutation> = (0..round % 3)
            .map(|n| {
                let what = "少了三箱。".repeat(usize::try_from(1 + round % 50).unwrap());
                let note =
                    json!({"customer": {"named": "王"}, "by": "customer", "what": what, "severity": "normal"});
                mutation("complaint.take", id(n), id(100 + n), &json!({"note": note}))
            })
            .collect();
        let bytes = photo(round);
        let photo = id(200);
        mutations.push(mutation(
            "attachment.add",
            id(201),
            photo,
            &json!({"of": photo, "sha256": blob_id(&bytes).as_str(), "size": bytes.len(), "mime": "image/jpeg"}),
        ));
        let request = PushRequest {
            epoch: ledger.epoch().unwrap(),
            now: now.utc_ms,
            pending: 1,
            oldest: None,
            mutations,
        };
        let answer = core::push(&mut ledger, &asker, &request).unwrap();
        for result in answer.results {
            assert_eq!(result.status, sync::wire::Status::Applied);
            tell(&mut told, 'm', &result.id.to_string());
        }
        if round % 4 == 0 {
            store(&mut ledger, &blobs, now, RecordId(photo), &bytes);
            tell(&mut told, 'b', blob_id(&bytes).as_str());
        }
    }
}

/// One answer. A write of its own, so that the cut can fall between any two.
fn tell(told: &mut File, what: char, id: &str) {
    told.write_all(format!("{what} {id}\n").as_bytes()).unwrap();
}

/// Small and many checkpoints, so that cuts fall into them as well.
fn tune(database: &Connection, sync: &str) {
    database.pragma_update(None, "wal_autocheckpoint", 60).unwrap();
    if sync != Sync::Full.pragma() {
        database.pragma_update(None, "synchronous", sync).unwrap();
    }
    let found: i64 = database.query_row("PRAGMA synchronous", [], |row| row.get(0)).unwrap();
    assert_eq!(found, if sync == Sync::Full.pragma() { 2 } else { 1 });
}

fn store(ledger: &mut SqliteLedger, blobs: &Blobs, now: Moment, photo: RecordId, bytes: &[u8]) {
    let (id, size): (BlobId, _) = (blob_id(bytes), u32::try_from(bytes.len()).unwrap());
    assert!(blobs.keep(&id, size, 0, bytes).unwrap());
    assert_eq!(blobs.assemble(&id, size, |_| true).unwrap(), Assembled::Whole);
    let stored = domain::attachment::AttachmentCommand::Store(domain::attachment::Store {});
    ledger.begin_write().unwrap();
    core::system(ledger, now, photo, &Command::Attachment(stored)).unwrap();
    ledger.commit().unwrap();
}

/// Different bytes each round, larger than a page.
pub(crate) fn photo(round: u128) -> Vec<u8> {
    let mut bytes = b"\xFF\xD8\xFF".to_vec();
    bytes.extend((0..9_000 + round).map(|n| u8::try_from((n * (round + 3)) % 251).unwrap()));
    bytes
}

fn somebody() -> Command {
    let person = Person::new("李娜", [Role::ServiceRep]);
    Command::Person(PersonCommand::Put(PutPerson { person }))
}

fn mutation(name: &str, id: Uuid, record: Uuid, args: &Value) -> Mutation {
    let kind = name.split('.').next().unwrap();
    Mutation {
        id: CommandId(id),
        name: name.to_owned(),
        v: 1,
        rec: RecordRef { kind: kind.into(), id: RecordId(record) },
        deps: Vec::new(),
        actor: USER,
        at: Moment::new(1_795_132_800_000, 480),
        app: "0.1.0".to_owned(),
        base_rev: None,
        args: Json::of(args).unwrap(),
        told: None,
    }
}
