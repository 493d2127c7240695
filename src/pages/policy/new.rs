//! Proposing other numbers. Source: ROL-09

use domain::Command;
use domain::form::{Draft, Form as _};
use domain::policy::{PolicyForm, Proposal, Propose as Command_, keys};
use leptos::prelude::*;

use crate::form::FormState;
use crate::pages::address;
use crate::pages::editor::{Editor, EditorPage, Saving};
use crate::pages::state::titled;
use crate::shell::{Shell, clock, policy};
use crate::words::{language, say};

/// The form, filled in with what will be in force once everything approved has begun.
#[component]
pub fn Propose() -> impl IntoView {
    let l = language();
    titled(say!(l, policy.new));
    let fresh = Proposal::fresh(policy::all().last(), clock::now());
    // Nobody gave a reason before, so an empty one is no fault of another that could be forgiven.
    let seen = fresh.clone().with(keys::REASON, "-");
    let editor = Editor::open(form(fresh), "policy".to_owned(), Some(seen), address::policy_change);
    let save = editor.saver();
    let done = Callback::new(move |draft: Draft| {
        // What changed is told against what its author saw, whatever was approved meanwhile.
        let seen = editor.seen().unwrap_or_default();
        let Ok(proposal) = Proposal::of(&seen, &draft, clock::now()) else { return };
        save.run(Saving {
            id: Shell::new_id(),
            command: Command::PolicyChange(Command_ { proposal }.into()),
            instead_of: None,
            said: say!(l, policy.saved).to_owned(),
            form_at: address::NEW_POLICY.to_owned(),
        });
    });
    view! {
        <EditorPage
            editor
            title=say!(l, policy.new).to_owned()
            back=address::POLICY.to_owned()
            save=say!(l, policy.save).to_owned()
            on_done=done
        />
    }
}

/// The form with this in it.
pub(super) fn form(draft: Draft) -> FormState {
    let faults = |draft: &Draft, now| {
        Proposal::of(&PolicyForm::fresh(policy::all().last()), draft, now).err().unwrap_or_default()
    };
    FormState::asking(PolicyForm::FIELDS, faults, |_, _| false, draft, clock::now)
}
