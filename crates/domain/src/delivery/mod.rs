//! Gift deliveries 礼品送达: a line of the gift list for one customer, handed over by somebody, confirmed by service.
//!
//! `choices` the codes, `fields` the tables, `gift` what is given and its form, `confirmation` what the customer said of it
//! and its form, `log` the entries of a delivery, `marks` what stands where on a card, `record` the delivery and what is meant with it, `facts` what happens to
//! it, `history` what its log tells, `offer` what a screen may offer, `small` the small forms. Why it is so:
//! docs/decisions/0033. Source: GIF-02…04, GIF-08

mod choices;
mod command;
mod confirmation;
mod facts;
mod fields;
mod gift;
mod history;
mod log;
pub mod marks;
mod offer;
mod record;
mod small;

pub use choices::{Arrival, Giver, Sort};
pub use command::{Cancel, Confirm, DeliveryCommand, Give, List};
pub use confirmation::{ConfirmForm, Confirmation};
pub use fields::keys;
pub use gift::{Gift, GiftForm, ListForm, Listed};
pub use history::State;
pub use log::{Step, What};
pub use offer::{next_steps, offer};
pub use record::Delivery;
pub use small::{CancelForm, GiveForm};

#[cfg(test)]
mod tests;
