//! Carrying an import out, slice by slice.

use domain::access::Pair;
use domain::customer::{Customer, Import, Profile, ProfileForm, keys};
use domain::kind::RecordKind;
use domain::policy::ZONE_MIN;
use domain::values::{BatchId, CommandId, Moment, RecordId};
use domain::{Command, Record};
use import::{Rows, Setting, Table, What, orders};
use sync::digest::consequence_id;
use sync::wire::{Mutation, RecordRef, Status};

use super::known;
use super::plan::{Plan, Step};
use super::runner::{Halt, Runner, Went};
use super::store::{Changed, Entry, State, note};
use crate::core::{self, Asker, Refused};
use crate::ledger::sqlite::SqliteLedger;
use crate::ledger::{Ledger as _, LedgerError};

/// How many rows are carried out before others may write: a tenth of a second or two.
const SLICE: usize = 200;

/// What is to be done for a row.
#[derive(Debug, Clone)]
enum Task {
    /// Nothing; it cannot be taken.
    Skip,
    /// Nothing; all of it is there.
    Same,
    /// A file is opened or filled.
    Import { at: u32, record: RecordId, profile: Profile, pair: Pair },
    /// An order is noted.
    Order { at: u32, record: RecordId, day: String },
}

/// Goes through all rows that are not done yet.
pub(super) fn run(runner: &Runner, entry: &Entry, table: &Table, setting: &Setting) -> Result<Went, Halt> {
    let (id, from) = (entry.id, usize::try_from(entry.counts.done).unwrap_or(usize::MAX));
    let known = runner.read(known::customers)?;
    let mut slices = Slices { runner, id, next: from, total: table.lines.len(), tasks: Vec::new() };
    match setting.what {
        What::Customers => {
            // The mapping was checked when the import began, and the file has not changed.
            let Ok(rows) = Rows::of(table, setting) else { return slices.finish() };
            for (at, row, step) in Plan::new(rows, &known).skip(from) {
                let number = u32::try_from(at).unwrap_or(u32::MAX);
                let task = match (step, row.profile) {
                    (Step::Fill(record), Some(profile)) => {
                        Task::Import { at: number, record, profile, pair: row.pair }
                    }
                    (Step::Open, Some(profile)) => {
                        Task::Import { at: number, record: opened(id, number), profile, pair: row.pair }
                    }
                    _ => Task::Skip,
                };
                if slices.put(task)? == Went::Elsewhere {
                    return Ok(Went::Elsewhere);
                }
            }
        }
        What::Orders => {
            let Ok(orders) = orders(table, setting, &known) else { return slices.finish() };
            let mut latest = orders.latest.into_iter().skip_while(|order| order.at < from).peekable();
            for at in from..table.lines.len() {
                let task = match latest.next_if(|order| order.at == at) {
                    Some(order) => Task::Order {
                        at: u32::try_from(at).unwrap_or(u32::MAX),
                        record: order.who,
                        day: order.day,
                    },
                    None if orders.problems.contains_key(&at) || orders.unknown.contains(&at) => Task::Skip,
                    None => Task::Same,
                };
                if slices.put(task)? == Went::Elsewhere {
                    return Ok(Went::Elsewhere);
                }
            }
        }
    }
    slices.finish()
}

/// The file that a row opens.
fn opened(id: BatchId, at: u32) -> RecordId {
    consequence_id(CommandId(id.0), <Customer as RecordKind>::KIND, at)
}

/// The command of a row.
pub(super) fn command_id(id: BatchId, name: &str, at: u32) -> CommandId {
    CommandId(consequence_id(CommandId(id.0), name, at).0)
}

/// Gathers tasks, and hands them to the writer when they are a slice.
struct Slices<'a> {
    runner: &'a Runner,
    id: BatchId,
    /// The row with which the next slice begins.
    next: usize,
    total: usize,
    tasks: Vec<Task>,
}

impl Slices<'_> {
    fn put(&mut self, task: Task) -> Result<Went, Halt> {
        self.tasks.push(task);
        if self.tasks.len() < SLICE { Ok(Went::On) } else { self.write() }
    }

    fn finish(mut self) -> Result<Went, Halt> {
        self.write()
    }

    fn write(&mut self) -> Result<Went, Halt> {
        let tasks = std::mem::take(&mut self.tasks);
        let (id, from) = (self.id, self.next);
        self.next += tasks.len();
        let last = self.next >= self.total;
        self.runner.write(move |ledger, now| slice(ledger, now, id, from, last, &tasks))
    }
}

/// One slice, in a transaction that is open: all commands, and how far the import is.
fn slice(
    ledger: &mut SqliteLedger,
    now: Moment,
    id: BatchId,
    from: usize,
    last: bool,
    tasks: &[Task],
) -> Result<Went, Refused> {
    let found = Entry::of(ledger.connection(), id)?;
    let here =
        |entry: &Entry| entry.state == State::Running && usize::try_from(entry.counts.done) == Ok(from);
    let Some(mut entry) = found.filter(here) else { return Ok(Went::Elsewhere) };
    for task in tasks {
        carry_out(ledger, now, &mut entry, task)?;
        entry.counts.done += 1;
    }
    if last {
        entry.state = State::Done;
    }
    entry.keep(ledger.connection())?;
    Ok(Went::On)
}

fn carry_out(ledger: &mut SqliteLedger, now: Moment, entry: &mut Entry, task: &Task) -> Result<(), Refused> {
    let (at, record, import) = match task {
        Task::Skip => {
            entry.counts.skipped += 1;
            return Ok(());
        }
        Task::Same => {
            entry.counts.same += 1;
            return Ok(());
        }
        Task::Import { at, record, profile, pair } => {
            (*at, *record, Import { profile: profile.clone(), pair: *pair, batch: entry.id })
        }
        Task::Order { at, record, day } => {
            let Some(there) = customer(ledger, *record)? else {
                entry.counts.refused += 1;
                return Ok(());
            };
            let name = there.profile.get(keys::NAME);
            let draft = ProfileForm::fresh().with(keys::NAME, name).with(keys::LAST_ORDER, day);
            (*at, *record, Import { profile: Profile::tidied(&draft), pair: there.pair, batch: entry.id })
        }
    };
    let before = customer(ledger, record)?.map(|customer| customer.profile);
    let command = Command::Customer(import.into());
    let status = give(ledger, now, entry, entry.run_ms, at, record, &command)?;
    match (status, before) {
        (Status::Applied | Status::Merged, None) => {
            entry.counts.fresh += 1;
            note(ledger.connection(), entry.id, &Changed { at, record, profiles: None })?;
        }
        (Status::Applied | Status::Merged, Some(before)) => {
            entry.counts.filled += 1;
            let after = customer(ledger, record)?.map_or_else(|| before.clone(), |customer| customer.profile);
            let profiles = Some((text(&before)?, text(&after)?));
            note(ledger.connection(), entry.id, &Changed { at, record, profiles })?;
        }
        (Status::Noop, _) => entry.counts.same += 1,
        (Status::Conflict | Status::Rejected | Status::Held, _) => entry.counts.refused += 1,
    }
    Ok(())
}

/// Gives a command of the import as whoever started it, once.
pub(super) fn give(
    ledger: &mut SqliteLedger,
    now: Moment,
    entry: &Entry,
    at_ms: Option<i64>,
    at: u32,
    record: RecordId,
    command: &Command,
) -> Result<Status, Refused> {
    let failed = |_| LedgerError::Failed("a command without a JSON form".to_owned());
    let name = command.name();
    let mutation = Mutation {
        id: command_id(entry.id, &name, at),
        name,
        v: command.version(),
        rec: RecordRef { kind: command.kind().name().into(), id: record },
        deps: Vec::new(),
        actor: entry.actor,
        // The same however often it is begun.
        at: Moment::new(at_ms.unwrap_or(now.utc_ms), ZONE_MIN),
        app: env!("CARGO_PKG_VERSION").to_owned(),
        base_rev: None,
        args: command.args().map_err(failed)?,
        told: None,
    };
    let asker = Asker { user: entry.actor, device: entry.device, now };
    Ok(core::within(ledger, &asker, &mutation)?.status)
}

/// A customer's file, if there is one.
pub(super) fn customer(ledger: &SqliteLedger, id: RecordId) -> Result<Option<Customer>, LedgerError> {
    Ok(match ledger.row(id)?.map(|row| row.record()) {
        Some(Record::Customer(customer)) => Some(customer),
        _ => None,
    })
}

fn text(profile: &Profile) -> Result<String, LedgerError> {
    serde_json::to_string(profile)
        .map_err(|_| LedgerError::Failed("a profile without a JSON form".to_owned()))
}
