//! One customer as its page shows it, and who looks after it.

use domain::access::Pair;
use domain::calendar::Calendar;
use domain::customer::{Customer, ProfileForm};
use domain::form::{Draft, Form as _};
use domain::people::Role;
use domain::values::Moment;
use domain::{Record, RecordId, UserId};
use leptos::prelude::*;

use super::Loaded;
use super::complaints::{self, ComplaintLine, Journey, Sending};
use super::deliveries::{self, GiftLine};
use super::follow::{self, ContactLine};
use super::requests::{self, RequestLine};
use super::visits::{self, VisitLine};
use crate::shell::{Desk, Opened};

/// One customer to read.
#[derive(Clone, PartialEq, Debug)]
pub struct CustomerDetail {
    /// Its id.
    pub id: RecordId,
    /// The number, or the provisional one.
    pub number: String,
    /// What the file says, as the form's draft.
    pub profile: Draft,
    /// The ids of the contacts, in their order.
    pub contacts: Vec<String>,
    /// The number to call first: whose, as typed, as dialled.
    pub call: Option<(String, String, String)>,
    /// Who looks after the customer in service.
    pub owner: String,
    /// Who sells to them.
    pub salesperson: String,
    /// Both of them.
    pub pair: Pair,
    /// Since when there is a file.
    pub since: Moment,
    /// What the rules ask to be done, and by when.
    pub contact: Option<(Moment, ContactLine)>,
    /// What was said in anger and is not settled, newest first.
    pub complaints: Vec<ComplaintLine>,
    /// The visits, newest first.
    pub visits: Vec<VisitLine>,
    /// What was asked for, newest first.
    pub requests: Vec<RequestLine>,
    /// What was given to them and is to be, newest first.
    pub gifts: Vec<GiftLine>,
    /// Where it is on its way.
    pub sending: Sending,
    /// Its way to the server.
    pub journey: Journey,
}

pub(super) fn detail(desk: Desk, calendar: Memo<Calendar>, id: &str) -> Loaded<CustomerDetail> {
    let Ok(id) = id.parse::<RecordId>() else { return Loaded::Missing };
    match desk.open_record(id) {
        Opened::Here(record) => match *record {
            Record::Customer(customer) => Loaded::Ready(shown(desk, calendar, id, &customer)),
            _ => Loaded::Missing,
        },
        Opened::Reading => Loaded::Waiting,
        Opened::Missing => Loaded::Missing,
    }
}

fn shown(desk: Desk, calendar: Memo<Calendar>, id: RecordId, customer: &Customer) -> CustomerDetail {
    let profile = &customer.profile;
    let Pair { owner, salesperson } = customer.pair;
    let held = desk.held.get();
    CustomerDetail {
        id,
        number: customer.number.map_or_else(|| complaints::provisional(id), |number| number.to_string()),
        profile: ProfileForm::show(profile),
        contacts: profile.contacts().map(|contact| contact.id.to_owned()).collect(),
        call: profile.to_call().map(|(name, phone)| (name, phone.typed().to_owned(), phone.dial())),
        owner: colleague(desk, owner),
        salesperson: colleague(desk, salesperson),
        pair: customer.pair,
        since: customer.registered_at,
        contact: follow::of_customer(desk, calendar, id),
        complaints: complaints::of_customer(desk, id),
        visits: visits::of_customer(desk, id),
        requests: requests::of_customer(desk, id),
        gifts: deliveries::of_customer(desk, id),
        sending: complaints::sending(id, &held, (0, 0)),
        journey: complaints::journey(id, &held, (0, 0)),
    }
}

/// The name of a colleague; of none, nothing.
pub(super) fn colleague(desk: Desk, user: Option<UserId>) -> String {
    user.and_then(|user| desk.card(user.into())).map_or_else(String::new, |card| card.face.title)
}

/// The name of who is signed in.
pub(super) fn person(desk: Desk) -> Option<String> {
    let user = desk.user.get()?;
    let known = desk.card(user.into()).map(|card| card.face.title);
    known.or_else(|| desk.name.get())
}

/// A rep opens files in their own name: as the salesperson, if they sell, else as the service owner. Source: CUS-06
pub(super) fn own_pair(desk: Desk) -> Pair {
    let user = desk.user.get_untracked();
    let sells = untrack(|| user.and_then(|user| desk.card(user.into()))).is_some_and(|card| {
        let has = |role: &str| card.face.marks.iter().any(|mark| mark == role);
        has(Role::SalesRep.code()) && !has(Role::ServiceRep.code())
    });
    if sells { Pair { owner: None, salesperson: user } } else { Pair { owner: user, salesperson: None } }
}
