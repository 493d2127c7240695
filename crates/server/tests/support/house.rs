//! One server on a free port with data of its own, gone when the test ends.

use super::Client;
use rusqlite::Connection;
use serde_json::{Value, json};
use server::web::{Kept, Manners, Options, Origin};
use server::{AppState, Clock, Opened};
use std::net::SocketAddr;
use std::path::PathBuf;
use std::sync::Arc;
use std::sync::atomic::{AtomicI64, AtomicU32, Ordering};
use tokio::net::TcpListener;
use tokio::runtime::{Builder, Runtime};
use tokio::sync::watch;
use uuid::Uuid;

pub(crate) const SECOND: i64 = 1_000;
pub(crate) const MINUTE: i64 = 60 * SECOND;
pub(crate) const HOUR: i64 = 60 * MINUTE;
pub(crate) const DAY: i64 = 24 * HOUR;
/// Everybody's.
pub(crate) const PASSWORD: &str = "a long enough password";

/// 2026-11-20T00:00Z; the day matters to the daily cap.
const START: i64 = 1_795_132_800_000;

pub(crate) struct House {
    pub(crate) folder: PathBuf,
    pub(crate) address: SocketAddr,
    /// The code of the first administrator's link.
    pub(crate) first: Option<String>,
    clock: Arc<AtomicI64>,
    runtime: Option<Runtime>,
    close: Option<watch::Sender<bool>>,
    manners: Manners,
}

impl House {
    pub(crate) fn new(test: &str) -> Self {
        Self::at(test, None)
    }

    /// With the address people reach it by, where the test is about that.
    pub(crate) fn at(test: &str, public_url: Option<&str>) -> Self {
        Self::with(test, public_url, Manners::default())
    }

    /// With another patience of the listener.
    pub(crate) fn mannered(test: &str, manners: Manners) -> Self {
        Self::with(test, None, manners)
    }

    /// With the sample organisation.
    pub(crate) fn demo(test: &str) -> Self {
        let mut house = Self::closed(test, Manners::default());
        server::fill(&house.folder.join("data"), &Clock::of(|| START)).unwrap();
        house.start(None);
        house
    }

    fn with(test: &str, public_url: Option<&str>, manners: Manners) -> Self {
        let mut house = Self::closed(test, manners);
        house.start(public_url);
        house
    }

    fn closed(test: &str, manners: Manners) -> Self {
        static COUNT: AtomicU32 = AtomicU32::new(0);
        let n = COUNT.fetch_add(1, Ordering::Relaxed);
        let folder = std::env::temp_dir().join(format!("huifang-api-{test}-{}-{n}", std::process::id()));
        std::fs::create_dir_all(folder.join("app")).unwrap();
        std::fs::write(folder.join("app/index.html"), "the page").unwrap();
        Self {
            folder,
            address: SocketAddr::from(([127, 0, 0, 1], 0)),
            first: None,
            clock: Arc::new(AtomicI64::new(START)),
            runtime: None,
            close: None,
            manners,
        }
    }

    fn start(&mut self, public_url: Option<&str>) {
        let runtime = Builder::new_multi_thread().worker_threads(2).enable_all().build().unwrap();
        let listener = runtime.block_on(TcpListener::bind("127.0.0.1:0")).unwrap();
        self.address = listener.local_addr().unwrap();
        let origin = match public_url {
            Some(url) => Origin::parse(url).unwrap(),
            None => Origin::loopback(self.address),
        };
        let clock = Arc::clone(&self.clock);
        let tells = Clock::of(move || clock.load(Ordering::SeqCst));
        let opened = AppState::open(&self.folder.join("data"), origin.clone(), tells).unwrap();
        let Opened { state, first, close, .. } = opened;
        let kept = Kept::take_in(&self.folder.join("app"), &self.folder.join("kept")).unwrap();
        let site = server::site(&state, self.folder.join("app"), Options { origin, kept });
        runtime.spawn(server::web::serve(listener, site, self.manners.clone(), std::future::pending()));
        (self.first, self.runtime, self.close) = (first, Some(runtime), Some(close));
    }

    /// Ends the server and starts it on the same data.
    pub(crate) fn restart(&mut self) {
        if let Some(runtime) = self.runtime.take() {
            runtime.shutdown_background();
        }
        self.start(None);
    }

    pub(crate) fn now_ms(&self) -> i64 {
        self.clock.load(Ordering::SeqCst)
    }

    pub(crate) fn pass(&self, ms: i64) {
        self.clock.fetch_add(ms, Ordering::SeqCst);
    }

    pub(crate) fn database(&self) -> PathBuf {
        self.folder.join("data/huifang.db")
    }

    /// One number from the database.
    #[track_caller]
    pub(crate) fn count(&self, sql: &str) -> i64 {
        Connection::open(self.database()).unwrap().query_row(sql, [], |row| row.get(0)).unwrap()
    }

    /// Everything that sync stores, counted: what a refused request must leave as it was.
    pub(crate) fn stored(&self) -> Vec<i64> {
        let tables = ["record", "record_exit", "mutation", "number", "stumble", "scope"];
        let mut counts: Vec<i64> =
            tables.iter().map(|table| self.count(&format!("SELECT count(*) FROM {table}"))).collect();
        counts.push(self.count("SELECT rev FROM counter"));
        counts
    }

    /// Somebody at a new device, not signed in.
    pub(crate) fn client(&self) -> Client {
        Client {
            address: self.address,
            device: Uuid::from_u128(u128::from(fresh())).to_string(),
            cookie: None,
            user: None,
            epoch: None,
            database: Some(self.database()),
            now_ms: self.now_ms(),
        }
    }

    /// The first administrator, by the link.
    #[track_caller]
    pub(crate) fn administrator(&mut self) -> Client {
        let mut client = self.client();
        let code = self.first.take().expect("a link");
        let form = json!({
            "code": code, "login": "admin", "password": PASSWORD, "name": "管理员",
            "device": {"id": client.device, "name": "office"},
        });
        let answer = client.send(&client.post("/auth/v1/first", &form));
        client.entered(&answer.fine(200).json());
        client
    }

    /// Somebody whom the administrator entered, signed in at a device of their own.
    #[track_caller]
    pub(crate) fn person(&self, admin: &Client, login: &str, roles: &[&str]) -> Client {
        self.person_of(admin, json!({"login": login, "roles": roles}))
    }

    /// The same, with more said about them.
    #[track_caller]
    pub(crate) fn person_of(&self, admin: &Client, mut form: Value) -> Client {
        let mut admin = admin.clone();
        form["name"] = form["login"].clone();
        let answer = admin.send(&admin.post("/admin/v1/people", &form));
        let code = answer.fine(201).json()["code"].clone();
        let mut client = self.client();
        let device = json!({"id": client.device, "name": "phone"});
        let form = json!({"code": code, "password": PASSWORD, "device": device});
        let answer = client.send(&client.post("/auth/v1/redeem", &form));
        client.entered(&answer.fine(200).json());
        client
    }
}

impl Client {
    pub(crate) fn entered(&mut self, me: &Value) {
        self.user = me["user_id"].as_str().map(str::to_owned);
        self.epoch = me["epoch"].as_str().map(str::to_owned);
    }

    pub(crate) fn sign_in(&self, login: &str, password: &str) -> super::Request {
        let device = json!({"id": self.device, "name": "phone"});
        self.post("/auth/v1/sign-in", &json!({"name": login, "password": password, "device": device}))
    }

    /// Whether the server still knows this session; all routes must agree.
    #[track_caller]
    pub(crate) fn is_in(&self) -> bool {
        let pull = json!({"epoch": null, "cursor": null, "scopes": []});
        let answers = [self.get("/auth/v1/session"), self.post("/sync/v1/pull", &pull)]
            .map(|request| self.send_only(&request));
        for answer in &answers {
            if answer.status != 200 {
                answer.refused(401, "signed-out");
            }
        }
        assert_eq!(answers[0].status, answers[1].status);
        answers[0].status == 200
    }
}

/// Never the same number twice in a run.
pub(super) fn fresh() -> u32 {
    static LAST: AtomicU32 = AtomicU32::new(1);
    LAST.fetch_add(1, Ordering::Relaxed)
}

impl Drop for House {
    fn drop(&mut self) {
        if let Some(runtime) = self.runtime.take() {
            runtime.shutdown_background();
        }
        super::canary::forget(&self.database());
        let _ = std::fs::remove_dir_all(&self.folder);
    }
}
