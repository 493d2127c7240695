//! Bodies: of the right type, not too large, and exactly those that were sent.
//!
//! Source: RFC 9530; SYNC 3 (iOS can send an empty body without saying so).

use axum::body::{Body, Bytes};
use axum::extract::FromRequest;
use axum::http::header::{CONTENT_LENGTH, CONTENT_TYPE};
use axum::http::{HeaderMap, Request};
use base64::Engine as _;
use base64::engine::general_purpose::STANDARD;
use http_body_util::{BodyExt as _, LengthLimitError, Limited};
use serde::de::DeserializeOwned;
use sync::digest::sha256;
use sync::wire::Fault;

use super::guard::Rules;
use super::problem::Problem;
use crate::state::AppState;

/// Bytes as they were sent.
pub(super) struct Checked(pub(super) Bytes);

/// The same, of type `application/json`.
pub(super) struct CheckedJson(pub(super) Bytes);

/// The same, read.
pub(super) struct Form<T>(pub(super) T);

impl FromRequest<AppState> for Checked {
    type Rejection = Problem;

    async fn from_request(request: Request<Body>, _: &AppState) -> Result<Self, Problem> {
        let limit = request.extensions().get::<Rules>().map_or(0, |rules| rules.limit);
        let promised = request.headers().get(CONTENT_LENGTH).and_then(|length| length.to_str().ok());
        if promised.and_then(|length| length.parse().ok()).is_some_and(|length: usize| length > limit) {
            return Err(Fault::TooLarge.into());
        }
        let (parts, body) = request.into_parts();
        let digest = digest(&parts.headers).ok_or(Fault::Digest)?;
        let bytes = match Limited::new(body, limit).collect().await {
            Ok(body) => body.to_bytes(),
            Err(error) if error.downcast_ref::<LengthLimitError>().is_some() => {
                return Err(Fault::TooLarge.into());
            }
            // The line broke; whoever still hears this sends it again.
            Err(_) => return Err(Fault::Digest.into()),
        };
        if sha256(&bytes) == digest { Ok(Self(bytes)) } else { Err(Fault::Digest.into()) }
    }
}

impl FromRequest<AppState> for CheckedJson {
    type Rejection = Problem;

    async fn from_request(request: Request<Body>, app: &AppState) -> Result<Self, Problem> {
        if !is_json(request.headers()) {
            return Err(Fault::MediaType.into());
        }
        Checked::from_request(request, app).await.map(|Checked(bytes)| Self(bytes))
    }
}

impl<T: DeserializeOwned> FromRequest<AppState> for Form<T> {
    type Rejection = Problem;

    async fn from_request(request: Request<Body>, app: &AppState) -> Result<Self, Problem> {
        let CheckedJson(bytes) = CheckedJson::from_request(request, app).await?;
        serde_json::from_slice(&bytes).map(Self).map_err(|_| Fault::Malformed.into())
    }
}

fn is_json(headers: &HeaderMap) -> bool {
    let is = headers.get(CONTENT_TYPE).and_then(|is| is.to_str().ok()).unwrap_or_default();
    is.split(';').next().is_some_and(|media| media.trim().eq_ignore_ascii_case("application/json"))
}

/// The SHA-256 in `Content-Digest: sha-256=:…:`; other algorithms beside it are passed over.
fn digest(headers: &HeaderMap) -> Option<[u8; 32]> {
    let said = headers.get("content-digest")?.to_str().ok()?;
    let ours = said.split(',').find_map(|one| one.trim().strip_prefix("sha-256=:"))?;
    STANDARD.decode(ours.strip_suffix(':')?).ok()?.try_into().ok()
}

#[cfg(test)]
mod tests {
    use super::*;
    use axum::http::HeaderValue;

    fn read(said: &'static str) -> Option<[u8; 32]> {
        let mut headers = HeaderMap::new();
        headers.insert("content-digest", HeaderValue::from_static(said));
        digest(&headers)
    }

    #[test]
    fn only_the_digest_of_rfc_9530_is_read() {
        let empty = Some(sha256(b""));
        assert_eq!(read("sha-256=:47DEQpj8HBSa+/TImW+5JCeuQeRkm5NMpJWZG3hSuFU=:"), empty);
        assert_eq!(read("md5=:AAAA:, sha-256=:47DEQpj8HBSa+/TImW+5JCeuQeRkm5NMpJWZG3hSuFU=:"), empty);
        assert_eq!(read("sha-256=47DEQpj8HBSa+/TImW+5JCeuQeRkm5NMpJWZG3hSuFU="), None);
        assert_eq!(read("sha-256=:47DEQpj8:"), None);
        assert_eq!(read("sha-512=:47DEQpj8HBSa+/TImW+5JCeuQeRkm5NMpJWZG3hSuFU=:"), None);
    }
}
