//! What every handler can reach: the database's threads, the clock, the gates, the blobs.
//!
//! # Invariants
//! - A handler gets to the database only with a [`Proof`] of who asks, and what it writes is checked again under
//!   the writer's lock: a session that ended meanwhile writes nothing.

use std::path::{Path, PathBuf};
use std::sync::Arc;
use std::thread::{self, JoinHandle};

use domain::values::{Epoch, Moment};
use tokio::sync::{Semaphore, watch};

use crate::accounts::Account;
use crate::accounts::codes::{self, Opens};
use crate::accounts::token::{NoChance, Secret, new_id};
use crate::api::{Gates, Problem, Proof, Tries};
use crate::blobs::Blobs;
use crate::clock::Clock;
use crate::demo::{self, DemoError};
use crate::imports::Imports;
use crate::ledger::sqlite::{Place, SqliteLedger};
use crate::ledger::{Ledger as _, LedgerError};
use crate::threads::Threads;
use crate::web::Origin;

/// Shared by all handlers.
#[derive(Debug, Clone)]
pub struct AppState(Arc<Inner>);

#[derive(Debug)]
struct Inner {
    threads: Threads,
    clock: Clock,
    origin: Origin,
    hashing: Arc<Semaphore>,
    gates: Gates,
    tries: Tries,
    blobs: Blobs,
    imports: Imports,
    closing: watch::Receiver<bool>,
}

/// Why the data cannot be opened.
#[derive(Debug, thiserror::Error)]
pub enum OpenError {
    /// The folder cannot be made or used.
    #[error("the data folder {0:?}: {1}")]
    Folder(PathBuf, std::io::Error),
    /// The database.
    #[error(transparent)]
    Ledger(#[from] LedgerError),
    /// The system.
    #[error(transparent)]
    NoChance(#[from] NoChance),
    /// See [`DemoError`].
    #[error(transparent)]
    Demo(#[from] DemoError),
}

/// What is open: the state, and what its owner needs to close it.
#[derive(Debug)]
pub struct Opened {
    /// For the handlers.
    pub state: AppState,
    /// Set to true to end what streams.
    pub close: watch::Sender<bool>,
    /// The code of the first administrator's link, while there is no account.
    pub first: Option<String>,
    /// Whether it is the sample organisation.
    pub sample: bool,
    /// Ends once the last copy of the state is gone and the database is closed.
    pub writer: JoinHandle<()>,
}

impl AppState {
    /// Opens what is kept in a folder, making what is missing.
    ///
    /// # Errors
    /// See [`OpenError`].
    pub fn open(data: &Path, origin: Origin, clock: Clock) -> Result<Opened, OpenError> {
        let mut ledger = ledger(data, &clock)?;
        let (path, now_ms) = (data.join(DATABASE), clock.now_ms());
        let folder = |error: std::io::Error| OpenError::Folder(data.to_owned(), error);
        let blobs = Blobs::open(data).map_err(folder)?;
        let first = first_code(&mut ledger, now_ms)?;
        let sample = demo::is_sample(&ledger)?;
        let cores = thread::available_parallelism().map_or(2, usize::from);
        let (threads, writer) = Threads::start(ledger, &path, cores.max(2))?;
        let (close, closing) = watch::channel(false);
        let hashing = Arc::new(Semaphore::new(cores));
        let imports = Imports::open(data, threads.clone(), clock.clone(), closing.clone()).map_err(folder)?;
        let inner = Inner {
            threads,
            clock,
            origin,
            hashing,
            gates: Gates::default(),
            tries: Tries::default(),
            blobs,
            imports,
            closing,
        };
        Ok(Opened { state: Self(Arc::new(inner)), close, first, sample, writer })
    }

    /// Where people reach the server.
    pub fn origin(&self) -> &Origin {
        &self.0.origin
    }

    /// Now.
    pub fn now(&self) -> Moment {
        self.0.clock.now()
    }

    /// One permit for each password that is hashed at the same time.
    pub(crate) fn hashing(&self) -> &Arc<Semaphore> {
        &self.0.hashing
    }

    /// How much is let in at once.
    pub(crate) fn gates(&self) -> &Gates {
        &self.0.gates
    }

    /// How often one may still try to come in.
    pub(crate) fn tries(&self) -> &Tries {
        &self.0.tries
    }

    /// The bytes of attachments.
    pub(crate) fn blobs(&self) -> &Blobs {
        &self.0.blobs
    }

    /// Files of other systems.
    pub(crate) fn imports(&self) -> &Imports {
        &self.0.imports
    }

    /// Becomes true when the process stops.
    pub(crate) fn closing(&self) -> watch::Receiver<bool> {
        self.0.closing.clone()
    }

    /// The database's threads, for what needs no proof because it tells nothing.
    pub(crate) fn threads(&self) -> &Threads {
        &self.0.threads
    }

    /// Whether the database takes a write now: the lock, and a page of it.
    pub(crate) async fn takes_writes(&self) -> bool {
        let probed = self.0.threads.write(|ledger| {
            ledger.begin_write()?;
            let touched = ledger.connection().execute("UPDATE counter SET rev = rev", []);
            ledger.rollback();
            touched.map(drop).map_err(LedgerError::from)
        });
        let stopping = *self.0.closing.borrow();
        !stopping && matches!(probed.await, Ok(Ok(())))
    }

    /// Reads.
    pub(crate) async fn read<T: Send + 'static>(
        &self,
        _: &impl Proof,
        job: impl FnOnce(&mut SqliteLedger) -> Result<T, Problem> + Send + 'static,
    ) -> Result<T, Problem> {
        self.0.threads.read(job).await?
    }

    /// Writes, in one transaction: what the job refuses is undone.
    pub(crate) async fn write<T: Send + 'static>(
        &self,
        proof: &impl Proof,
        job: impl FnOnce(&mut SqliteLedger, Moment) -> Result<T, Problem> + Send + 'static,
    ) -> Result<T, Problem> {
        let (proof, clock) = (proof.clone(), self.0.clock.clone());
        let written = self.0.threads.write(move |ledger| {
            let now = clock.now();
            ledger.begin_write()?;
            let result = proof.still_holds(ledger, now).and_then(|()| job(ledger, now));
            match result {
                Ok(value) => ledger.commit().map(|()| value).map_err(Problem::from),
                Err(problem) => {
                    ledger.rollback();
                    Err(problem)
                }
            }
        });
        written.await?
    }

    /// Writes through `core`, which begins and commits itself.
    pub(crate) async fn write_through<T: Send + 'static>(
        &self,
        proof: &impl Proof,
        job: impl FnOnce(&mut SqliteLedger, Moment) -> T + Send + 'static,
    ) -> Result<T, Problem> {
        let (proof, clock) = (proof.clone(), self.0.clock.clone());
        let written = self.0.threads.write(move |ledger| {
            let now = clock.now();
            proof.still_holds(ledger, now).map(|()| job(ledger, now))
        });
        written.await?
    }
}

/// Fills a folder that nobody uses yet with the sample organisation, before it is opened.
///
/// # Errors
/// See [`OpenError`].
pub fn fill(data: &Path, clock: &Clock) -> Result<(), OpenError> {
    Ok(demo::fill(&mut ledger(data, clock)?, clock.now())?)
}

/// The database of a folder, both made where they are missing.
fn ledger(data: &Path, clock: &Clock) -> Result<SqliteLedger, OpenError> {
    let (path, now_ms) = (data.join(DATABASE), clock.now_ms());
    make_private(data, &path).map_err(|error| OpenError::Folder(data.to_owned(), error))?;
    Ok(SqliteLedger::open(Place::File(&path), Epoch(new_id(now_ms)?), now_ms)?)
}

/// The name of the database's file.
const DATABASE: &str = "huifang.db";

/// A new code while there is no account; older ones are void then.
fn first_code(ledger: &mut SqliteLedger, now_ms: i64) -> Result<Option<String>, OpenError> {
    if Account::exist(ledger.connection())? {
        return Ok(None);
    }
    let code = Secret::code()?;
    ledger.begin_write()?;
    codes::put(ledger.connection(), &code, Opens::First, now_ms + codes::FIRST_MS)?;
    ledger.commit()?;
    Ok(Some(code.text().to_owned()))
}

/// Customers' names lie in these, so nobody else on the machine may look. A folder that is there already keeps the
/// rights its owner gave it.
fn make_private(folder: &Path, database: &Path) -> std::io::Result<()> {
    use std::os::unix::fs::{DirBuilderExt as _, OpenOptionsExt as _};
    std::fs::DirBuilder::new().recursive(true).mode(0o700).create(folder)?;
    // SQLite gives its side files the rights of the main one.
    std::fs::File::options().create(true).append(true).mode(0o600).open(database).map(drop)?;
    // The name of a new file is on the disk only once its folder is.
    std::fs::File::open(folder)?.sync_all()
}
