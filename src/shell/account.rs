//! Signing in and out, and who used this device last: that person opens it offline.
//!
//! Who that is stands in two places: in localStorage, which answers at once, and strictly in a small database of the
//! device. Browsers write localStorage down some seconds later; a tablet that dies in between would ask for a
//! password where there is no network.

use domain::values::{DeviceId, UserId};
use gloo_storage::{LocalStorage, Storage as _};
use serde::{Deserialize, Serialize};
use store::IndexedDbStore;
use sync::store::Open;
use sync::{Answer, Batch, Bin, Key, Store as _, Write};

use super::{clock, http, ids};

const USER: &str = "huifang.user";
const DEVICE: &str = "huifang.device";

/// Who used this device last.
#[derive(Clone, PartialEq, Eq, Debug, Serialize, Deserialize)]
pub(super) struct LastUser {
    pub(super) user: UserId,
    /// As it was when they signed in; their record says it anew after the first sync.
    pub(super) name: String,
}

/// Why nobody is signed in.
#[derive(Clone, PartialEq, Eq, Debug)]
pub enum Unsigned {
    /// The server cannot be reached.
    Offline,
    /// The server said no, with this code.
    Refused(String),
}

impl Unsigned {
    /// The code of its sentence.
    pub fn code(&self) -> &str {
        match self {
            Self::Offline => "offline",
            Self::Refused(code) => code,
        }
    }
}

#[derive(Deserialize)]
struct Signed {
    user_id: UserId,
    name: String,
}

#[derive(Deserialize)]
struct Problem {
    code: String,
}

#[derive(Serialize)]
struct ThisDevice {
    id: DeviceId,
    name: String,
}

#[derive(Serialize)]
struct SignIn<'a> {
    name: &'a str,
    password: &'a str,
    device: ThisDevice,
}

#[derive(Serialize)]
struct First<'a> {
    code: &'a str,
    login: &'a str,
    password: &'a str,
    name: &'a str,
    device: ThisDevice,
}

#[derive(Serialize)]
struct Redeem<'a> {
    code: &'a str,
    password: &'a str,
    device: ThisDevice,
}

/// The id of this browser profile, made once.
pub(super) fn device() -> DeviceId {
    if let Ok(device) = LocalStorage::get(DEVICE) {
        return device;
    }
    let device = DeviceId(ids::fresh(clock::now()));
    // Where nothing can be kept, every start is another device; the server allows for that.
    drop(LocalStorage::set(DEVICE, device));
    device
}

/// Who used this device last.
pub(super) fn last_user() -> Option<LastUser> {
    LocalStorage::get(USER).ok()
}

/// The device's own database, beside those of its users.
const REGISTER: &str = "huifang";
const LAST: &str = "last-user";

/// What the register says: who, and the device that the session belongs to.
#[derive(Serialize, Deserialize)]
struct Registered {
    last: LastUser,
    device: DeviceId,
}

fn register() -> IndexedDbStore<Open> {
    IndexedDbStore::new(REGISTER.to_owned(), Open)
}

/// Who used this device last, when localStorage does not know it (any more).
pub(super) async fn recall() -> Option<LastUser> {
    let found = register().get(Bin::Meta, &Key::from(LAST)).await.ok()??;
    let registered: Registered = serde_json::from_slice(&found).ok()?;
    drop(LocalStorage::set(DEVICE, registered.device));
    drop(LocalStorage::set(USER, &registered.last));
    Some(registered.last)
}

async fn remember(last: &LastUser) {
    drop(LocalStorage::set(USER, last));
    let Ok(value) = serde_json::to_vec(&Registered { last: last.clone(), device: device() }) else { return };
    let mut batch = Batch::strict();
    batch.push(Write::Put(Bin::Meta, Key::from(LAST), value));
    // Where it cannot be kept, localStorage has to do.
    drop(register().commit(batch).await);
}

pub(super) async fn forget_user() {
    LocalStorage::delete(USER);
    let mut batch = Batch::strict();
    batch.push(Write::Delete(Bin::Meta, Key::from(LAST)));
    drop(register().commit(batch).await);
}

/// With name and password.
pub(super) async fn sign_in(name: &str, password: &str) -> Result<LastUser, Unsigned> {
    ask("auth/v1/sign-in", &SignIn { name, password, device: this_device() }).await
}

/// The first administrator, by the one-time link.
pub(super) async fn first(code: &str, login: &str, password: &str, name: &str) -> Result<LastUser, Unsigned> {
    ask("auth/v1/first", &First { code, login, password, name, device: this_device() }).await
}

/// A first or forgotten password, by a code that an administrator gave.
pub(super) async fn redeem(code: &str, password: &str) -> Result<LastUser, Unsigned> {
    ask("auth/v1/redeem", &Redeem { code, password, device: this_device() }).await
}

/// Ends the session on the server. What is kept on the device stays.
pub(super) async fn sign_out() -> Result<(), Unsigned> {
    match http::post("auth/v1/sign-out", Vec::new(), device()).await {
        Answer::Http { status: 204, .. } => Ok(()),
        answer => Err(refusal(&answer)),
    }
}

async fn ask<T: Serialize>(path: &str, body: &T) -> Result<LastUser, Unsigned> {
    let body = serde_json::to_vec(body).map_err(|_| Unsigned::Offline)?;
    let answer = http::post(path, body, device()).await;
    let signed = match &answer {
        Answer::Http { status: 200, body, .. } => serde_json::from_slice::<Signed>(body).ok(),
        _ => None,
    };
    let signed = signed.ok_or_else(|| refusal(&answer))?;
    let last = LastUser { user: signed.user_id, name: signed.name };
    remember(&last).await;
    Ok(last)
}

/// Why the server did not do as asked.
pub(super) fn refusal(answer: &Answer) -> Unsigned {
    match answer {
        Answer::Nothing => Unsigned::Offline,
        Answer::Http { body, .. } => serde_json::from_slice::<Problem>(body)
            .map_or(Unsigned::Offline, |problem| Unsigned::Refused(problem.code)),
    }
}

/// A name by which people recognise the device in the list: what it is, and which browser.
fn this_device() -> ThisDevice {
    // The first that is found counts: each browser names those it descends from as well.
    const SYSTEMS: [(&str, &str); 7] = [
        ("iPhone", "iPhone"),
        ("iPad", "iPad"),
        ("HarmonyOS", "HarmonyOS"),
        ("Android", "Android"),
        ("Windows", "Windows"),
        ("Macintosh", "Mac"),
        ("Linux", "Linux"),
    ];
    const BROWSERS: [(&str, &str); 6] = [
        ("Edg", "Edge"),
        ("Firefox", "Firefox"),
        ("FxiOS", "Firefox"),
        ("CriOS", "Chrome"),
        ("Chrome", "Chrome"),
        ("Safari", "Safari"),
    ];
    let agent = leptos::prelude::window().navigator().user_agent().unwrap_or_default();
    let first = |names: &[(&str, &'static str)]| {
        names.iter().find(|(mark, _)| agent.contains(mark)).map(|(_, name)| *name)
    };
    let parts: Vec<&str> = [first(&SYSTEMS), first(&BROWSERS)].into_iter().flatten().collect();
    ThisDevice { id: device(), name: parts.join(" · ") }
}
