//! Compiling the shim, running what is recorded, and the real program on a disk that fails.

#[path = "../support/mod.rs"]
mod support;

use super::driver::{FOLDER, SYNC, Sync};
use rusqlite::Connection;
use serde_json::json;
use std::io::{BufRead as _, BufReader};
use std::path::PathBuf;
use std::process::{Command, Stdio};
use std::sync::atomic::{AtomicU32, Ordering};
use support::{Client, PASSWORD, Program, push, take, uuid};
use uuid::Uuid;

/// A folder for one recording, gone when the test ends.
pub(crate) struct Stage(PathBuf);

/// How the program ended on a failing disk.
pub(crate) struct End {
    pub(crate) code: Option<i32>,
    /// Mutations that were answered after the disk began to fail.
    pub(crate) answered_after: usize,
    /// Mutations that were answered before and are not in the database.
    pub(crate) lost: usize,
}

impl Stage {
    pub(crate) fn new(test: &str) -> Self {
        static COUNT: AtomicU32 = AtomicU32::new(0);
        let n = COUNT.fetch_add(1, Ordering::Relaxed);
        let folder = std::env::temp_dir().join(format!("huifang-power-{test}-{}-{n}", std::process::id()));
        std::fs::create_dir_all(folder.join("data")).unwrap();
        std::fs::create_dir_all(folder.join("app")).unwrap();
        std::fs::write(folder.join("app/index.html"), "the page").unwrap();
        Self(folder.canonicalize().unwrap())
    }

    /// Where crash images are built.
    pub(crate) fn image(&self) -> PathBuf {
        self.0.join("image")
    }

    fn shim(&self) -> PathBuf {
        let (from, to) = (concat!(env!("CARGO_MANIFEST_DIR"), "/tests/power/shim.c"), self.0.join("shim.so"));
        let mut compile = Command::new("cc");
        compile.args(["-O1", "-shared", "-fPIC", "-o"]).arg(&to).arg(from).arg("-ldl");
        assert!(compile.status().expect("a C compiler").success());
        to
    }

    /// Runs the driver with every write noted, and answers the notes.
    pub(crate) fn record(&self, sync: Sync) -> Vec<u8> {
        let log = self.0.join("log");
        let mut driver = Command::new(std::env::current_exe().unwrap());
        driver.args(["--exact", "driver"]).stdout(Stdio::null());
        driver.env(FOLDER, self.0.join("data")).env(SYNC, sync.pragma());
        driver.env("POWER_LOG", &log).env("LD_PRELOAD", self.shim());
        assert!(driver.status().unwrap().success());
        std::fs::read(log).unwrap()
    }

    /// Runs the server, pushes to it, lets its disk fail and pushes again until it is gone.
    pub(crate) fn run_program_on_a_failing_disk(&self, good_pushes: usize) -> End {
        let (data, sign) = (self.0.join("data"), self.0.join("the-disk-fails"));
        let mut program = Command::new(env!("CARGO_BIN_EXE_huifang-server"));
        program.arg("--app").arg(self.0.join("app")).arg("--data").arg(&data);
        program.args(["--listen", "127.0.0.1:0"]).stdout(Stdio::piped()).stderr(Stdio::null());
        program.env(FOLDER, &data).env("POWER_FAIL", &sign).env("LD_PRELOAD", self.shim());
        let mut program = Program(program.spawn().unwrap());
        let mut lines = BufReader::new(program.0.stdout.take().unwrap()).lines().map(Result::unwrap);
        let line = lines.next().expect("the program listens");
        let mut client = Client {
            address: line.rsplit_once("http://").unwrap().1.parse().unwrap(),
            device: Uuid::from_u128(7).to_string(),
            cookie: None,
            user: None,
            epoch: None,
            database: None,
            now_ms: 1_795_132_800_000,
        };
        let code = lines.next().unwrap().rsplit_once("first=").unwrap().1.to_owned();
        let device = json!({"id": client.device, "name": "tablet"});
        let form =
            json!({"code": code, "login": "admin", "password": PASSWORD, "name": "甲", "device": device});
        let answer = client.send(&client.post("/auth/v1/first", &form));
        client.entered(&answer.fine(200).json());
        let answered = pushes(&client, good_pushes);
        assert_eq!(answered.len(), good_pushes);
        std::fs::write(&sign, "").unwrap();
        let answered_after = pushes(&client, 20).len();
        let code = program.ends();
        let database = Connection::open(data.join("huifang.db")).unwrap();
        let sql = "SELECT EXISTS (SELECT 1 FROM mutation WHERE id = ?1)";
        let is_there = |id: &Uuid| database.query_row(sql, [id], |row| row.get::<_, bool>(0)).unwrap();
        End { code, answered_after, lost: answered.iter().filter(|id| !is_there(id)).count() }
    }
}

/// Pushes one by one while somebody answers; the ids of those that were.
fn pushes(client: &Client, most: usize) -> Vec<Uuid> {
    let mut answered = Vec::new();
    for _ in 0..most {
        let one = take(client, &uuid(), "少了三箱");
        let id = one["id"].as_str().unwrap().parse().unwrap();
        match client.try_send(&client.post("/sync/v1/push", &push(client, &[one]))) {
            Some(answer) if answer.status == 200 => answered.push(id),
            Some(_) => {}
            None => break,
        }
    }
    answered
}

impl Drop for Stage {
    fn drop(&mut self) {
        let _ = std::fs::remove_dir_all(&self.0);
    }
}
