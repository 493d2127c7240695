//! `kill -9` of the real program under load, again and again: what was answered is there afterwards.
//!
//! Source: RELIABILITY R5, SYNC I2. `HUIFANG_PROVE` makes it ten times as long.

#![allow(
    clippy::unwrap_used,
    clippy::expect_used,
    clippy::panic,
    clippy::indexing_slicing,
    clippy::print_stdout,
    reason = "a test that cannot go on must end"
)]

mod support;

use rusqlite::Connection;
use serde_json::{Value, json};
use std::io::{BufRead as _, BufReader};
use std::path::{Path, PathBuf};
use std::process::{Command, Stdio};
use std::sync::atomic::{AtomicBool, Ordering};
use std::sync::{Arc, Mutex};
use std::thread;
use std::time::Duration;
use support::{Client, PASSWORD, Program, customer, mutation, push, take, uuid};
use sync::digest::blob_id;
use uuid::Uuid;

const KILLS: u32 = 50;
const WRITERS: usize = 3;

/// Starts it on the data of before; answers its address and, the first time, the first administrator's code.
fn start(folder: &Path) -> (Program, std::net::SocketAddr, Option<String>) {
    let mut command = Command::new(env!("CARGO_BIN_EXE_huifang-server"));
    command.arg("--app").arg(folder.join("app")).arg("--data").arg(folder.join("data"));
    command.args(["--listen", "127.0.0.1:0"]).stdout(Stdio::piped());
    let mut program = Program(command.spawn().unwrap());
    let mut lines = BufReader::new(program.0.stdout.take().unwrap()).lines().map(Result::unwrap);
    let line = lines.next().expect("the program listens");
    let address = line.rsplit_once("http://").unwrap().1.parse().unwrap();
    let code = if folder.join("known").exists() {
        None
    } else {
        std::fs::write(folder.join("known"), "").unwrap();
        lines.next().unwrap().rsplit_once("first=").map(|(_, code)| code.to_owned())
    };
    (program, address, code)
}

/// What the writers were told, and what they were not.
#[derive(Default)]
struct Told {
    /// Mutations with a result.
    acked: Vec<String>,
    /// Pushes without an answer: all of it is there, or nothing.
    unanswered: Vec<Vec<String>>,
    /// Attachments whose bytes were said to be stored: row and content.
    stored: Vec<(String, Vec<u8>)>,
}

/// Like [`Client::send`], for a line that may break in the middle.
fn try_send(client: &Client, request: &support::Request) -> Option<Value> {
    let answer = client.try_send(request)?;
    let body = serde_json::from_slice(&answer.body).ok()?;
    // The line broke inside the body, or the answer is a refusal: nothing is known then.
    (answer.status == 200).then_some(body)
}

fn write_on(mut client: Client, told: &Mutex<Told>, stop: &AtomicBool) {
    let mut round = 0_usize;
    while !stop.load(Ordering::SeqCst) {
        round += 1;
        client.now_ms += 1;
        let file = uuid();
        let mut mutations = vec![customer(&client, &file, "华强五金")];
        mutations.extend((0..round % 4).map(|_| take(&client, &uuid(), "少了三箱")));
        let bytes = [b"\xFF\xD8\xFF".as_slice(), file.as_bytes()].concat();
        let photo = uuid();
        mutations.push(mutation(
            &client,
            "attachment.add",
            &photo,
            json!({
                "of": file, "customer": file, "sha256": blob_id(&bytes).as_str(), "size": bytes.len(),
                "mime": "image/jpeg",
            }),
        ));
        let ids: Vec<String> = mutations.iter().map(|one| one["id"].as_str().unwrap().to_owned()).collect();
        let answer = try_send(&client, &client.post("/sync/v1/push", &push(&client, &mutations)));
        let Some(answer) = answer else {
            told.lock().unwrap().unanswered.push(ids);
            return;
        };
        assert_eq!(answer["results"].as_array().unwrap().len(), ids.len());
        told.lock().unwrap().acked.extend(ids);
        let path = format!("/sync/v1/blobs/{}/0", blob_id(&bytes));
        let answer = try_send(&client, &client.put_bytes(&path, &bytes, bytes.len()));
        if answer.is_some_and(|answer| answer["state"] == "stored") {
            told.lock().unwrap().stored.push((photo, bytes));
        }
    }
}

fn id(text: &str) -> Uuid {
    Uuid::parse_str(text).unwrap()
}

/// How many of the unanswered pushes are there all the same.
fn check(folder: &Path, told: &Told) -> usize {
    let database = Connection::open(folder.join("data/huifang.db")).unwrap();
    let sound: String = database.query_row("PRAGMA integrity_check", [], |row| row.get(0)).unwrap();
    assert_eq!(sound, "ok");
    let sql = "SELECT EXISTS (SELECT 1 FROM mutation m JOIN record r ON r.id = m.record WHERE m.id = ?1)";
    let mut known = database.prepare(sql).unwrap();
    let mut is_there = |one: &str| known.query_row([id(one)], |row| row.get::<_, bool>(0)).unwrap();
    for one in &told.acked {
        assert!(is_there(one), "{one} was answered and is gone");
    }
    let mut late = 0;
    for all in &told.unanswered {
        let there = all.iter().filter(|one| is_there(one)).count();
        assert!(there == 0 || there == all.len(), "half a push is there");
        late += usize::from(there > 0);
    }
    let sql = "SELECT json_extract(body, '$.bytes') FROM record WHERE id = ?1";
    let mut state = database.prepare(sql).unwrap();
    for (photo, bytes) in &told.stored {
        let said: String = state.query_row([id(photo)], |row| row.get(0)).unwrap();
        assert_eq!(said, "stored");
        let name = blob_id(bytes);
        let place = folder.join("data/blobs").join(&name.as_str()[..2]).join(name.as_str());
        assert_eq!(&std::fs::read(place).unwrap(), bytes);
    }
    late
}

#[test]
fn what_was_answered_survives_every_kill() {
    let folder: PathBuf = std::env::temp_dir().join(format!("huifang-kills-{}", std::process::id()));
    std::fs::create_dir_all(folder.join("app")).unwrap();
    std::fs::write(folder.join("app/index.html"), "the page").unwrap();
    let kills = if std::env::var_os("HUIFANG_PROVE").is_some() { KILLS * 10 } else { KILLS };

    let (program, address, code) = start(&folder);
    let mut client = Client {
        address,
        device: Uuid::from_u128(7).to_string(),
        cookie: None,
        user: None,
        epoch: None,
        database: None,
        now_ms: 1_795_132_800_000,
    };
    let device = json!({"id": client.device, "name": "tablet"});
    let form =
        json!({"code": code, "login": "admin", "password": PASSWORD, "name": "管理员", "device": device});
    let answer = client.send(&client.post("/auth/v1/first", &form));
    client.entered(&answer.fine(200).json());
    // An administrator opens no files.
    let roles = json!(["general_manager", "service_rep"]);
    let args = json!({"person": {"name": "管理员", "roles": roles}});
    let put = mutation(&client, "person.put", &client.user.clone().unwrap(), args);
    client.send(&client.post("/sync/v1/push", &push(&client, &[put]))).fine(200);
    drop(program);

    let told = Arc::new(Mutex::new(Told::default()));
    let (mut answered_in, mut late) = (0, 0);
    for kill in 0..kills {
        let (program, address, _) = start(&folder);
        client.address = address;
        let stop = Arc::new(AtomicBool::new(false));
        let before = told.lock().unwrap().acked.len();
        let writers: Vec<_> = (0..WRITERS)
            .map(|_| {
                let (client, told, stop) = (client.clone(), Arc::clone(&told), Arc::clone(&stop));
                thread::spawn(move || write_on(client, &told, &stop))
            })
            .collect();
        // Another moment each time, spread over what a push takes.
        thread::sleep(Duration::from_millis(60 + u64::from(kill) * 37 % 190));
        drop(program);
        stop.store(true, Ordering::SeqCst);
        for writer in writers {
            writer.join().unwrap();
        }
        let told = told.lock().unwrap();
        answered_in += usize::from(told.acked.len() > before);
        late = check(&folder, &told);
    }
    let told = told.lock().unwrap();
    let (acked, cut) = (told.acked.len(), told.unanswered.len());
    let photos = told.stored.len();
    println!(
        "{kills} kills: {acked} mutations and {photos} photos answered; {cut} pushes cut off, {late} of them stored"
    );
    assert!(answered_in * 10 >= kills as usize * 9, "the load was there when it was killed");
    assert!(cut > 0, "no kill met a push under way");
    drop(told);
    std::fs::remove_dir_all(folder).unwrap();
}
