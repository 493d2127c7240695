//! The built app: which file answers which path, how it is packed, how long it may be kept.

use std::io;
use std::path::{Path, PathBuf};
use std::sync::Arc;

use axum::body::Body;
use axum::extract::State;
use axum::http::header::{
    ACCEPT_ENCODING, ALLOW, CACHE_CONTROL, CONTENT_ENCODING, CONTENT_TYPE, ETAG, IF_NONE_MATCH, VARY,
};
use axum::http::{HeaderMap, Method, Request, StatusCode, Uri};
use axum::response::{IntoResponse, Response};
use sha2::{Digest as _, Sha256};

use super::Kept;

/// Ask again each time; with the `ETag` that costs a 304.
const ASK_AGAIN: &str = "no-cache";
/// The name changes with the content.
const FOR_EVER: &str = "public, max-age=31536000, immutable";

/// The folder with the built app, and the hashed files of earlier builds.
#[derive(Debug)]
pub(super) struct Files {
    app: PathBuf,
    kept: Kept,
}

/// What of the folder a path asks for.
#[derive(Debug, PartialEq, Eq)]
enum Asked<'a> {
    /// A place inside the app: the page itself, whose router reads the address.
    Page,
    /// A file by its name.
    File(&'a str),
    /// No name that this folder can hold.
    Nothing,
}

impl<'a> Asked<'a> {
    /// A last segment with a dot is a file and never the page: a script that is gone must fail as a script.
    fn of(path: &'a str) -> Self {
        let path = path.trim_start_matches('/');
        let last = path.rsplit('/').next().unwrap_or_default();
        if path.split('/').next() == Some("api") {
            Self::Nothing
        } else if !last.contains('.') {
            Self::Page
        } else if is_plain(path) {
            Self::File(path)
        } else {
            Self::Nothing
        }
    }
}

/// Neither `..`, hidden files, escapes nor separators of other systems; our own names never need them.
fn is_plain(path: &str) -> bool {
    path.split('/').all(|part| {
        !part.is_empty()
            && !part.starts_with('.')
            && part.bytes().all(|b| b.is_ascii_alphanumeric() || b"._-".contains(&b))
    })
}

/// Trunk puts 16 hexadecimal digits of the content into the name.
pub(super) fn is_hashed(name: &str) -> bool {
    let name = name.rsplit('/').next().unwrap_or_default();
    name.split(['-', '.', '_']).skip(1).any(|part| {
        part.len() == 16 && part.bytes().all(|b| b.is_ascii_digit() || (b'a'..=b'f').contains(&b))
    })
}

fn content_type(name: &str) -> Option<&'static str> {
    Some(match name.rsplit('.').next()? {
        "html" => "text/html; charset=utf-8",
        "css" => "text/css; charset=utf-8",
        "js" => "text/javascript; charset=utf-8",
        "json" => "application/json",
        "webmanifest" => "application/manifest+json",
        "wasm" => "application/wasm",
        "svg" => "image/svg+xml",
        "png" => "image/png",
        "ico" => "image/x-icon",
        "webp" => "image/webp",
        "woff2" => "font/woff2",
        // The readings of characters.
        "bin" => "application/octet-stream",
        "txt" => "text/plain; charset=utf-8",
        // What the build never makes is not served, whatever lies in the folder.
        _ => return None,
    })
}

/// How a body is packed on the wire.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum Packing {
    Brotli,
    Gzip,
    Plain,
}

impl Packing {
    const BEST_FIRST: [Self; 3] = [Self::Brotli, Self::Gzip, Self::Plain];

    const fn token(self) -> &'static str {
        match self {
            Self::Brotli => "br",
            Self::Gzip => "gzip",
            Self::Plain => "identity",
        }
    }

    const fn suffix(self) -> &'static str {
        match self {
            Self::Brotli => ".br",
            Self::Gzip => ".gz",
            Self::Plain => "",
        }
    }

    fn is_accepted(self, header: &str) -> bool {
        self == Self::Plain
            || header.split(',').any(|item| {
                let (token, weight) = item.split_once(';').unwrap_or((item, ""));
                let refused = weight.split_once('=').is_some_and(|(_, q)| q.trim().parse() == Ok(0.0));
                token.trim().eq_ignore_ascii_case(self.token()) && !refused
            })
    }
}

impl Files {
    pub(super) fn new(app: PathBuf, kept: Kept) -> Self {
        Self { app, kept }
    }

    /// The bytes in the best packing that lies ready and is accepted.
    async fn read(&self, name: &str, accepted: &str) -> io::Result<(Packing, Vec<u8>)> {
        let folders: &[&Path] = if is_hashed(name) { &[&self.app, self.kept.folder()] } else { &[&self.app] };
        for folder in folders {
            for packing in Packing::BEST_FIRST {
                if !packing.is_accepted(accepted) {
                    continue;
                }
                match tokio::fs::read(folder.join(format!("{name}{}", packing.suffix()))).await {
                    Ok(bytes) => return Ok((packing, bytes)),
                    Err(error) if is_absence(&error) => {}
                    Err(error) => return Err(error),
                }
            }
        }
        Err(io::ErrorKind::NotFound.into())
    }

    async fn answer(&self, name: &str, asked: &HeaderMap) -> Response {
        let Some(content_type) = content_type(name) else {
            return StatusCode::NOT_FOUND.into_response();
        };
        let header = |name| asked.get(name).and_then(|value| value.to_str().ok()).unwrap_or_default();
        let (packing, bytes) = match self.read(name, header(ACCEPT_ENCODING)).await {
            Ok(found) => found,
            Err(error) if is_absence(&error) => return StatusCode::NOT_FOUND.into_response(),
            // The folder cannot be read: not the client's fault, and it may mend itself.
            Err(_unreadable) => return StatusCode::SERVICE_UNAVAILABLE.into_response(),
        };
        let etag = etag(&bytes);
        let cache = if is_hashed(name) { FOR_EVER } else { ASK_AGAIN };
        let common = [(CACHE_CONTROL, cache), (VARY, "accept-encoding"), (ETAG, etag.as_str())];
        if header(IF_NONE_MATCH).split(',').any(|known| known.trim().trim_start_matches("W/") == etag) {
            return (StatusCode::NOT_MODIFIED, common).into_response();
        }
        let mut response = (common, [(CONTENT_TYPE, content_type)], Body::from(bytes)).into_response();
        if packing != Packing::Plain
            && let Ok(token) = packing.token().parse()
        {
            response.headers_mut().insert(CONTENT_ENCODING, token);
        }
        response
    }
}

/// A path below a file (`/sw.js/x.js`) is as absent as one that never was.
fn is_absence(error: &io::Error) -> bool {
    matches!(
        error.kind(),
        io::ErrorKind::NotFound | io::ErrorKind::NotADirectory | io::ErrorKind::IsADirectory
    )
}

/// Of the bytes as sent, so each packing has its own. 128 bits are far more than chance needs.
fn etag(bytes: &[u8]) -> String {
    let digest = Sha256::digest(bytes);
    let half = digest.first_chunk().map_or(0, |bytes| u128::from_be_bytes(*bytes));
    format!("\"{half:032x}\"")
}

/// Answers what no other route knows.
pub(super) async fn serve(State(files): State<Arc<Files>>, uri: Uri, request: Request<Body>) -> Response {
    if !matches!(*request.method(), Method::GET | Method::HEAD) {
        return (StatusCode::METHOD_NOT_ALLOWED, [(ALLOW, "GET, HEAD")]).into_response();
    }
    match Asked::of(uri.path()) {
        Asked::Page => files.answer("index.html", request.headers()).await,
        Asked::File(name) => files.answer(name, request.headers()).await,
        Asked::Nothing => StatusCode::NOT_FOUND.into_response(),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[track_caller]
    fn check(path: &str, want: Asked) {
        assert_eq!(Asked::of(path), want, "{path}");
    }

    #[test]
    fn places_inside_the_app_are_the_page() {
        check("/", Asked::Page);
        check("/customers/0193/visits", Asked::Page);
        check("/search/%E5%BC%A0", Asked::Page);
        check("/apiary", Asked::Page);
    }

    #[test]
    fn a_name_with_a_dot_is_a_file() {
        check("/huifang-0123456789abcdef.js", Asked::File("huifang-0123456789abcdef.js"));
        check("/icons/192.png", Asked::File("icons/192.png"));
    }

    #[test]
    fn nothing_leads_out_of_the_folder() {
        for path in ["/../Cargo.toml", "/a/../../b.js", "/.env", "/a//b.js", "/%2e%2e/b.js", "/a\\b.js"] {
            check(path, Asked::Nothing);
        }
    }

    #[test]
    fn the_api_is_never_the_page() {
        check("/api", Asked::Nothing);
        check("/api/x.js", Asked::Nothing);
        check("//api/x", Asked::Nothing);
    }

    #[test]
    fn only_names_with_the_content_in_them_are_for_ever() {
        for name in ["a-0123456789abcdef.js", "a-0123456789abcdef_bg.wasm", "x/base-00112233aabbccdd.css"] {
            assert!(is_hashed(name), "{name}");
        }
        for name in ["index.html", "sw.js", "a-0123456789abcdeg.js", "0123456789abcdef.js", "a-0123.js"] {
            assert!(!is_hashed(name), "{name}");
        }
    }

    #[test]
    fn a_packing_is_used_only_if_accepted() {
        assert!(Packing::Brotli.is_accepted("gzip, deflate, br"));
        assert!(Packing::Gzip.is_accepted("GZIP;q=0.5"));
        assert!(!Packing::Brotli.is_accepted("gzip, br;q=0"));
        assert!(!Packing::Brotli.is_accepted(""));
        assert!(Packing::Plain.is_accepted("br"));
    }
}
