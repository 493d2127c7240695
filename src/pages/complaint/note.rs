//! Taking a complaint down, in under a minute. Source: COM-01, COM-14

use domain::Command;
use domain::complaint::{ComplaintCommand, NoteForm, Take, keys};
use domain::form::{Draft, Form};
use leptos::prelude::*;
use leptos_router::hooks::use_query_map;

use crate::form::FormState;
use crate::kit::fold::Fold;
use crate::kit::icon::Sign;
use crate::live::{Live, Phase};
use crate::pages::address;
use crate::pages::editor::{Editor, EditorPage, Saving};
use crate::pages::state::titled;
use crate::shell::{Shell, clock};
use crate::words::{language, say};

/// One unfinished note at a time: the one a person is called away from.
const DRAFT: &str = "complaint-note";

/// The form of a new note.
#[component]
pub fn TakeNote() -> impl IntoView {
    let l = language();
    titled(say!(l, complaint.note));
    // From a customer's page the note is of that customer.
    let of = use_query_map().with_untracked(|query| query.get(address::OF)).unwrap_or_default();
    let form = FormState::new::<NoteForm>(NoteForm::fresh().with(keys::CUSTOMER, of), clock::now);
    let editor = Editor::open(form, DRAFT.to_owned(), None, address::complaint);
    let save = editor.saver();
    let done = Callback::new(move |draft: Draft| {
        let Ok(note) = NoteForm::check(&draft, clock::now()) else { return };
        save.run(Saving {
            id: Shell::new_id(),
            command: Command::Complaint(ComplaintCommand::Take(Take { note })),
            instead_of: None,
            said: say!(l, complaint.saved).to_owned(),
            form_at: address::NEW_COMPLAINT.to_owned(),
        });
    });
    view! {
        <EditorPage
            editor
            title=say!(l, complaint.note).to_owned()
            back=address::COMPLAINTS.to_owned()
            save=say!(l, complaint.save).to_owned()
            later_note=say!(l, complaint.later_note)
            on_done=done
            beside=|| view! { <Beside /> }
        />
    }
}

/// What will happen then, and how to listen.
#[component]
fn Beside() -> impl IntoView {
    let l = language();
    let sync = Live::here().sync;
    let road = move || match sync.get().phase {
        Phase::Offline => say!(l, complaint.after_offline),
        Phase::Idle | Phase::Busy(..) | Phase::SignedOut => say!(l, complaint.after_online),
    };
    view! {
        <aside class="stack">
            <section class="card stack stack--tight">
                <h2>{say!(l, complaint.after)}</h2>
                <ul class="points">
                    <li>{say!(l, complaint.after_answer)}</li>
                    <li>{road}</li>
                </ul>
            </section>
            <Fold title=say!(l, complaint.manners) sign=Sign::Book open=RwSignal::new(true)>
                <ul class="points">
                    <li>{say!(l, complaint.manner_1)}</li>
                    <li>{say!(l, complaint.manner_2)}</li>
                    <li>{say!(l, complaint.manner_3)}</li>
                    <li>{say!(l, complaint.manner_4)}</li>
                </ul>
            </Fold>
        </aside>
    }
}
