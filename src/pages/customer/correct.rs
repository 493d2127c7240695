//! Correcting a customer file: what was changed goes out field by field. Source: CUS-09

use domain::Command;
use domain::customer::{CustomerCommand, Profile, ProfileForm, Register, keys};
use domain::form::Form;
use domain::merge::CorrectFields;
use leptos::prelude::*;

use super::alike::Alike;
use super::detail::missing;
use crate::form::FormState;
use crate::pages::address;
use crate::pages::correction::{Correcting, correction};
use crate::shell::clock;
use crate::words::{language, say};

/// What other rules change. Source: CUS-08
const NOT_ASKED: &[&str] = &[keys::LAST_ORDER, keys::DEBT, keys::CREDIT_DAYS, keys::CREDIT_LIMIT];

/// The form with what stands in the file.
#[component]
pub fn CorrectFile() -> impl IntoView {
    let l = language();
    correction(Correcting {
        title: say!(l, customer.correct),
        save: say!(l, customer.save),
        saved: say!(l, customer.saved),
        corrected: say!(l, customer.corrected),
        later_note: "",
        without: NOT_ASKED,
        draft: "customer",
        id_in: address::customer_corrected_in,
        read_at: address::customer,
        form_at: address::correct_customer,
        form: |draft| FormState::new::<ProfileForm>(draft, clock::now),
        begin: |draft, live| {
            let profile = ProfileForm::check(draft, clock::now()).ok()?;
            let register = Register { profile, pair: live.own_pair() };
            Some(Command::Customer(CustomerCommand::Register(register)))
        },
        change: |seen, draft| {
            // In the one spelling of each text, so that only what means something else counts as changed.
            let after = ProfileForm::show(&Profile::tidied(draft));
            let correction = CorrectFields::between::<ProfileForm>(seen, &after)?;
            Some(Command::Customer(CustomerCommand::Correct(correction)))
        },
        above: |form, id| view! { <Alike form file=Some(id) /> }.into_any(),
        missing,
    })
}
