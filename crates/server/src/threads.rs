//! One thread that writes and a few that read; the async side sends them jobs and awaits the answers.
//!
//! # Invariants
//! - Only the writer's thread has a connection that can write, so revisions are in commit order.
//! - An answer is sent only after the job, and with it the commit, is done.
//! - When a commit fails and nobody knows what is on the disk, the process ends.

use std::panic::{AssertUnwindSafe, catch_unwind};
use std::path::Path;
use std::process;
use std::sync::mpsc::{Receiver, Sender, channel};
use std::sync::{Arc, Mutex, PoisonError};
use std::thread::{self, JoinHandle};

use tokio::sync::{oneshot, watch};

use crate::ledger::sqlite::SqliteLedger;
use crate::ledger::{Ledger as _, LedgerError};
use crate::log;

/// `EX_IOERR` of sysexits: whoever restarts the process can tell it from a panic.
const DISK_FAILED: i32 = 74;

type Job = Box<dyn FnOnce(&mut SqliteLedger) -> Reply + Send>;
/// Sends the answer of a job.
type Reply = Box<dyn FnOnce()>;

/// The way to the database's threads. They end when the last copy of this is gone.
#[derive(Debug, Clone)]
pub struct Threads {
    writer: Sender<Job>,
    readers: Sender<Job>,
    head: watch::Receiver<u64>,
}

/// The job was not done to its end.
#[derive(Debug, Clone, Copy, PartialEq, Eq, thiserror::Error)]
#[error("the job was not done")]
pub struct NotDone;

impl Threads {
    /// Starts them: `writer` moves to its thread, and `readers` more open the same file. The handle is the writer's;
    /// joining it after the last copy of the threads is gone waits for the file to be closed in good order.
    ///
    /// # Errors
    /// When the file cannot be opened again.
    pub fn start(
        writer: SqliteLedger,
        path: &Path,
        readers: usize,
    ) -> Result<(Self, JoinHandle<()>), LedgerError> {
        let (tell, head) = watch::channel(writer.head()?);
        let (to_writer, jobs) = channel::<Job>();
        let handle = thread::spawn(move || write_on(writer, &jobs, &tell));
        let (to_readers, jobs) = channel::<Job>();
        let jobs = Arc::new(Mutex::new(jobs));
        for _ in 0..readers {
            let (reader, jobs) = (SqliteLedger::open_reader(path)?, Arc::clone(&jobs));
            thread::spawn(move || read_on(reader, &jobs));
        }
        Ok((Self { writer: to_writer, readers: to_readers, head }, handle))
    }

    /// The newest revision, for whoever waits for changes.
    pub fn head(&self) -> watch::Receiver<u64> {
        self.head.clone()
    }

    /// Runs a job where it may write.
    ///
    /// # Errors
    /// [`NotDone`] when it panicked or the threads have ended.
    pub async fn write<T: Send + 'static>(
        &self,
        job: impl FnOnce(&mut SqliteLedger) -> T + Send + 'static,
    ) -> Result<T, NotDone> {
        send(&self.writer, job).await
    }

    /// Runs a job where it can only read.
    ///
    /// # Errors
    /// [`NotDone`] when it panicked or the threads have ended.
    pub async fn read<T: Send + 'static>(
        &self,
        job: impl FnOnce(&mut SqliteLedger) -> T + Send + 'static,
    ) -> Result<T, NotDone> {
        send(&self.readers, job).await
    }

    /// The same for a thread that is none of the async side's.
    ///
    /// # Errors
    /// [`NotDone`] when it panicked or the threads have ended.
    pub fn write_and_wait<T: Send + 'static>(
        &self,
        job: impl FnOnce(&mut SqliteLedger) -> T + Send + 'static,
    ) -> Result<T, NotDone> {
        post(&self.writer, job)?.blocking_recv().map_err(|_| NotDone)
    }

    /// The same where it can only read.
    ///
    /// # Errors
    /// [`NotDone`] when it panicked or the threads have ended.
    pub fn read_and_wait<T: Send + 'static>(
        &self,
        job: impl FnOnce(&mut SqliteLedger) -> T + Send + 'static,
    ) -> Result<T, NotDone> {
        post(&self.readers, job)?.blocking_recv().map_err(|_| NotDone)
    }

    /// Gives the writer something to do when it gets to it; nobody waits for it.
    pub fn write_later(&self, job: impl FnOnce(&mut SqliteLedger) + Send + 'static) {
        // With the thread gone the process is about to end, and what can wait can be lost.
        let _ = self.writer.send(Box::new(|ledger| {
            job(ledger);
            Box::new(|| ())
        }));
    }
}

async fn send<T: Send + 'static>(
    to: &Sender<Job>,
    job: impl FnOnce(&mut SqliteLedger) -> T + Send + 'static,
) -> Result<T, NotDone> {
    post(to, job)?.await.map_err(|_| NotDone)
}

fn post<T: Send + 'static>(
    to: &Sender<Job>,
    job: impl FnOnce(&mut SqliteLedger) -> T + Send + 'static,
) -> Result<oneshot::Receiver<T>, NotDone> {
    let (answer, answered) = oneshot::channel();
    let job: Job = Box::new(move |ledger| {
        let result = job(ledger);
        // Nobody waits any more after a timeout; the work is done all the same, and the device will ask again.
        Box::new(|| drop(answer.send(result)))
    });
    to.send(job).map_err(|_| NotDone)?;
    Ok(answered)
}

/// One job. After a panic the ledger is used again only behind a rollback.
fn one(ledger: &mut SqliteLedger, job: Job) -> Option<Reply> {
    let reply = catch_unwind(AssertUnwindSafe(|| job(ledger)));
    if !ledger.connection().is_autocommit() {
        ledger.rollback();
    }
    if reply.is_err() {
        log::note("job-panicked", &"the request got 503");
    }
    reply.ok()
}

fn write_on(mut ledger: SqliteLedger, jobs: &Receiver<Job>, tell: &watch::Sender<u64>) {
    while let Ok(job) = jobs.recv() {
        let reply = one(&mut ledger, job);
        if ledger.is_broken() {
            log::note("commit-failed", &"ending, since nobody knows what is on the disk");
            process::exit(DISK_FAILED);
        }
        if let Ok(head) = ledger.head() {
            tell.send_if_modified(|known| std::mem::replace(known, head) != head);
        }
        // Last, so that whoever has an answer finds everybody told.
        if let Some(reply) = reply {
            reply();
        }
    }
    // Closing does it only for the last connection, and the readers may still be open.
    let fold = ledger.connection().query_row("PRAGMA wal_checkpoint(TRUNCATE)", [], |_| Ok(()));
    if fold.is_err() {
        log::note("database", &"its journal stays beside it, to be folded in at the next start");
    }
}

fn read_on(mut ledger: SqliteLedger, jobs: &Mutex<Receiver<Job>>) {
    loop {
        // The lock is held while waiting, so exactly one thread waits for the channel and the others for it.
        let job = jobs.lock().unwrap_or_else(PoisonError::into_inner).recv();
        match job {
            Ok(job) => one(&mut ledger, job).into_iter().for_each(|reply| reply()),
            Err(_) => return,
        }
    }
}
