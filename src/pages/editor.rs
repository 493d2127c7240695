//! A form on a page of its own, new or to correct: drafts, photos, saving, and a few seconds to take it back.

use domain::form::Draft;
use domain::{Command, CommandId, RecordId};
use leptos::prelude::*;
use leptos::task::spawn_local;
use leptos_router::NavigateOptions;
use leptos_router::hooks::use_navigate;

use crate::form::{Capture, DraftLine, FormState, RecordForm, Restored, Sources, keep};
use crate::kit::Tone;
use crate::kit::actions::Actions;
use crate::kit::banner::Banner;
use crate::kit::bar::{Back, Bar};
use crate::kit::button::{Button, Look};
use crate::kit::icon::Sign;
use crate::kit::toast::Toaster;
use crate::pages::sources::sources;
use crate::pages::state::Pill;
use crate::pages::trail::Trail;
use crate::shell::{Along, Fault, Shell};
use crate::words::{self, language, say};

const FORM: &str = "record";

/// A form in the hands of a person.
#[derive(Clone, Copy)]
pub struct Editor {
    /// What is filled in.
    pub form: FormState,
    shell: Shell,
    /// Under which key its draft lies.
    key: StoredValue<String>,
    /// As the form opens, and what the author of a correction sees then.
    fresh: StoredValue<(Draft, Option<Draft>)>,
    /// What the author of a correction saw before.
    seen: StoredValue<Option<Draft>>,
    /// Whether the disk has told of a kept draft. Before, nothing is written over it.
    looked: StoredValue<bool>,
    /// Where a record of this kind is read.
    read_at: fn(RecordId) -> String,
    failed: RwSignal<Option<Fault>>,
}

/// What is to be saved.
pub struct Saving {
    /// The record.
    pub id: RecordId,
    /// What is meant.
    pub command: Command,
    /// The refused entry whose place it takes.
    pub instead_of: Option<CommandId>,
    /// What the person reads then.
    pub said: String,
    /// Where the form is found again when it is taken back.
    pub form_at: String,
}

impl Editor {
    /// Opens the form and goes on with the draft that was kept, if there is one.
    pub fn open(form: FormState, key: String, seen: Option<Draft>, read_at: fn(RecordId) -> String) -> Self {
        let shell = Shell::here();
        if let Some(seen) = &seen {
            form.forgive(seen);
        }
        let editor = Self {
            form,
            shell,
            key: StoredValue::new(key),
            fresh: StoredValue::new((form.draft.get_untracked(), seen.clone())),
            seen: StoredValue::new(seen),
            looked: StoredValue::new(false),
            read_at,
            failed: RwSignal::new(None),
        };
        let open = StoredValue::new_local(Some(shell.open_form()));
        on_cleanup(move || {
            if let Some(open) = open.try_update_value(Option::take).flatten() {
                shell.close_form(open);
            }
        });
        spawn_local(editor.go_on());
        editor
    }

    /// Looks for a kept draft. A quick hand, or a slow disk: what was put in meanwhile stays beside it.
    async fn go_on(self) {
        let found = self.shell.draft(&self.key()).await;
        // Whoever left the form meanwhile finds that draft the next time.
        let Some(now) = self.form.draft.try_get_untracked() else { return };
        self.looked.set_value(true);
        let fresh = self.fresh.with_value(|(fresh, _)| fresh.clone());
        if let Some(found) = found {
            if let Some(seen) = &found.seen {
                self.form.forgive(seen);
            }
            self.seen.set_value(found.seen);
            self.form.restore(&found.draft, &fresh, found.at);
        } else if now != fresh {
            self.save_draft(now);
        }
    }

    fn key(self) -> String {
        self.key.get_value()
    }

    /// What the author of a correction saw before.
    pub fn seen(self) -> Option<Draft> {
        self.seen.get_value()
    }

    fn save_draft(self, draft: Draft) {
        if !self.looked.get_value() {
            return;
        }
        // Read now: the last words come while the page goes, and a moment later there is nothing to read from.
        let (key, seen) = (self.key(), self.seen());
        let is_fresh = self.fresh.with_value(|(fresh, _)| *fresh == draft);
        spawn_local(async move {
            if is_fresh {
                // Begun again, or emptied by hand: nothing is there to go on with.
                self.shell.drop_draft(&key).await;
                return;
            }
            // Without room for a draft the words stay on the screen, and the line at the foot says that they are nowhere else.
            let saved = self.shell.save_draft(&key, draft, seen).await;
            self.form.unkept.try_set(saved.is_err());
            if let Ok(at) = saved {
                self.form.kept.try_set(Some(at));
            }
        });
    }

    /// Gives the draft up; for a few seconds that can be taken back.
    fn begin_again(self, toaster: Toaster) {
        let l = language();
        let before = (self.form.draft.get_untracked(), self.seen.get_value());
        // Made outside of the line that is pressed, which is gone with the draft and would take them along.
        spawn_local(async move {
            let undo = Callback::new(move |()| {
                let (draft, seen) = before.clone();
                // Whoever left the form meanwhile has given it up.
                if self.form.draft.try_set(draft.clone()).is_some() {
                    toaster.say(say!(l, form.too_late).to_owned());
                    return;
                }
                self.seen.set_value(seen);
                // At once: photos stay only as long as a draft on the disk, or an open form, names them.
                self.save_draft(draft);
            });
            let seconds = Callback::new(move |seconds: u8| say!(l, common.undo_n, seconds = seconds));
            toaster.offer(say!(l, form.discarded).to_owned(), seconds, undo);
        });
        let (fresh, seen) = self.fresh.get_value();
        self.form.begin_again(fresh);
        self.seen.set_value(seen);
        let key = self.key();
        spawn_local(async move { self.shell.drop_draft(&key).await });
    }

    fn sources(self) -> Sources {
        let capture = Callback::new(move |capture: Capture| {
            let (id, key) = (Shell::new_id(), self.key());
            spawn_local(async move {
                let named = id.to_string();
                let name = || Some((capture.name(&named)?, self.seen.try_get_value()?));
                let kept = self.shell.take_photo(capture.file.clone(), id, &key, name).await;
                capture.done(&named, kept.ok());
            });
        });
        Sources { capture, ..sources() }
    }

    /// What saves it, shows it, and offers to take it back.
    pub fn saver(self) -> Callback<Saving> {
        self.saver_to(None)
    }

    /// The same, where one goes back to the page one came from and not to the record.
    pub fn saver_to(self, then: Option<String>) -> Callback<Saving> {
        let l = language();
        let (shell, form) = (self.shell, self.form);
        let toaster = Toaster::here();
        let (navigate, trail) = (use_navigate(), Trail::here());
        Callback::new(move |saving: Saving| {
            let (navigate, then) = (navigate.clone(), then.clone());
            let (key, seen, draft) = (self.key(), self.seen(), form.draft.get_untracked());
            let Saving { id, command, instead_of, said, form_at } = saving;
            form.closed.set_value(true);
            spawn_local(async move {
                let along = Along { draft: Some(key.clone()), instead_of, also: Vec::new() };
                let command = match shell.save(id, command, along).await {
                    Ok(command) => command,
                    Err(fault) => {
                        form.closed.try_set_value(false);
                        // Whoever left the form meanwhile reads it where they are, and finds the last words in the form.
                        if let Some(fault) = self.failed.try_set(Some(fault)).flatten() {
                            toaster.say(say!(l, form.not_saved, why = words::refusal(l, fault.code())));
                            let _ = shell.save_draft(&key, draft, seen).await;
                        }
                        return;
                    }
                };
                let then = then.unwrap_or_else(|| (self.read_at)(id));
                // Whoever left the form meanwhile stays where they are. Where the page behind is the one to go to, it must
                // not lie twice in the history.
                let stays = self.failed.is_disposed() || trail.steps_back_to(&then);
                let replace = |replace| NavigateOptions { replace, ..NavigateOptions::default() };
                if !stays {
                    trail.replaces(&then);
                    navigate(&then, replace(true));
                }
                let undo = Callback::new(move |()| {
                    let (key, draft, seen) = (key.clone(), draft.clone(), seen.clone());
                    let (navigate, form_at) = (navigate.clone(), form_at.clone());
                    spawn_local(async move {
                        if shell.withdraw(command, &key, draft, seen).await {
                            if !stays {
                                trail.replaces(&form_at);
                            }
                            navigate(&form_at, replace(!stays));
                        } else {
                            toaster.say(say!(l, form.too_late).to_owned());
                        }
                    });
                });
                toaster.offer(
                    said,
                    Callback::new(move |seconds: u8| say!(l, common.undo_n, seconds = seconds)),
                    undo,
                );
            });
        })
    }
}

/// The page around it.
#[component]
pub fn EditorPage(
    /// The form.
    editor: Editor,
    /// The page's name.
    title: String,
    /// The page above.
    back: String,
    /// The words on its button.
    save: String,
    /// What is in the folded part, in a few words.
    #[prop(optional, into)]
    later_note: String,
    /// Keys of fields that are not asked for here.
    #[prop(optional)]
    without: &'static [&'static str],
    /// All is filled in rightly.
    on_done: Callback<Draft>,
    /// What stands above the form.
    #[prop(optional, into)]
    above: Option<ViewFn>,
    /// What stands beside it.
    #[prop(optional, into)]
    beside: Option<ViewFn>,
) -> impl IntoView {
    let l = language();
    let (form, toaster) = (editor.form, Toaster::here());
    let pause = keep(form, Callback::new(move |draft| editor.save_draft(draft)));
    let back = Back { href: back, label: say!(l, common.back).to_owned() };
    let class = if beside.is_some() { "page page--wide" } else { "page" };
    let inner = if beside.is_some() { "beside" } else { "stack" };
    view! {
        <Bar title back>
            <Pill />
        </Bar>
        <main>
            <div class=class>
                <div class=inner>
                    <div class="stack stack--wide">
                        <Restored form on_discard=Callback::new(move |()| editor.begin_again(toaster)) />
                        {move || editor.failed.get().map(|fault| not_saved(&fault))}
                        {above.map(|above| above.run())}
                        <RecordForm
                            id=FORM
                            form
                            sources=editor.sources()
                            later_note
                            without
                            on_pause=pause
                            on_done
                        />
                    </div>
                    {beside.map(|beside| beside.run())}
                </div>
            </div>
        </main>
        <Actions state=move || view! { <DraftLine form /> }>
            <Button look=Look::Main form=FORM>
                {save}
            </Button>
        </Actions>
    }
}

fn not_saved(fault: &Fault) -> impl IntoView + use<> {
    let l = language();
    let text = say!(l, form.not_saved, why = words::refusal(l, fault.code()));
    let node = NodeRef::<leptos::html::P>::new();
    // Whoever pressed the button at the foot is far below it.
    Effect::new(move || {
        if let Some(words) = node.get() {
            // Where it cannot have the focus, it is said at least.
            drop(words.focus());
        }
    });
    view! {
        <Banner sign=Sign::Alert tone=Tone::Wrong>
            <p role="alert" tabindex="-1" node_ref=node>
                {text}
            </p>
        </Banner>
    }
}
