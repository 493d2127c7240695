//! Requests: a path and a body, ready to be sent.

use crate::wire::{MAX_PUSH_BYTES, Mutation, PullRequest, PushRequest, ScanPlace, ScanRequest};
use domain::Grant;
use domain::values::CommandId;

/// One POST below `/api/sync/v1`.
#[derive(Clone, PartialEq, Eq, Debug)]
pub struct Request {
    /// `push`, `pull` or `scan`.
    pub path: &'static str,
    /// JSON.
    pub body: Vec<u8>,
    /// The mutations in it, for whoever shows what was sent.
    pub mutations: Vec<CommandId>,
}

/// What a request asked for: needed to understand its answer.
#[derive(Clone, PartialEq, Eq, Debug)]
pub(super) enum Ask {
    /// These mutations.
    Push(Vec<CommandId>),
    /// Whatever changed.
    Pull,
    /// The page of this unit behind this place.
    Scan(Grant, Option<ScanPlace>),
}

/// Bytes of mutations in one push, with room for the envelope.
pub(super) const PUSH_BYTES: usize = MAX_PUSH_BYTES - 32 * 1024;

pub(super) fn push(request: &PushRequest) -> serde_json::Result<(Ask, Request)> {
    let ids: Vec<CommandId> = request.mutations.iter().map(|m: &Mutation| m.id).collect();
    let body = serde_json::to_vec(request)?;
    Ok((Ask::Push(ids.clone()), Request { path: "push", body, mutations: ids }))
}

pub(super) fn pull(request: &PullRequest) -> serde_json::Result<(Ask, Request)> {
    Ok((Ask::Pull, Request { path: "pull", body: serde_json::to_vec(request)?, mutations: Vec::new() }))
}

pub(super) fn scan(request: &ScanRequest) -> serde_json::Result<(Ask, Request)> {
    let ask = Ask::Scan(request.scope.clone(), request.after.clone());
    Ok((ask, Request { path: "scan", body: serde_json::to_vec(request)?, mutations: Vec::new() }))
}
