//! A chain: entries that are only added. Steps, approvers and state are read from them, so nothing says the same twice.

use super::command::Verdict;
use crate::refusal::Refusal;
use crate::values::{Members, Moment, UserId, by_members, choices};

choices! {
    /// What somebody did.
    Act {
        /// Asked, or asked again after a return: one step for each approver.
        Asked = "asked",
        /// Decided a step.
        Decided = "decided",
        /// 转交
        HandedOn = "handed_on",
        /// 抄送
        Copied = "copied",
        /// 撤回
        Withdrawn = "withdrawn",
    }
}

/// One entry.
#[derive(Clone, PartialEq, Eq, Debug)]
pub struct Entry {
    /// What was done.
    pub act: Act,
    /// Who did it.
    pub by: UserId,
    /// When, on their device.
    pub at: Moment,
    /// The step that was decided or handed on.
    pub step: Option<u16>,
    /// What was decided.
    pub verdict: Option<Verdict>,
    /// The approvers asked; to whom it was handed on or copied.
    pub to: Vec<UserId>,
    /// Why.
    pub comment: String,
    /// The absent approver for whom they stood in. Source: ROL-06
    pub instead_of: Option<UserId>,
    /// Fields of a newer build.
    pub kept: Members,
}

by_members!(Entry {
    needed act,
    needed by,
    needed at,
    may step,
    may verdict,
    may to,
    may comment,
    may instead_of,
});

/// The approval of one record.
#[derive(Clone, PartialEq, Eq, Debug)]
pub struct Chain {
    log: Vec<Entry>,
    /// Fields of a newer build.
    kept: Members,
}

by_members!(Chain {
    needed log,
});

/// How far an approval is.
#[derive(Clone, PartialEq, Eq, Debug)]
pub enum State {
    /// It waits for the approver of a step.
    Submitted,
    /// Every step was approved.
    Approved,
    /// It went back to be changed.
    Returned,
    /// It was refused.
    Refused,
    /// It was taken back.
    Withdrawn,
    /// Something a newer build knows.
    Newer(String),
}

impl State {
    /// Its code, for the locale files and the card.
    pub fn code(&self) -> &str {
        match self {
            Self::Submitted => "submitted",
            Self::Approved => "approved",
            Self::Returned => "returned",
            Self::Refused => "refused",
            Self::Withdrawn => "withdrawn",
            Self::Newer(code) => code,
        }
    }

    /// Refused, because it is so far.
    pub(super) fn refusal(&self) -> Refusal {
        Refusal::OutOfOrder { state: self.code().to_owned() }
    }
}

/// One step, as the entries tell.
#[derive(Clone, PartialEq, Eq, Debug)]
pub struct Step<'a> {
    /// Everybody who had it to decide, one after the other; the last one has it now.
    pub approvers: Vec<UserId>,
    /// Its decision.
    pub decided: Option<&'a Entry>,
}

impl Chain {
    /// Somebody asks these people, one after the other.
    pub(crate) fn asked(of: Vec<UserId>, by: UserId, at: Moment) -> Self {
        Self { log: Vec::new(), kept: Members::new() }
            .with(Entry { to: of, ..Entry::new(Act::Asked, by, at) })
    }

    #[must_use]
    pub(super) fn with(mut self, entry: Entry) -> Self {
        self.log.push(entry);
        self
    }

    /// What was done so far, in the order in which it became known.
    pub fn log(&self) -> &[Entry] {
        &self.log
    }

    /// Who asked; nobody for a chain that only a newer build can read.
    pub fn requester(&self) -> Option<UserId> {
        self.log.iter().find(|entry| entry.act == Act::Asked).map(|entry| entry.by)
    }

    /// Whether this person asked at this moment: then asking is a replay.
    pub(crate) fn was_asked(&self, by: UserId, at: Moment) -> bool {
        self.log.iter().any(|entry| entry.act == Act::Asked && (entry.by, entry.at) == (by, at))
    }

    /// When somebody decided last.
    pub fn decided_at(&self) -> Option<Moment> {
        self.log.iter().rev().find(|entry| entry.act == Act::Decided).map(|entry| entry.at)
    }

    /// When it was asked last.
    pub fn asked_at(&self) -> Option<Moment> {
        self.log.iter().rev().find(|entry| entry.act == Act::Asked).map(|entry| entry.at)
    }

    /// Every step of every round.
    pub fn steps(&self) -> Vec<Step<'_>> {
        let mut steps: Vec<Step<'_>> = Vec::new();
        for entry in &self.log {
            if entry.act == Act::Asked {
                let step = |approver: &UserId| Step { approvers: vec![*approver], decided: None };
                steps.extend(entry.to.iter().map(step));
            }
            let Some(step) = entry.step.and_then(|step| steps.get_mut(usize::from(step))) else { continue };
            match entry.act {
                Act::Decided => step.decided = Some(entry),
                Act::HandedOn => step.approvers.extend(&entry.to),
                _ => {}
            }
        }
        steps
    }

    /// Everybody who decided a step, in the order in which they did.
    pub fn deciders(&self) -> Vec<UserId> {
        self.log.iter().filter(|entry| entry.act == Act::Decided).map(|entry| entry.by).collect()
    }

    /// Everybody who was let know.
    pub fn copied_to(&self) -> Vec<UserId> {
        let told = self.log.iter().filter(|entry| entry.act == Act::Copied);
        told.flat_map(|entry| entry.to.iter().copied()).collect()
    }

    /// How many steps stood before the round that counts.
    pub(super) fn rounds_before(&self) -> usize {
        let asked = self.log.iter().filter(|entry| entry.act == Act::Asked).map(|entry| entry.to.len());
        let all: Vec<usize> = asked.collect();
        all.iter().rev().skip(1).sum()
    }

    /// How far it is.
    pub fn state(&self) -> State {
        let mut state = State::Submitted;
        for entry in &self.log {
            state = match (&entry.act, &entry.verdict) {
                (Act::Asked, _) => State::Submitted,
                (Act::Withdrawn, _) => State::Withdrawn,
                (Act::Decided, Some(Verdict::Return)) => State::Returned,
                (Act::Decided, Some(Verdict::Refuse)) => State::Refused,
                (Act::Decided, Some(Verdict::Other(code))) | (Act::Other(code), _) => {
                    State::Newer(code.clone())
                }
                _ => state,
            };
        }
        let open = self.steps().iter().skip(self.rounds_before()).any(|step| step.decided.is_none());
        if state == State::Submitted && !open { State::Approved } else { state }
    }

    /// The step that waits, with the one who has it to decide.
    pub fn waits_for(&self) -> Option<(u16, UserId)> {
        let steps = self.steps();
        let mut open = steps.iter().enumerate().skip(self.rounds_before());
        let (place, step) = open.find(|(_, step)| step.decided.is_none())?;
        let waits = self.state() == State::Submitted;
        Some((u16::try_from(place).ok()?, *step.approvers.last()?)).filter(|_| waits)
    }
}

impl Entry {
    pub(super) fn new(act: Act, by: UserId, at: Moment) -> Self {
        Self {
            act,
            by,
            at,
            step: None,
            verdict: None,
            to: Vec::new(),
            comment: String::new(),
            instead_of: None,
            kept: Members::new(),
        }
    }
}
