//! The machine: one request at a time, each answer committed before the next request.

use super::answer::{Answer, Meaning, read};
use super::hold::Hold;
use super::request::{self, Ask, PUSH_BYTES, Request};
use super::{Input, Output, Trouble};
use crate::outbox::next_batch;
use crate::replica::{Fresh, Plan, Replica};
use crate::store::StoreError;
use crate::wire::{ApiProblem, Fault, MAX_MUTATIONS, PullRequest, PushRequest, ScanRequest, Status};
use domain::values::{CommandId, UserId, set_of};
use std::collections::BTreeSet;

/// Between two rounds while nothing happens, in milliseconds. Source: SYNC 5
const POLL_MS: u64 = 60_000;
/// The first and the longest pause after failures. Source: SYNC 5
const PAUSE_MS: u64 = 2_000;
const LONGEST_PAUSE_MS: u64 = 300_000;
/// So often a mutation that the server cannot take is tried alone before it is left out of the round.
const TRIES_ALONE: u32 = 5;

/// An answer older than this comes from before a long sleep of the tab, and the world has moved on.
const TOO_LATE_MS: i64 = 600_000;

#[derive(Debug)]
enum Phase {
    Idle,
    /// Reading what another tab changed.
    Looking,
    Loading,
    Asking {
        ticket: u64,
        ask: Ask,
        at_ms: i64,
    },
    Committing {
        ticket: u64,
        plan: Box<Plan>,
    },
}

/// The sync of one user in one tab.
#[derive(Debug)]
#[expect(clippy::struct_excessive_bools, reason = "five independent facts; the phase is an enum of its own")]
pub struct Session {
    replica: Replica,
    phase: Phase,
    tickets: u64,
    /// Whether the rows in memory were read at all.
    loaded: bool,
    /// Left out of this round: held by the server, or impossible to send.
    left_out: BTreeSet<CommandId>,
    /// Whether this round got to the head.
    at_head: bool,
    /// Whether something happened since this round began.
    again: bool,
    batch: usize,
    failures: u32,
    alone: u32,
    trouble: Option<Trouble>,
    old: bool,
    signed_out: bool,
    hold: Hold,
}

impl Session {
    /// A session before anything was read. Wake it.
    pub fn new(user: UserId) -> Self {
        Self {
            replica: Replica::empty(user),
            phase: Phase::Idle,
            tickets: 0,
            loaded: false,
            left_out: BTreeSet::new(),
            at_head: false,
            again: false,
            batch: MAX_MUTATIONS,
            failures: 0,
            alone: 0,
            trouble: None,
            old: false,
            signed_out: false,
            hold: Hold::default(),
        }
    }

    /// What the device holds.
    pub const fn replica(&self) -> &Replica {
        &self.replica
    }

    /// Why it does not get on, if it does not.
    pub const fn trouble(&self) -> Option<Trouble> {
        self.trouble
    }

    /// Whether a round is under way.
    pub const fn busy(&self) -> bool {
        !matches!(self.phase, Phase::Idle)
    }

    /// One step. `now_ms` is the device's clock, UTC milliseconds.
    pub fn on(&mut self, input: Input, now_ms: i64) -> Vec<Output> {
        let mut outputs = self.step(input, now_ms);
        if !self.busy() && !self.signed_out {
            self.hold.plan_wake(&self.replica, &mut outputs, now_ms);
        }
        outputs
    }

    fn step(&mut self, input: Input, now_ms: i64) -> Vec<Output> {
        match input {
            Input::Wake => self.wake(),
            Input::Look if self.busy() => Vec::new(),
            Input::Look => {
                let outputs = self.load();
                self.phase = Phase::Looking;
                outputs
            }
            Input::Adopted(plan) => {
                let touched = self.replica.adopt(*plan);
                vec![Output::Changed(touched), Output::Status]
            }
            Input::Withdrawn(numbers) => {
                let touched = self.replica.withdrawn(&numbers);
                vec![Output::Changed(touched), Output::Status]
            }
            Input::Awake(rows) => {
                self.replica.awake(rows);
                Vec::new()
            }
            Input::SignedIn => {
                self.signed_out = false;
                self.wake()
            }
            Input::Saved(numbers, entries) => {
                let touched = set_of(entries.iter().map(|entry| entry.m.rec.id));
                let goes = entries.iter().any(|entry| entry.held_until(now_ms).is_none());
                // Whoever goes on to the next thing does not take back the one before.
                let began = entries.iter().map(|entry| entry.saved_ms).min().unwrap_or(now_ms);
                let released = self.hold.release(&self.replica, began.saturating_sub(1), now_ms);
                self.replica.saved(&numbers, entries);
                let mut outputs = vec![Output::Changed(touched), Output::Status];
                if goes || released {
                    outputs.extend(self.wake());
                }
                outputs
            }
            Input::Release if self.hold.release(&self.replica, now_ms, now_ms) => self.wake(),
            Input::Loaded(result) if matches!(self.phase, Phase::Loading | Phase::Looking) => match result {
                Ok(fresh) => self.loaded(*fresh, now_ms),
                Err(_) => self.pause(Trouble::Storage, None),
            },
            Input::Answered(ticket, answer) => match std::mem::replace(&mut self.phase, Phase::Idle) {
                Phase::Asking { ticket: mine, at_ms, .. }
                    if mine == ticket && now_ms.saturating_sub(at_ms) > TOO_LATE_MS =>
                {
                    self.pause(Trouble::Offline, None)
                }
                Phase::Asking { ticket: mine, ask, at_ms } if mine == ticket => {
                    self.answered(&ask, &answer, i64::midpoint(at_ms, now_ms))
                }
                other => {
                    // An answer that came twice, or to a request that was given up.
                    self.phase = other;
                    Vec::new()
                }
            },
            Input::Committed(ticket, result) => match std::mem::replace(&mut self.phase, Phase::Idle) {
                Phase::Committing { ticket: mine, plan } if mine == ticket => self.committed(*plan, result),
                other => {
                    self.phase = other;
                    Vec::new()
                }
            },
            Input::Loaded(_) | Input::Release => Vec::new(),
        }
    }

    fn loaded(&mut self, fresh: Fresh, now_ms: i64) -> Vec<Output> {
        let touched = self.replica.refresh(fresh);
        self.loaded = true;
        let mut outputs = if touched.is_empty() { Vec::new() } else { vec![Output::Changed(touched)] };
        if matches!(self.phase, Phase::Looking) {
            let again = std::mem::take(&mut self.again);
            outputs.extend(self.rest(Vec::new()));
            if again {
                outputs.extend(self.wake());
            }
        } else {
            outputs.extend(self.next(now_ms));
        }
        outputs
    }

    fn wake(&mut self) -> Vec<Output> {
        if self.busy() {
            self.again = true;
            return Vec::new();
        }
        self.left_out.clear();
        self.alone = 0;
        self.at_head = false;
        self.again = false;
        self.load()
    }

    fn load(&mut self) -> Vec<Output> {
        self.phase = Phase::Loading;
        let known_gen = self.loaded.then_some(self.replica.meta().gen_no);
        vec![Output::Load { known_gen }]
    }

    /// The next request of this round, or the end of it.
    fn next(&mut self, now_ms: i64) -> Vec<Output> {
        if self.signed_out {
            return self.rest(Vec::new());
        }
        let request = match self.choose(now_ms) {
            Some(Ok(request)) => request,
            Some(Err(_)) => return self.pause(Trouble::Storage, None),
            None if self.again => {
                return {
                    self.phase = Phase::Idle;
                    self.wake()
                };
            }
            None => {
                return self.rest(vec![Output::WakeIn { ms: POLL_MS * 4 / 5, spread_ms: POLL_MS * 2 / 5 }]);
            }
        };
        let (ask, request): (Ask, Request) = request;
        self.tickets += 1;
        self.phase = Phase::Asking { ticket: self.tickets, ask, at_ms: now_ms };
        vec![Output::Send(self.tickets, request), Output::Status]
    }

    fn rest(&mut self, mut outputs: Vec<Output>) -> Vec<Output> {
        self.phase = Phase::Idle;
        outputs.push(Output::Status);
        outputs
    }

    fn choose(&self, now_ms: i64) -> Option<serde_json::Result<(Ask, Request)>> {
        let meta = self.replica.meta();
        let mut left_out = self.left_out.clone();
        left_out.extend(self.hold.back(&self.replica, now_ms).map(|(id, _)| id));
        let mutations: Vec<_> = next_batch(self.replica.outbox(), &left_out, self.batch, PUSH_BYTES)
            .into_iter()
            .cloned()
            .collect();
        if let (Some(epoch), false) = (meta.epoch, mutations.is_empty()) {
            let pending = u32::try_from(self.replica.waiting().count()).unwrap_or(u32::MAX);
            let oldest = self.replica.waiting().next().map(|(_, entry)| entry.saved_ms);
            return Some(request::push(&PushRequest { epoch, now: now_ms, pending, oldest, mutations }));
        }
        if self.old {
            return None;
        }
        if !self.at_head {
            let scopes = meta.held.clone();
            return Some(request::pull(&PullRequest { epoch: meta.epoch, cursor: meta.cursor, scopes }));
        }
        let (epoch, scan) = (meta.epoch?, meta.scans.first()?);
        let ask = ScanRequest { epoch, scope: scan.unit.clone(), after: scan.after.clone() };
        Some(request::scan(&ask))
    }

    fn answered(&mut self, ask: &Ask, answer: &Answer, now_ms: i64) -> Vec<Output> {
        let plan = match read(ask, answer) {
            Meaning::Push(push) => {
                let held = push.results.iter().filter(|result| result.status == Status::Held);
                self.left_out.extend(held.map(|result| result.id));
                // A mutation that the answer does not speak of is tried again in the next round.
                if let Ask::Push(ids) = ask {
                    let told = set_of(push.results.iter().map(|result| result.id));
                    self.left_out.extend(ids.iter().filter(|id| !told.contains(id)));
                }
                self.batch = (self.batch * 2).min(MAX_MUTATIONS);
                self.alone = 0;
                self.replica.plan_push(&push, now_ms).map(Some)
            }
            Meaning::Pull(pull) => {
                self.at_head = !pull.more;
                self.replica.plan_pull(&pull, now_ms).map(Some)
            }
            Meaning::Page(header, page) => {
                self.at_head = false;
                self.replica.plan_page(&header, &page, now_ms)
            }
            Meaning::Fault(problem, retry_after) => return self.fault(ask, &problem, retry_after),
            Meaning::Failed(retry_after) => return self.pause(Trouble::Busy, retry_after),
            Meaning::Garbled => return self.pause(Trouble::Garbled, None),
            Meaning::Nothing => return self.pause(Trouble::Offline, None),
        };
        match plan {
            Ok(Some(plan)) => self.commit(plan),
            Ok(None) => self.load(),
            Err(_) => self.pause(Trouble::Garbled, None),
        }
    }

    fn commit(&mut self, plan: Plan) -> Vec<Output> {
        self.tickets += 1;
        let output = Output::Commit(self.tickets, plan.batch.clone());
        self.phase = Phase::Committing { ticket: self.tickets, plan: Box::new(plan) };
        vec![output]
    }

    fn committed(&mut self, plan: Plan, result: Result<(), StoreError>) -> Vec<Output> {
        match result {
            Ok(()) => {
                self.failures = 0;
                self.trouble = self.old.then_some(Trouble::Upgrade);
                let touched = self.replica.adopt(plan);
                let mut outputs = vec![Output::Changed(touched), Output::Status];
                outputs.extend(self.load());
                outputs
            }
            // Another tab changed the base since the request was made: its answer is not for today's base.
            Err(StoreError::LostRace) => {
                self.at_head = false;
                self.load()
            }
            Err(_) => {
                // The batch may be stored after all: whatever is in memory is read anew.
                self.loaded = false;
                self.pause(Trouble::Storage, None)
            }
        }
    }

    fn fault(&mut self, ask: &Ask, problem: &ApiProblem, retry_after: Option<u32>) -> Vec<Output> {
        match (problem.code, ask) {
            (Fault::Epoch, _) => match problem.epoch.map(|epoch| self.replica.plan_reset(epoch)) {
                Some(Ok(plan)) => {
                    self.at_head = false;
                    self.left_out.clear();
                    self.commit(plan)
                }
                _ => self.pause(Trouble::Garbled, None),
            },
            (Fault::CursorExpired, Ask::Pull) => match self.replica.plan_rescan() {
                Ok(plan) => self.commit(plan),
                Err(_) => self.pause(Trouble::Garbled, None),
            },
            (Fault::Scope, Ask::Scan(..)) => {
                self.at_head = false;
                self.load()
            }
            (Fault::SignedOut, _) => {
                self.signed_out = true;
                self.trouble = Some(Trouble::SignedOut);
                self.rest(Vec::new())
            }
            (Fault::Upgrade, Ask::Pull | Ask::Scan(..)) => {
                self.old = true;
                self.trouble = Some(Trouble::Upgrade);
                self.load()
            }
            (Fault::Busy | Fault::Unavailable, _) => self.pause(Trouble::Busy, retry_after),
            (_, Ask::Push(ids)) => self.smaller(ids),
            _ => self.pause(Trouble::Garbled, retry_after),
        }
    }

    /// The server cannot take this push: half of it, then one alone, then the round goes on without that one.
    fn smaller(&mut self, ids: &[CommandId]) -> Vec<Output> {
        if ids.len() > 1 {
            self.batch = (ids.len() / 2).max(1);
            return self.load();
        }
        self.batch = 1;
        self.alone += 1;
        if self.alone >= TRIES_ALONE {
            self.alone = 0;
            self.left_out.extend(ids);
        }
        self.load()
    }

    /// The end of a round that got stuck. The pause doubles with each failure in a row, with full chance.
    fn pause(&mut self, trouble: Trouble, retry_after: Option<u32>) -> Vec<Output> {
        self.trouble = Some(trouble);
        self.failures = self.failures.saturating_add(1);
        let doubled = PAUSE_MS.saturating_mul(1 << self.failures.min(10)).min(LONGEST_PAUSE_MS);
        let least = retry_after.map_or(PAUSE_MS / 4, |seconds| u64::from(seconds) * 1000);
        self.rest(vec![Output::WakeIn { ms: least, spread_ms: doubled }])
    }
}
