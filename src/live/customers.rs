//! Customers and people as lists and pages show them.

use std::collections::BTreeMap;

use domain::customer::Customer;
use domain::values::Phone;
use domain::{Record, RecordId};
use leptos::prelude::*;

use crate::shell::Desk;

/// One customer in a list.
#[derive(Clone, PartialEq, Debug)]
pub struct CustomerLine {
    /// Its id.
    pub id: RecordId,
    /// The full name.
    pub name: String,
    /// The name colleagues use.
    pub short: String,
    /// The main number, as typed.
    pub phone: String,
    /// Where to visit.
    pub address: String,
}

impl CustomerLine {
    /// Whether any of it contains these words.
    pub fn fits(&self, words: &str) -> bool {
        let words = words.trim().to_lowercase();
        let has = |text: &str| text.to_lowercase().contains(&words);
        let digits: String = words.chars().filter(char::is_ascii_digit).collect();
        let number: String = self.phone.chars().filter(char::is_ascii_digit).collect();
        has(&self.name) || has(&self.short) || (digits.len() > 2 && number.contains(&digits))
    }
}

pub(super) fn lines(desk: Desk) -> Vec<CustomerLine> {
    desk.records.with(|records| {
        let customers = records.iter().filter_map(|(id, record)| match record {
            Record::Customer(customer) => Some(((customer.profile.name.as_str(), *id), customer)),
            _ => None,
        });
        // A map by what orders them.
        let ordered: BTreeMap<_, _> = customers.collect();
        ordered.into_iter().map(|((_, id), customer)| line(id, customer)).collect()
    })
}

fn line(id: RecordId, customer: &Customer) -> CustomerLine {
    let profile = &customer.profile;
    CustomerLine {
        id,
        name: profile.name.clone(),
        short: profile.short_name.clone().unwrap_or_default(),
        phone: profile.phone.as_ref().map(Phone::typed).unwrap_or_default().to_owned(),
        address: profile.address.clone().unwrap_or_default(),
    }
}

/// The name of a customer; of one that is not on this device, nothing.
pub(super) fn name(desk: Desk, id: RecordId) -> String {
    desk.records.with(|records| match records.get(&id) {
        Some(Record::Customer(customer)) => customer.profile.name.clone(),
        _ => String::new(),
    })
}

/// The name of who is signed in.
pub(super) fn person(desk: Desk) -> Option<String> {
    let user = desk.user.get()?;
    let known = desk.records.with(|records| match records.get(&user.into()) {
        Some(Record::Person(person)) => Some(person.name.clone()),
        _ => None,
    });
    known.or_else(|| desk.name.get())
}
