//! The headers that every answer carries.

use axum::extract::State;
use axum::http::header::{
    CACHE_CONTROL, CONTENT_SECURITY_POLICY, REFERRER_POLICY, STRICT_TRANSPORT_SECURITY,
    X_CONTENT_TYPE_OPTIONS,
};
use axum::http::{HeaderName, HeaderValue};
use axum::response::Response;

use super::Origin;

/// The page is a static shell, so neither nonces nor hashes are needed. No `strict-dynamic`: with it iOS
/// refuses to compile wasm (Leptos issue 4465).
const CSP: &str = "default-src 'none'; script-src 'self' 'wasm-unsafe-eval'; style-src 'self'; \
    img-src 'self' blob:; media-src 'self' blob:; connect-src 'self'; worker-src 'self'; \
    manifest-src 'self'; font-src 'self'; form-action 'none'; base-uri 'none'; \
    frame-ancestors 'none'; object-src 'none'";

const FIXED: [(HeaderName, &str); 6] = [
    (CONTENT_SECURITY_POLICY, CSP),
    (X_CONTENT_TYPE_OPTIONS, "nosniff"),
    (REFERRER_POLICY, "no-referrer"),
    (HeaderName::from_static("cross-origin-opener-policy"), "same-origin"),
    (HeaderName::from_static("cross-origin-resource-policy"), "same-origin"),
    (
        HeaderName::from_static("permissions-policy"),
        "camera=(self), geolocation=(self), microphone=(self), payment=(), usb=(), display-capture=()",
    ),
];

/// What of the headers depends on the deployment.
#[derive(Debug, Clone, Copy)]
pub(super) struct Headers {
    over_tls: bool,
}

impl Headers {
    pub(super) fn of(origin: &Origin) -> Self {
        Self { over_tls: origin.is_https() }
    }
}

/// Adds them. One that a handler has set itself stands: uploads are served under a stricter policy.
pub(super) async fn add(State(headers): State<Headers>, mut response: Response) -> Response {
    let map = response.headers_mut();
    for (name, value) in FIXED {
        map.entry(name).or_insert(HeaderValue::from_static(value));
    }
    // What says nothing about storing must not be stored: above all the answers of the API.
    map.entry(CACHE_CONTROL).or_insert(HeaderValue::from_static("no-store"));
    if headers.over_tls {
        // A year; browsers ignore it on plain http anyway, but then it would be a promise we don't keep.
        map.insert(
            STRICT_TRANSPORT_SECURITY,
            HeaderValue::from_static("max-age=31536000; includeSubDomains"),
        );
    }
    response
}
