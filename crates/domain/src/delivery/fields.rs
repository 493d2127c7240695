//! The tables of a delivery: what is given, and what was confirmed. Source: GIF-02, GIF-04, GIF-08

use super::choices::{Arrival, Giver, Sort};
use crate::form::{Field, Input, Merge};

/// The keys of the forms' fields.
pub mod keys {
    /// What is given, in words.
    pub const ITEM: &str = "gift-item";
    /// How many.
    pub const QUANTITY: &str = "gift-quantity";
    /// What it is: gift, sample, trial, material.
    pub const SORT: &str = "gift-sort";
    /// On what occasion.
    pub const OCCASION: &str = "gift-occasion";
    /// The day on which it is to be given.
    pub const GIVE_ON: &str = "gift-give-on";
    /// Who is to hand it over.
    pub const GIVER: &str = "gift-giver";

    /// What became of it.
    pub const OUTCOME: &str = "gift-outcome";
    /// When the customer was asked.
    pub const ASKED: &str = "gift-asked";
    /// Who took it.
    pub const RECEIVED_BY: &str = "gift-received-by";
    /// What is to be said about it.
    pub const REMARK: &str = "gift-remark";
    /// Photos.
    pub const PHOTOS: &str = "gift-photos";
    /// The customer's signature, as drawn.
    pub const SIGNATURE: &str = "gift-signature";

    /// When it was handed over.
    pub const GIVEN: &str = "gift-given";
    /// Why it is taken off the list.
    pub const REASON: &str = "gift-reason";
}

/// The most of one thing for one customer.
const MOST: u32 = 9999;

/// Of a signature four times over, as on a visit.
const SIGNATURE_LETTERS: usize = 8000;

const ITEM: Field = Field::required(keys::ITEM, Input::Line { max: 120 });
const QUANTITY: Field = Field::required(keys::QUANTITY, Input::Number { max: MOST });
const SORT: Field = Field::required(keys::SORT, Input::Choice(Sort::CHOICES));
const OCCASION: Field = Field::optional(keys::OCCASION, Input::Line { max: 80 });
const GIVE_ON: Field = Field::optional(keys::GIVE_ON, Input::Date);

/// What is given.
pub(super) const GIFT: &[Field] = &[ITEM, QUANTITY, SORT, OCCASION, GIVE_ON];

/// What puts it on the list.
pub(super) const LIST: &[Field] =
    &[ITEM, QUANTITY, SORT, Field::required(keys::GIVER, Input::Choice(Giver::CHOICES)), GIVE_ON, OCCASION];

/// What was confirmed.
pub(super) const CONFIRMATION: &[Field] = &[
    Field::required(keys::OUTCOME, Input::Choice(Arrival::CHOICES)),
    Field::optional(keys::RECEIVED_BY, Input::Line { max: 80 }),
    Field::optional(keys::REMARK, Input::Text { max: 500 }),
    Field::required(keys::ASKED, Input::Moment),
    Field::optional(keys::PHOTOS, Input::Photos).merged(Merge::Set),
    // Whoever signed, signed once. Source: SYNC 2.1
    Field::optional(keys::SIGNATURE, Input::Ink { max: SIGNATURE_LETTERS }).merged(Merge::Once),
];
