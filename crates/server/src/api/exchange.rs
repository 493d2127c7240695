//! Push, pull and scan over HTTP: `core` decides, here the bytes come in and go out.

use axum::extract::State;
use axum::http::header::CONTENT_TYPE;
use axum::response::{IntoResponse, Response};
use sync::wire::ApiProblem;

use super::body::CheckedJson;
use super::problem::Problem;
use super::proof::SignedIn;
use crate::core;
use crate::state::AppState;

pub(super) async fn push(
    State(app): State<AppState>,
    who: SignedIn,
    CheckedJson(body): CheckedJson,
) -> Result<Response, Problem> {
    let job = move |ledger: &mut _, now| core::handle(ledger, &who.asker(now), "push", &body);
    let answer = app.write_through(&who, job).await?;
    respond(answer, "application/json")
}

pub(super) async fn pull(
    State(app): State<AppState>,
    who: SignedIn,
    CheckedJson(body): CheckedJson,
) -> Result<Response, Problem> {
    let now = app.now();
    let answer =
        app.read(&who, move |ledger| Ok(core::handle(ledger, &who.asker(now), "pull", &body))).await?;
    respond(answer, "application/json")
}

pub(super) async fn scan(
    State(app): State<AppState>,
    who: SignedIn,
    CheckedJson(body): CheckedJson,
) -> Result<Response, Problem> {
    let now = app.now();
    let answer =
        app.read(&who, move |ledger| Ok(core::handle(ledger, &who.asker(now), "scan", &body))).await?;
    // A line with the header, a line with the rows.
    respond(answer, "application/x-ndjson")
}

fn respond((status, body): (u16, Vec<u8>), media_type: &'static str) -> Result<Response, Problem> {
    if status == 200 {
        return Ok(([(CONTENT_TYPE, media_type)], body).into_response());
    }
    let problem: Result<ApiProblem, _> = serde_json::from_slice(&body);
    // `core` writes nothing else; a body that cannot be read back says as much as none.
    Err(problem.map_or_else(|_| Problem::new(503, "unavailable"), Problem::from))
}
