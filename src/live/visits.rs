//! Visits as lists and pages show them.

use std::cmp::Reverse;

use domain::card::Card;
use domain::form::{Draft, Form as _};
use domain::values::Moment;
use domain::visit::{Report, VisitForm};
use domain::{Kind, Record, RecordId};
use leptos::prelude::*;

use super::complaints::{Journey, Sending, journey, sending};
use super::{Loaded, customer, sync};
use crate::shell::{Cards, Desk, Held, Opened, clock};

/// One visit in a list.
#[derive(Clone, PartialEq, Eq, Hash, Debug)]
pub struct VisitLine {
    /// Its id.
    pub id: RecordId,
    /// The code of its state.
    pub state: String,
    /// The code of how it was, or is to be, done.
    pub way: String,
    /// The code of what it is for.
    pub purpose: String,
    /// What came of it.
    pub result: String,
    /// When it was, or is to be.
    pub at: Moment,
    /// Where it is on its way.
    pub sending: Sending,
}

/// One visit to read.
#[derive(Clone, PartialEq, Debug)]
pub struct VisitDetail {
    /// What a list says of it.
    pub line: VisitLine,
    /// Whom it was to.
    pub customer: RecordId,
    /// Their name.
    pub name: String,
    /// Who reported it, else whose visit it is.
    pub by: String,
    /// The report, as the form's draft; none while there is none.
    pub report: Option<Draft>,
    /// How long it took, in minutes.
    pub minutes: Option<i64>,
    /// Its way to the server.
    pub journey: Journey,
}

/// The visits to one customer, newest first.
pub(super) fn of_customer(desk: Desk, customer: RecordId) -> Vec<VisitLine> {
    let held = desk.held.get();
    desk.cards(|cards| {
        let mut own: Vec<&Card> =
            cards.of(Kind::Visit).filter(|card| card.parent == Some(customer)).collect();
        own.sort_unstable_by_key(|card| Reverse((card.face.at_ms, card.id)));
        own.into_iter().map(|card| line(cards, card, &held)).collect()
    })
}

pub(super) fn detail(desk: Desk, id: &str) -> Loaded<VisitDetail> {
    let Ok(id) = id.parse::<RecordId>() else { return Loaded::Missing };
    let visit = match desk.open_record(id) {
        Opened::Here(record) => match *record {
            Record::Visit(visit) => visit,
            _ => return Loaded::Missing,
        },
        Opened::Reading => return Loaded::Waiting,
        Opened::Missing => return Loaded::Missing,
    };
    let held = desk.held.get();
    let report = visit.report_for(desk.user.get());
    let by = visit.reports().find(|(_, one)| Some(*one) == report).map_or(visit.visitor(), |(by, _)| by);
    let photos = report.map(VisitForm::show).unwrap_or_default();
    let photos = photos.many(domain::visit::keys::PHOTOS);
    let shown = desk.cards(|cards| {
        let line = line(cards, cards.get(id)?, &held);
        let name = cards.get(visit.customer()).map(|card| card.face.title.clone()).unwrap_or_default();
        Some((line, name, sync::stored(cards, photos.iter().filter_map(|id| id.parse().ok()))))
    });
    let Some((line, name, files)) = shown else { return Loaded::Missing };
    Loaded::Ready(VisitDetail {
        line,
        customer: visit.customer(),
        name,
        by: customer::colleague(desk, by),
        minutes: report.map(Report::length_min),
        report: report.map(VisitForm::show),
        journey: journey(id, &held, files),
    })
}

fn line(cards: Cards<'_>, card: &Card, held: &[Held]) -> VisitLine {
    let face = &card.face;
    let mut marks = face.marks.iter().cloned();
    VisitLine {
        id: card.id,
        state: face.state.clone(),
        way: marks.next().unwrap_or_default(),
        purpose: marks.next().unwrap_or_default(),
        result: face.note.clone(),
        at: Moment::new(face.at_ms, clock::now().offset_min),
        sending: sending(card.id, held, sync::files_of(cards, card.id, held)),
    }
}
