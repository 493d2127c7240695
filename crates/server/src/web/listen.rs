//! Taking connections: whoever begins a request must end it, and each request says from which address it comes.
//!
//! `axum::serve` gives a client for ever to send a head, so a few hundred half requests would take every file
//! descriptor (slow-loris). Bodies have an end of their own: the guard's patience.

use std::convert::Infallible;
use std::net::IpAddr;
use std::pin::pin;
use std::time::Duration;

use axum::Router;
use axum::body::Body;
use axum::http::{HeaderMap, Request};
use axum::response::Response;
use hyper::body::Incoming;
use hyper::server::conn::http1;
use hyper::service::service_fn;
use hyper_util::rt::{TokioIo, TokioTimer};
use hyper_util::server::graceful::GracefulShutdown;
use tokio::net::TcpListener;
use tower::ServiceExt as _;

/// How connections are taken.
#[derive(Debug, Clone)]
pub struct Manners {
    /// How long a client may take for the head of a request; also how long a connection may lie idle.
    pub head: Duration,
    /// The addresses of proxies whose `X-Forwarded-For` is believed, besides this machine's own.
    pub proxies: Vec<IpAddr>,
}

impl Default for Manners {
    fn default() -> Self {
        Self { head: Duration::from_secs(30), proxies: Vec::new() }
    }
}

/// Where a request comes from, as far as that can be known. An extension of every request.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Caller(pub IpAddr);

/// Serves until `stop` is done, then lets the requests under way end.
pub async fn serve(listener: TcpListener, site: Router, manners: Manners, stop: impl Future<Output = ()>) {
    let mut server = http1::Builder::new();
    server.timer(TokioTimer::new()).header_read_timeout(manners.head);
    let graceful = GracefulShutdown::new();
    let mut stop = pin!(stop);
    loop {
        let taken = tokio::select! {
            () = &mut stop => break,
            taken = listener.accept() => taken,
        };
        let Ok((line, from)) = taken else {
            // No descriptor left, or the client is gone already: others may still be served.
            tokio::time::sleep(Duration::from_millis(100)).await;
            continue;
        };
        let from = from.ip();
        // Answers are small, and somebody waits for each.
        let _ = line.set_nodelay(true);
        let (site, proxies) = (site.clone(), manners.proxies.clone());
        let answer =
            service_fn(move |request| answer(site.clone(), caller(from, &proxies, &request), request));
        let connection = server.serve_connection(TokioIo::new(line), answer);
        tokio::spawn(graceful.watch(connection));
    }
    drop(listener);
    graceful.shutdown().await;
}

async fn answer(
    site: Router,
    caller: Caller,
    mut request: Request<Incoming>,
) -> Result<Response, Infallible> {
    request.extensions_mut().insert(caller);
    site.oneshot(request.map(Body::new)).await
}

/// A proxy adds the address it was asked from at the end of `X-Forwarded-For`; what stands before it anybody can
/// write. From others than a known proxy the header says nothing.
fn caller<B>(from: IpAddr, proxies: &[IpAddr], request: &Request<B>) -> Caller {
    let known = from.is_loopback() || proxies.contains(&from);
    Caller(forwarded(request.headers()).filter(|_| known).unwrap_or(from))
}

fn forwarded(headers: &HeaderMap) -> Option<IpAddr> {
    let last = headers.get_all("x-forwarded-for").into_iter().next_back()?.to_str().ok()?;
    last.rsplit(',').next()?.trim().parse().ok()
}

#[cfg(test)]
mod tests {
    use super::*;
    use std::net::{Ipv4Addr, Ipv6Addr};

    const PROXY: IpAddr = IpAddr::V4(Ipv4Addr::new(10, 0, 0, 1));

    #[track_caller]
    fn check(from: IpAddr, lines: &[&str], want: &str) {
        let mut request = Request::new(());
        for line in lines {
            request.headers_mut().append("x-forwarded-for", line.parse().unwrap());
        }
        assert_eq!(caller(from, &[PROXY], &request), Caller(want.parse().unwrap()), "{from} {lines:?}");
    }

    #[test]
    fn only_the_last_word_of_a_known_proxy_is_believed() {
        let (stranger, local) = (IpAddr::V4(Ipv4Addr::new(203, 0, 113, 9)), IpAddr::V6(Ipv6Addr::LOCALHOST));
        check(stranger, &[], "203.0.113.9");
        check(stranger, &["198.51.100.7"], "203.0.113.9");
        for known in [PROXY, local] {
            check(known, &["198.51.100.7"], "198.51.100.7");
            check(known, &["192.0.2.1, 198.51.100.7"], "198.51.100.7");
            check(known, &["192.0.2.1", "2001:db8::1"], "2001:db8::1");
        }
        check(PROXY, &["unknown"], "10.0.0.1");
        check(PROXY, &[], "10.0.0.1");
    }
}
