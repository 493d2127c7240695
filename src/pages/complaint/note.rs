//! Taking a complaint down, in under a minute. Source: COM-01, COM-14

use domain::Command;
use domain::complaint::{ComplaintCommand, NoteForm, Take};
use domain::form::{Draft, Form};
use leptos::prelude::*;
use leptos::task::spawn_local;
use leptos_router::NavigateOptions;
use leptos_router::hooks::use_navigate;

use super::sources::sources;
use crate::form::{DraftLine, FormState, RecordForm, Restored, keep};
use crate::kit::Tone;
use crate::kit::actions::Actions;
use crate::kit::banner::Banner;
use crate::kit::bar::{Back, Bar};
use crate::kit::button::{Button, Look};
use crate::kit::fold::Fold;
use crate::kit::icon::Sign;
use crate::kit::toast::Toaster;
use crate::live::{Live, Phase};
use crate::pages::address;
use crate::pages::state::{Pill, titled};
use crate::shell::{Fault, Shell, clock};
use crate::words::{self, language, say};

const FORM: &str = "complaint-note";
/// One unfinished note at a time: the one a person is called away from.
const DRAFT: &str = "complaint-note";

/// The form of a new note.
#[component]
pub fn TakeNote() -> impl IntoView {
    let l = language();
    titled(say!(l, complaint.note));
    let shell = Shell::here();
    let form = FormState::new::<NoteForm>(NoteForm::fresh(), clock::now);
    let failed = RwSignal::new(None::<Fault>);
    spawn_local(async move {
        if let Some(found) = shell.draft(DRAFT).await {
            form.restore(found.draft, found.at);
        }
    });
    let pause = keep(form, Callback::new(move |draft| spawn_local(save_draft(shell, form, draft))));
    let discard = Callback::new(move |()| {
        form.begin_again(NoteForm::fresh());
        spawn_local(async move { shell.drop_draft(DRAFT).await });
    });
    let done = saver(shell, form, failed);
    view! {
        <Bar
            title=say!(l, complaint.note)
            back=Back { href: address::COMPLAINTS.to_owned(), label: say!(l, common.back).to_owned() }
        >
            <Pill />
        </Bar>
        <main>
            <div class="page page--wide">
                <div class="beside">
                    <div class="stack stack--wide">
                        <Restored form on_discard=discard />
                        {move || failed.get().map(|fault| not_saved(&fault))}
                        <RecordForm
                            id=FORM
                            form
                            sources=sources()
                            later_note=say!(l, complaint.later_note)
                            on_pause=pause
                            on_done=done
                        />
                    </div>
                    <Beside />
                </div>
            </div>
        </main>
        <Actions state=move || view! { <DraftLine form /> }>
            <Button look=Look::Main form=FORM>
                {say!(l, complaint.save)}
            </Button>
        </Actions>
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
                <h3>{say!(l, complaint.after)}</h3>
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

fn not_saved(fault: &Fault) -> impl IntoView + use<> {
    let l = language();
    let text = say!(l, complaint.not_saved, why = words::refusal(l, fault.code()));
    view! {
        <Banner sign=Sign::Alert tone=Tone::Wrong>
            <p role="alert">{text}</p>
        </Banner>
    }
}

async fn save_draft(shell: Shell, form: FormState, draft: Draft) {
    // Without room for a draft the words stay on the screen, and the line at the foot stays as it was.
    if let Ok(at) = shell.save_draft(DRAFT, draft).await {
        form.kept.try_set(Some(at));
    }
}

/// Saves the note, shows it, and offers to take it back as long as nothing was sent.
fn saver(shell: Shell, form: FormState, failed: RwSignal<Option<Fault>>) -> Callback<Draft> {
    let l = language();
    let toaster = Toaster::here();
    let navigate = use_navigate();
    Callback::new(move |draft: Draft| {
        let Ok(note) = NoteForm::check(&draft, clock::now()) else { return };
        let navigate = navigate.clone();
        form.closed.set_value(true);
        spawn_local(async move {
            let id = Shell::new_id();
            let command = Command::Complaint(ComplaintCommand::Take(Take { note }));
            match shell.save(id, command).await {
                Ok(command) => {
                    shell.drop_draft(DRAFT).await;
                    let replace = NavigateOptions { replace: true, ..NavigateOptions::default() };
                    navigate(&address::complaint(id), replace.clone());
                    toaster.offer(
                        say!(l, complaint.saved).to_owned(),
                        Callback::new(move |seconds: u8| say!(l, common.undo_n, seconds = seconds)),
                        Callback::new(move |()| {
                            let (draft, navigate, replace) =
                                (draft.clone(), navigate.clone(), replace.clone());
                            spawn_local(async move {
                                if shell.withdraw(command).await {
                                    // A draft that cannot be kept is no reason to leave the note in the outbox.
                                    drop(shell.save_draft(DRAFT, draft).await);
                                    navigate(address::NEW_COMPLAINT, replace);
                                }
                            });
                        }),
                    );
                }
                Err(fault) => {
                    form.closed.set_value(false);
                    failed.set(Some(fault));
                }
            }
        });
    })
}
