//! Asking for visits on site. Source: REQ-01

use domain::form::Draft;
use domain::request::{RequestCommand, RequestForm, Submit};
use domain::values::Moment;
use domain::{Command, RecordId};
use leptos::prelude::*;

use crate::form::FormState;
use crate::live::{Live, Loaded};
use crate::pages::address;
use crate::pages::choose::of_customer;
use crate::pages::editor::{Editor, EditorPage, Saving};
use crate::pages::state::titled;
use crate::shell::{Shell, clock, policy};
use crate::words::{language, say};

/// The form of a request, for the customer that the address names.
#[component]
pub fn AskForVisit() -> impl IntoView {
    let l = language();
    titled(say!(l, request.title));
    of_customer(say!(l, request.title), address::request_for, |customer| {
        view! { <Asking customer /> }.into_any()
    })
}

/// The form with this in it.
pub(super) fn form(draft: Draft) -> FormState {
    let faults = |draft: &Draft, now: Moment| {
        RequestForm::submit(draft, now, &policy::now()).err().unwrap_or_default()
    };
    let fields = <RequestForm as domain::form::Form>::FIELDS;
    FormState::asking(fields, faults, RequestForm::asks, draft, clock::now).omitting(RequestForm::omits)
}

/// The command that asks for it. Nothing if the form is not filled in rightly.
pub(super) fn asks(customer: RecordId, draft: &Draft) -> Option<Command> {
    let terms = RequestForm::submit(draft, clock::now(), &policy::now()).ok()?;
    Some(Command::Request(RequestCommand::Submit(Submit { customer, terms })))
}

#[component]
fn Asking(customer: RecordId) -> impl IntoView {
    let l = language();
    let form = form(RequestForm::fresh());
    let editor = Editor::open(form, format!("request-{customer}"), None, address::request);
    let save = editor.saver();
    let done = Callback::new(move |draft: Draft| {
        let Some(command) = asks(customer, &draft) else { return };
        save.run(Saving {
            id: Shell::new_id(),
            command,
            instead_of: None,
            said: say!(l, request.saved).to_owned(),
            form_at: address::request_for(customer),
        });
    });
    let found = Live::here().customer(move || customer.to_string());
    let name = Memo::new(move |_| match found.get() {
        Loaded::Ready(file) => file.profile.get(domain::customer::keys::NAME).to_owned(),
        Loaded::Waiting | Loaded::Missing => String::new(),
    });
    view! {
        <EditorPage
            editor
            title=say!(l, request.title).to_owned()
            back=address::customer(customer)
            save=say!(l, request.save).to_owned()
            later_note=say!(l, request.later_note)
            on_done=done
            above=move || view! { <h2 class="heading">{move || name.get()}</h2> }
        />
    }
}
