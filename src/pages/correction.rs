//! Correcting a record: one that stands, or one that the server did not take. Only changed fields are sent.
//! Source: VIS-16, CUS-09

use domain::form::{Draft, Input, rows};
use domain::{Command, CommandId, RecordId};
use leptos::prelude::*;
use leptos::task::spawn_local;
use leptos_router::NavigateOptions;
use leptos_router::hooks::{use_location, use_navigate, use_query_map};

use super::editor::{Editor, EditorPage, Saving};
use super::sources::sources;
use crate::form::FormState;
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
use crate::shell::Shell;
use crate::words::{self, language, say};

/// How the records of one kind are corrected.
#[derive(Clone, Copy)]
pub struct Correcting {
    /// The page's name.
    pub title: &'static str,
    /// The words on its button.
    pub save: &'static str,
    /// What is said of a record that begins after all.
    pub saved: &'static str,
    /// What is said of a correction.
    pub corrected: &'static str,
    /// What is in the folded part, in a few words.
    pub later_note: &'static str,
    /// Keys of fields that are not asked for here.
    pub without: &'static [&'static str],
    /// Under which name drafts lie.
    pub draft: &'static str,
    /// The id in an address.
    pub id_in: fn(&str) -> Option<String>,
    /// Where the record is read.
    pub read_at: fn(RecordId) -> String,
    /// Where the form is.
    pub form_at: fn(RecordId, Option<CommandId>) -> String,
    /// The form.
    pub form: fn(Draft) -> FormState,
    /// The command that begins such a record. Nothing if the form is not filled in rightly.
    pub begin: fn(&Draft, Live) -> Option<Command>,
    /// The command that changes what the author saw into what they wrote. Nothing if nothing is to change.
    pub change: fn(seen: &Draft, draft: &Draft) -> Option<Command>,
    /// What stands above the form, of the record with this id.
    pub above: fn(FormState, RecordId) -> AnyView,
    /// The page of a record that is not here.
    pub missing: fn(String) -> AnyView,
}

/// The form of a record that is there.
pub fn correction(of: Correcting) -> AnyView {
    titled(of.title);
    let (path, query) = (use_location().pathname, use_query_map());
    let id = Memo::new(move |_| path.with(|path| (of.id_in)(path)).unwrap_or_default());
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
    let page = move || match (there.get(), untrack(|| found.get())) {
        ((_, id, refused), Loaded::Ready(mending)) => match id.parse() {
            Ok(id) => {
                let refused = refused.and_then(|id| id.parse().ok());
                view! { <Correction of id refused mending found /> }.into_any()
            }
            Err(_) => (of.missing)(String::new()),
        },
        ((_, id, _), Loaded::Missing) => (of.missing)(id),
        (_, Loaded::Waiting) => view! { <Bones /> }.into_any(),
    };
    page.into_any()
}

#[component]
fn Correction(
    of: Correcting,
    id: RecordId,
    /// The entry that the server did not take.
    refused: Option<CommandId>,
    mending: Mending,
    /// The same as it is now.
    found: Memo<Loaded<Mending>>,
) -> impl IntoView {
    let l = language();
    let live = Live::here();
    let is_new = mending.now.is_none();
    let why = mending.why.clone();
    let (draft, now) = (mending.draft.clone(), mending.now.clone());
    let editor = Editor::open((of.form)(draft), format!("{}-correct-{id}", of.draft), now, of.read_at);
    let save = editor.saver();
    let unchanged = unchanged(of, id, refused);
    let taken_by_another = why.as_deref() == Some("exists");
    let done = Callback::new(move |draft: Draft| {
        let command = if is_new {
            let Some(command) = (of.begin)(&draft, live) else { return };
            command
        } else {
            let seen = editor.seen().unwrap_or_default();
            let Some(command) = (of.change)(&seen, &draft) else { return unchanged.run(()) };
            command
        };
        // The server has another record under that id.
        let id = if is_new && taken_by_another { Shell::new_id() } else { id };
        let said = if is_new { of.saved } else { of.corrected }.to_owned();
        save.run(Saving { id, command, instead_of: refused, said, form_at: (of.form_at)(id, refused) });
    });
    let back = if is_new { address::SYNC.to_owned() } else { (of.read_at)(id) };
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
            {(of.above)(editor.form, id)}
        }
    };
    view! {
        <EditorPage
            editor
            title=of.title.to_owned()
            back
            save=of.save.to_owned()
            later_note=of.later_note
            without=of.without
            on_done=done
            above
        />
    }
}

/// Nothing is left to send: what others wrote stands, and a refused entry has done its work.
fn unchanged(of: Correcting, id: RecordId, refused: Option<CommandId>) -> Callback<()> {
    let l = language();
    let (shell, toaster, navigate) = (Shell::here(), Toaster::here(), use_navigate());
    Callback::new(move |()| {
        let navigate = navigate.clone();
        spawn_local(async move {
            if let Some(refused) = refused {
                shell.discard(refused).await;
            }
            toaster.say(say!(l, form.unchanged).to_owned());
            let replace = NavigateOptions { replace: true, ..NavigateOptions::default() };
            navigate(&(of.read_at)(id), replace);
        });
    })
}

/// What others wrote into the same record meanwhile, each to be taken over by a tap.
#[component]
fn Theirs(editor: Editor, found: Memo<Loaded<Mending>>) -> impl IntoView {
    let l = language();
    let fields = editor.form.fields;
    let theirs = Memo::new(move |_| match found.get() {
        Loaded::Ready(mending) if mending.why.is_none() => {
            let seen = editor.seen().unwrap_or_default();
            Mending { seen, ..mending }.theirs(fields)
        }
        Loaded::Ready(mending) => mending.theirs(fields),
        Loaded::Waiting | Loaded::Missing => Vec::new(),
    });
    let line = move |(key, text): (String, String)| {
        let (name, shown) = shown(editor.form, &key, &text)?;
        let same = editor.form.text(key.clone());
        let take = {
            let text = text.clone();
            Callback::new(move |()| editor.form.put(&key, &text))
        };
        let is_mine = Signal::derive(move || same.get() != text);
        Some(view! {
            <Fact name>
                <span class="line line--apart">
                    {shown}
                    {move || {
                        is_mine.get().then(|| {
                            view! {
                                <Button look=Look::Quiet press=take>
                                    {say!(l, form.use_theirs)}
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
                <Card title=say!(l, form.theirs)>
                    <Facts>{lines}</Facts>
                </Card>
            }
        })
    }
}

/// The name of a field and what stands in it, in a few words; pictures, drawings and rows have none.
fn shown(form: FormState, key: &str, text: &str) -> Option<(String, String)> {
    let l = language();
    let field = rows::field(form.fields, key)?;
    let name = match rows::split(key) {
        // Of a row that this form has not there is nothing to take over.
        Some((group, row, _)) => {
            form.draft.with_untracked(|draft| draft.many(group).contains(row)).then_some(())?;
            [words::row(l, group), words::label(l, field.key)].join(say!(l, common.dot))
        }
        None => words::label(l, field.key),
    };
    let said = match field.input {
        Input::Photos | Input::Ink { .. } | Input::Rows { .. } => return None,
        _ if text.is_empty() => say!(l, form.emptied).to_owned(),
        Input::Choice(_) | Input::Many(_) | Input::Flag => text
            .split(',')
            .map(|code| words::choice(l, field.key, code))
            .collect::<Vec<_>>()
            .join(say!(l, form.between)),
        Input::Customer => {
            sources().customer.run(text.to_owned()).map_or_else(|| text.to_owned(), |customer| customer.title)
        }
        Input::Words { .. } => text.replace(',', say!(l, form.between)),
        Input::Moment => text.replace('T', " "),
        _ => text.to_owned(),
    };
    Some((name, said))
}
