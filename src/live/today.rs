//! What a person has to do, of every kind: Today's rows. Source: FOL-01

use domain::values::Moment;
use leptos::prelude::*;

use super::complaints::ComplaintLine;
use super::requests::RequestLine;
use super::visits::{self, VisitLine};
use crate::shell::Desk;

/// Something to do.
#[derive(Clone, PartialEq, Eq, Hash, Debug)]
pub enum Due {
    /// A customer waits for a first answer.
    Answer(ComplaintLine),
    /// A visit is to be made, or finished.
    Visit(VisitLine),
    /// A request waits for this person's word, or came back to be changed.
    Request(RequestLine),
}

/// With when it is due, the most urgent first.
pub(super) fn due(
    desk: Desk,
    complaints: Memo<Vec<ComplaintLine>>,
    requests: Memo<Vec<RequestLine>>,
) -> Vec<(Moment, Due)> {
    let answers: Vec<_> = complaints
        .with(|all| all.iter().filter_map(|line| Some((line.due?, Due::Answer(line.clone())))).collect());
    let visits = visits::due(desk).into_iter().map(|(at, line)| (at, Due::Visit(line)));
    let waits = |line: &RequestLine| line.to_decide.is_some() || line.mine && line.state == "returned";
    let requests: Vec<_> = requests.with(|all| {
        let waiting = all.iter().filter(|line| waits(line));
        waiting.filter_map(|line| Some((line.due?, Due::Request(line.clone())))).collect()
    });
    let mut due: Vec<_> = answers.into_iter().chain(visits).chain(requests).collect();
    due.sort_by_key(|(at, _)| at.utc_ms);
    due
}
