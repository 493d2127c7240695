//! Requests to our own server: with the device's id and the digest of the body, and never without an end.

use base64::Engine as _;
use base64::engine::general_purpose::STANDARD;
use domain::values::DeviceId;
use gloo_net::http::{Method, RequestBuilder, Response};
use leptos::prelude::set_timeout_with_handle;
use std::time::Duration;
use sync::Answer;
use web_sys::AbortController;

/// How long a request may take, less what its body needs. Source: SYNC 5
const TIMEOUT_MS: u64 = 20_000;
/// Bytes that a bad link carries in a second.
const SLOW_BYTES: u64 = 32 * 1024;

/// One request.
pub(super) struct Ask<'a> {
    pub(super) method: Method,
    /// Below `/api/`.
    pub(super) path: &'a str,
    /// The media type of the body and the body.
    pub(super) body: Option<(&'a str, Vec<u8>)>,
    /// Further headers.
    pub(super) headers: &'a [(&'a str, String)],
}

impl Ask<'_> {
    /// Sends it. No network, a broken connection and a timeout are all [`Answer::Nothing`].
    pub(super) async fn send(self, device: DeviceId) -> Answer {
        let Ok(abort) = AbortController::new() else { return Answer::Nothing };
        let size = self.body.as_ref().map_or(0, |(_, body)| body.len() as u64);
        let end = Duration::from_millis(TIMEOUT_MS + size / SLOW_BYTES * 1000);
        let signal = abort.signal();
        let timer = set_timeout_with_handle(move || abort.abort(), end);
        let answer = self.answer(device, &signal).await;
        if let Ok(timer) = timer {
            timer.clear();
        }
        answer.unwrap_or(Answer::Nothing)
    }

    async fn answer(
        self,
        device: DeviceId,
        signal: &web_sys::AbortSignal,
    ) -> Result<Answer, gloo_net::Error> {
        let mut request = RequestBuilder::new(&format!("/api/{}", self.path))
            .method(self.method)
            .abort_signal(Some(signal))
            .header("X-Device", &device.to_string());
        for (name, value) in self.headers {
            request = request.header(name, value);
        }
        let request = match self.body {
            None => request.build()?,
            Some((media_type, body)) => {
                let digest = STANDARD.encode(sync::digest::sha256(&body));
                request
                    .header("Content-Type", media_type)
                    .header("Content-Digest", &format!("sha-256=:{digest}:"))
                    .body(js_sys::Uint8Array::from(body.as_slice()))?
            }
        };
        read(request.send().await?).await
    }
}

async fn read(response: Response) -> Result<Answer, gloo_net::Error> {
    let retry_after = response.headers().get("Retry-After").and_then(|text| text.parse().ok());
    let status = response.status();
    let body = response.binary().await?;
    Ok(Answer::Http { status, retry_after, body })
}

/// A POST with JSON.
pub(super) async fn post(path: &str, body: Vec<u8>, device: DeviceId) -> Answer {
    let body = Some(("application/json", body));
    Ask { method: Method::POST, path, body, headers: &[] }.send(device).await
}

/// A GET for JSON.
pub(super) async fn get(path: &str, device: DeviceId) -> Answer {
    let headers = [("Accept", "application/json".to_owned())];
    Ask { method: Method::GET, path, body: None, headers: &headers }.send(device).await
}
