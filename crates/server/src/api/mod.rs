//! Everything under `/api` but the signs of life: routes, gates, who asks, refusals.
//!
//! # Invariants
//! - Every route stands in the list of [`routes()`], with who may ask and how much may come in.
//! - Every refusal is `application/problem+json` with a stable code.
//! - Whatever changes something comes from our own page (`guard`), and its body is the one that was sent.

mod admin;
mod auth;
mod blobs;
mod body;
mod entry;
mod events;
mod exchange;
mod guard;
mod problem;
mod proof;
mod ready;
mod routes;
mod tries;

pub use guard::{Class, Gates};
pub use problem::{MEDIA_TYPE, Problem};
pub use proof::{Anyone, Authorized, Permission, Proof, SignedIn};
pub use routes::{Access, Route, routes};
pub use tries::Tries;

pub(crate) use problem::shape;
pub(crate) use ready::router as signs;

use axum::Router;
use axum::middleware::from_fn_with_state;

use crate::state::AppState;

/// The routes below `/api`, ready to be served.
pub fn router(state: &AppState) -> Router {
    let mut router = Router::new();
    for route in routes() {
        let guarded = from_fn_with_state((state.clone(), route.rules()), guard::guard);
        router = router.route(route.path, route.handler.layer(guarded));
    }
    router.with_state(state.clone())
}
