//! Customers and people as lists and pages show them.

use domain::card::Card;
use domain::{Kind, RecordId};
use leptos::prelude::*;

use crate::shell::Desk;

/// One customer in a list.
#[derive(Clone, PartialEq, Debug)]
pub struct CustomerLine {
    /// Its id.
    pub id: RecordId,
    /// The full name.
    pub name: String,
    /// Where to visit.
    pub address: String,
    /// Other names, and the digits of numbers.
    pub keys: Vec<String>,
}

impl CustomerLine {
    /// Whether any of it contains these words.
    pub fn fits(&self, words: &str) -> bool {
        let words = words.trim().to_lowercase();
        let mut texts = self.keys.iter().chain([&self.name]);
        texts.any(|text| text.to_lowercase().contains(&words))
    }
}

pub(super) fn lines(desk: Desk) -> Vec<CustomerLine> {
    desk.cards(|cards| {
        let mut by_name: Vec<&Card> = cards.of(Kind::Customer).collect();
        by_name.sort_unstable_by(|one, other| (&one.face.title, one.id).cmp(&(&other.face.title, other.id)));
        by_name.into_iter().map(line).collect()
    })
}

fn line(card: &Card) -> CustomerLine {
    CustomerLine {
        id: card.id,
        name: card.face.title.clone(),
        address: card.face.note.clone(),
        keys: card.face.keys.clone(),
    }
}

/// The name of who is signed in.
pub(super) fn person(desk: Desk) -> Option<String> {
    let user = desk.user.get()?;
    let known = desk.card(user.into()).map(|card| card.face.title);
    known.or_else(|| desk.name.get())
}
