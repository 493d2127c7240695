//! The thread that carries imports out, one after the other, and goes on at the start with what was begun.

use std::collections::BTreeSet;
use std::io;
use std::path::Path;
use std::sync::mpsc::{Receiver, Sender, channel};
use std::sync::{Arc, Weak};
use std::thread;
use std::time::Duration;

use domain::policy::ZONE_MIN;
use domain::values::{BatchId, Moment};
use tokio::sync::{Semaphore, watch};

use super::files::Files;
use super::known::staff;
use super::store::{Entry, State};
use super::{run, undo};
use crate::clock::Clock;
use crate::core::Refused;
use crate::ledger::sqlite::SqliteLedger;
use crate::ledger::{Ledger as _, LedgerError};
use crate::log;
use crate::threads::{NotDone, Threads};

/// How long a file that nobody went on with is kept, and one that was carried out.
const KEPT_MS: i64 = 30 * DAY_MS;
const DAY_MS: i64 = 24 * 60 * 60_000;
/// How long the runner waits when the disk is full or the database busy, in steps after which it may have to stop.
const STEPS: u32 = 50;
const STEP: Duration = Duration::from_millis(100);

/// The way to the imports: their files, and the runner.
#[derive(Debug)]
pub(crate) struct Imports {
    files: Files,
    jobs: Sender<BatchId>,
    reading: Arc<Semaphore>,
    /// The runner ends when this is gone.
    _alive: Arc<()>,
}

impl Imports {
    /// Opens the folder and starts the runner.
    pub(crate) fn open(
        data: &Path,
        threads: Threads,
        clock: Clock,
        closing: watch::Receiver<bool>,
    ) -> io::Result<Self> {
        let (files, alive) = (Files::open(data)?, Arc::new(()));
        let (jobs, waiting) = channel();
        let runner = Runner { files: files.clone(), threads, clock, closing, alive: Arc::downgrade(&alive) };
        thread::spawn(move || runner.work(&waiting));
        Ok(Self { files, jobs, reading: Arc::new(Semaphore::new(1)), _alive: alive })
    }

    /// The files.
    pub(crate) const fn files(&self) -> &Files {
        &self.files
    }

    /// One permit: a large file is read by one at a time, since it fills the memory.
    pub(crate) const fn reading(&self) -> &Arc<Semaphore> {
        &self.reading
    }

    /// Says that something is to be done for an import.
    pub(crate) fn go_on_with(&self, id: BatchId) {
        // The runner ends only with the process, and the next start finds what is not done.
        let _ = self.jobs.send(id);
    }
}

/// How a slice went.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Went {
    /// The next one can follow.
    On,
    /// The import is not where it was thought to be: ended, or carried on by somebody else.
    Elsewhere,
}

/// Why the runner cannot go on with an import.
#[derive(Debug, thiserror::Error)]
pub(super) enum Halt {
    /// The process ends.
    #[error("the process ends")]
    Ending,
    /// The database; it is tried again.
    #[error(transparent)]
    Refused(#[from] Refused),
}

impl From<NotDone> for Halt {
    fn from(_: NotDone) -> Self {
        Self::Ending
    }
}

impl From<LedgerError> for Halt {
    fn from(error: LedgerError) -> Self {
        Self::Refused(error.into())
    }
}

/// What the thread has.
#[derive(Debug)]
pub(super) struct Runner {
    files: Files,
    threads: Threads,
    clock: Clock,
    closing: watch::Receiver<bool>,
    alive: Weak<()>,
}

impl Runner {
    fn work(self, waiting: &Receiver<BatchId>) {
        for id in self.tidy().unwrap_or_default() {
            self.carry_on(id);
        }
        while let Ok(id) = waiting.recv() {
            self.carry_on(id);
            // A server that runs for months tidies as well.
            let _ = self.tidy();
        }
    }

    fn ends(&self) -> bool {
        *self.closing.borrow() || self.alive.strong_count() == 0
    }

    /// Throws away what nobody needs any more; tells what was begun and not ended, the oldest first.
    fn tidy(&self) -> Result<Vec<BatchId>, Halt> {
        let all = self.read(|ledger| Entry::all(ledger.connection()))?;
        let long_ago = self.clock.now_ms() - KEPT_MS;
        let (mut needed, mut begun) = (BTreeSet::new(), Vec::new());
        for entry in all.iter().rev() {
            let old = entry.at_ms < long_ago;
            match entry.state {
                State::Running | State::Undoing => {
                    needed.insert(entry.id);
                    begun.push(entry.id);
                }
                State::Looked if old => {
                    let id = entry.id;
                    self.write(move |ledger, _| Ok(Entry::forget(ledger.connection(), id)?))?;
                }
                State::Looked => drop(needed.insert(entry.id)),
                State::Done if !old => drop(needed.insert(entry.id)),
                State::Done if entry.look.remembers() => {
                    let entry = Entry { look: entry.look.clone().forgetting(), ..entry.clone() };
                    self.write(move |ledger, _| Ok(entry.keep(ledger.connection())?))?;
                }
                State::Done | State::Undone => {}
            }
        }
        // A file is here before its import is entered.
        let yesterday = self.clock.now_ms() - DAY_MS;
        self.files.drop_all_but(|id| needed.contains(&id) || made_ms(id) > yesterday);
        Ok(begun)
    }

    /// Goes on with an import until it is where it should be.
    fn carry_on(&self, id: BatchId) {
        while !self.ends() {
            match self.once(id) {
                Ok(true) => {}
                Ok(false) | Err(Halt::Ending) => return,
                Err(Halt::Refused(error)) => {
                    log::note("import", &error);
                    self.pause();
                }
            }
        }
    }

    fn pause(&self) {
        for _ in 0..STEPS {
            if self.ends() {
                return;
            }
            thread::sleep(STEP);
        }
    }

    /// Whether there may be more to do.
    fn once(&self, id: BatchId) -> Result<bool, Halt> {
        let found = self
            .read(move |ledger| Ok(Entry::of(ledger.connection(), id)?.zip(Some(staff(&ledger.org()?)))))?;
        let Some((entry, staff)) = found else { return Ok(false) };
        match (entry.state, &entry.mapping) {
            (State::Running, Some(mapping)) => {
                let read = self.files.read(id).ok().map(|bytes| import::read(&bytes, &entry.look.choices()));
                let Some(Ok(table)) = read else { return self.give_up(id) };
                let at = Moment::new(entry.run_ms.unwrap_or(entry.at_ms), ZONE_MIN);
                run::run(self, &entry, &table, &mapping.setting(staff, at))?;
                Ok(true)
            }
            (State::Undoing, _) => {
                undo::undo(self, id)?;
                self.files.drop(id);
                Ok(true)
            }
            _ => Ok(false),
        }
    }

    /// The file is gone, or is not what it was: what is done stays done, and can be undone.
    fn give_up(&self, id: BatchId) -> Result<bool, Halt> {
        log::note("import", &"its file cannot be read any more");
        self.write(move |ledger, _| {
            if let Some(entry) = Entry::of(ledger.connection(), id)? {
                Entry { state: State::Done, ..entry }.keep(ledger.connection())?;
            }
            Ok(false)
        })
    }

    /// Reads, in one snapshot.
    pub(super) fn read<T: Send + 'static>(
        &self,
        job: impl FnOnce(&SqliteLedger) -> Result<T, LedgerError> + Send + 'static,
    ) -> Result<T, Halt> {
        let done = self.threads.read_and_wait(|ledger| {
            ledger.begin_read()?;
            let result = job(ledger);
            ledger.rollback();
            result
        });
        Ok(done??)
    }

    /// Writes, in one transaction.
    pub(super) fn write<T: Send + 'static>(
        &self,
        job: impl FnOnce(&mut SqliteLedger, Moment) -> Result<T, Refused> + Send + 'static,
    ) -> Result<T, Halt> {
        if self.ends() {
            return Err(Halt::Ending);
        }
        let clock = self.clock.clone();
        let done = self.threads.write_and_wait(move |ledger| {
            let now = clock.now();
            ledger.begin_write()?;
            match job(ledger, now) {
                Ok(value) => ledger.commit().map(|()| value).map_err(Refused::from),
                Err(refused) => {
                    ledger.rollback();
                    Err(refused)
                }
            }
        });
        Ok(done??)
    }
}

/// When an import's id was made, UTC milliseconds: version 7 begins with it.
fn made_ms(id: BatchId) -> i64 {
    let (seconds, nanos) = id.0.get_timestamp().map_or((0, 0), |at| at.to_unix());
    i64::try_from(seconds).unwrap_or(i64::MAX).saturating_mul(1000) + i64::from(nanos / 1_000_000)
}
