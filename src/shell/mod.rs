//! The only place with side effects: clock, ids, storage, camera, network, the browser's own store of settings.
//! Pages ask it to do things; what is then to be seen comes back through `live`.

mod account;
mod attachments;
mod beginning;
mod cleaning;
pub mod clock;
mod desk;
mod device;
mod engine;
mod events;
mod files;
mod http;
mod ids;
mod imports;
mod locks;
mod loss;
mod people;
pub mod photo;
mod picture;
pub mod policy;
mod position;
mod readings;
mod saving;
mod settings;
mod sight;
mod slices;
mod uploads;
mod works;

pub use account::Unsigned;
pub use cleaning::OpenForm;
pub use desk::{Desk, Draft, Held, Picture};
pub use device::{Device, Storage};
pub use files::{copy, save_as};
pub use imports::{BadRow, Column, Forecast, ForecastLine, Import, Imports, Mapping, Reading, Stage, What};
pub use people::{Administration, Colleague, Everybody, Invitation, KnownDevice, Said, TeamName};
pub use position::Whereabouts;
pub use saving::Along;
pub use settings::{Settings, Theme};
pub use sight::{Cards, Opened};
pub use slices::in_slices;

use domain::values::Moment;
use domain::{Command, CommandId, RecordId};
use leptos::prelude::*;
use leptos::task::spawn_local;

/// Why something could not be done here; the sentence is found by its code.
#[derive(Clone, PartialEq, Eq, Debug)]
pub enum Fault {
    /// A rule refused it.
    Refused(String),
    /// No room is left on the device.
    Full,
    /// The picture cannot be read.
    Unreadable,
    /// The device's storage does not do as told.
    Storage,
}

impl From<sync::StoreError> for Fault {
    fn from(error: sync::StoreError) -> Self {
        match error {
            sync::StoreError::Full => Self::Full,
            sync::StoreError::LostRace
            | sync::StoreError::Closed
            | sync::StoreError::Unreadable
            | sync::StoreError::Broken(_) => Self::Storage,
        }
    }
}

impl Fault {
    /// The code of its sentence.
    pub fn code(&self) -> &str {
        match self {
            Self::Refused(code) => code,
            Self::Full => "storage-full",
            Self::Unreadable => "not-a-photo",
            Self::Storage => "storage-broken",
        }
    }
}

/// Everything the app can do outside itself. Small enough to hand around.
#[derive(Clone, Copy)]
pub struct Shell {
    /// What is kept on this device.
    pub desk: Desk,
    /// What the browser says of the device.
    pub device: Device,
    /// How this person wants it to look.
    pub settings: Settings,
    /// The readings of Chinese characters, as soon as they are here.
    pub readings: RwSignal<Option<std::sync::Arc<domain::search::Pinyin>>>,
    /// The clock, to the half minute: enough for everything that says "in 5 minutes".
    pub minute: RwSignal<Moment>,
}

impl Shell {
    /// Starts what has to run. Once, at the start of the app.
    pub fn start() -> Self {
        let minute = clock::minute();
        Self {
            readings: readings::fetch(minute),
            desk: Desk::open(),
            device: Device::watch(),
            settings: Settings::read(),
            minute,
        }
    }

    /// The shell of this app.
    pub fn here() -> Self {
        expect_context()
    }

    /// Saves what a person meant. When it answers, it is on the disk of this device.
    ///
    /// # Errors
    /// Nothing was saved.
    pub async fn save(self, id: RecordId, command: Command, along: Along) -> Result<CommandId, Fault> {
        let at = clock::now();
        // So that what begins now is not shown as begun in the future.
        self.minute.set(at);
        self.desk.save(id, command, at, along).await
    }

    /// A record as it stands here, its body read from the disk; nothing if it is not here.
    pub async fn look(self, id: RecordId) -> Option<domain::Record> {
        self.desk.engine()?.look(id).await.ok()?.map(|view| view.record)
    }

    /// A new id for a record that begins on this device.
    pub fn new_id() -> RecordId {
        RecordId(ids::fresh(clock::now()))
    }

    /// A new id for a row of a repeated group: short, since a record holds few, and growing with time, so that rows
    /// keep the order in which they were added.
    pub fn new_row() -> String {
        let id = ids::fresh(clock::now()).simple().to_string();
        // The time of the id, and of its chance the last two bytes.
        let (time, chance) = (id.get(..12).unwrap_or_default(), id.get(28..).unwrap_or_default());
        format!("{time}{chance}")
    }

    /// Takes back what was just saved, and keeps what was typed as this draft again. False if it is too late.
    pub async fn withdraw(
        self,
        command: CommandId,
        key: &str,
        draft: domain::form::Draft,
        seen: Option<domain::form::Draft>,
    ) -> bool {
        let draft = Draft { draft, at: clock::now(), seen };
        self.desk.withdraw(command, Some((key, draft)), clock::device()).await
    }

    /// Takes back what one tap did. False if it is too late.
    pub async fn take_back(self, command: CommandId) -> bool {
        self.desk.withdraw(command, None, clock::device()).await
    }

    /// Keeps a draft; the answer is when.
    ///
    /// # Errors
    /// The draft is only in memory.
    pub async fn save_draft(
        self,
        key: &str,
        draft: domain::form::Draft,
        seen: Option<domain::form::Draft>,
    ) -> Result<Moment, Fault> {
        self.desk.save_draft(key, Draft { draft, at: clock::now(), seen }).await
    }

    /// The draft that was kept under this key.
    pub async fn draft(self, key: &str) -> Option<Draft> {
        self.desk.draft(key).await
    }

    /// Forgets a draft.
    pub async fn drop_draft(self, key: &str) {
        self.desk.drop_draft(key).await;
    }

    /// A form is open from now on, until the answer is closed with [`Shell::close_form`].
    pub fn open_form(self) -> OpenForm {
        self.desk.engine().map_or_else(OpenForm::default, |engine| OpenForm::of(&engine))
    }

    /// The form is closed. What it named no longer may leave the device.
    pub fn close_form(self, form: OpenForm) {
        let engine = self.desk.engine();
        spawn_local(async move {
            form.close().await;
            if let Some(engine) = engine {
                cleaning::soon(&engine);
            }
        });
    }

    /// Makes a picture small, takes its hidden data away and keeps it together with the draft that names it. `name` is
    /// told its id and answers that draft; the answer is when it was kept.
    ///
    /// # Errors
    /// It was not kept.
    pub async fn take_photo(
        self,
        file: web_sys::File,
        id: RecordId,
        key: &str,
        name: impl FnOnce() -> Option<(domain::form::Draft, Option<domain::form::Draft>)>,
    ) -> Result<Moment, Fault> {
        let scaled = photo::scale(&file).await.map_err(|_| Fault::Unreadable)?;
        let at = clock::now();
        let put = || name().and_then(|(draft, seen)| Draft { draft, at, seen }.put(key).ok());
        self.desk.keep_photo(id, scaled, at, put).await?;
        Ok(at)
    }

    /// Fetches what the app works with, where that failed before; with a network, and the copy on this device broken, the app
    /// begins anew.
    pub async fn try_again(self) {
        if !self.desk.try_again().await {
            self.device.tell_damage();
        }
    }

    /// Tries to sync now, whatever the browser believes of the network.
    pub fn sync_now(self) {
        self.desk.sync_now();
    }

    /// Hands over what is not yet on the server as a file, or one entry of it. Answers how many entries.
    pub fn export(self, only: Option<CommandId>) -> usize {
        let entries = self.desk.export(only);
        let count = entries.len();
        let name = format!("huifang-{}.json", clock::now().to_local().replace(':', ""));
        if count > 0 && save_as(&name, &format!("[\n{}\n]\n", entries.join(",\n"))).is_err() {
            return 0;
        }
        count
    }

    /// Signs in with name and password.
    ///
    /// # Errors
    /// Nobody is signed in.
    pub async fn sign_in(self, name: &str, password: &str) -> Result<(), Unsigned> {
        self.desk.sign_in(name, password).await
    }

    /// Makes the first administrator, by the one-time link.
    ///
    /// # Errors
    /// Nobody is signed in.
    pub async fn first(self, code: &str, login: &str, password: &str, name: &str) -> Result<(), Unsigned> {
        self.desk.first(code, login, password, name).await
    }

    /// Sets a password by a one-time code and signs in.
    ///
    /// # Errors
    /// Nobody is signed in.
    pub async fn redeem(self, code: &str, password: &str) -> Result<(), Unsigned> {
        self.desk.redeem(code, password).await
    }

    /// Ends the session. What is on the device stays for the same person.
    ///
    /// # Errors
    /// The session goes on, because the server could not be told.
    pub async fn sign_out(self) -> Result<(), Unsigned> {
        self.desk.sign_out().await
    }

    /// The person has read that the browser threw entries away.
    pub fn loss_was_read(self) {
        self.desk.loss_was_read();
    }

    /// Lets a refused entry go, for good. False if it is still there.
    pub async fn discard(self, command: CommandId) -> bool {
        self.desk.discard(command).await
    }
}
