//! All that is HTTP but not the API: the app's files, the headers of every answer, the signs of life.

mod args;
mod files;
mod headers;
mod kept;
mod listen;
#[cfg(test)]
mod tests;

use std::path::PathBuf;
use std::sync::Arc;

use axum::Router;
use axum::http::StatusCode;
use axum::middleware::map_response_with_state;
use axum::routing::{any, get};

pub use args::{Args, ArgsError, Origin, USAGE};
pub use kept::Kept;
pub use listen::{Caller, Manners, serve};

/// What the deployment decides about serving.
#[derive(Debug, Clone)]
pub struct Options {
    /// Where the people reach this server.
    pub origin: Origin,
    /// Hashed files of earlier builds.
    pub kept: Kept,
}

/// The whole site: `api` under `/api`, signs of life (`signs` those that ask the database), and the built app of `app_dir` for all the rest.
///
/// # Invariants
/// - Every answer carries the security headers, errors and unknown paths too.
/// - Nothing under `/api` is ever answered with the app's page or may be stored by a cache.
pub fn router(app_dir: PathBuf, api: Router, signs: Router, options: Options) -> Router {
    let api = api.route("/health", get(alive)).fallback(|| async { StatusCode::NOT_FOUND });
    let files = Arc::new(files::Files::new(app_dir, options.kept));
    Router::new()
        .nest("/api", api)
        .route("/livez", get(alive))
        .route("/healthz", get(alive))
        .merge(signs)
        .fallback_service(any(files::serve).with_state(files))
        .layer(map_response_with_state(headers::Headers::of(&options.origin), headers::add))
}

/// The process runs and answers; the app's "is the server there" as well as the watchdog's.
async fn alive() -> ([(axum::http::HeaderName, &'static str); 1], &'static str) {
    ([(axum::http::header::CACHE_CONTROL, "no-store")], "ok")
}
