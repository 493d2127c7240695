//! The plainest HTTP client: what a test writes is what goes over the line.

use super::canary;
use serde_json::Value;
use std::io::{BufRead as _, BufReader, Read as _, Write as _};
use std::net::{SocketAddr, TcpStream};
use std::path::PathBuf;
use std::time::Duration;
use sync::digest::sha256;

/// A person at a device: a cookie, a device's id, and what the browser adds by itself.
#[derive(Clone, Debug)]
pub(crate) struct Client {
    pub(crate) address: SocketAddr,
    pub(crate) device: String,
    pub(crate) cookie: Option<String>,
    pub(crate) user: Option<String>,
    pub(crate) epoch: Option<String>,
    /// For the canary scan of what comes back; none where the server is killed meanwhile.
    pub(crate) database: Option<PathBuf>,
    pub(crate) now_ms: i64,
}

/// One request, before it is sent: take away or alter what a test is about.
#[derive(Clone, Debug)]
pub(crate) struct Request {
    pub(crate) method: String,
    pub(crate) path: String,
    pub(crate) headers: Vec<(String, String)>,
    pub(crate) body: Vec<u8>,
}

#[derive(Clone, Debug)]
pub(crate) struct Answer {
    pub(crate) status: u16,
    pub(crate) headers: Vec<(String, String)>,
    pub(crate) body: Vec<u8>,
}

impl Request {
    pub(crate) fn with(mut self, name: &str, value: &str) -> Self {
        self = self.without(name);
        self.headers.push((name.to_owned(), value.to_owned()));
        self
    }

    pub(crate) fn without(mut self, name: &str) -> Self {
        self.headers.retain(|(known, _)| !known.eq_ignore_ascii_case(name));
        self
    }

    /// What goes over the line before the body.
    pub(crate) fn head(&self) -> String {
        let headers: String =
            self.headers.iter().fold(String::new(), |all, (name, value)| all + name + ": " + value + "\r\n");
        format!("{} {} HTTP/1.1\r\n{headers}\r\n", self.method, self.path)
    }

    /// Another body under the digest of the first.
    pub(crate) fn altered(mut self, body: &[u8]) -> Self {
        self.body = body.to_vec();
        self
    }
}

impl Answer {
    pub(crate) fn header(&self, name: &str) -> Option<&str> {
        self.headers
            .iter()
            .find(|(known, _)| known.eq_ignore_ascii_case(name))
            .map(|(_, value)| value.as_str())
    }

    #[track_caller]
    pub(crate) fn json(&self) -> Value {
        serde_json::from_slice(&self.body).unwrap_or_else(|_| panic!("no JSON: {}", self.text()))
    }

    pub(crate) fn text(&self) -> String {
        String::from_utf8_lossy(&self.body).into_owned()
    }

    /// A refusal of this status and code, in the shape of every refusal.
    #[track_caller]
    pub(crate) fn refused(&self, status: u16, code: &str) -> &Self {
        assert_eq!((self.status, self.code().as_str()), (status, code), "{}", self.text());
        self
    }

    /// The code of a refusal; it must be shaped as one.
    #[track_caller]
    pub(crate) fn code(&self) -> String {
        assert_eq!(self.header("content-type"), Some("application/problem+json"), "{}", self.text());
        assert_eq!(self.json()["status"], self.status);
        let must_say_when = matches!(self.status, 429 | 503);
        assert_eq!(self.header("retry-after").is_some(), must_say_when, "{}", self.text());
        self.json()["code"].as_str().unwrap().to_owned()
    }

    #[track_caller]
    pub(crate) fn fine(&self, status: u16) -> &Self {
        assert_eq!(self.status, status, "{}", self.text());
        self
    }

    /// The cookie it sets, as the browser would send it back.
    pub(crate) fn cookie(&self) -> Option<String> {
        self.header("set-cookie")?.split(';').next().map(str::to_owned)
    }
}

impl Client {
    fn request(&self, method: &str, path: &str, body: &[u8]) -> Request {
        let request = Request {
            method: method.to_owned(),
            path: format!("/api{path}"),
            headers: vec![
                ("Host".to_owned(), self.address.to_string()),
                ("Connection".to_owned(), "close".to_owned()),
                ("X-Device".to_owned(), self.device.clone()),
                ("Sec-Fetch-Site".to_owned(), "same-origin".to_owned()),
            ],
            body: body.to_vec(),
        };
        match &self.cookie {
            Some(cookie) => request.with("Cookie", cookie),
            None => request,
        }
    }

    pub(crate) fn get(&self, path: &str) -> Request {
        self.request("GET", path, b"")
    }

    pub(crate) fn empty_post(&self, path: &str) -> Request {
        self.request("POST", path, b"").with("Content-Length", "0")
    }

    pub(crate) fn post(&self, path: &str, body: &Value) -> Request {
        self.post_bytes(path, body.to_string().as_bytes())
    }

    pub(crate) fn post_bytes(&self, path: &str, body: &[u8]) -> Request {
        let request = self.request("POST", path, body).with("Content-Type", "application/json");
        request.with("Content-Digest", &digest(body)).with("Content-Length", &body.len().to_string())
    }

    /// A file of another system, as the browser sends it.
    pub(crate) fn upload(&self, name: &str, body: &[u8]) -> Request {
        let request = self.request("POST", "/admin/v1/imports", body);
        let request = request.with("Content-Type", "application/octet-stream").with("X-Name", name);
        request.with("Content-Digest", &digest(body)).with("Content-Length", &body.len().to_string())
    }

    pub(crate) fn put_bytes(&self, path: &str, body: &[u8], size: usize) -> Request {
        let request = self.request("PUT", path, body).with("Content-Type", "application/octet-stream");
        let request = request.with("X-Size", &size.to_string());
        request.with("Content-Digest", &digest(body)).with("Content-Length", &body.len().to_string())
    }

    /// Sends it, and keeps the cookie as a browser would.
    #[track_caller]
    pub(crate) fn send(&mut self, request: &Request) -> Answer {
        let answer = self.send_only(request);
        if let Some(cookie) = answer.cookie() {
            self.cookie = Some(cookie).filter(|cookie| !cookie.ends_with('='));
        }
        answer
    }

    /// Sends it and changes nothing here.
    #[track_caller]
    pub(crate) fn send_only(&self, request: &Request) -> Answer {
        self.try_send(request).expect("a head")
    }

    /// The same where the server may be gone; none without a whole head.
    #[track_caller]
    pub(crate) fn try_send(&self, request: &Request) -> Option<Answer> {
        let mut line = self.connect()?;
        line.write_all(request.head().as_bytes()).ok()?;
        Begun { who: self.clone(), request: request.clone(), line }.end()
    }

    fn connect(&self) -> Option<TcpStream> {
        let line = TcpStream::connect(self.address).ok()?;
        line.set_read_timeout(Some(Duration::from_secs(30))).unwrap();
        Some(line)
    }

    /// Sends the head, and keeps its body back.
    pub(crate) fn begin(&self, request: &Request) -> Begun {
        let mut line = self.connect().unwrap();
        line.write_all(request.head().as_bytes()).unwrap();
        Begun { who: self.clone(), request: request.clone(), line }
    }

    /// Sends a head without its end.
    pub(crate) fn begin_badly(&self, request: &Request) -> Begun {
        let mut line = self.connect().unwrap();
        let head = request.head();
        line.write_all(head.trim_end().as_bytes()).unwrap();
        Begun { who: self.clone(), request: request.clone(), line }
    }

    /// Opens a stream: the head of the answer, then its lines as they come.
    #[track_caller]
    pub(crate) fn listen(&self, request: &Request) -> (Answer, impl Iterator<Item = String> + use<>) {
        let begun = self.begin(request);
        let mut lines = BufReader::new(begun.line).lines().map_while(Result::ok);
        let head: Vec<String> = lines.by_ref().take_while(|line| !line.is_empty()).collect();
        let answer = parse(format!("{}\r\n\r\n", head.join("\r\n")).as_bytes()).unwrap();
        let (who, request, first) = (self.clone(), request.clone(), answer.clone());
        let each = lines.inspect(move |line| {
            let body = line.clone().into_bytes();
            who.look(&request, &Answer { body, ..first.clone() });
        });
        (answer, each)
    }

    /// Puts an answer to this person under the scan.
    #[track_caller]
    pub(crate) fn look(&self, request: &Request, answer: &Answer) {
        if let Some(database) = &self.database {
            let user = self.user.as_deref();
            canary::scan(&canary::Asker { database, user, now_ms: self.now_ms }, request, answer);
        }
    }
}

/// A request whose body is still to come. Dropped, it never comes.
pub(crate) struct Begun {
    who: Client,
    request: Request,
    line: TcpStream,
}

impl Begun {
    /// What comes until the server closes the line; nothing more is sent.
    pub(crate) fn rest(mut self) -> Vec<u8> {
        let mut bytes = Vec::new();
        self.line.read_to_end(&mut bytes).expect("closed, not kept open");
        bytes
    }

    /// Sends the body and reads the answer; none without a whole head.
    #[track_caller]
    pub(crate) fn end(mut self) -> Option<Answer> {
        // A server that refuses early closes before it has read everything.
        let _ = self.line.write_all(&self.request.body);
        let mut bytes = Vec::new();
        let _ = self.line.read_to_end(&mut bytes);
        let answer = parse(&bytes)?;
        self.who.look(&self.request, &answer);
        Some(answer)
    }
}

fn digest(body: &[u8]) -> String {
    use base64::Engine as _;
    format!("sha-256=:{}:", base64::engine::general_purpose::STANDARD.encode(sha256(body)))
}

fn parse(bytes: &[u8]) -> Option<Answer> {
    let end = bytes.windows(4).position(|four| four == b"\r\n\r\n")?;
    let head = std::str::from_utf8(&bytes[..end]).unwrap();
    let mut lines = head.split("\r\n");
    let status = lines.next().unwrap().split(' ').nth(1).unwrap().parse().unwrap();
    let headers: Vec<(String, String)> =
        lines.filter_map(|line| line.split_once(": ")).map(|(a, b)| (a.to_owned(), b.to_owned())).collect();
    let mut answer = Answer { status, headers, body: bytes[end + 4..].to_vec() };
    if answer.header("transfer-encoding") == Some("chunked") {
        answer.body = unchunk(&answer.body);
    }
    Some(answer)
}

fn unchunk(mut rest: &[u8]) -> Vec<u8> {
    let mut body = Vec::new();
    while let Some(end) = rest.windows(2).position(|two| two == b"\r\n") {
        let length = usize::from_str_radix(std::str::from_utf8(&rest[..end]).unwrap(), 16).unwrap();
        rest = &rest[end + 2..];
        body.extend(&rest[..length.min(rest.len())]);
        if length == 0 || rest.len() < length + 2 {
            break;
        }
        rest = &rest[length + 2..];
    }
    body
}
