//! A request that came back, asked for anew; or one that the server did not take. Source: REQ-02

use domain::Command;
use domain::merge::CorrectFields;
use domain::request::{RequestCommand, RequestForm, Resubmit};
use leptos::prelude::*;

use super::detail::missing;
use super::new::{asks, form};
use crate::live::ASKED_FOR;
use crate::pages::address;
use crate::pages::correction::{Correcting, correction};
use crate::words::{language, say};

/// The form with what was asked for.
#[component]
pub fn CorrectRequest() -> impl IntoView {
    let l = language();
    correction(Correcting {
        title: say!(l, request.again),
        save: say!(l, request.again_save),
        saved: say!(l, request.saved),
        corrected: say!(l, request.saved_again),
        later_note: say!(l, request.later_note),
        without: &[],
        draft: "request",
        id_in: address::request_corrected_in,
        read_at: address::request,
        form_at: address::correct_request,
        form,
        begin: |draft, _| asks(draft.get(ASKED_FOR).parse().ok()?, draft),
        change: |seen, draft| {
            // Asked again as it was, it has no changes.
            let changes =
                CorrectFields::between::<RequestForm>(seen, draft).map(|correction| correction.changes);
            let again = Resubmit { changes: changes.unwrap_or_default() };
            Some(Command::Request(RequestCommand::Resubmit(again)))
        },
        above: |_, _| ().into_any(),
        missing,
    })
}
