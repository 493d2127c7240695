//! Correcting what was confirmed: one's own confirmation, else the one that counts. Source: VIS-16

use domain::Command;
use domain::delivery::{Confirm, ConfirmForm, DeliveryCommand, GiftForm, keys};
use domain::form::Form as _;
use domain::merge::CorrectFields;
use leptos::prelude::*;

use super::confirm::form;
use super::detail::missing;
use crate::live::GIVEN_TO;
use crate::pages::address;
use crate::pages::correction::{Correcting, correction};
use crate::shell::clock;
use crate::words::{language, say};

/// What was signed is not signed again.
const NOT_ASKED: &[&str] = &[keys::SIGNATURE];

/// The form of a confirmation that is there.
#[component]
pub fn CorrectGift() -> impl IntoView {
    let l = language();
    correction(Correcting {
        title: say!(l, gift.correct),
        save: say!(l, gift.correct_save),
        saved: say!(l, gift.said_confirmed),
        corrected: say!(l, gift.corrected),
        later_note: "",
        without: NOT_ASKED,
        draft: "gift",
        id_in: address::gift_corrected_in,
        read_at: address::gift,
        form_at: address::correct_gift,
        form,
        begin: |draft, _| {
            let (customer, now) = (draft.get(GIVEN_TO).parse().ok()?, clock::now());
            let (gift, said) = (GiftForm::check(draft, now).ok()?, ConfirmForm::check(draft, now).ok()?);
            Some(Command::Delivery(Confirm { customer, gift, said }.into()))
        },
        change: |seen, draft| {
            let correction = CorrectFields::between::<ConfirmForm>(seen, draft)?;
            Some(Command::Delivery(DeliveryCommand::Correct(correction)))
        },
        above: |_, _| ().into_any(),
        missing,
    })
}
