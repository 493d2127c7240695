//! Answers: read once, strictly. What cannot be read changes nothing.

use super::request::Ask;
use crate::wire::{ApiProblem, Fault, PullResponse, PushResponse, ScanHeader};

/// What came back.
#[derive(Clone, PartialEq, Eq, Debug)]
pub enum Answer {
    /// Nothing: no network, a broken connection, a timeout.
    Nothing,
    /// An HTTP answer.
    Http {
        /// The status.
        status: u16,
        /// `Retry-After`, in seconds.
        retry_after: Option<u32>,
        /// The body.
        body: Vec<u8>,
    },
}

/// What an answer means.
pub(super) enum Meaning {
    Push(PushResponse),
    Pull(PullResponse),
    Page(ScanHeader, String),
    /// The server said no, in its own words.
    Fault(ApiProblem, Option<u32>),
    /// A server's fault without words, or a proxy's.
    Failed(Option<u32>),
    /// Not an answer of ours: a captive portal, a truncated or altered body.
    Garbled,
    Nothing,
}

pub(super) fn read(ask: &Ask, answer: &Answer) -> Meaning {
    let Answer::Http { status, retry_after, body } = answer else { return Meaning::Nothing };
    if *status != 200 {
        return match serde_json::from_slice::<ApiProblem>(body) {
            Ok(problem) if problem.status == *status => Meaning::Fault(problem, *retry_after),
            _ if *status == 401 => Meaning::Fault(ApiProblem::of(Fault::SignedOut), None),
            _ if *status == 413 => Meaning::Fault(ApiProblem::of(Fault::TooLarge), None),
            _ if *status >= 500 || *status == 429 => Meaning::Failed(*retry_after),
            _ => Meaning::Garbled,
        };
    }
    match ask {
        Ask::Push(_) => serde_json::from_slice(body).map_or(Meaning::Garbled, Meaning::Push),
        Ask::Pull => serde_json::from_slice(body).map_or(Meaning::Garbled, Meaning::Pull),
        Ask::Scan(unit, _) => page(body)
            .filter(|(h, _)| h.scope == *unit)
            .map_or(Meaning::Garbled, |(header, text)| Meaning::Page(header, text)),
    }
}

/// A header line and a JSON list of as many rows as the header says.
fn page(body: &[u8]) -> Option<(ScanHeader, String)> {
    let text = std::str::from_utf8(body).ok()?;
    let (head, rows) = text.split_once('\n')?;
    Some((serde_json::from_slice(head.as_bytes()).ok()?, rows.to_owned()))
}
