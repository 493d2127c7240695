//! What a browser gets from the router, answer by answer.

use std::path::PathBuf;

use axum::Router;
use axum::body::{Body, to_bytes};
use axum::http::header::{CACHE_CONTROL, CONTENT_ENCODING, CONTENT_TYPE, ETAG};
use axum::http::{HeaderMap, Request, StatusCode};
use axum::routing::{get, post};
use tower::ServiceExt as _;

use super::{Kept, Options, Origin, router};

const SCRIPT: &str = "/huifang-0123456789abcdef.js";

/// A small built app in a folder of its own, gone when the test ends.
struct Site {
    folder: PathBuf,
    router: Router,
}

impl Site {
    fn new(test: &str, public_url: &str) -> Self {
        let folder = std::env::temp_dir().join(format!("huifang-web-{test}-{}", std::process::id()));
        let app = folder.join("app");
        std::fs::create_dir_all(&app).unwrap();
        for (name, text) in [
            ("index.html", "the page"),
            ("sw.js", "the worker"),
            ("huifang-0123456789abcdef.js", "plain"),
            ("huifang-0123456789abcdef.js.br", "as brotli"),
            ("huifang-0123456789abcdef.js.gz", "as gzip"),
            ("notes.md", "not for the public"),
        ] {
            std::fs::write(app.join(name), text).unwrap();
        }
        let api = Router::new()
            .route("/echo", post(|body: String| async move { body }))
            .route("/own", get(|| async { [(CACHE_CONTROL, "private"), (CONTENT_TYPE, "text/x")] }));
        let kept = Kept::take_in(&app, &folder.join("kept")).unwrap();
        let options = Options { origin: Origin::parse(public_url).unwrap(), kept };
        Self { router: router(app, api, Router::new(), options), folder }
    }

    async fn ask(&self, method: &str, path: &str, headers: &[(&str, &str)]) -> Answer {
        let mut request = Request::builder().method(method).uri(path);
        for (name, value) in headers {
            request = request.header(*name, *value);
        }
        let request = request.body(Body::empty()).unwrap();
        let (parts, body) = self.router.clone().oneshot(request).await.unwrap().into_parts();
        let bytes = to_bytes(body, usize::MAX).await.unwrap();
        Answer {
            status: parts.status,
            headers: parts.headers,
            body: String::from_utf8(bytes.to_vec()).unwrap(),
        }
    }

    async fn get(&self, path: &str) -> Answer {
        self.ask("GET", path, &[]).await
    }
}

impl Drop for Site {
    fn drop(&mut self) {
        let _ = std::fs::remove_dir_all(&self.folder);
    }
}

struct Answer {
    status: StatusCode,
    headers: HeaderMap,
    body: String,
}

impl Answer {
    #[track_caller]
    fn header(&self, name: impl AsRef<str>) -> &str {
        self.headers.get(name.as_ref()).map_or("", |value| value.to_str().unwrap())
    }
}

#[tokio::test]
async fn deep_links_are_the_page_and_missing_files_are_missing() {
    let site = Site::new("links", "http://127.0.0.1:1");
    for path in ["/", "/index.html", "/customers/7", "/search/%E5%BC%A0?x=a.b"] {
        let answer = site.get(path).await;
        assert_eq!((answer.status, answer.body.as_str()), (StatusCode::OK, "the page"), "{path}");
        assert_eq!(answer.header(CACHE_CONTROL), "no-cache");
        assert_eq!(answer.header(CONTENT_TYPE), "text/html; charset=utf-8");
    }
    for path in ["/gone-0123456789abcdef.js", "/sw2.js", "/notes.md", "/../Cargo.toml", "/sw.js/a.js"] {
        assert_eq!(site.get(path).await.status, StatusCode::NOT_FOUND, "{path}");
    }
    assert_eq!(site.ask("POST", "/customers/7", &[]).await.status, StatusCode::METHOD_NOT_ALLOWED);
}

#[tokio::test]
async fn the_best_packing_that_is_accepted_is_sent() {
    let site = Site::new("packing", "http://127.0.0.1:1");
    for (accept, body, encoding) in [
        ("gzip, deflate, br, zstd", "as brotli", "br"),
        ("gzip", "as gzip", "gzip"),
        ("br;q=0, gzip;q=0", "plain", ""),
        ("", "plain", ""),
    ] {
        let answer = site.ask("GET", SCRIPT, &[("accept-encoding", accept)]).await;
        assert_eq!((answer.body.as_str(), answer.header(CONTENT_ENCODING)), (body, encoding), "{accept}");
        assert_eq!(answer.header(CACHE_CONTROL), "public, max-age=31536000, immutable");
        assert_eq!(answer.header("vary"), "accept-encoding");
    }
}

#[tokio::test]
async fn what_is_known_is_not_sent_again() {
    let site = Site::new("etag", "http://127.0.0.1:1");
    let first = site.get("/sw.js").await;
    let etag = first.header(ETAG);
    let again = site.ask("GET", "/sw.js", &[("if-none-match", &format!("\"other\", W/{etag}"))]).await;
    assert_eq!((again.status, again.body.as_str()), (StatusCode::NOT_MODIFIED, ""));
    assert_eq!(again.header(ETAG), etag);
    let changed = site.ask("GET", "/sw.js", &[("if-none-match", "\"other\"")]).await;
    assert_eq!((changed.status, changed.body.as_str()), (StatusCode::OK, "the worker"));
}

#[tokio::test]
async fn a_file_of_an_earlier_build_is_still_there_but_never_an_earlier_page() {
    let site = Site::new("kept", "http://127.0.0.1:1");
    for name in ["huifang-0123456789abcdef.js", "huifang-0123456789abcdef.js.br", "index.html"] {
        std::fs::remove_file(site.folder.join("app").join(name)).unwrap();
    }
    assert_eq!(site.get(SCRIPT).await.body, "plain");
    assert_eq!(site.get("/").await.status, StatusCode::NOT_FOUND);
}

#[tokio::test]
async fn every_answer_carries_the_security_headers() {
    let site = Site::new("headers", "https://visits.example.org");
    for (method, path) in [
        ("GET", "/"),
        ("GET", SCRIPT),
        ("GET", "/gone.js"),
        ("POST", "/"),
        ("GET", "/api/health"),
        ("GET", "/api/unknown"),
        ("GET", "/api"),
        ("DELETE", "/api/health"),
        ("GET", "/api/own"),
        ("GET", "/livez"),
    ] {
        let answer = site.ask(method, path, &[]).await;
        let place = format!("{method} {path}");
        assert!(answer.header("content-security-policy").starts_with("default-src 'none'; "), "{place}");
        assert_eq!(answer.header("x-content-type-options"), "nosniff", "{place}");
        assert_eq!(answer.header("referrer-policy"), "no-referrer", "{place}");
        assert_eq!(answer.header("cross-origin-opener-policy"), "same-origin", "{place}");
        assert_eq!(answer.header("cross-origin-resource-policy"), "same-origin", "{place}");
        assert!(answer.header("permissions-policy").contains("camera=(self)"), "{place}");
        assert!(answer.header("strict-transport-security").starts_with("max-age=31536000"), "{place}");
        assert!(!answer.header(CACHE_CONTROL).is_empty(), "{place}");
    }
}

#[tokio::test]
async fn a_plain_server_promises_no_tls() {
    let site = Site::new("plain", "http://127.0.0.1:1");
    assert_eq!(site.get("/").await.header("strict-transport-security"), "");
}

#[tokio::test]
async fn the_api_is_never_stored_and_never_the_page() {
    let site = Site::new("api", "http://127.0.0.1:1");
    for (method, path, status) in [
        ("GET", "/api/health", StatusCode::OK),
        ("HEAD", "/api/health", StatusCode::OK),
        ("POST", "/api/echo", StatusCode::OK),
        ("GET", "/api/echo", StatusCode::METHOD_NOT_ALLOWED),
        ("GET", "/api/customers", StatusCode::NOT_FOUND),
        ("GET", "/api/", StatusCode::NOT_FOUND),
        ("GET", "/api", StatusCode::NOT_FOUND),
    ] {
        let answer = site.ask(method, path, &[]).await;
        assert_eq!(answer.status, status, "{method} {path}");
        assert_eq!(answer.header(CACHE_CONTROL), "no-store", "{method} {path}");
        assert_ne!(answer.body, "the page");
    }
    assert_eq!(site.get("/api/own").await.header(CACHE_CONTROL), "private", "a handler's own word stands");
}
