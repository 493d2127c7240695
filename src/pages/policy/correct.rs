//! A proposal that came back, changed; or one that the server did not take. Source: REQ-02, ROL-09

use domain::Command;
use domain::form::Draft;
use domain::policy::{PolicyForm, Proposal, Propose, Resubmit};
use leptos::prelude::*;

use super::detail::missing;
use super::new::form;
use crate::pages::address;
use crate::pages::correction::{Correcting, correction};
use crate::shell::{clock, policy};
use crate::words::{language, say};

/// The form with what was proposed.
#[component]
pub fn CorrectProposal() -> impl IntoView {
    let l = language();
    correction(Correcting {
        title: say!(l, policy.again),
        save: say!(l, policy.again_save),
        saved: say!(l, policy.saved),
        corrected: say!(l, policy.saved_again),
        later_note: "",
        without: &[],
        draft: "policy",
        id_in: address::policy_corrected_in,
        read_at: address::policy_change,
        form_at: address::correct_policy,
        form,
        begin: |draft, _| Some(Command::PolicyChange(Propose { proposal: proposed(draft)? }.into())),
        change: |_, draft| Some(Command::PolicyChange(Resubmit { proposal: proposed(draft)? }.into())),
        above: |_, _| ().into_any(),
        missing,
    })
}

fn proposed(draft: &Draft) -> Option<Proposal> {
    Proposal::of(&PolicyForm::fresh(policy::all().last()), draft, clock::now()).ok()
}
