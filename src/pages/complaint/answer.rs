//! Noting what a customer was told about their complaint. Source: COM-06

use domain::Command;
use domain::complaint::{Answer, AnswerForm, ComplaintCommand};
use domain::form::{Draft, Form as _};
use leptos::prelude::*;
use leptos_router::hooks::use_location;

use super::detail::missing;
use crate::form::FormState;
use crate::kit::bone::Bones;
use crate::kit::button::{ButtonLink, Look};
use crate::kit::icon::Sign;
use crate::live::{ComplaintDetail, Live, Loaded};
use crate::pages::address;
use crate::pages::editor::{Editor, EditorPage, Saving};
use crate::pages::state::{self, titled};
use crate::shell::clock;
use crate::words::{language, say};

/// The form for the complaint that the address names.
#[component]
pub fn AnswerComplaint() -> impl IntoView {
    let l = language();
    titled(say!(l, complaint.answer));
    let path = use_location().pathname;
    let id = Memo::new(move |_| path.with(|path| address::answered_in(path)).unwrap_or_default());
    let found = Live::here().complaint(move || id.get());
    // What happens to it meanwhile does not draw the form anew.
    let there = Memo::new(move |_| {
        let state = found.with(|found| match found {
            Loaded::Waiting => None,
            Loaded::Ready(_) => Some(true),
            Loaded::Missing => Some(false),
        });
        (state, id.get())
    });
    move || match (there.get(), untrack(|| found.get())) {
        (_, Loaded::Ready(complaint)) => view! { <Answering complaint /> }.into_any(),
        ((_, id), Loaded::Missing) => missing(id),
        (_, Loaded::Waiting) => view! { <Bones /> }.into_any(),
    }
}

#[component]
fn Answering(complaint: ComplaintDetail) -> impl IntoView {
    let l = language();
    let ComplaintDetail { line, phone, .. } = complaint;
    let id = line.id;
    let form = FormState::new::<AnswerForm>(AnswerForm::fresh(clock::now()), clock::now);
    let editor = Editor::open(form, format!("complaint-answer-{id}"), None, address::complaint);
    let save = editor.saver();
    let done = Callback::new(move |draft: Draft| {
        let Ok(told) = AnswerForm::check(&draft, clock::now()) else { return };
        save.run(Saving {
            id,
            command: Command::Complaint(ComplaintCommand::Answer(Answer { told })),
            instead_of: None,
            said: say!(l, complaint.said_answered).to_owned(),
            form_at: address::answer_complaint(id),
        });
    });
    view! {
        <EditorPage
            editor
            title=say!(l, complaint.answer).to_owned()
            back=address::complaint(id)
            save=say!(l, complaint.answer_save).to_owned()
            on_done=done
            above=move || {
                view! {
                    <div class="stack stack--tight">
                        <h2 class="heading">{line.customer.clone()}</h2>
                        <p class="read">{line.words.clone()}</p>
                        <p class="line">
                            {line.due.map(|due| view! { <state::Answer due /> })}
                            {phone
                                .clone()
                                .map(|phone| {
                                    view! {
                                        <ButtonLink href=format!("tel:{phone}") look=Look::Plain sign=Sign::Phone>
                                            {say!(l, complaint.call)}
                                        </ButtonLink>
                                    }
                                })}
                        </p>
                    </div>
                }
            }
        />
    }
}
