//! A new customer file. Source: CUS-01

use domain::Command;
use domain::customer::{CustomerCommand, ProfileForm, Register, keys};
use domain::form::{Draft, Form};
use leptos::prelude::*;

use super::alike::Alike;
use crate::form::FormState;
use crate::live::Live;
use crate::pages::address;
use crate::pages::editor::{Editor, EditorPage, Saving};
use crate::pages::state::titled;
use crate::shell::{Shell, clock};
use crate::words::{language, say};

/// One unfinished file at a time.
const DRAFT: &str = "customer-new";
/// What only the accounts know. When they last ordered is known to whoever brings them along.
const NOT_ASKED: &[&str] = &[keys::DEBT];

/// The form of a new file.
#[component]
pub fn NewFile() -> impl IntoView {
    let l = language();
    titled(say!(l, customer.new));
    let live = Live::here();
    let form = FormState::new::<ProfileForm>(ProfileForm::fresh(), clock::now);
    let editor = Editor::open(form, DRAFT.to_owned(), None, address::customer);
    let save = editor.saver();
    let done = Callback::new(move |draft: Draft| {
        let Ok(profile) = ProfileForm::check(&draft, clock::now()) else { return };
        let register = Register { profile, pair: live.own_pair() };
        save.run(Saving {
            id: Shell::new_id(),
            command: Command::Customer(CustomerCommand::Register(register)),
            instead_of: None,
            said: say!(l, customer.saved).to_owned(),
            form_at: address::NEW_CUSTOMER.to_owned(),
        });
    });
    view! {
        <EditorPage
            editor
            title=say!(l, customer.new).to_owned()
            back=address::CUSTOMERS.to_owned()
            save=say!(l, customer.save).to_owned()
            without=NOT_ASKED
            on_done=done
            above=move || view! { <Alike form file=None /> }
        />
    }
}
