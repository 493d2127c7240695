//! The canary scan of all traffic: nothing the asker may not see, no secret, no failure of the server.
//!
//! Source: RELIABILITY S2. It judges by the domain's `grants` on what the database holds, not by what `core` said;
//! three ways: rows by their scope, contents by their texts, attachments by their bytes.

use super::{Answer, PASSWORD, Request};
use domain::access::grants;
use domain::values::{BlobId, Moment, UserId};
use domain::{Grant, Scope};
use serde_json::Value;
use server::ledger::Ledger as _;
use server::ledger::sqlite::SqliteLedger;
use std::collections::{BTreeSet, HashMap};
use std::path::{Path, PathBuf};
use std::sync::{Mutex, PoisonError};

/// Who asked, and how to judge it.
#[derive(Clone, Debug)]
pub(crate) struct Asker<'a> {
    pub(crate) database: &'a Path,
    pub(crate) user: Option<&'a str>,
    pub(crate) now_ms: i64,
}

/// What is remembered of a database between two answers.
struct Watch {
    ledger: SqliteLedger,
    seen_rev: i64,
    /// By record: scope, and the texts that tell who wrote it.
    texts: HashMap<uuid::Uuid, (String, Vec<String>)>,
    /// Tokens and codes that were handed out.
    handed_out: BTreeSet<String>,
}

static WATCHES: Mutex<Option<HashMap<PathBuf, Watch>>> = Mutex::new(None);

/// Forgets a database that is gone.
pub(crate) fn forget(database: &Path) {
    let mut watches = WATCHES.lock().unwrap_or_else(PoisonError::into_inner);
    watches.get_or_insert_default().remove(database);
}

/// Looks through one answer.
#[track_caller]
pub(crate) fn scan(asker: &Asker<'_>, request: &Request, answer: &Answer) {
    let found = {
        let mut watches = WATCHES.lock().unwrap_or_else(PoisonError::into_inner);
        let open = || Watch {
            ledger: SqliteLedger::open_reader(asker.database).unwrap(),
            seen_rev: 0,
            texts: HashMap::new(),
            handed_out: BTreeSet::new(),
        };
        let known = watches.get_or_insert_default().entry(asker.database.to_owned()).or_insert_with(open);
        known.look(asker, request, answer)
    };
    let (method, path) = (&request.method, &request.path);
    assert_eq!(found, None, "{method} {path} to {:?}: {}", asker.user, answer.text());
}

impl Watch {
    /// What must not be in it, if anything is.
    fn look(&mut self, asker: &Asker<'_>, request: &Request, answer: &Answer) -> Option<String> {
        // Whoever comes in with this answer is its asker.
        let comes_in = answer.cookie().is_some() && answer.status == 200;
        let entered = comes_in.then(|| answer.json()["user_id"].as_str().map(str::to_owned)).flatten();
        let user = entered.as_deref().or(asker.user).map(|user| user.parse::<UserId>().unwrap());
        let held: Vec<Grant> = user.map_or_else(Vec::new, |user| {
            let (org, pairs) = (self.ledger.org().unwrap(), self.ledger.pairs().unwrap());
            grants(user, &org, &pairs, Moment::new(asker.now_ms, 480))
        });
        let sees = |scope: &str| {
            Scope::try_from(scope.to_owned()).is_ok_and(|scope| held.iter().any(|grant| grant.covers(&scope)))
        };
        self.catch_up();
        let failed = (answer.status >= 500).then(|| format!("the server failed with {}", answer.status));
        let found = failed
            .or_else(|| self.secret(request, answer))
            .or_else(|| foreign_row(answer, &sees))
            .or_else(|| self.foreign_text(request, answer, &sees))
            .or_else(|| self.foreign_bytes(request, answer, user, &sees));
        self.handed_out.extend(answer.cookie().and_then(|cookie| Some(cookie.split_once('=')?.1.to_owned())));
        self.handed_out.extend(given_code(request, answer));
        self.handed_out.remove("");
        found
    }

    fn catch_up(&mut self) {
        let conn = self.ledger.connection();
        let sql = "SELECT id, scope, rev, body FROM record WHERE rev > ?1";
        let mut statement = conn.prepare_cached(sql).unwrap();
        let rows = statement.query_map([self.seen_rev], |row| {
            Ok((row.get(0)?, row.get::<_, String>(1)?, row.get::<_, i64>(2)?, row.get::<_, String>(3)?))
        });
        for row in rows.unwrap() {
            let (id, scope, rev, body) = row.unwrap();
            self.seen_rev = self.seen_rev.max(rev);
            let mut telling = Vec::new();
            texts(&serde_json::from_str(&body).unwrap(), &mut telling);
            self.texts.insert(id, (scope, telling));
        }
    }

    /// A password, a hash, or a token or code that was handed out before.
    fn secret(&self, request: &Request, answer: &Answer) -> Option<String> {
        let headers = answer.headers.iter().filter(|(name, _)| !name.eq_ignore_ascii_case("set-cookie"));
        let said = headers.fold(answer.text(), |all, (_, value)| all + "\n" + value);
        let own = self.handed_out.iter().map(String::as_str).chain([PASSWORD, "another long password"]);
        let hashed = self.hashes();
        let mut secrets = own.chain(hashed.iter().map(String::as_str));
        if let Some(secret) = secrets.find(|secret| said.contains(*secret)) {
            return Some(format!("the secret {secret} came back"));
        }
        let cookie = answer.header("set-cookie").unwrap_or_default();
        let again = self.handed_out.iter().find(|token| cookie.contains(*token));
        again.map(|token| format!("the token {token} is carried on")).or_else(|| {
            let mut keys = BTreeSet::new();
            for value in lines(answer) {
                names(&value, &mut keys);
            }
            let mut telling = vec!["password", "hash", "salt", "token", "secret", "auth_epoch"];
            if answer.status < 300 && given_code(request, answer).is_none() {
                telling.push("code");
            }
            // A result of a push has a code of its own, which says why, and so has a fault in a row of an import.
            let pushed = request.path.ends_with("/push") || request.path.ends_with("/check");
            telling.retain(|key| !(pushed && *key == "code"));
            telling.into_iter().find(|key| keys.contains(*key)).map(|key| format!("a field named {key}"))
        })
    }

    /// What is stored in place of secrets, as it would be written.
    fn hashes(&self) -> Vec<String> {
        use base64::Engine as _;
        use base64::engine::general_purpose::{STANDARD_NO_PAD, URL_SAFE_NO_PAD};
        let sql = "SELECT hash FROM account WHERE hash IS NOT NULL UNION ALL
            SELECT salt FROM account WHERE salt IS NOT NULL UNION ALL
            SELECT token FROM session UNION ALL SELECT hash FROM one_time";
        let mut statement = self.ledger.connection().prepare_cached(sql).unwrap();
        let all: Vec<Vec<u8>> =
            statement.query_map([], |row| row.get(0)).unwrap().map(Result::unwrap).collect();
        let hex = |bytes: &[u8]| bytes.iter().fold(String::new(), |all, byte| all + &format!("{byte:02x}"));
        all.iter()
            .flat_map(|bytes| [hex(bytes), STANDARD_NO_PAD.encode(bytes), URL_SAFE_NO_PAD.encode(bytes)])
            .collect()
    }

    /// A text of a record that the asker does not see, and that no record which they see has as well.
    fn foreign_text(
        &self,
        request: &Request,
        answer: &Answer,
        sees: &impl Fn(&str) -> bool,
    ) -> Option<String> {
        // Who may import knows whose names are in the file they sent, and which of them are there: decisions/0034.
        if request.path.starts_with("/api/admin/v1/imports") {
            return None;
        }
        let said = answer.text();
        let asked = String::from_utf8_lossy(&request.body);
        let foreign = self.texts.values().filter(|(scope, _)| !sees(scope)).flat_map(|(_, texts)| texts);
        let mut told = foreign.filter(|text| said.contains(*text) && !asked.contains(*text));
        let own = |text: &String| {
            self.texts
                .values()
                .any(|(scope, texts)| sees(scope) && texts.iter().any(|own| own.contains(text)))
        };
        told.find(|text| !own(text)).map(|text| format!("{text:?} stands in no record they see"))
    }

    /// Bytes that no attachment names which the asker sees or has made.
    fn foreign_bytes(
        &self,
        request: &Request,
        answer: &Answer,
        user: Option<UserId>,
        sees: &impl Fn(&str) -> bool,
    ) -> Option<String> {
        let (_, rest) = request.path.split_once("/blobs/")?;
        if answer.status != 200 {
            return None;
        }
        let id = BlobId::try_from(rest.get(..64)?.to_owned()).ok()?;
        let rows = self.ledger.attachments_of(&id).unwrap();
        let may = rows
            .iter()
            .any(|row| sees(row.scope.as_str()) || user.is_some() && row.record().author(row.id) == user);
        (!may).then(|| format!("the bytes {id} belong to nothing they see"))
    }
}

/// The scope of something that looks like a row or a removal and is not for the asker.
fn foreign_row(answer: &Answer, sees: &impl Fn(&str) -> bool) -> Option<String> {
    let mut scopes = Vec::new();
    for value in lines(answer) {
        rows(&value, &mut scopes);
    }
    scopes.into_iter().find(|scope| !sees(scope)).map(|scope| format!("{scope} is not theirs"))
}

/// All that is JSON in it: a scan is two lines, a stream has a word before each, all else is one.
fn lines(answer: &Answer) -> Vec<Value> {
    let text = answer.text();
    let lines = text.lines().map(|line| line.strip_prefix("data: ").unwrap_or(line));
    lines.filter_map(|line| serde_json::from_str(line).ok()).collect()
}

fn rows(value: &Value, scopes: &mut Vec<String>) {
    match value {
        Value::Array(all) => all.iter().for_each(|one| rows(one, scopes)),
        Value::Object(fields) => {
            if let (Some(Value::String(scope)), true) = (fields.get("scope"), fields.contains_key("rev")) {
                scopes.push(scope.clone());
            }
            fields.values().for_each(|one| rows(one, scopes));
        }
        _ => {}
    }
}

fn names(value: &Value, keys: &mut BTreeSet<String>) {
    match value {
        Value::Array(all) => all.iter().for_each(|one| names(one, keys)),
        Value::Object(fields) => fields.iter().for_each(|(key, one)| {
            keys.insert(key.clone());
            names(one, keys);
        }),
        _ => {}
    }
}

/// The texts of a body that somebody typed: long enough to be no code, and no id.
fn texts(value: &Value, found: &mut Vec<String>) {
    match value {
        Value::String(text) => {
            let typed = if text.is_ascii() { text.len() >= 16 } else { text.chars().count() >= 4 };
            let id = uuid::Uuid::parse_str(text).is_ok() || BlobId::try_from(text.clone()).is_ok();
            if typed && !id {
                found.push(text.clone());
            }
        }
        Value::Array(all) => all.iter().for_each(|one| texts(one, found)),
        Value::Object(fields) => fields.values().for_each(|one| texts(one, found)),
        _ => {}
    }
}

/// The one-time code, where one is given on purpose.
fn given_code(request: &Request, answer: &Answer) -> Option<String> {
    let gives = request.path == "/api/admin/v1/people" || request.path.ends_with("/reset");
    let done = gives && request.method == "POST" && answer.status < 300;
    done.then(|| answer.json()["code"].as_str().map(str::to_owned))?
}
