//! What Today costs: whom to get in touch with, from the cards of all customers and of all visits to them. Source: FOL-06

use domain::calendar::Calendar;
use domain::card::{Card, Face};
use domain::customer::{Stage, Tier};
use domain::follow::{contacts, duty};
use domain::values::{Moment, RecordId, day_text, derived_id};
use domain::visit::{State, Way};
use domain::{Kind, Policy};
use wasm_bindgen::prelude::*;

/// Visits that were made to each customer.
const VISITS: u32 = 3;
const DAY_MS: i64 = 24 * 60 * 60_000;

/// The cards on somebody's device, and the time.
#[wasm_bindgen]
pub struct Day {
    customers: Vec<Card>,
    visits: Vec<Card>,
    now: Moment,
}

#[wasm_bindgen]
impl Day {
    /// So many customers, looked after more and less closely, who ordered between today and half a year ago; three visits to
    /// each, and to every tenth one that is planned.
    #[wasm_bindgen(constructor)]
    pub fn new(customers: u32, now_ms: f64) -> Day {
        #[expect(clippy::cast_possible_truncation, reason = "whole milliseconds of this century")]
        let now = Moment::new(now_ms as i64, 480);
        let visits = (0..customers).flat_map(|n| (0..=VISITS).filter_map(move |k| visit(n, k, now)));
        Self { customers: (0..customers).map(|n| customer(n, now)).collect(), visits: visits.collect(), now }
    }

    /// Works the day out, as `live::follow` of the app does; answers how many are to be got in touch with.
    pub fn duties(&self) -> usize {
        let Some(today) = self.now.date() else { return 0 };
        let (policy, calendar) = (Policy::default(), Calendar::default());
        let known = contacts(self.customers.iter(), self.visits.iter(), self.now.offset_min, today);
        known.values().filter_map(|contacts| duty(contacts, &policy, &calendar, today)).count()
    }
}

fn id(n: u32, k: u32) -> RecordId {
    let mut bytes = [0_u8; 32];
    for (to, from) in bytes.iter_mut().zip(n.to_be_bytes().into_iter().chain(k.to_be_bytes())) {
        *to = from;
    }
    RecordId(derived_id(bytes))
}

fn ago(now: Moment, days: u32) -> Moment {
    now.plus_ms(-i64::from(days) * DAY_MS)
}

fn customer(n: u32, now: Moment) -> Card {
    let tier = match n % 3 {
        0 => Tier::Core,
        1 => Tier::Key,
        _ => Tier::General,
    };
    let ordered = ago(now, n % 180).date().map(day_text).unwrap_or_default();
    let vip = if n.is_multiple_of(50) { "vip" } else { "" };
    let marks = ["company", tier.code(), "b", vip, "", &ordered].map(str::to_owned).to_vec();
    let face = Face {
        state: Stage::Customer.code().to_owned(),
        at_ms: ago(now, 400).utc_ms,
        marks,
        ..Face::default()
    };
    Card { id: id(n, 0), kind: Kind::Customer, parent: None, face }
}

fn visit(n: u32, k: u32, now: Moment) -> Option<Card> {
    let planned = k == VISITS;
    if planned && !n.is_multiple_of(10) {
        return None;
    }
    let way = if n.is_multiple_of(7) { Way::OnSite } else { Way::Phone };
    let state = if planned { State::Planned } else { State::Finished };
    let at_ms = ago(now, 5 + k * 20 + n % 30).utc_ms;
    let due_ms = planned.then(|| now.plus_ms(i64::from(n % 9) * DAY_MS).utc_ms);
    let marks = [way.code(), "regular", "", "0", ""].map(str::to_owned).to_vec();
    let face = Face { state: state.code().to_owned(), at_ms, due_ms, marks, ..Face::default() };
    Some(Card { id: id(n, k + 1), kind: Kind::Visit, parent: Some(id(n, 0)), face })
}
