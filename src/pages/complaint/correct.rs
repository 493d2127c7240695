//! Correcting a note: one that stands, or one that the server did not take. Only changed fields are sent. Source: VIS-16

use domain::complaint::{ComplaintCommand, NoteForm, Take};
use domain::form::{Draft, Form, Input};
use domain::merge::CorrectFields;
use domain::{Command, CommandId, RecordId};
use leptos::prelude::*;
use leptos::task::spawn_local;
use leptos_router::NavigateOptions;
use leptos_router::hooks::{use_location, use_navigate, use_query_map};

use super::detail::Missing;
use super::editor::{Editor, EditorPage, Saving};
use super::sources::sources;
use crate::kit::Tone;
use crate::kit::banner::Banner;
use crate::kit::bone::Bones;
use crate::kit::button::{Button, Look};
use crate::kit::card::Card;
use crate::kit::facts::{Fact, Facts};
use crate::kit::icon::Sign;
use crate::kit::toast::Toaster;
use crate::live::{Live, Loaded, Mending};
use crate::pages::address;
use crate::pages::state::titled;
use crate::shell::{Shell, clock};
use crate::words::{self, language, say};

/// The form of a note that is there.
#[component]
pub fn CorrectNote() -> impl IntoView {
    let l = language();
    titled(say!(l, complaint.correct));
    let (path, query) = (use_location().pathname, use_query_map());
    let id = Memo::new(move |_| path.with(|path| address::corrected_in(path)).unwrap_or_default());
    let refused = Memo::new(move |_| query.with(|query| query.get(address::INSTEAD)));
    let found = Live::here().mending(move || id.get(), move || refused.get());
    // What others do meanwhile must not draw the form anew: nothing under the fingers moves.
    let there = Memo::new(move |_| {
        let state = found.with(|found| match found {
            Loaded::Waiting => None,
            Loaded::Ready(_) => Some(true),
            Loaded::Missing => Some(false),
        });
        (state, id.get(), refused.get())
    });
    move || match (there.get(), untrack(|| found.get())) {
        ((_, id, refused), Loaded::Ready(mending)) => match id.parse() {
            Ok(id) => {
                view! { <Correction id refused=refused.and_then(|id| id.parse().ok()) mending found /> }
                    .into_any()
            }
            Err(_) => view! { <Missing id=String::new() /> }.into_any(),
        },
        ((_, id, _), Loaded::Missing) => view! { <Missing id /> }.into_any(),
        (_, Loaded::Waiting) => view! { <Bones /> }.into_any(),
    }
}

#[component]
fn Correction(
    id: RecordId,
    /// The entry that the server did not take.
    refused: Option<CommandId>,
    mending: Mending,
    /// The same as it is now.
    found: Memo<Loaded<Mending>>,
) -> impl IntoView {
    let l = language();
    let is_new = mending.now.is_none();
    let why = mending.why.clone();
    let (draft, now) = (mending.draft.clone(), mending.now.clone());
    let editor = Editor::open(format!("complaint-correct-{id}"), draft, now);
    let save = editor.saver();
    let unchanged = unchanged(id, refused);
    let taken_by_another = why.as_deref() == Some("exists");
    let done = Callback::new(move |draft: Draft| {
        let Ok(note) = NoteForm::check(&draft, clock::now()) else { return };
        let form_at = address::correct_complaint(id, refused);
        let correction = CorrectFields::between::<NoteForm>(&editor.seen().unwrap_or_default(), &draft);
        let (id, command) = match (is_new, correction) {
            // The server has another record under that id.
            (true, _) if taken_by_another => (Shell::new_id(), ComplaintCommand::Take(Take { note })),
            (true, _) => (id, ComplaintCommand::Take(Take { note })),
            (false, Some(correction)) => (id, ComplaintCommand::Correct(correction)),
            (false, None) => return unchanged(),
        };
        let said = if is_new { say!(l, complaint.saved) } else { say!(l, complaint.corrected) };
        let command = Command::Complaint(command);
        save(Saving { id, command, instead_of: refused, said: said.to_owned(), form_at });
    });
    let back = if is_new { address::SYNC.to_owned() } else { address::complaint(id) };
    let above = move || {
        let why = why.clone();
        view! {
            {why.map(|code| {
                view! {
                    <Banner sign=Sign::Alert tone=Tone::Wrong>
                        <p>{words::refusal(l, &code)}</p>
                    </Banner>
                }
            })}
            <Theirs editor found />
        }
    };
    view! {
        <EditorPage
            editor
            title=say!(l, complaint.correct).to_owned()
            back
            save=say!(l, complaint.correct_save).to_owned()
            on_done=done
            above
        />
    }
}

/// Nothing is left to send: what others wrote stands, and a refused entry has done its work.
fn unchanged(id: RecordId, refused: Option<CommandId>) -> impl Fn() + Clone {
    let l = language();
    let (shell, toaster, navigate) = (Shell::here(), Toaster::here(), use_navigate());
    move || {
        let navigate = navigate.clone();
        spawn_local(async move {
            if let Some(refused) = refused {
                shell.discard(refused).await;
            }
            toaster.say(say!(l, complaint.unchanged).to_owned());
            let replace = NavigateOptions { replace: true, ..NavigateOptions::default() };
            navigate(&address::complaint(id), replace);
        });
    }
}

/// What others wrote into the same note meanwhile, each to be taken over by a tap.
#[component]
fn Theirs(editor: Editor, found: Memo<Loaded<Mending>>) -> impl IntoView {
    let l = language();
    let theirs = Memo::new(move |_| match found.get() {
        Loaded::Ready(mending) if mending.why.is_none() => {
            let seen = editor.seen().unwrap_or_default();
            Mending { seen, ..mending }.theirs()
        }
        Loaded::Ready(mending) => mending.theirs(),
        Loaded::Waiting | Loaded::Missing => Vec::new(),
    });
    let line = move |(key, text): (&'static str, String)| {
        let shown = shown(key, &text)?;
        let same = editor.form.text(key);
        let take = {
            let text = text.clone();
            Callback::new(move |()| editor.form.put(key, &text))
        };
        let is_mine = Signal::derive(move || same.get() != text);
        Some(view! {
            <Fact name=words::label(l, key)>
                <span class="line line--apart">
                    {shown}
                    {move || {
                        is_mine.get().then(|| {
                            view! {
                                <Button look=Look::Quiet press=take>
                                    {say!(l, complaint.use_theirs)}
                                </Button>
                            }
                        })
                    }}
                </span>
            </Fact>
        })
    };
    move || {
        let lines: Vec<_> = theirs.get().into_iter().filter_map(line).collect();
        (!lines.is_empty()).then(|| {
            view! {
                <Card title=say!(l, complaint.theirs)>
                    <Facts>{lines}</Facts>
                </Card>
            }
        })
    }
}

/// What stands in a field, in a few words; pictures have none.
fn shown(key: &str, text: &str) -> Option<String> {
    let l = language();
    let field = NoteForm::field(key)?;
    if text.is_empty() {
        return Some(say!(l, complaint.emptied).to_owned());
    }
    Some(match field.input {
        Input::Photos => return None,
        Input::Choice(_) | Input::Many(_) => text
            .split(',')
            .map(|code| words::choice(l, key, code))
            .collect::<Vec<_>>()
            .join(say!(l, form.between)),
        Input::Customer => {
            sources().customer.run(text.to_owned()).map_or_else(|| text.to_owned(), |customer| customer.title)
        }
        Input::Moment => text.replace('T', " "),
        _ => text.to_owned(),
    })
}
