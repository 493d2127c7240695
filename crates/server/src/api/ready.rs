//! Whether this process can do its work now, for whoever sends it traffic.

use axum::Router;
use axum::extract::State;
use axum::http::header::CACHE_CONTROL;
use axum::response::{IntoResponse, Response};
use axum::routing::get;
use sync::wire::Fault;

use super::problem::Problem;
use crate::state::AppState;

/// `/readyz`: the database takes writes and nobody has asked the process to stop.
pub(crate) fn router(state: &AppState) -> Router {
    Router::new().route("/readyz", get(ready)).with_state(state.clone())
}

async fn ready(State(app): State<AppState>) -> Response {
    let uncached = [(CACHE_CONTROL, "no-store")];
    if app.takes_writes().await {
        return (uncached, "ok").into_response();
    }
    (uncached, Problem::from(Fault::Unavailable)).into_response()
}
