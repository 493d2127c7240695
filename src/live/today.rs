//! What a person has to do, of every kind: Today's rows. Source: FOL-06

use domain::values::Moment;
use leptos::prelude::*;

use super::complaints::ComplaintLine;
use super::deliveries::{self, GiftLine};
use super::follow::ContactLine;
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
    /// Somebody is to get in touch with a customer whom no visit is planned to.
    Contact(ContactLine),
    /// Feedback was promised, by this person, or to them and is late.
    Feedback(RequestLine),
    /// A gift is to be handed over, or confirmed with the customer.
    Gift(GiftLine),
}

/// With when it is due, the most urgent first.
pub(super) fn due(
    desk: Desk,
    complaints: Memo<Vec<ComplaintLine>>,
    requests: Memo<Vec<RequestLine>>,
    contacts: Memo<Vec<(Moment, ContactLine)>>,
    today: Memo<i64>,
) -> Vec<(Moment, Due)> {
    // Whoever took it over answers; until then anybody may.
    let concerned = |line: &ComplaintLine| line.mine || line.state == "registered";
    let answer = |line: &ComplaintLine| {
        line.due.filter(|_| concerned(line)).map(|due| (due, Due::Answer(line.clone())))
    };
    let answers: Vec<_> = complaints.with(|all| all.iter().filter_map(answer).collect());
    let visits = visits::due(desk).into_iter().map(|(at, line)| (at, Due::Visit(line)));
    let gifts = deliveries::due(desk).into_iter().map(|(at, line)| (at, Due::Gift(line)));
    let waits = |line: &RequestLine| line.to_decide.is_some() || line.mine && line.state == "returned";
    // Who waits for feedback is told once it is late. Source: REQ-09
    let today = today.get();
    let told = |line: &RequestLine, due: Moment| line.mine || line.decided && due.day() < today;
    let of_request = |line: &RequestLine| {
        let asked = line.due.filter(|_| waits(line)).map(|due| (due, Due::Request(line.clone())));
        asked.or_else(|| {
            let due = line.feedback.filter(|due| told(line, *due))?;
            Some((due, Due::Feedback(line.clone())))
        })
    };
    let requests: Vec<_> = requests.with(|all| all.iter().filter_map(of_request).collect());
    let contacts = contacts.get().into_iter().map(|(at, line)| (at, Due::Contact(line)));
    let mut due: Vec<_> =
        answers.into_iter().chain(visits).chain(requests).chain(contacts).chain(gifts).collect();
    // Minutes count for a first answer; then what a colleague waits for; then what can be done at any time of the day.
    let rank = |due: &Due| match due {
        Due::Answer(_) => 0,
        Due::Request(_) => 1,
        Due::Visit(_) | Due::Contact(_) | Due::Feedback(_) | Due::Gift(_) => 2,
    };
    due.sort_by_key(|(at, due)| (rank(due), at.utc_ms));
    due
}
